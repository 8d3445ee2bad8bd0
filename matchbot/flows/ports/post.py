"""What waits to leave, what came in, and who wants to hear."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from matchbot.core.inbox import InboxItem
from matchbot.core.outbox import OutboxMessage
from matchbot.core.subscription import Subscription, SubscriptionState
from matchbot.flows.records import (
    Digest,
)


class Outbox(Protocol):
    """Messages waiting to leave. Rows are never deleted before they are final.

    `lapsed` and `doubtful` leave the body out: there may be many, and they may be long.
    """

    def add(self, message: OutboxMessage) -> bool:
        """False (and nothing added) when the dedupe key exists."""
        ...

    def add_all(self, messages: Sequence[OutboxMessage]) -> None:
        """Add many, leaving out those whose dedupe key exists."""
        ...

    def get(self, id: str) -> OutboxMessage | None: ...

    def claim(
        self, owner: str, now: datetime, until: datetime, channels: Sequence[str], limit: int
    ) -> list[OutboxMessage]:
        """Take up to `limit` queued messages that are due; in order of insertion.

        Chat messages of one recipient one at a time: none overtakes an earlier one.
        """
        ...

    def save(self, message: OutboxMessage, before: OutboxMessage) -> bool:
        """Write if the row is still in the state and under the very lease of `before`.

        A process that slept through its lease may hold the message a second time: what it knows
        by the first lease is old.
        """
        ...

    def enter(self, ids: Sequence[str], owner: str, until: datetime) -> set[str]:
        """Move claimed messages of this owner to `sending`; the ids of those that were."""
        ...

    def lapsed(self, now: datetime, limit: int = 100) -> list[OutboxMessage]:
        """Claimed or sending messages whose lease has run out."""
        ...

    def doubtful(self, now: datetime, limit: int = 100) -> list[OutboxMessage]:
        """Messages in doubt whose waiting time is over."""
        ...

    def find(
        self,
        *,
        state: str | None = None,
        lead_id: str | None = None,
        limit: int = 100,
        bodies: bool = True,
    ) -> list[OutboxMessage]:
        """Newest first; without their bodies if so wished."""
        ...

    def counts(self) -> dict[tuple[str, str], int]:
        """How many messages by (channel, state)."""
        ...

    def oldest_tried(self, channel: str) -> datetime | None:
        """When the oldest message was made that was tried and has not left."""
        ...

    def last_sent(self, channel: str) -> datetime | None:
        """When a message of this channel left last."""
        ...

    def oldest_waiting(self) -> datetime | None: ...

    def hold(self) -> int:
        """Hold all that may still leave or is in doubt; how many there were."""
        ...

    def release(self, now: datetime) -> int:
        """Let everything go that is held; how many there were."""
        ...

    def written_since(self, since: datetime, recipient: str = "") -> int:
        """How many letters answered a mail: to one address, or to all with what was passed on."""
        ...

    def relayed_since(self, since: datetime, lead_id: str) -> int:
        """How many letters passed words of one side of this lead on to the other."""
        ...

    def returned_since(self, since: datetime, recipient: str) -> int:
        """How many letters to this address came back."""
        ...

    def with_sender(self, sender: str) -> OutboxMessage | None:
        """The letter with this envelope sender."""
        ...


class Inbox(Protocol):
    """What came in, raw, and how far each source was read."""

    def receive(self, source: str, source_id: str, thread: str, raw: bytes, now: datetime) -> bool:
        """False when this (source, source_id) was received before."""
        ...

    def known(self, source: str, source_ids: Collection[str]) -> set[str]:
        """Those of these ids that were received before."""
        ...

    def take(self, owner: str, now: datetime, until: datetime) -> InboxItem | None:
        """The oldest item that may be handled: none before it in its thread is unfinished."""
        ...

    def take_some(self, owner: str, now: datetime, until: datetime, most: int) -> list[InboxItem]:
        """Up to `most` items of different threads, oldest first; one that somebody left alone."""
        ...

    def finish(
        self, item: InboxItem, owner: str, state: str, now: datetime, reason: str = ""
    ) -> bool:
        """Mark handled, ignored or quarantined, if `owner` still holds it."""
        ...

    def put_back(self, item: InboxItem, owner: str, until: datetime | None = None) -> None:
        """Give a taken item back: to be tried again at once, which counts as an attempt.

        With `until` it waits till then, and nothing is counted: it was not its turn.
        """
        ...

    def find(self, *, state: str | None = None, limit: int = 100) -> list[InboxItem]:
        """Newest first, without their raw content."""
        ...

    def again(self, id: int) -> bool:
        """Let an item that was put aside be handled once more; False when there is none."""
        ...

    def ignored(self, thread: str, reason: str, since: datetime) -> list[InboxItem]:
        """Items of a thread that were ignored for this reason, received after `since`."""
        ...

    def cursor(self, source: str) -> str | None: ...

    def set_cursor(self, source: str, position: str) -> None: ...

    def oldest_waiting(self) -> datetime | None:
        """When the oldest item came in that is not handled yet; what was put aside is."""
        ...

    def counts(self) -> dict[str, int]: ...


class Subscriptions(Protocol):
    """Subscriptions and the digests made for them."""

    def add(self, subscription: Subscription) -> None: ...

    def get(self, id: str) -> Subscription | None: ...

    def save(self, subscription: Subscription) -> None: ...

    def states(self, ids: Collection[str]) -> dict[str, SubscriptionState]:
        """The states of those that exist, held until the end of a writing transaction."""
        ...

    def of_person(self, person_id: str) -> list[Subscription]: ...

    def of_address(self, channel: str, address: str) -> list[Subscription]:
        """Those at this address in whatever spelling; `address` is in lower case."""
        ...

    def active(self, after: str = "", people: int = 500) -> list[Subscription]:
        """Active subscriptions to the digest of the next `people` persons above `after`.

        By person, channel and id.
        """
        ...

    def saved_needs(self, after: str = "", limit: int = 100) -> list[Subscription]:
        """The next active needs that were saved, with an id above `after`, by id."""
        ...

    def pending(self, before: datetime, limit: int = 100) -> list[Subscription]:
        """Not yet confirmed, asked for before this moment."""
        ...

    def remove(self, id: str) -> None: ...

    def earliest_told(self, *, saved_needs: bool = False) -> datetime | None:
        """The earliest `told_until` of all active digests, or of all saved needs."""
        ...

    def looked(self, ids: Sequence[str], until: datetime) -> None:
        """Nothing was new up to `until` for these active subscriptions."""
        ...

    def counts(self) -> dict[str, int]: ...

    def add_digest(self, digest: Digest) -> bool:
        """False when this person has a digest on this channel for that period."""
        ...

    def add_digests(self, digests: Sequence[Digest]) -> None:
        """Add many, leaving out those that are there."""
        ...

    def digests_of(self, outbox_ids: Sequence[str]) -> dict[str, Digest]:
        """The digests that these outbox messages carry, by message."""
        ...

    def digests(self, person_ids: Sequence[str], period: str) -> list[Digest]:
        """What these persons got in a period."""
        ...

    def last_digests(self, person_ids: Sequence[str]) -> dict[tuple[str, str], datetime]:
        """When each (person, channel) last got one."""
        ...

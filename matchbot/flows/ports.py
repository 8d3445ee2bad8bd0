"""What the flows need from outside, as small Protocols: the store, the wording, letters, luck.

A store belongs to one platform: everything it gives and takes is of that platform.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from matchbot.core.dialogue.conversation import Conversation, OfferedChoice
from matchbot.core.inbox import InboxItem
from matchbot.core.keys import Key
from matchbot.core.lead import Lead, LeadEvent, LeadState
from matchbot.core.offering import Catalogue
from matchbot.core.outbox import OutboxMessage
from matchbot.core.person import Identity, Person
from matchbot.core.said import Said
from matchbot.core.subscription import Subscription, SubscriptionState
from matchbot.core.vocabulary import Vocabulary
from matchbot.flows.records import (
    AcceptedLead,
    CatalogueChange,
    Digest,
    Letter,
    NeedRecord,
    Task,
    Utterance,
    VocabularyChange,
    WrittenLetter,
)


class Conversations(Protocol):
    """Conversations with their leases, and what was said in them."""

    def get(self, id: str) -> Conversation | None: ...

    def find(self, channel: str, address: str) -> Conversation | None:
        """The newest conversation at this address of a channel."""
        ...

    def add(self, conversation: Conversation, now: datetime) -> None: ...

    def lease(self, id: str, owner: str, now: datetime, until: datetime) -> Conversation | None:
        """Take the conversation for one turn; None while another turn holds a live lease."""
        ...

    def save(self, conversation: Conversation, owner: str, now: datetime) -> bool:
        """Write and free it, if `owner` still holds the lease; else change nothing, False."""
        ...

    def release(self, id: str, owner: str) -> None: ...

    def utter(
        self,
        conversation_id: str,
        who: str,
        text: str,
        at: datetime,
        *,
        choices: Sequence[OfferedChoice] = (),
        round: int = 0,
        client_id: str | None = None,
    ) -> bool:
        """Add a line. False (and nothing added) when this `client_id` was said already."""
        ...

    def utterances(self, conversation_id: str, after: int = 0, limit: int = 200) -> list[Utterance]:
        """Lines with an id above `after`, oldest first; at most the newest `limit`."""
        ...


class People(Protocol):
    """Persons and their identities."""

    def get(self, id: str) -> Person | None: ...

    def add(self, person: Person) -> None: ...

    def save(self, person: Person) -> None: ...

    def identity(self, channel: str, address: str) -> Identity | None: ...

    def identities(self, person_id: str) -> list[Identity]: ...

    def link(self, identity: Identity) -> None:
        """Add the identity, or move it to this person and keep the later confirmation."""
        ...

    def export(self, person_id: str) -> dict[str, list[dict[str, Any]]]:
        """Every row that hangs on this person, by table."""
        ...

    def erase(self, person_id: str) -> int:
        """Delete or empty every row that hangs on this person; how many rows it touched."""
        ...


class Needs(Protocol):
    """Needs as they were asked."""

    def add(self, need: NeedRecord) -> None: ...

    def get(self, id: str) -> NeedRecord | None: ...

    def mark_unmet(self, id: str) -> None: ...


class Leads(Protocol):
    """Leads and their append-only history."""

    def add(self, lead: Lead, event: LeadEvent) -> None: ...

    def get(self, id: str) -> Lead | None: ...

    def save(self, lead: Lead, event: LeadEvent | None, before: LeadState) -> bool:
        """Write lead and history line if the stored state is still `before`; else False."""
        ...

    def states(self, ids: Collection[str]) -> dict[str, LeadState]:
        """The states of those that exist, held until the end of a writing transaction."""
        ...

    def of_conversation(self, conversation_id: str) -> list[Lead]: ...

    def find(
        self, *, state: LeadState | None = None, wise_id: str | None = None, limit: int = 1000
    ) -> list[Lead]:
        """Newest first."""
        ...

    def wises_with(self, states: Sequence[LeadState]) -> list[str]:
        """The WISEs that have a lead in one of these states, by id."""
        ...

    def due_follow_up(self, now: datetime, limit: int = 100) -> list[Lead]:
        """Leads whose `follow_up_at` has come, oldest first."""
        ...

    def of_person(self, person_id: str) -> list[Lead]: ...

    def of_letters(self, outbox_ids: Sequence[str]) -> list[Lead]:
        """The leads that these outbox messages tell WISEs of."""
        ...

    def declines(self, since: datetime) -> dict[tuple[str, str], int]:
        """How often WISEs declined since then, by (offering, reason)."""
        ...

    def events(self, lead_id: str) -> list[LeadEvent]: ...


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

    def save(self, message: OutboxMessage, owner: str, before: str) -> bool:
        """Write if the row is still in state `before` under `owner` ("" = unleased)."""
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

    def oldest_waiting(self) -> datetime | None: ...

    def hold(self) -> int:
        """Hold all that may still leave or is in doubt; how many there were."""
        ...

    def release(self, now: datetime) -> int:
        """Let everything go that is held; how many there were."""
        ...

    def written_since(self, since: datetime, recipient: str = "") -> int:
        """How many answers of the conversation by mail were written, to all or to one address."""
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

    def take(self, owner: str, now: datetime, until: datetime) -> InboxItem | None:
        """The oldest item that may be handled: none before it in its thread is unfinished."""
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
        """Active subscriptions of the next `people` persons with an id above `after`.

        By person, channel and id.
        """
        ...

    def pending(self, before: datetime, limit: int = 100) -> list[Subscription]:
        """Not yet confirmed, asked for before this moment."""
        ...

    def remove(self, id: str) -> None: ...

    def earliest_told(self) -> datetime | None:
        """The earliest `told_until` of all active subscriptions."""
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


class Keys(Protocol):
    """Keys of links, stored as hashes."""

    def add(self, key: Key) -> None: ...

    def add_all(self, keys: Sequence[Key]) -> None: ...

    def get(self, hash: str) -> Key | None: ...

    def newest(self, purpose: str, subject: str) -> Key | None:
        """The key that was made last for this."""
        ...

    def spend(self, hash: str, now: datetime) -> bool:
        """True for the one who spends it; False when it was spent before or is not there."""
        ...


class Runs(Protocol):
    """The clock's table: the insert of (job, period) is the right to run."""

    def start(self, job: str, period: str, now: datetime) -> bool: ...

    def lease(self, job: str, period: str, owner: str, now: datetime, until: datetime) -> bool:
        """The right to run: begun by nobody, or left unfinished by one whose lease is over."""
        ...

    def free(self, job: str, period: str, owner: str) -> None:
        """Give an unfinished run up, so that it may be taken again at once."""
        ...

    def finish(
        self, job: str, period: str, now: datetime, facts: Mapping[str, Any] | None = None
    ) -> None: ...

    def last(self, job: str) -> tuple[str, datetime] | None:
        """Period and start of the newest run of a job."""
        ...

    def unfinished(self, job: str) -> list[str]:
        """Periods that were started and not finished, oldest first."""
        ...


class CatalogueRows(Protocol):
    """The catalogue in the database."""

    def load(self) -> Catalogue: ...

    def version(self) -> int:
        """Rises with every change of the catalogue."""
        ...

    def put(self, catalogue: Catalogue, now: datetime) -> CatalogueChange:
        """Insert or update all rows given; what is not given stays."""
        ...

    def changed_since(self, since: datetime, until: datetime) -> dict[str, datetime]:
        """When offerings were first seen or changed: of those after `since`, up to `until`."""
        ...


class VocabularyRows(Protocol):
    """What was imported beside the shipped vocabulary, and what accepted leads can teach."""

    def load(self) -> Vocabulary: ...

    def put(self, vocabulary: Vocabulary) -> VocabularyChange:
        """Insert or update all kinds and codes given; what is not given stays."""
        ...

    def forget(self) -> int:
        """Take all imported kinds and codes out; how many there were."""
        ...

    def accepted(self) -> list[AcceptedLead]:
        """Needs that a WISE said yes to, with the offering they were about."""
        ...


class Suppressions(Protocol):
    """Addresses that must not be written to, as keyed hashes, with the reason."""

    def add(self, hash: str, reason: str, now: datetime) -> None: ...

    def has(self, hash: str) -> bool: ...

    def among(self, hashes: Collection[str]) -> set[str]:
        """Those that are suppressed; it stays so until the end of a writing transaction."""
        ...


class Tasks(Protocol):
    """What waits for the platform's staff."""

    def add(self, task: Task) -> None: ...

    def open(self, limit: int = 100) -> list[Task]: ...

    def close(self, id: str, now: datetime) -> None: ...


class Memory(Protocol):
    """Small named values (the demo's clock, the secret made at first start)."""

    def get(self, name: str) -> str | None: ...

    def set(self, name: str, value: str) -> None: ...


class Transaction(Protocol):
    """One transaction over all tables; everything or nothing of it is written."""

    @property
    def conversations(self) -> Conversations: ...
    @property
    def people(self) -> People: ...
    @property
    def needs(self) -> Needs: ...
    @property
    def leads(self) -> Leads: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def subscriptions(self) -> Subscriptions: ...
    @property
    def keys(self) -> Keys: ...
    @property
    def runs(self) -> Runs: ...
    @property
    def catalogue(self) -> CatalogueRows: ...
    @property
    def vocabulary(self) -> VocabularyRows: ...
    @property
    def suppressions(self) -> Suppressions: ...
    @property
    def tasks(self) -> Tasks: ...
    @property
    def memory(self) -> Memory: ...


class Store(Protocol):
    """Where everything is kept. No thinking and no network inside a transaction."""

    def begin(self) -> AbstractContextManager[Transaction]:
        """A writing transaction: commits at the end, rolls back when an exception leaves it."""
        ...

    def read(self) -> AbstractContextManager[Transaction]:
        """A reading transaction: never waits for writers, must not write."""
        ...


class Journal(Protocol):
    """Copies of our own letters: proof that the relay took them."""

    def copies(self, since: datetime) -> Collection[str] | None:
        """Message-IDs of the copies that arrived since then; None when nobody can tell now."""
        ...


class Clock(Protocol):
    """What time it is. The demo's clock can be moved; tests hold it still."""

    def now(self) -> datetime:
        """The present, timezone-aware, in UTC."""
        ...


class Luck(Protocol):
    """Ids, key words and codes nobody can guess; tests make them predictable."""

    def id(self) -> str:
        """A new id that sorts by time of making."""
        ...

    def word(self) -> str:
        """A key word of 128 random bits, URL-safe."""
        ...

    def code(self) -> str:
        """Six digits."""
        ...


class Wording(Protocol):
    """Turns what is said into text of a language."""

    def text(self, said: Said, language: str) -> str: ...

    def languages(self) -> Iterable[str]: ...


class LetterWriter(Protocol):
    """Writes letters from the templates in the repository."""

    def write(self, letter: Letter, now: datetime) -> WrittenLetter: ...

    def chat_text(self, letter: Letter) -> str:
        """The letter as one chat message."""
        ...

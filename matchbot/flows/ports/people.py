"""Conversations, the people in them, what they need and where their leads stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Protocol

from matchbot.core.dialogue.conversation import Conversation, OfferedChoice
from matchbot.core.lead import Lead, LeadEvent, LeadState
from matchbot.core.person import Identity, Person
from matchbot.flows.records import (
    NeedRecord,
    Utterance,
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

    def declined(self, since: datetime) -> list[Lead]:
        """The leads that WISEs declined since then."""
        ...

    def declines(self, since: datetime) -> dict[tuple[str, str], int]:
        """How often WISEs declined since then, by (offering, reason)."""
        ...

    def events(self, lead_id: str) -> list[LeadEvent]: ...

"""A lead: a match the buyer chose, put before its WISE, and the states it goes through."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from matchbot.core.need import Need

LeadState = Literal[
    "new",  # the buyer chose it; its letter waits in the outbox
    "notified",  # the WISE was told, or opened its page
    "accepted",  # the WISE can do it: both get an introduction
    "declined",  # the WISE cannot or will not
    "expired",  # the WISE stayed silent too long
    "contacted",  # buyer and WISE spoke with each other
    "won",  # it became an order
    "lost",  # it did not
    "not_yet",  # no decision yet; asked again later
    "withdrawn",  # the buyer took it back
    "cancelled",  # the platform took it back, or the WISE left
]

TRANSITIONS: dict[tuple[LeadState, str], LeadState] = {
    ("new", "notify"): "notified",
    ("new", "accept"): "accepted",
    ("new", "decline"): "declined",
    ("notified", "accept"): "accepted",
    ("notified", "decline"): "declined",
    ("notified", "expire"): "expired",
    ("new", "withdraw"): "withdrawn",
    ("notified", "withdraw"): "withdrawn",
    ("new", "cancel"): "cancelled",
    ("notified", "cancel"): "cancelled",
    ("accepted", "contact"): "contacted",
    ("accepted", "win"): "won",
    ("accepted", "lose"): "lost",
    ("accepted", "wait"): "not_yet",
    ("contacted", "win"): "won",
    ("contacted", "lose"): "lost",
    ("contacted", "wait"): "not_yet",
    ("not_yet", "win"): "won",
    ("not_yet", "lose"): "lost",
    ("not_yet", "wait"): "not_yet",
    ("not_yet", "contact"): "contacted",
}

OPEN: frozenset[LeadState] = frozenset({"new", "notified"})
ANSWERED: frozenset[LeadState] = frozenset({"accepted", "contacted", "won", "lost", "not_yet"})
DECIDED: frozenset[LeadState] = ANSWERED | {"declined"}


class NotPossible(Exception):
    """This step does not exist from the lead's present state; `lead` is as it stands."""

    def __init__(self, lead: Lead, step: str) -> None:
        super().__init__(f"lead {lead.id} is {lead.state}: cannot {step}")
        self.lead = lead
        self.step = step


@dataclass(frozen=True)
class Contact:
    """Who the buyer is: shown to a WISE only after it accepted."""

    organisation: str = ""
    name: str = ""
    email: str = ""


@dataclass(frozen=True)
class Lead:
    """One need put before one WISE for one offering.

    `note` is the sentence a WISE added when it answered; `reason` why it declined or why the
    lead was lost; `amount` in euros and `outcome_note` the buyer's words about what came of it.
    """

    id: str
    platform: str
    need_id: str
    offering_id: str
    wise_id: str
    person_id: str
    conversation_id: str
    need: Need
    contact: Contact
    language: str
    state: LeadState = "new"
    created_at: datetime | None = None
    notified_at: datetime | None = None
    decided_at: datetime | None = None
    follow_up_at: datetime | None = None
    followed_up: int = 0
    reason: str = ""
    note: str = ""
    amount: float | None = None
    outcome_note: str = ""


@dataclass(frozen=True)
class LeadEvent:
    """One line of a lead's history: who did what, when, on which channel, from which state."""

    lead_id: str
    at: datetime
    actor: Literal["buyer", "wise", "operator", "clock", "post"]
    channel: str
    step: str
    before: LeadState
    after: LeadState
    facts: dict[str, Any] = field(default_factory=dict)


def move(
    lead: Lead, step: str, now: datetime, *, actor: Any, channel: str, **facts: Any
) -> tuple[Lead, LeadEvent]:
    """The lead after `step` and the line for its history. Raises NotPossible.

    `facts` that are fields of the lead (reason, note, amount, outcome_note) are stored on it.
    """
    after = TRANSITIONS.get((lead.state, step))
    if after is None:
        raise NotPossible(lead, step)
    stamps: dict[str, Any] = {k: v for k, v in facts.items() if k in _FACT_FIELDS}
    if step == "notify":
        stamps["notified_at"] = now
    if step in {"accept", "decline"}:
        stamps["decided_at"] = now
    event = LeadEvent(lead.id, now, actor, channel, step, lead.state, after, dict(facts))
    return replace(lead, state=after, **stamps), event


_FACT_FIELDS = {"reason", "note", "amount", "outcome_note"}

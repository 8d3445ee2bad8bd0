"""A lead: a match the buyer chose, put before its WISE, and the states it goes through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from matchbot.core.need import Budget, Need

LeadState = Literal[
    "new",  # the buyer chose it; its letter waits in the outbox
    "notified",  # the WISE was told, or opened its page
    "accepted",  # the WISE can do it: both get an introduction
    "declined",  # the WISE cannot or will not
    "expired",  # the WISE stayed silent too long
    "offered",  # the WISE said yes after that: the buyer is asked whether it still helps
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
    ("expired", "offer"): "offered",
    ("offered", "agree"): "accepted",
    ("offered", "withdraw"): "withdrawn",
    ("offered", "lapse"): "expired",
    ("offered", "cancel"): "cancelled",
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
    ("accepted", "undo"): "notified",
    ("declined", "undo"): "notified",
    # Who said first what came of it may have been wrong; both sides agreed on the other.
    ("won", "lose"): "lost",
    ("lost", "win"): "won",
}

OPEN: frozenset[LeadState] = frozenset({"new", "notified"})
#: What its buyer can still take back.
UNSETTLED: frozenset[LeadState] = OPEN | {"offered"}
ANSWERED: frozenset[LeadState] = frozenset({"accepted", "contacted", "won", "lost", "not_yet"})
DECIDED: frozenset[LeadState] = ANSWERED | {"declined"}

#: Why a WISE declines; what is counted by offering must come out of this list.
DECLINE_REASONS = ("too_far", "too_busy", "too_small", "too_large", "too_soon", "not_ours", "other")
#: What kind of work an order gave to people.
WORK = ("paid", "trial", "volunteer", "daytime", "unknown")
#: How long a WISE can take back its answer.
UNDO_WITHIN = timedelta(hours=24)
#: How many WISEs a buyer asks at a time.
AT_A_TIME = 5


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

    `letter_id` is the outbox message that tells the WISE. `note` is the sentence a WISE added when
    it answered, `price` what it would roughly cost; `reason` why it declined or why the lead was
    lost. `buyer_says` and `wise_says` are the last answers to "what came of it?" (steps); `amount`
    in euros, `work` and `outcome_note` what is known of it. `followed` names the follow-ups that
    were made, `follow_up_at` is when the next one is due; `reminded_at` when the WISE was reminded
    and `outcome_at` when somebody last said what came of it; `waits_until` the last day of what the
    buyer named when it was not decided yet ("nog niet, in januari"). `partners` are offerings of other
    WISEs that do it together with this one, which leads and answers for all.
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
    followed: tuple[str, ...] = ()
    reminded_at: datetime | None = None
    outcome_at: datetime | None = None
    waits_until: date | None = None
    letter_id: str = ""
    reason: str = ""
    note: str = ""
    price: Budget | None = None
    buyer_says: str = ""
    wise_says: str = ""
    amount: float | None = None
    work: str = ""
    outcome_note: str = ""
    partners: tuple[str, ...] = ()


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
    refused = (step == "undo" and not can_undo(lead, now)) or (
        step == "offer" and not can_offer(lead, now)
    )
    if after is None or refused:
        raise NotPossible(lead, step)
    stamps: dict[str, Any] = {k: v for k, v in facts.items() if k in _FACT_FIELDS}
    if step == "notify":
        stamps["notified_at"] = now
    if step in {"accept", "decline", "offer", "agree"}:
        stamps["decided_at"] = now
    if step == "undo":
        # The WISE looks at it right now: its time to answer begins anew.
        stamps |= {"notified_at": now, "decided_at": None, "reason": "", "note": "", "price": None}
    event = LeadEvent(lead.id, now, actor, channel, step, lead.state, after, dict(facts))
    return replace(lead, state=after, **stamps), event


def can_undo(lead: Lead, now: datetime) -> bool:
    """Whether the WISE may still take back its answer; not the yes that came after its time."""
    if lead.state not in {"accepted", "declined"} or lead.decided_at is None:
        return False
    return "expire" not in lead.followed and now - lead.decided_at < UNDO_WITHIN


def can_offer(lead: Lead, now: datetime) -> bool:
    """Whether the WISE may still say yes after its time: once, and before the wanted date."""
    over = lead.need.when is not None and lead.need.when.end < now.date()
    return lead.state == "expired" and "lapse" not in lead.followed and not over


def note(
    lead: Lead, step: str, now: datetime, *, actor: Any, channel: str = "", **facts: Any
) -> LeadEvent:
    """A line for the history of something that left the state as it is."""
    return LeadEvent(lead.id, now, actor, channel, step, lead.state, lead.state, dict(facts))


def replayed(events: Iterable[LeadEvent]) -> LeadState:
    """The state a history leads to. Raises ValueError for a history with a gap."""
    state: LeadState = "new"
    for event in events:
        if event.before != state:
            raise ValueError(f"lead {event.lead_id}: {event.step} from {event.before}, was {state}")
        state = event.after
    return state


def contact_shown(lead: Lead) -> bool:
    """Whether the WISE may see who the buyer is: it accepted, and there is somebody to show."""
    return lead.state in ANSWERED and lead.contact != Contact()


_FACT_FIELDS = {
    "reason", "note", "price", "amount", "work", "outcome_note", "buyer_says", "wise_says", "waits_until",
}  # fmt: skip

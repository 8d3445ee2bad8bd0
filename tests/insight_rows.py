"""Two years of made-up needs and leads, written into a store: the same at every run."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from matchbot.core.lead import Contact, Lead, LeadEvent, LeadState
from matchbot.core.need import KindGuess, Need, Place
from matchbot.flows.ports import Store
from matchbot.flows.records import NeedRecord

KINDS = ("catering", "green", "cleaning", "printing", "")
BOROUGHS = (
    Place("Amsterdam-Noord", 52.4, 4.925, 5),
    Place("Amsterdam-Zuidoost", 52.307, 4.972, 3.5),
    None,
)
STATES: Sequence[LeadState] = (
    "notified", "accepted", "declined", "expired", "won", "won", "lost", "withdrawn",
)  # fmt: skip
#: Half an hour before midnight in UTC: the next year has begun in Amsterdam.
NEW_YEARS_EVE = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
WISES = ("buitenbaan", "de-bezemklas")


def seed(store: Store, platform: str, count: int = 160) -> None:
    """Write `count` needs, a third of them unmet, with up to two leads each."""
    chance = random.Random(10)
    for number in range(count):
        at = datetime(2025, 1, 5, 8, tzinfo=UTC) + timedelta(days=number * 4, hours=number % 24)
        if number == 0:
            at = NEW_YEARS_EVE
        kind, place = chance.choice(KINDS), chance.choice(BOROUGHS)
        kinds = (KindGuess(kind, 0.9),) if kind else ()
        need = Need(f"vraag {number}", kind or "iets", kinds, place)
        unmet = chance.random() < 0.3
        with store.begin() as tx:
            tx.needs.add(NeedRecord(f"n{number}", f"p{number % 40}", "c", need, unmet, at))
            for at_once in range(0 if unmet else chance.randint(1, 2)):
                lead = _lead(f"l{number}-{at_once}", platform, f"n{number}", need, at, chance)
                tx.leads.add(
                    lead, LeadEvent(lead.id, at, "buyer", "web", "create", "new", lead.state)
                )


def _lead(
    id: str, platform: str, need_id: str, need: Need, at: datetime, chance: random.Random
) -> Lead:
    state = chance.choice(STATES)
    decided = at + timedelta(hours=chance.choice((1, 20, 47, 49, 90)))
    answered = state in {"accepted", "declined", "won", "lost"}
    return Lead(
        id, platform, need_id, "offering", chance.choice(WISES), "p", "c", need,
        Contact("Stad", "Anna", "anna@stad.example"), "nl", state, at,
        notified_at=chance.choice((at + timedelta(hours=1), None)),
        decided_at=decided if answered else None,
        amount=chance.choice((None, 100.0, 250.5)) if state == "won" else None,
    )  # fmt: skip

"""Unmet demand: what the network sees of it, and the monthly question to WISEs that are near."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from matchbot.core.insight.demand import Demand, Widening, unmet_demand, widened, widenings
from matchbot.core.keys import hash_key
from matchbot.core.offering import Catalogue, Offering, Wise
from matchbot.flows.leads import KeyRefused
from matchbot.flows.office import Office, make_key, post
from matchbot.flows.people import open_key
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Letter

#: Needs of so long back are one picture of the demand.
LOOKS_BACK = timedelta(days=365)
#: At most so many ideas stand in a letter; a month later their links are closed.
IN_A_LETTER = 3
HOLDS = timedelta(days=31)


@dataclass(frozen=True)
class Asked:
    """What a WISE was asked: to widen which offering to which place; `answer` widen, no or ""."""

    wise: Wise
    offering: Offering
    part: str
    kind: str
    answer: str


def demand(office: Office) -> Demand:
    """The unmet demand of the last year."""
    with office.store.read() as tx:
        needs = tx.insight.needs(office.clock.now() - LOOKS_BACK)
    return unmet_demand(needs, office.knowledge())


def send_demand_letters(office: Office) -> int:
    """Tell each WISE what buyers nearby its kinds asked for in vain; how many letters.

    One letter a WISE and month, none when there is nothing new; what it said no to is not asked
    again.
    """
    now, found = office.clock.now(), demand(office)
    by_wise: dict[str, list[Widening]] = {}
    for one in widenings(found, office.knowledge()):
        if one.wise.email:
            by_wise.setdefault(one.wise.id, []).append(one)
    written = 0
    for id, ideas in by_wise.items():
        with office.store.begin() as tx:
            written += _write(tx, office, id, ideas, now)
    return written


def _write(tx: Transaction, office: Office, id: str, ideas: list[Widening], now: datetime) -> bool:
    asked = [idea for idea in ideas if not tx.memory.get(_memory(idea_subject(idea)))]
    if not asked:
        return False
    wise = asked[0].wise
    entries = [_entry(tx, office, idea, now) for idea in asked[:IN_A_LETTER]]
    letter = Letter("demand", wise.language, wise.email, {"ideas": entries}, to_name=wise.name)
    return post(
        tx, office, letter, now,
        purpose="demand", dedupe_key=f"demand:{now:%Y-%m}:{id}", expires_at=now + HOLDS,
    )  # fmt: skip


def _entry(tx: Transaction, office: Office, idea: Widening, now: datetime) -> dict[str, object]:
    word = make_key(tx, office, "demand", idea_subject(idea), now, holds=HOLDS)
    return {
        "what": idea.group.label(idea.wise.language),
        "count": next(c.needs for c in idea.group.parts if c.name == idea.part),
        "part": idea.part,
        "offering": idea.offering,
        "link": office.link(f"demand/{word}"),
    }


def idea_subject(idea: Widening) -> str:
    """What the key of an idea opens: offering, kind and place."""
    return "\t".join((idea.offering.id, idea.kind, idea.part))


def _memory(subject: str) -> str:
    return f"demand:{hash_key(subject)}"


def open_idea(office: Office, word: str) -> Asked:
    """What the link asks. Reads only. Raises KeyRefused."""
    with office.store.read() as tx:
        return _asked(tx, office, word)


def answer_idea(office: Office, word: str, *, widen: bool) -> Asked:
    """Widen the offering, or never ask this again. Twice is the same as once. Raises KeyRefused."""
    now = office.clock.now()
    with office.store.begin() as tx:
        asked = _asked(tx, office, word)
        subject = open_key(tx, office, word, "demand").subject
        if tx.keys.spend(hash_key(word), now):
            if widen:
                wider = widened(asked.offering, asked.part, asked.kind)
                tx.catalogue.put(Catalogue(offerings={wider.id: wider}), now)
            tx.memory.set(_memory(subject), "widen" if widen else "no")
        return _asked(tx, office, word)


def _asked(tx: Transaction, office: Office, word: str) -> Asked:
    subject = open_key(tx, office, word, "demand").subject
    id, kind, part = subject.split("\t")
    catalogue = tx.catalogue.load()
    offering = catalogue.offerings.get(id)
    wise = catalogue.wises.get(offering.wise) if offering else None
    if offering is None or wise is None:
        raise KeyRefused("unknown")
    return Asked(wise, offering, part, kind, tx.memory.get(_memory(subject)) or "")

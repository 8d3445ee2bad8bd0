"""The coach at work: at most two suggestions a month for a WISE, and whether they brought leads."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from matchbot.core.insight.coach import Coaching, Effect, Loss, coach, effect
from matchbot.core.insight.records import LeadStory
from matchbot.flows.office import Office, post
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Letter

LOOKS_BACK = timedelta(days=180)
A_MONTH = 2
#: The same is not suggested again within this time.
RESTS = timedelta(days=180)
LETTER_HOLDS = timedelta(days=21)
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Suggestion:
    """What a WISE was told of one of its offerings, and when."""

    offering: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Outcome:
    """A suggestion, when its offering was changed after it (None: it was not), and what came."""

    suggestion: Suggestion
    changed_at: datetime | None
    effect: Effect | None


def coaching(office: Office) -> list[Coaching]:
    """What can be said of every offering, from half a year of needs and leads."""
    since = office.clock.now() - LOOKS_BACK
    with office.store.read() as tx:
        needs, leads = tx.insight.needs(since), tx.insight.leads(since)
    return coach(needs, leads, office.knowledge())


def outcomes(office: Office) -> list[Outcome]:
    """Every suggestion that was made, oldest first: was it taken up, and did it bring leads?"""
    now = office.clock.now()
    with office.store.read() as tx:
        made = [s for id in office.knowledge().catalogue.wises for s in _made(tx, id)]
        changed = tx.catalogue.changed_since(_FIRST, now)
        leads = tx.insight.leads()
    found = [_outcome(one, changed, leads, now) for one in made]
    return sorted(found, key=lambda one: (one.suggestion.at, one.suggestion.offering))


def _outcome(
    made: Suggestion, changed: Mapping[str, datetime], leads: Sequence[LeadStory], now: datetime
) -> Outcome:
    at = changed.get(made.offering)
    if at is None or at <= made.at:
        return Outcome(made, None, None)
    theirs = [lead for lead in leads if lead.offering_id == made.offering]
    return Outcome(made, at, effect(theirs, at, now))


def send_coaching(office: Office) -> int:
    """Write each WISE what helps it most; how many letters. One a WISE and month."""
    by_wise: dict[str, list[Coaching]] = {}
    for one in coaching(office):
        if one.losses and one.wise.email:
            by_wise.setdefault(one.wise.id, []).append(one)
    written = 0
    for id, theirs in by_wise.items():
        with office.store.begin() as tx:
            written += _write(tx, office, id, theirs, office.clock.now())
    return written


def _write(
    tx: Transaction, office: Office, id: str, theirs: Sequence[Coaching], now: datetime
) -> bool:
    made = _made(tx, id)
    resting = {(one.offering, one.reason) for one in made if now - one.at < RESTS}
    ideas = [
        (one, loss)
        for one in theirs
        for loss in one.losses
        if (one.offering.id, loss.reason) not in resting
    ]
    # What speaks for most buyers first, and of each offering only its first.
    ideas.sort(key=lambda idea: (-idea[1].buyers, idea[0].offering.id))
    chosen = list({one.offering.id: (one, loss) for one, loss in reversed(ideas)}.values())
    chosen = sorted(chosen, key=lambda idea: (-idea[1].buyers, idea[0].offering.id))[:A_MONTH]
    if not chosen:
        return False
    wise = chosen[0][0].wise
    facts = {"suggestions": [_entry(one, loss) for one, loss in chosen]}
    letter = Letter("coach", wise.language, wise.email, facts, to_name=wise.name)
    sent = post(
        tx, office, letter, now,
        purpose="coach", dedupe_key=f"coach:{now:%Y-%m}:{id}", expires_at=now + LETTER_HOLDS,
    )  # fmt: skip
    if sent:
        new = [Suggestion(one.offering.id, loss.reason, now) for one, loss in chosen]
        _keep(tx, id, [*made, *new])
    return sent


def _entry(one: Coaching, loss: Loss) -> dict[str, object]:
    return {
        "offering": one.offering,
        "reason": loss.reason,
        "buyers": loss.buyers,
        "of": loss.of,
        "words": loss.words,
    }


def _made(tx: Transaction, wise: str) -> list[Suggestion]:
    kept = json.loads(tx.memory.get(f"coach:{wise}") or "[]")
    return [
        Suggestion(one["offering"], one["reason"], datetime.fromisoformat(one["at"]))
        for one in kept
    ]


def _keep(tx: Transaction, wise: str, made: Sequence[Suggestion]) -> None:
    rows = [{**asdict(one), "at": one.at.isoformat()} for one in made]
    tx.memory.set(f"coach:{wise}", json.dumps(rows))

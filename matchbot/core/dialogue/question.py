"""The one question worth asking: the fact whose possible answers change the matches most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.area import ground_of
from matchbot.core.matching.match import Match
from matchbot.core.matching.rank import rank
from matchbot.core.need import Need, Period, Quantity, Unit

SHOWN = 3
#: So many answers are tried for each fact: each costs a ranking.
TRIED = 2
LEAST_NOTICE = 3
LOCAL_KM = 5.0


def best_question(
    need: Need, asked: Sequence[str], matches: Sequence[Match], k: Knowledge, today: date
) -> str | None:
    """The missing fact, not asked before, that would change the matches shown most; or None.

    Every fact is tried with answers that could tell the present matches apart. What counts is in
    how many of the places shown another offering would stand, on average over the answers.
    """
    changes = {
        fact: _change(answers(need, matches, k, today), fact, need, matches, k, today)
        for fact, answers in ANSWERS.items()
        if fact not in asked
    }
    best = max(changes, key=lambda fact: changes[fact], default=None)
    return best if best is not None and changes[best] > 0 else None


def _change(
    answers: Sequence[Any],
    fact: str,
    need: Need,
    matches: Sequence[Match],
    k: Knowledge,
    today: date,
) -> float:
    if not answers:
        return 0.0
    before = [m.offering.id for m in matches[:SHOWN]]
    moved = 0
    for answer in answers:
        said = replace(need, **{fact: answer})
        after = rank(said, k, now=today, limit=SHOWN).matches
        after_ids = [m.offering.id for m in after]
        moved += sum(at >= len(after_ids) or after_ids[at] != one for at, one in enumerate(before))
    return moved / len(answers)


def _places(need: Need, matches: Sequence[Match], k: Knowledge, today: date) -> Sequence[Any]:
    """Where the present matches come from, if some of them serve only a part of the map."""
    local = any(m.offering.radius_km is not None or m.offering.areas for m in matches)
    if need.place is not None or not local:
        return ()
    spots = (ground_of(m.offering, m.wise, k).spot for m in reversed(matches))
    found = {s.name: replace(s, radius_km=LOCAL_KM) for s in spots if s is not None}
    return list(found.values())[:TRIED]


def _quantities(need: Need, matches: Sequence[Match], k: Knowledge, today: date) -> Sequence[Any]:
    """Just under the smallest minimum and just over the largest maximum of the present matches."""
    if need.quantity is not None:
        return ()
    units = [m.offering.unit for m in matches if m.offering.unit in get_args(Unit)]
    unit = max(units, key=units.count, default="")
    counted = [m.offering for m in matches if m.offering.unit == unit]
    under = [o.min_quantity - 1 for o in counted if o.min_quantity and o.min_quantity > 1]
    over = [o.max_quantity + 1 for o in counted if o.max_quantity]
    values = [*([max(under)] if under else []), *([min(over)] if over else [])]
    return [Quantity(value, unit) for value in values]  # type: ignore[arg-type]


def _days(need: Need, matches: Sequence[Match], k: Knowledge, today: date) -> Sequence[Any]:
    """Tomorrow, and the day before the longest notice is over, if notices differ."""
    notices = {m.offering.lead_days for m in matches if m.offering.lead_days is not None}
    if need.when is not None or need.recurring or len(notices) < 2 or max(notices) < LEAST_NOTICE:
        return ()
    days = {today + timedelta(days=1), today + timedelta(days=max(notices) - 1)}
    return [Period(day, day) for day in sorted(days)][:TRIED]


#: Fact → answers a buyer may give that could tell these matches apart.
ANSWERS: dict[str, Callable[[Need, Sequence[Match], Knowledge, date], Sequence[Any]]] = {
    "place": _places,
    "quantity": _quantities,
    "when": _days,
}

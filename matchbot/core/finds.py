"""What turned up for a need that was saved because nothing fitted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.match import Match
from matchbot.core.matching.rank import rank
from matchbot.core.need import Need

AT_MOST, LOOKED_AT = 3, 20


def finds(need: Need, new: Collection[str], k: Knowledge, today: date) -> tuple[Match, ...]:
    """Of the offerings `new` those that fit as well as any match must and come there, best first."""
    known = {id for id in new if id in k.catalogue.offerings}
    if not known:
        return ()
    among = replace(k, index=k.index.only(known))
    fitting = rank(need, among, now=today, limit=LOOKED_AT).matches
    return tuple(match for match in fitting if not _too_far(match))[:AT_MOST]


def _too_far(match: Match) -> bool:
    return any(r.criterion == "place" and r.weight < 0 for r in match.reasons)


def is_past(need: Need, today: date) -> bool:
    """Whether the day it was needed for is over."""
    return need.when is not None and not need.recurring and need.when.end < today

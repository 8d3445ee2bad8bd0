"""Two or three WISEs that together do what none of them does alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.area import ground_of, km_between, km_outside
from matchbot.core.matching.calibration import SURE
from matchbot.core.matching.match import Match
from matchbot.core.matching.rank import order
from matchbot.core.need import Need, Place, Quantity

MOST_PARTNERS = 3
#: Partners work from places at most so far apart.
TOGETHER_KM = 30.0
#: Of so many WISEs, the likeliest first, all teams are looked at: at most 286.
LOOKED_AT = 12
#: What a third partner and a kilometre between partners cost, in score.
THIRD, PER_KM = 0.1, 0.002
#: What no number of partners mends.
_SPOILS = frozenset({"lead", "without"})


@dataclass(frozen=True)
class Part:
    """What one WISE can do of it: at least and at most so many, from this spot."""

    match: Match
    spot: Place
    least: float
    most: float


@dataclass(frozen=True)
class Team:
    """WISEs that do it together, the one that can do most first: it leads. `km` is how far apart."""

    parts: tuple[Part, ...]
    km: float

    @property
    def value(self) -> float:
        """How well they fit the need, less what it costs to be far apart or many."""
        fit = sum(part.match.score for part in self.parts) / len(self.parts)
        return fit - PER_KM * self.km - THIRD * (len(self.parts) - 2)

    @property
    def offerings(self) -> tuple[str, ...]:
        """Their offerings, the leading partner's first."""
        return tuple(part.match.offering.id for part in self.parts)


def combine(need: Need, knowledge: Knowledge, *, now: date) -> Team | None:
    """The best team for a need whose volume no single WISE is known to have; None if there is none.

    Only offerings that surely fit but for their volume and come to the place are looked at.
    """
    if need.quantity is None:
        return None
    found = order(replace(need, quantity=None), knowledge, now=now, rotate=False)
    fitting = [match for match in found if match.score >= SURE and _is_that_work(match, need)]
    if any(_can_alone(match, need.quantity) for match in fitting):
        return None
    parts = (_part(match, need, need.quantity, knowledge) for match in fitting)
    best = teams([part for part in parts if part is not None], need.quantity.value)
    return best[0] if best else None


def teams(parts: Sequence[Part], asked: float) -> list[Team]:
    """All teams of two or three that reach `asked`, near each other, each needed; best first."""
    of_wise: dict[str, Part] = {}
    for part in parts:
        known = of_wise.setdefault(part.match.wise.id, part)
        of_wise[part.match.wise.id] = max(known, part, key=lambda one: one.most)
    chosen = list(of_wise.values())[:LOOKED_AT]
    found = [
        Team(tuple(sorted(some, key=_leading)), _apart(some))
        for size in range(2, MOST_PARTNERS + 1)
        for some in combinations(chosen, size)
        if _is_enough(some, asked) and _apart(some) <= TOGETHER_KM
    ]
    return sorted(found, key=lambda team: (-team.value, team.offerings))


def _leading(part: Part) -> tuple[float, float, str]:
    return -part.most, -part.match.score, part.match.wise.id


def _is_enough(some: Sequence[Part], asked: float) -> bool:
    """Whether they can share it out, and not without any one of them."""
    most = sum(part.most for part in some)
    needed = all(most - part.most < asked for part in some)
    return needed and sum(part.least for part in some) <= asked <= most


def _apart(some: Sequence[Part]) -> float:
    return max(km_between(one.spot, other.spot) for one, other in combinations(some, 2))


def _is_that_work(match: Match, need: Need) -> bool:
    """Whether it is first of all the kind of work that is asked for: parts must make one whole."""
    kinds = match.offering.kinds
    return not need.kinds or (bool(kinds) and kinds[0] == need.kinds[0].id)


def _can_alone(match: Match, asked: Quantity) -> bool:
    offering = match.offering
    most, least = offering.max_quantity, offering.min_quantity or 0.0
    return offering.unit == asked.unit and most is not None and least <= asked.value <= most


def _part(match: Match, need: Need, asked: Quantity, knowledge: Knowledge) -> Part | None:
    """What this WISE can do of it; None where that is not known, or it does not come."""
    offering, ground = match.offering, ground_of(match.offering, match.wise, knowledge)
    most, least = offering.max_quantity, offering.min_quantity or 0.0
    if ground.spot is None or not most or offering.unit != asked.unit or least > asked.value:
        return None
    if need.place is not None and km_outside(need.place, ground, offering.radius_km):
        return None
    if any(reason.criterion in _SPOILS and reason.weight < 0 for reason in match.reasons):
        return None
    return Part(match, ground.spot, least, most)

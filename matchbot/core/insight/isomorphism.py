"""Isomorphism watch: whether a WISE, or the platform, loses what makes it different, over years.

Three lines are drawn from figures that are there, and a bend is found by one robust rule
(docs/decisions/0026-isomorphism-watch.md). It gives figures and no judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from matchbot.core.insight.growth import PeopleYear, people_by_year
from matchbot.core.insight.likeness import PLATFORM
from matchbot.core.insight.privacy import LEAST, share
from matchbot.core.insight.records import LeadStory
from matchbot.core.knowledge import Knowledge

#: So many years must come before, and so many must lie outside the band, one after the other.
YEARS_BEFORE, YEARS_OUTSIDE = 3, 2
#: The band around the median: so many robust standard deviations (1.4826 times the MAD).
DEVIATIONS, NORMAL = 3.0, 1.4826


@dataclass(frozen=True)
class Point:
    """The value of a line in a year."""

    year: int
    value: float


@dataclass(frozen=True)
class Bend:
    """A line left its band: since which year, up or down, and the median of the years before."""

    since: int
    up: bool
    before: float


@dataclass(frozen=True)
class Line:
    """What is looked at over the years, oldest first; `bend` where it left its band at the end.

    `paid_share` (0–1): paid of all who were at work; `turnover` (euros): won through the platform
    for each person at work, of years with five such orders or more; `likeness` (0–1): of the texts to those of the other WISEs.
    """

    name: str
    points: tuple[Point, ...]
    bend: Bend | None = None


@dataclass(frozen=True)
class Watched:
    """The lines of one WISE; `wise` empty: of all together."""

    wise: str
    lines: tuple[Line, ...]

    @property
    def bends(self) -> tuple[Line, ...]:
        """The lines that bend."""
        return tuple(line for line in self.lines if line.bend)


#: How far a value must move at least, in the line's own terms; for turnover a share of the median.
SMALLEST = {"paid_share": 0.1, "turnover": 0.25, "likeness": 0.05}
_RELATIVE = frozenset({"turnover"})


def watch(
    knowledge: Knowledge,
    leads: Sequence[LeadStory],
    likenesses: Mapping[int, Mapping[str, float]],
    today: date,
) -> tuple[Watched, ...]:
    """The platform first, then each WISE that has a line; the running year is not looked at.

    `likenesses` is what was kept of each year, by WISE ("" for all).
    """
    people = [f for f in knowledge.catalogue.people if f.year < today.year]
    won = _won(leads, knowledge)
    found = []
    for wise in (PLATFORM, *sorted(knowledge.catalogue.wises)):
        years = people_by_year(f for f in people if wise in (PLATFORM, f.wise))
        alike = {y: kept[wise] for y, kept in likenesses.items() if wise in kept and y < today.year}
        values = {
            "paid_share": _paid_shares(years),
            "turnover": _turnovers(years, _sums(won, wise)),
            "likeness": alike,
        }  # fmt: skip
        lines = tuple(line_of(name, points) for name, points in values.items() if points)
        found += [Watched(wise, lines)] if lines else []
    return tuple(found)


def line_of(name: str, values: Mapping[int, float]) -> Line:
    """The line through these values by year, and whether it bends."""
    points = tuple(Point(year, round(value, 4)) for year, value in sorted(values.items()))
    return Line(name, points, bend_of(points, SMALLEST[name], relative=name in _RELATIVE))


def bend_of(points: Sequence[Point], smallest: float, *, relative: bool = False) -> Bend | None:
    """The bend at the end of a line: its last years all above, or all below, the band before.

    The band is the median of the years before, give or take DEVIATIONS robust deviations, and
    never narrower than `smallest` (or that share of the median). One odd year is no bend.
    """
    before, last = points[:-YEARS_OUTSIDE], points[-YEARS_OUTSIDE:]
    if len(before) < YEARS_BEFORE:
        return None
    middle = median(point.value for point in before)
    spread = median(abs(point.value - middle) for point in before)
    band = max(DEVIATIONS * NORMAL * spread, smallest * (abs(middle) if relative else 1.0))
    if all(point.value > middle + band for point in last):
        return Bend(last[0].year, True, round(middle, 4))
    if all(point.value < middle - band for point in last):
        return Bend(last[0].year, False, round(middle, 4))
    return None


def _paid_shares(years: Iterable[PeopleYear]) -> dict[int, float]:
    """Only of years in which neither part is a group too small to be told."""
    shares = {}
    for year in years:
        paid, total = share(year.paid, year.total)
        if paid is not None and total:
            shares[year.year] = paid / total
    return shares


def _turnovers(years: Iterable[PeopleYear], won: Mapping[int, float]) -> dict[int, float]:
    counted = {year.year: year.total for year in years if year.total >= LEAST}
    return {y: won[y] / people for y, people in counted.items() if won.get(y)}


def _sums(won: Mapping[int, Sequence[tuple[str, float]]], wise: str) -> dict[int, float]:
    """The euros of each year, where there are enough orders to tell them."""
    theirs = {year: [amount for id, amount in rows if wise in (PLATFORM, id)]
              for year, rows in won.items()}  # fmt: skip
    return {year: sum(amounts) for year, amounts in theirs.items() if len(amounts) >= LEAST}


def _won(leads: Iterable[LeadStory], knowledge: Knowledge) -> dict[int, list[tuple[str, float]]]:
    """WISE and euros of each won lead with an amount, by the year in which it was made."""
    rows: dict[int, list[tuple[str, float]]] = {}
    for lead in leads:
        if lead.state == "won" and lead.amount is not None and lead.created_at is not None:
            year = knowledge.platform.today(lead.created_at).year
            rows.setdefault(year, []).append((lead.wise_id, lead.amount))
    return rows

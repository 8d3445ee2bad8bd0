"""Figures of growth: WISEs that joined, people by kind of work, offerings, year by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matchbot.core.offering import Catalogue, PeopleFigure

#: The kinds of work people are counted by, in the order of the columns and of the colours.
KINDS_OF_WORK = ("paid", "volunteer", "daytime")


@dataclass(frozen=True)
class PeopleYear:
    """The people of one year, by kind of work, and how many moved on to paid work elsewhere.

    `reported` is how many WISEs gave figures for that year.
    """

    year: int
    paid: int
    volunteer: int
    daytime: int
    moved_to_paid: int
    reported: int = 1

    @property
    def total(self) -> int:
        """All who were at work in that year."""
        return self.paid + self.volunteer + self.daytime


def people_by_year(figures: Iterable[PeopleFigure]) -> list[PeopleYear]:
    """The figures of one or more WISEs, added up by year, oldest first."""
    years: dict[int, list[int]] = {}
    for f in figures:
        sums = years.setdefault(f.year, [0, 0, 0, 0, 0])
        for at, value in enumerate((f.paid, f.volunteer, f.daytime, f.moved_to_paid, 1)):
            sums[at] += value
    return [PeopleYear(year, *sums) for year, sums in sorted(years.items())]


def latest_people(catalogue: Catalogue) -> tuple[int, int]:
    """How many people were at work in the newest year there are figures of, and that year."""
    years = people_by_year(catalogue.people)
    return (years[-1].total, years[-1].year) if years else (0, 0)


def wises_by_year(catalogue: Catalogue, until: date) -> list[tuple[int, int, int]]:
    """(year, WISEs that joined in it, WISEs on the platform at its end), up to the day `until`."""
    joined = [w.joined.year for w in catalogue.wises.values() if w.joined and w.joined <= until]
    if not joined:
        return []
    # Whoever gives no date was there from the first year on.
    there = sum(1 for w in catalogue.wises.values() if w.joined is None)
    rows = []
    for year in range(min(joined), until.year + 1):
        new = joined.count(year)
        there += new
        rows.append((year, new, there))
    return rows


def offerings_by_year(catalogue: Catalogue, until: date) -> list[tuple[int, int]]:
    """(year, offerings there were by its end), for offerings that say since when."""
    since = [o.since.year for o in catalogue.offerings.values() if o.since and o.since <= until]
    if not since:
        return []
    years = range(min(since), until.year + 1)
    return [(year, sum(1 for s in since if s <= year)) for year in years]

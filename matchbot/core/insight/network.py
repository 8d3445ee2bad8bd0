"""The figures of several platforms, each with its source and date, and added up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from matchbot.core.insight.growth import people_by_year
from matchbot.core.offering import Catalogue


@dataclass(frozen=True)
class Figures:
    """What a platform publishes of itself; people are those of the last `year` that was told.

    `reported` is how many WISEs gave figures for that year. 0 is also what is not known.
    """

    wises: int = 0
    offerings: int = 0
    year: int = 0
    paid: int = 0
    volunteer: int = 0
    daytime: int = 0
    reported: int = 0


@dataclass(frozen=True)
class Told:
    """The figures of one platform: where they are from, and on which day they were read."""

    platform: str
    source: str
    day: date
    figures: Figures


def figures_of(catalogue: Catalogue) -> Figures:
    """The figures of our own catalogue, as they are published."""
    counted = {"wises": len(catalogue.wises), "offerings": len(catalogue.offerings)}
    years = people_by_year(catalogue.people)
    if not years:
        return Figures(**counted)
    last = max(years, key=lambda one: one.year)
    return Figures(
        **counted, year=last.year, paid=last.paid, volunteer=last.volunteer,
        daytime=last.daytime, reported=last.reported,
    )  # fmt: skip


def figures_from(published: Mapping[str, Any]) -> Figures:
    """The figures that a sister published; what is no number counts as not known."""
    known = {f.name: published.get(f.name) for f in fields(Figures)}
    return Figures(**{name: n for name, n in known.items() if type(n) is int and n >= 0})


def added_up(rows: Iterable[Told]) -> Figures:
    """All platforms together. The year is left out: theirs may differ."""
    each = [row.figures for row in rows]
    summed = [f.name for f in fields(Figures) if f.name != "year"]
    return Figures(**{name: sum(getattr(one, name) for one in each) for name in summed})


def years_told(rows: Sequence[Told]) -> tuple[int, ...]:
    """The years the people's figures are of, oldest first."""
    return tuple(sorted({row.figures.year for row in rows if row.figures.year}))

"""What WISEs are and what they sell. The fields of an offering are declared here, once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

PriceUnit = Literal["total", "person", "piece", "hour", "day", "month", "year", "m2", "kg"]


@dataclass(frozen=True)
class Wise:
    """A work integration social enterprise: a company whose business is giving work.

    `language` is the one its letters are written in; `founded` a year; `joined` the day it came
    to the platform; lat and lon in degrees, None where the place is unknown. `reserved` says whether
    contracts may be reserved for it (art. 20 of Directive 2014/24/EU: at least 30% of its people are
    disabled or disadvantaged workers): "yes", "no", or "" unknown; who says so and since when.
    """

    id: str
    name: str
    about: str = ""
    about_en: str = ""
    place: str = ""
    postcode: str = ""
    email: str = ""
    website: str = ""
    language: str = "nl"
    founded: int | None = None
    joined: date | None = None
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    reserved: str = ""
    reserved_source: str = ""
    reserved_date: date | None = None


@dataclass(frozen=True)
class Offering:
    """One concrete thing that a WISE sells, somewhere.

    `title` and `description` are in the offering's own `language`; the others are translations.
    `place` empty means the WISE's own. `radius_km` is how far they come, `areas` the places
    served by name. Quantities are in `unit`; `lead_days` is the notice needed; `price_from` is
    in euros without VAT, per `price_unit`; `since` the day it was first offered.
    """

    id: str
    wise: str = ""
    title: str = ""
    description: str = ""
    language: str = "nl"
    title_nl: str = ""
    title_en: str = ""
    title_fr: str = ""
    title_de: str = ""
    description_nl: str = ""
    description_en: str = ""
    description_fr: str = ""
    description_de: str = ""
    kinds: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    place: str = ""
    radius_km: float | None = None
    areas: tuple[str, ...] = ()
    min_quantity: float | None = None
    max_quantity: float | None = None
    unit: str = ""
    lead_days: int | None = None
    price_from: float | None = None
    price_unit: str = ""
    since: date | None = None

    def title_in(self, language: str) -> str:
        """The title in `language` where there is one, else in the offering's own."""
        return getattr(self, f"title_{language}", "") or self.title

    def description_in(self, language: str) -> str:
        """The description in `language` where there is one, else in the offering's own."""
        return getattr(self, f"description_{language}", "") or self.description


@dataclass(frozen=True)
class PeopleFigure:
    """How many people worked at a WISE in a year, by kind of work (headcounts)."""

    wise: str
    year: int
    paid: int = 0
    volunteer: int = 0
    daytime: int = 0
    moved_to_paid: int = 0


#: The numbers that a WISE gives each year, in the order in which they are asked for.
FIGURES = ("paid", "volunteer", "daytime", "moved_to_paid")
#: More people than this work at no WISE: it is a typing error.
MOST_PEOPLE = 20_000


@dataclass(frozen=True)
class Label:
    """A label that a WISE holds, with who says so, since when and until when (that day included)."""

    wise: str
    label: str
    source: str = ""
    date: dt.date | None = None
    expires: dt.date | None = None

    def is_held(self, day: dt.date) -> bool:
        """Whether it holds on this day: it has not expired."""
        return self.expires is None or day <= self.expires


@dataclass(frozen=True, repr=False)
class Catalogue:
    """All WISEs and offerings of a platform, by id, with their figures and labels."""

    wises: dict[str, Wise] = field(default_factory=dict)
    offerings: dict[str, Offering] = field(default_factory=dict)
    people: tuple[PeopleFigure, ...] = ()
    labels: tuple[Label, ...] = ()

"""A need and its facts: what, where, when, how many, for how much."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from matchbot.core.said import say

Unit = Literal["persons", "pieces", "hours", "days", "m2", "kg", "other"]
Per = Literal["total", "person", "piece", "hour", "month", "year"]
Talk = Literal["need", "greeting", "thanks", "complaint", "human", "stop", "other"]


@dataclass(frozen=True)
class Period:
    """First and last day, both inclusive."""

    start: date
    end: date


def month_of(day: date) -> Period:
    """The whole month that a day is in."""
    last = monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=last))


@dataclass(frozen=True)
class Place:
    """A circle on the map: name as people write it, centre in degrees, radius in kilometres."""

    name: str
    lat: float
    lon: float
    radius_km: float
    country: str = ""


@dataclass(frozen=True)
class Quantity:
    """How many of `unit`; of a range, `value` is the middle."""

    value: float
    unit: Unit = "other"
    min: float | None = None
    max: float | None = None


@dataclass(frozen=True)
class Budget:
    """Money the buyer has: an upper and a lower bound, for the whole or per something."""

    min: float | None = None
    max: float | None = None
    currency: str = "EUR"
    per: Per = "total"
    vat: Literal["incl", "excl"] | None = None


@dataclass(frozen=True)
class KindGuess:
    """A kind of the vocabulary that a text may be about; score 0–1; the CPV codes it covers."""

    id: str
    score: float
    cpv: tuple[str, ...] = ()


@dataclass(frozen=True)
class Need:
    """What a buyer is looking for. What was not said is None or empty.

    `text` is the buyer's own sentence, `what` the words in it that name the thing,
    `without` what must not be in it ("geen vlees"), `later` the messages that changed it since.
    `reserved`: True where the contract must be reserved (art. 20 of Directive 2014/24/EU), False
    where the buyer said that it need not be.
    """

    text: str = ""
    what: str = ""
    kinds: tuple[KindGuess, ...] = ()
    place: Place | None = None
    when: Period | None = None
    recurring: bool = False
    quantity: Quantity | None = None
    budget: Budget | None = None
    without: tuple[str, ...] = ()
    language: str = "nl"
    later: tuple[str, ...] = ()
    reserved: bool | None = None


def told_facts(need: Need) -> tuple[tuple[str, Any], ...]:
    """Name and value of every fact that was said, in the order in which a WISE judges them."""
    facts: tuple[tuple[str, Any], ...] = (
        ("what", need.what),
        ("when", need.when),
        ("where", need.place),
        ("how_many", need.quantity),
        ("budget", need.budget),
        ("without", need.without),
        ("rhythm", say("form.recurring") if need.recurring else None),
        ("reserved", say("form.reserved") if need.reserved else None),
    )
    return tuple((name, value) for name, value in facts if value)


@dataclass(frozen=True)
class Reading:
    """What was understood of one text.

    `more` holds the texts of further needs in the same message. `spans` gives, for each fact
    found, the code-point offsets [start, end) of the words it came from. `place_choices` holds
    the candidates when a name may mean several places; `need.place` is then None. `perhaps` holds
    kinds that are less likely than those of the need: said, not searched for.
    """

    need: Need
    talk: Talk = "need"
    more: tuple[str, ...] = ()
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    place_choices: tuple[Place, ...] = ()
    perhaps: tuple[KindGuess, ...] = ()

    @property
    def language(self) -> str:
        """The language the text was read in."""
        return self.need.language

"""When: the period a text asks for, and every piece of the text that is about time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matchbot.core.need import Period
from matchbot.core.reading.when.aside import ASIDE, LENGTHS
from matchbot.core.reading.when.base import BASE
from matchbot.core.reading.when.bounds import BOUNDED, JOINED, SET_ASIDE
from matchbot.core.reading.when.composed import DAYS, IN_PERIODS, LEFT, SHIFTS
from matchbot.core.reading.when.lexicon import lexicon
from matchbot.core.reading.when.marks import Mark, Setting
from matchbot.core.reading.when.scan import scan
from matchbot.core.reading.when.written import settle_day_numbers, settle_short_dates

Span = tuple[int, int]

_STAGES = (
    BASE,
    IN_PERIODS,
    IN_PERIODS,
    DAYS,
    IN_PERIODS,
    SHIFTS,
    LEFT,
    JOINED,
    BOUNDED,
    SET_ASIDE,
    LENGTHS,
)
_DATES = frozenset(("found", "shift", "bound"))
_TAKEN = frozenset(("eaten", "every_time", "time", *_DATES))
_SILENT = frozenset(("other", "stop", "comma", "article", "number", "of", "and_", "one", "money"))
_MONTH_FIRST_COUNTRIES = frozenset(("US", "PH"))


@dataclass(frozen=True)
class WhenFound:
    """When something is wanted.

    `span` holds the code-point offsets [start, end) of the words that `period` came from; `taken`
    those of everything that is a date, a length or time of day, a recurrence or the day by which
    an answer is due, in order, so that no other reading takes its digits.
    """

    period: Period | None
    recurring: bool
    span: Span | None
    taken: tuple[Span, ...]


def read_when(text: str, language: str, today: date, country: str = "NL") -> WhenFound:
    """When the thing a text asks for is wanted: days, deadline or recurrence, ahead of today.

    `language` is nl, en, fr or de; another is read as English. Days come first in numeric dates,
    except in countries that write the month first. Never raises on any text.
    """
    month_first = language == "en" and country in _MONTH_FIRST_COUNTRIES
    marks = scan(text, lexicon(language), month_first)
    if all(mark.kind in _SILENT for mark in marks):
        return WhenFound(None, False, None, ())
    marks, dayparts = _understood(marks, Setting(today, language, country))
    chosen = _chosen(marks, today)
    taken = sorted((m.start, m.end) for m in [*marks, *dayparts] if m.kind in _TAKEN)
    return WhenFound(
        None if chosen is None else chosen.period,
        _is_recurring(marks, chosen),
        None if chosen is None else (chosen.start, chosen.end),
        tuple(taken),
    )


def _understood(marks: list[Mark], setting: Setting) -> tuple[list[Mark], list[Mark]]:
    """Marks after all stages, and the parts of days, left out as they come between date words."""
    marks = settle_day_numbers(settle_short_dates(marks, setting))
    marks = ASIDE.rewrite(marks, setting)
    dayparts = [mark for mark in marks if mark.kind == "daypart"]
    if dayparts:
        marks = [mark for mark in marks if mark.kind != "daypart"]
    for stage in _STAGES:
        marks = stage.rewrite(marks, setting)
    return marks, dayparts


def _chosen(marks: Iterable[Mark], today: date) -> Mark | None:
    """The first date not over yet; a plainer date, or a closer one within it, wins over it."""
    chosen: Mark | None = None
    for mark in marks:
        if mark.kind not in _DATES or mark.period is None or mark.period.end < today:
            continue
        if chosen is None or (chosen.weak and not mark.weak) or _refines(mark, chosen):
            chosen = mark
    return chosen


def _refines(mark: Mark, chosen: Mark) -> bool:
    """A later date that lies within the chosen one and says it more closely."""
    if mark.period is None or chosen.period is None or chosen.kind == "bound" or mark.weak:
        return False
    inside = chosen.period.start <= mark.period.start and mark.period.end <= chosen.period.end
    return inside and mark.period != chosen.period and chosen.grain in ("week", "month", "year")


def _is_recurring(marks: Iterable[Mark], chosen: Mark | None) -> bool:
    """Something yearly with a date is wanted once, and so is what is said to be."""
    kinds = {mark.kind for mark in marks}
    times = [mark for mark in marks if mark.kind == "every_time"]
    if "once" in kinds or not times:
        return False
    return chosen is None or any(mark.name != "yearly" for mark in times)

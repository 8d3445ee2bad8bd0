"""Dates joined and bounded: ranges, lists, deadlines, what is not meant or asks for an answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from matchbot.core.need import Period
from matchbot.core.reading.when.days import plus, plus_days
from matchbot.core.reading.when.marks import (
    Mark,
    Marks,
    Setting,
    Stage,
    all_of,
    eaten,
    found,
    one_of,
    over,
    rule,
    value_of,
)
from matchbot.core.reading.when.patterns import SMALL, TO

_LONGEST_LIST_DAYS = 31
_MONTH_AFTER_DAYS = 30


def _dates(row: Marks) -> list[Mark]:
    return all_of(row, "found", "shift")


def range_of_two(row: Marks, setting: Setting) -> Mark | None:
    """van maandag tot vrijdag, 28 december - 3 januari: years and weeks are chosen so that it runs
    forward."""
    first, last = (mark.period for mark in _dates(row))
    if first is None or last is None:
        return None
    if last.end < first.start:
        first, last = _running_forward(*_dates(row))
    if last.end < first.start:
        return None
    return found(row, Period(first.start, last.end), "span")


def _running_forward(first: Mark, last: Mark) -> tuple[Period, Period]:
    if first.period is None or last.period is None:
        raise ValueError("no date")
    if first.step == "year" and not last.step:
        years = last.period.end.year - first.period.start.year
        begin = _moved(first.period, "year", years)
        return (begin if begin.start <= last.period.end else _moved(begin, "year", -1)), last.period
    if last.step:
        return first.period, _moved(last.period, last.step, 1)
    return (_moved(first.period, first.step, -1) if first.step else first.period), last.period


def _moved(period: Period, step: str, number: int) -> Period:
    return Period(plus(period.start, number, step), plus(period.end, number, step))


def number_to_date(row: Marks, setting: Setting) -> Mark | None:
    """3.-5.2., 12-14/12: the first day is in the month of the last."""
    number, last = value_of(row, "number", "ordinal"), one_of(row, "found")
    if number is None or last is None or last.period is None or last.grain != "day":
        return None
    if not 1 <= number <= last.period.start.day:
        return None
    return found(row, Period(last.period.start.replace(day=number), last.period.end), "span")


def number_to_short_date(row: Marks, setting: Setting) -> Mark | None:
    """12./13.12., 12 et 13/12: after "and" the date must be in digits."""
    last = one_of(row, "found")
    return number_to_date(row, setting) if last is not None and last.name == "digits" else None


def date_to_number(row: Marks, setting: Setting) -> Mark | None:
    """van 12 december t/m de 15e."""
    number, first = value_of(row, "number", "ordinal"), one_of(row, "found")
    if number is None or first is None or first.period is None or first.grain != "day":
        return None
    if number < first.period.end.day:
        return None
    return found(row, Period(first.period.start, first.period.end.replace(day=number)), "span")


def list_of_dates(row: Marks, setting: Setting) -> Mark | None:
    """dinsdag of donderdag, januari en februari: from the first to the last when close together."""
    periods = _in_order(_dates(row))
    start, end = min(p.start for p in periods), max(p.end for p in periods)
    gaps = (later.start - sooner.end for sooner, later in pairwise(periods))
    if any(abs(gap.days) > _LONGEST_LIST_DAYS for gap in gaps):
        return None
    if len({mark.weak and mark.grain != "day" for mark in _dates(row)}) > 1:
        return None
    return found(row, Period(start, end), "span")


def _in_order(dates: list[Mark]) -> list[Period]:
    """The periods, each coming weekday after the one before: "maandag of dinsdag" is no week apart."""
    periods: list[Period] = []
    for mark in dates:
        if mark.period is None:
            continue
        weekday = mark.step == "week" and mark.grain == "day"
        back = weekday and periods and mark.period.end < periods[-1].start
        periods.append(_moved(mark.period, "week", 1) if back else mark.period)
    return periods


def until(row: Marks, setting: Setting) -> Mark | None:
    """uiterlijk 15 februari: from today to the end of it."""
    mark = _dates(row)[0]
    if mark.period is None or mark.period.end < setting.today:
        return None
    return _bound(row, Period(setting.today, mark.period.end), mark.weak)


def before(row: Marks, setting: Setting) -> Mark | None:
    """voor 1 maart: to the day before; "before the end of May" is to the end of May."""
    mark = _dates(row)[0]
    if mark.period is None:
        return None
    end = mark.period.end if mark.name == "end" else plus_days(mark.period.start, -1)
    if one_of(row, "for_or_before") and mark.name == "relative":
        return over(row, mark)
    if end < setting.today:
        return None
    return _bound(row, Period(setting.today, end), mark.weak)


def _bound(row: Marks, period: Period, weak: bool) -> Mark:
    return Mark("bound", row[0].start, row[-1].end, period=period, grain="span", weak=weak)


def after(row: Marks, setting: Setting) -> Mark | None:
    """na 1 maart: the month that begins the day after."""
    mark = _dates(row)[0]
    if mark.period is None:
        return None
    start = plus_days(mark.period.end, 1)
    if mark.grain == "year" and mark.weak:  # after the New Year is in its beginning
        start = mark.period.start
    return found(row, Period(start, plus_days(start, _MONTH_AFTER_DAYS)), "span")


def itself(row: Marks, setting: Setting) -> Mark | None:
    """niet voor 3 maart: from 3 March on."""
    return over(row, _dates(row)[0])


def street_name(row: Marks, setting: Setting) -> Mark | None:
    """place du 8 mai, Straße des 17. Juni."""
    return eaten()(row, setting) if row[-1].grain == "day" else None


def for_answer(row: Marks, setting: Setting) -> Mark | None:
    """offerte graag voor vrijdag: when an answer is due, not when the thing is."""
    mark = one_of(row, "bound")
    return None if mark is None else replace(mark, kind="eaten")


_DATE = "(found|shift)"
_BETWEEN = "(other|during|on|article|one|in_|of|of_from|and_|at|le|every|per|daypart|coming){0,4}"

JOINED = Stage(
    rule(f"(from_|of_from)? found {TO}{{1,2}} {SMALL} found", range_of_two),
    rule(f"between {SMALL} found (and_|dash|to|until) {SMALL} found", range_of_two),
    rule(f"(from_|of_from|between)? {SMALL} (number dot?|ordinal dot?)"
         f" (dash|until|to) {SMALL} found",
         number_to_date),
    rule(f"(number|ordinal) dot? (slash|and_) {SMALL} found", number_to_short_date),
    rule(f"(from_|of_from)? found (until|to) {SMALL} (ordinal|number dot)", date_to_number),
    rule(f"between {SMALL} found and_ {SMALL} (ordinal|number dot)", date_to_number),
    rule(f"found ((comma|and_|slash){{1,3}} {SMALL} found){{1,9}}", list_of_dates),
)  # fmt: skip

BOUNDED = Stage(
    rule(f"not_ (before|for_or_before) {SMALL} {_DATE}", itself),
    rule(f"not_ after {SMALL} {_DATE}", until),
    rule(f"(by|within|until){{1,2}} colon? {SMALL} (before|for_or_before|until)?"
         f" {SMALL} {_DATE}", until),
    rule(f"{_DATE} by (?!found|shift|number)", until),
    rule(f"(before|for_or_before) {SMALL} {_DATE}", before),
    rule(f"after {SMALL} {_DATE}", after),
)  # fmt: skip

SET_ASIDE = Stage(
    rule(f"not_ (on|in_|article|le|during|at|over){{0,3}} ({_DATE}|bound|weekend)", eaten()),
    rule("street (of|of_from) found", street_name),
    rule(f"answer {_BETWEEN} bound", for_answer),
    rule(f"bound {_BETWEEN} answer", for_answer),
)  # fmt: skip

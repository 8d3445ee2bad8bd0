"""Builds of dates so long before or after another."""

from __future__ import annotations

from matchbot.core.reading.when.days import (
    one_day,
    plus,
    plus_days,
    unit_of,
    week_of,
    weekend_of,
)
from matchbot.core.reading.when.marks import (
    Mark,
    Marks,
    Setting,
    found,
    one_of,
    value_of,
)

_SUNDAY = 6
_BEFORE = ("before", "for_or_before")


def shifted(row: Marks, setting: Setting) -> Mark | None:
    """a week from Friday, deux jours avant Noël."""
    unit, mark = one_of(row, "unit"), one_of(row, "found", "shift")
    if unit is None or mark is None or mark.period is None:
        return None
    number = value_of(row, "number") or 1
    if one_of(row, *_BEFORE):
        return found(row, one_day(plus(mark.period.start, -number, unit.name)))
    if unit.name in ("day", "workday") or mark.period.start == mark.period.end:
        return found(row, one_day(plus(mark.period.end, number, unit.name)))
    return found(row, one_day(plus(mark.period.start, number, unit.name)))


def shifted_after(row: Marks, setting: Setting) -> Mark | None:
    """vrijdag over een week, heute in 8 Tagen: eight days are a week, and fifteen are two."""
    mark, shift = one_of(row, "found"), one_of(row, "shift")
    if mark is None or shift is None or mark.period is None or mark.grain not in ("day", "feast"):
        return None
    number = {8: 7, 15: 14}.get(shift.value, shift.value) if shift.name == "day" else shift.value
    return found(row, one_day(plus(mark.period.start, number, shift.name)))


def weekday_of_shift(row: Marks, setting: Setting) -> Mark | None:
    """over 2 weken op dinsdag: that day of the week then."""
    shift, day = one_of(row, "shift"), one_of(row, "found")
    if shift is None or day is None or shift.period is None or day.period is None:
        return None
    if day.step != "week" or day.grain != "day" or shift.name not in ("week", "fortnight", "month"):
        return None
    monday = week_of(shift.period.start).start
    return found(row, one_day(plus_days(monday, day.period.start.weekday())))


def in_eight(row: Marks, setting: Setting) -> Mark | None:
    """lundi en huit, jeudi en quinze; Tuesday week."""
    mark, number = one_of(row, "found"), value_of(row, "number")
    if mark is None or mark.period is None or number not in (8, 15, None):
        return None
    if mark.grain != "day" or mark.name == "digits" or mark.step == "year":
        return None
    unit = one_of(row, "unit")
    if unit is not None and setting.language != "en":
        return None
    if unit is not None and unit.name not in ("week", "fortnight"):
        return None
    twice = number == 15 or (unit is not None and unit.name == "fortnight")
    return found(row, one_day(plus_days(mark.period.start, 14 if twice else 7)))


def beside(row: Marks, setting: Setting) -> Mark | None:
    """the day after Christmas, de week voor Pasen, weekend na 3 maart."""
    mark, unit = one_of(row, "found", "shift"), one_of(row, "unit")
    if mark is None or mark.period is None:
        return None
    after = one_of(row, "after") is not None
    edge = plus_days(mark.period.end, 1) if after else plus_days(mark.period.start, -1)
    if unit is None:
        period = weekend_of(edge if after else plus_days(edge, -((edge.weekday() + 1) % 7)))
        return found(row, period, "weekend")
    if unit.name == "week":
        around = week_of(mark.period.start)
        if not after and mark.grain == "feast" and mark.period.start.weekday() == _SUNDAY:
            return found(row, around, "week")  # the week before Easter leads up to it
        return found(row, week_of(plus_days(around.start, 7 if after else -7)), "week")
    return found(row, unit_of(edge, unit.name), "span")

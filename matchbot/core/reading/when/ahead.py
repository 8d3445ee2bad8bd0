"""Builds of dates counted from today: next week, in 3 days, this weekend."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matchbot.core.need import Period
from matchbot.core.reading.when.days import (
    one_day,
    plus,
    plus_days,
    unit_of,
    weekday_after,
    weekend_of,
)
from matchbot.core.reading.when.marks import (
    Grain,
    Mark,
    Marks,
    Setting,
    all_of,
    eaten,
    found,
    one_of,
    value_of,
)

_AHEAD = {"this": 0, "next": 1, "coming": 1, "after_next": 2, "rest": 0}
_FEW = 3
_GRAINS: dict[str, Grain] = {
    "day": "day", "workday": "day", "week": "week", "month": "month", "quarter": "quarter",
    "semester": "quarter", "year": "year",
}  # fmt: skip


def _relative(mark: Mark) -> Mark:
    """So that Dutch "voor morgen" is for tomorrow, where "voor 1 maart" is before 1 March."""
    return replace(mark, name="relative")


def _count(row: Marks) -> int:
    number = value_of(row, "number")
    return 1 if number is None else number


def unit_ahead(row: Marks, setting: Setting) -> Mark | None:
    """deze week, next month, l'année prochaine, übernächste Woche."""
    unit = one_of(row, "unit")
    said = one_of(row, *_AHEAD)
    if unit is None or said is None:
        return None
    if unit.value and said.kind in ("next", "coming"):
        return units_to_come(row, setting)
    period = unit_of(setting.today, unit.name, _AHEAD[said.kind])
    if one_of(row, "rest"):
        period = Period(setting.today, period.end)
    return _relative(found(row, period, _GRAINS.get(unit.name, "span")))


def rest_of_unit(row: Marks, setting: Setting) -> Mark | None:
    """rest of the week, later this month: from today."""
    unit = one_of(row, "unit")
    if unit is None:
        return None
    return found(row, Period(setting.today, unit_of(setting.today, unit.name).end), "span")


def units_to_come(row: Marks, setting: Setting) -> Mark | None:
    """the next 3 weeks, les 2 prochains mois: from tomorrow; a few when no number is said."""
    unit = one_of(row, "unit")
    if unit is None:
        return None
    number = value_of(row, "number") or _FEW
    end = plus(setting.today, number, unit.name)
    return found(row, Period(plus_days(setting.today, 1), end), "span")


def weekdays_from_now(row: Marks, setting: Setting) -> Mark | None:
    """two Sundays from now, over twee zondagen."""
    number, weekday = value_of(row, "number"), value_of(row, "weekday", "weekday_every")
    if number is None or weekday is None:
        return None
    day = plus(weekday_after(setting.today, weekday), number - 1, "week")
    return found(row, one_day(day), "day")


def units_from_now(row: Marks, setting: Setting) -> Mark | None:
    """over 3 weken, in a month, two days from now: that day. Kept as a shift, since "vrijdag over
    een week" counts from Friday."""
    unit = one_of(row, "unit")
    if unit is None:
        return None
    numbers = [mark.value for mark in all_of(row, "number")]
    if one_of(row, "one") and numbers:  # een dag of tien
        numbers = numbers[:1]
    number = numbers[0] if numbers else 1
    start = plus(setting.today, number, unit.name)
    if one_of(row, "one_and_half", "and_half"):
        start = _half_more(start, unit.name)
    end = plus(setting.today, numbers[1], unit.name) if len(numbers) > 1 else start
    if end < start:
        return None
    first = next(m for m in row if m.kind not in ("article", "on"))
    grain: Grain = "day" if start == end else "span"
    return Mark(
        "shift", first.start, row[-1].end, number, unit.name, Period(start, end), grain
    )  # fmt: skip


def _half_more(day: date, unit: str) -> date:
    """Half a unit on; half a week is three days, half a month fifteen."""
    if unit == "year":
        return plus(day, 6, "month")
    return plus_days(day, {"month": 15, "week": 3}.get(unit, 0))


def half_year_from_now(row: Marks, setting: Setting) -> Mark | None:
    """in half a year."""
    unit = one_of(row, "unit")
    return units_from_now(row, setting) if unit and unit.name == "semester" else None


def hours_to_come(row: Marks, setting: Setting) -> Mark | None:
    """the next 48 hours: from today to the day after tomorrow."""
    return hours_from_now([*row, Mark("within", row[-1].end, row[-1].end)], setting)


def hours_from_now(row: Marks, setting: Setting) -> Mark | None:
    """in 2 hours: today; within 48 hours: until the day after tomorrow."""
    hour = one_of(row, "hour")
    days = _count(row) // 24 if hour is not None and hour.name == "hour" else 0
    end = plus_days(setting.today, days)
    start = setting.today if one_of(row, "within") else end
    return found(row, Period(start, end), "day" if start == end else "span")


def within_units(row: Marks, setting: Setting) -> Mark | None:
    """binnen 14 dagen: from today to that day."""
    unit = one_of(row, "unit")
    if unit is None:
        return None
    number = max((mark.value for mark in all_of(row, "number")), default=1)
    end = plus(setting.today, number, unit.name)
    return found(row, Period(setting.today, end), "span")


def weekend(row: Marks, setting: Setting) -> Mark | None:
    """dit weekend; next weekend is that of next week."""
    if one_of(row, "past", "last"):
        return eaten()(row, setting)
    weeks = 2 if one_of(row, "after_next") else 1 if one_of(row, "next") else 0
    period = weekend_of(plus_days(setting.today, 7 * weeks))
    said = one_of(row, "this", "next", "coming", "after_next")
    return _relative(found(row, period, "weekend", weak=said is None))


def counted_day(row: Marks, setting: Setting) -> Mark | None:
    """vandaag, tomorrow morning, übermorgen."""
    offset = value_of(row, "day") or 0
    if offset < 0:
        return eaten()(row, setting)
    day = plus_days(setting.today, offset)
    return _relative(found(row, one_day(day), "day", weak=offset == 0))

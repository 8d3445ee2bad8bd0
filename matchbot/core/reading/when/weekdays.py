"""Builds of dates by a weekday or a day's number."""

from __future__ import annotations

from dataclasses import replace

from matchbot.core.need import Period
from matchbot.core.reading.when.days import (
    coming_day_of_month,
    one_day,
    plus_days,
    unit_of,
    week_of,
    weekday_after,
    weekend_of,
)
from matchbot.core.reading.when.marks import (
    Mark,
    Marks,
    Setting,
    all_of,
    eaten,
    found,
    one_of,
    over,
    value_of,
)
from matchbot.core.reading.when.shifts import shifted

_COMMON_ORDINALS = 3
_CONTAINERS = frozenset(("month", "quarter", "season", "year"))


def weekday_in_week(row: Marks, setting: Setting) -> Mark | None:
    """volgende week dinsdag, jeudi de la semaine prochaine."""
    week, weekday = one_of(row, "found"), one_of(row, "weekday", "weekday_short")
    if week is None or week.period is None or weekday is None or week.grain != "week":
        return None
    return found(row, one_day(plus_days(week.period.start, weekday.value)), "day", week.step)


def weekday_in_month(row: Marks, setting: Setting) -> Mark | None:
    """een donderdag in januari: any of them, so the month."""
    month = one_of(row, "found")
    return over(row, month) if month is not None and month.grain == "month" else None


def weekdays_in_week(row: Marks, setting: Setting) -> Mark | None:
    """dinsdag of woensdag volgende week."""
    week = one_of(row, "found")
    if week is None or week.period is None or week.grain != "week":
        return None
    numbers = [mark.value for mark in all_of(row, "weekday", "weekday_short")]
    first, last = (plus_days(week.period.start, number) for number in (min(numbers), max(numbers)))
    return found(row, Period(first, last), "span", week.step)


def weekend_in_week(row: Marks, setting: Setting) -> Mark | None:
    """weekend van 12 december, le week-end de la semaine prochaine."""
    whole = one_of(row, "found")
    if whole is None or whole.period is None:
        return None
    if whole.grain in _CONTAINERS:
        return None
    return found(row, weekend_of(whole.period.start), "weekend", whole.step)


def weekday_before_date(row: Marks, setting: Setting) -> Mark | None:
    """dinsdag (15 december): the date says it all."""
    mark = one_of(row, "found")
    if mark is None or mark.grain != "day" or mark.weak:
        return None
    first = next(m for m in row if m.kind in ("weekday", "weekday_short"))
    return replace(mark, start=first.start, end=row[-1].end)


def weekday_near_date(row: Marks, setting: Setting) -> Mark | None:
    """vrijdag voor Kerst, Montag nach Ostern."""
    weekday, mark = one_of(row, "weekday"), one_of(row, "found")
    if weekday is None or mark is None or mark.period is None or mark.grain == "week":
        return None
    if not (mark.grain == "feast" or mark.name == "digits" or one_of(row, "after", "before")):
        return None
    if one_of(row, "after"):
        last = mark.period.start if mark.grain == "feast" else mark.period.end
        day = weekday_after(last, weekday.value)
    else:
        day = plus_days(weekday_after(plus_days(mark.period.start, -1), weekday.value), -7)
    return found(row, one_day(day), "day")


def coming_weekday(row: Marks, setting: Setting) -> Mark | None:
    """dinsdag, next Tuesday: the coming one; this Monday may be today."""
    weekday = value_of(row, "weekday", "weekday_short") or 0
    if one_of(row, "past", "last"):
        return eaten()(row, setting)
    after = plus_days(setting.today, -1) if one_of(row, "this") else setting.today
    day = weekday_after(after, weekday)
    if one_of(row, "after_next"):
        day = plus_days(day, 7)
    return found(row, one_day(day), "day", "week")


def weekday_and_number(row: Marks, setting: Setting) -> Mark | None:
    """vrijdag de 13e, lundi 15: that day of a month, on that weekday if soon."""
    weekday, number = (
        value_of(row, "weekday", "weekday_short"),
        value_of(row, "ordinal", "number"),
    )
    if weekday is None or number is None or not 1 <= number <= 31:
        return None
    ahead = (unit_of(setting.today, "month", n) for n in range(15))
    days = [plus_days(m.start, number - 1) for m in ahead if (m.end - m.start).days >= number - 1]
    days = [day for day in days if day >= setting.today]
    day = next((day for day in days if day.weekday() == weekday), days[0])
    return found(row, one_day(day), "day", "month")


def day_number(row: Marks, setting: Setting) -> Mark | None:
    """op de 12e, the 15th, le 15, am 15."""
    ordinal = one_of(row, "ordinal", "number")
    if ordinal is None:
        return None
    coming = coming_day_of_month(setting.today, ordinal.value)
    return None if coming is None else found(row, one_day(coming), "day", "month")


def sure_day_number(row: Marks, setting: Setting) -> Mark | None:
    """the 15th, de vijftiende; but "the first" or "de tweede" is mostly no date."""
    ordinal = one_of(row, "ordinal")
    if ordinal is None or (ordinal.name != "digits" and ordinal.value <= _COMMON_ORDINALS):
        return None
    return day_number(row, setting)


def week_around(row: Marks, setting: Setting) -> Mark | None:
    """de week van 12 december, Woche vom 3. März."""
    mark, unit = one_of(row, "found"), one_of(row, "unit")
    if mark is None or mark.period is None or unit is None or unit.name != "week":
        return None
    if mark.grain not in ("day", "feast"):
        return None
    return found(row, week_of(mark.period.start), "week", mark.step)


def units_on(row: Marks, setting: Setting) -> Mark | None:
    """two weeks tomorrow, a week today: English alone leaves out the "from"."""
    mark, unit = one_of(row, "found"), one_of(row, "unit")
    if mark is None or unit is None or setting.language != "en" or unit.name != "week":
        return None
    return shifted(row, setting) if mark.grain == "day" and mark.step != "year" else None


def week_on(row: Marks, setting: Setting) -> Mark | None:
    """a week on Tuesday."""
    return shifted(row, setting) if setting.language == "en" else week_around(row, setting)

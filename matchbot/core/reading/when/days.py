"""The calendar: periods of whole days, their neighbours and their parts."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from matchbot.core.need import Period

FIRST_YEAR, LAST_YEAR = 2000, 2099
_LEAP_YEARS_APART = 8
_MONTHS_WITHOUT_31 = 2
_SEASON_BEGINS = ((3, 20), (6, 21), (9, 23), (12, 21))
_WORKDAYS_A_WEEK = 5
_MONTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def one_day(day: date) -> Period:
    """The period of that day alone."""
    return Period(day, day)


def plus_days(day: date, number: int) -> date:
    """So many days on. OverflowError beyond the calendar."""
    return day + timedelta(days=number)


def plus_months(day: date, number: int) -> date:
    """The same day so many months on, or that month's last day. ValueError beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plus(day: date, number: int, unit: str) -> date:
    """The day so many units on: day, workday, week, fortnight, month, quarter, semester, year."""
    if unit == "workday":
        return _plus_workdays(day, number)
    if unit in _MONTHS:
        return plus_months(day, number * _MONTHS[unit])
    return plus_days(day, number * _DAYS[unit])


def _plus_workdays(day: date, number: int) -> date:
    """Saturday and Sunday do not count; feasts do."""
    sign = 1 if number >= 0 else -1
    weeks, rest = divmod(abs(number), _WORKDAYS_A_WEEK)
    day = plus_days(day, sign * 7 * weeks)
    while rest or day.weekday() >= _WORKDAYS_A_WEEK:
        day = plus_days(day, sign)
        rest -= day.weekday() < _WORKDAYS_A_WEEK and rest > 0
    return day


def week_of(day: date) -> Period:
    """Monday to Sunday around a day."""
    monday = plus_days(day, -day.weekday())
    return Period(monday, plus_days(monday, 6))


def weekend_of(day: date) -> Period:
    """Saturday and Sunday of the week of a day."""
    sunday = week_of(day).end
    return Period(plus_days(sunday, -1), sunday)


def months(year: int, month: int, count: int = 1) -> Period:
    """So many whole months from that one. ValueError for a month there is not."""
    start = date(year, month, 1)
    return Period(start, plus_days(plus_months(start, count), -1))


def unit_of(day: date, unit: str, number: int = 0) -> Period:
    """The week, month, quarter, semester or year around a day, or the number-th after it."""
    if unit in _MONTHS:
        size = _MONTHS[unit]
        first = (day.month - 1) // size * size + 1
        start = plus_months(date(day.year, first, 1), number * size)
        return months(start.year, start.month, size)
    if unit == "week":
        return week_of(plus_days(day, 7 * number))
    if unit == "fortnight":
        start = week_of(plus_days(day, 7 * number)).start
        return Period(start, plus_days(start, 13))
    return one_day(plus(day, number, unit))


def iso_week(year: int, number: int) -> Period:
    """Monday to Sunday of the ISO week. ValueError when that year has no such week."""
    start = date.fromisocalendar(year, number, 1)
    return Period(start, plus_days(start, 6))


def season(year: int, number: int) -> Period:
    """Spring 0, summer 1, autumn 2, winter 3 that begins in that year."""
    start = date(year, *_SEASON_BEGINS[number])
    month, day = _SEASON_BEGINS[(number + 1) % 4]
    return Period(start, plus_days(date(year + (number == 3), month, day), -1))


def coming_day(today: date, day: int, month: int) -> date | None:
    """The next time that day of the year comes, today included; None when it never does."""
    for year in range(today.year, today.year + _LEAP_YEARS_APART + 1):
        if month in range(1, 13) and 1 <= day <= monthrange(year, month)[1]:
            coming = date(year, month, day)
            if coming >= today:
                return coming
    return None


def coming_day_of_month(today: date, day: int) -> date | None:
    """The next month's day with that number, today included."""
    for ahead in range(_MONTHS_WITHOUT_31 + 1):
        month = unit_of(today, "month", ahead)
        coming = plus_days(month.start, day - 1)
        if today <= coming <= month.end and day >= 1:
            return coming
    return None


def coming_month(today: date, month: int) -> Period:
    """The next time that month comes, or is."""
    this_year = months(today.year, month)
    return this_year if this_year.end >= today else months(today.year + 1, month)


def weekday_after(day: date, weekday: int) -> date:
    """The first such weekday (Monday 0) after a day."""
    return plus_days(day, (weekday - day.weekday() - 1) % 7 + 1)


def nth_weekday(period: Period, weekday: int, number: int) -> date:
    """The number-th such weekday of a period, -1 the last. ValueError when it has none."""
    if number < 0:
        day = plus_days(period.end, -((period.end.weekday() - weekday) % 7) + 7 * (number + 1))
    else:
        day = plus_days(weekday_after(plus_days(period.start, -1), weekday), 7 * (number - 1))
    if not period.start <= day <= period.end:
        raise ValueError(f"no weekday {weekday} number {number}")
    return day


def nth_week(period: Period, number: int) -> Period:
    """The number-th week of a month or year, -1 the last; a week is where its Thursday is."""
    return week_of(nth_weekday(period, 3, number))


def third(period: Period, part: int) -> Period:
    """Begin 0, middle 1 or end 2 of a period; of a month the 1st, 11th and 21st begin them."""
    length = (period.end - period.start).days + 1
    if length < 3:
        return period
    cuts: tuple[int, ...]
    if length in range(28, 32):
        cuts = (0, 10, 20, length)
    elif length > 300:
        year = period.start.year
        cuts = (0, *((date(year, m, 1) - period.start).days for m in (5, 9)), length)
    else:
        cuts = (0, length // 3, length * 2 // 3, length)
    return Period(plus_days(period.start, cuts[part]), plus_days(period.start, cuts[part + 1] - 1))


def half(period: Period, number: int) -> Period:
    """First 1 or second 2 half; a month's second half begins on the 16th."""
    length = (period.end - period.start).days + 1
    middle = 15 if length in range(28, 32) else (length + 1) // 2
    if length > 300:
        middle = (date(period.start.year, 7, 1) - period.start).days
    cut = plus_days(period.start, middle)
    return Period(period.start, plus_days(cut, -1)) if number == 1 else Period(cut, period.end)

"""Builds of dates by their own name: 12 december, KW 50, Q1 2027, summer, Easter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matchbot.core.need import Period
from matchbot.core.reading.when.days import (
    FIRST_YEAR,
    coming_day,
    coming_month,
    iso_week,
    months,
    one_day,
    plus,
    plus_days,
    season,
    third,
    unit_of,
)
from matchbot.core.reading.when.feasts import coming_feast, feast
from matchbot.core.reading.when.marks import (
    Mark,
    Marks,
    Setting,
    all_of,
    eaten,
    found,
    one_of,
    value_of,
)

_FIRST_SHORT_YEAR = 20
_MONTHS_OF = {"quarter": 3, "semester": 6}


def _said_year(row: Marks) -> int | None:
    return value_of(row, "year", "old_year")


def _day_in_year(day: int, month: int, year: int | None, today: date) -> date | None:
    if year is None:
        return coming_day(today, day, month)
    return date(year, month, day)


def day_of_month(row: Marks, setting: Setting) -> Mark | None:
    """12 december 2026, March 3rd: eaten when the calendar has no such day."""
    day = value_of(row, "number", "ordinal") or 0
    month = value_of(row, "month", "month_weak") or 0
    if not 1 <= day <= 31 or _counts_before_month(row):
        return None
    year = _said_year(row)
    try:
        coming = _day_in_year(day, month, year, setting.today)
    except ValueError:
        coming = None
    if coming is None:
        return eaten()(row, setting)
    return found(row, one_day(coming), "day", "" if year else "year")


def _counts_before_month(row: Marks) -> bool:
    """The 12 of "a room for 12 in December", or "for 12 on Dec 1"."""
    kinds = [mark.kind for mark in row]
    at = next(at for at, kind in enumerate(kinds) if kind in ("month", "month_weak"))
    return "number" in kinds[:at] and kinds[at - 1] in ("on", "in_")


def month_then_day(row: Marks, setting: Setting) -> Mark | None:
    """Dec 12; outside English only with an ordinal: "december 12 dozen" counts boxes."""
    if setting.language != "en" and not one_of(row, "ordinal"):
        return None
    return day_of_month(row, setting)


def days_of_month(row: Marks, setting: Setting) -> Mark | None:
    """13 t/m 15 juli; 3, 4 en 5 maart; March 3-5: from the first day to the last."""
    numbers = [mark.value for mark in all_of(row, "number", "ordinal")]
    if not all(1 <= number <= 31 for number in numbers):
        return None
    month, year = value_of(row, "month", "month_weak") or 0, _said_year(row)
    last = _day_in_year(numbers[-1], month, year, setting.today)
    if last is None:
        return None
    first = last.replace(day=min(numbers))
    if numbers[0] > numbers[-1]:  # 28 tot 3 maart begins in February
        first = plus(last.replace(day=1), -1, "month").replace(day=numbers[0])
    elif max(numbers) > numbers[-1]:
        return None
    return found(row, Period(first, last), "span", "" if year else "year")


def whole_month(row: Marks, setting: Setting) -> Mark | None:
    """maart 2027, mars prochain."""
    month, year = value_of(row, "month", "month_weak") or 0, _said_year(row)
    if year is not None:
        return found(row, months(year, month), "month")
    if one_of(row, "past", "last"):
        return eaten()(row, setting)
    return found(row, coming_month(setting.today, month), "month", "year")


def numbered_week(row: Marks, setting: Setting) -> Mark | None:
    """KW 50, week 2 2027, semaine 50/51."""
    unit = one_of(row, "unit")
    if unit is not None and unit.name != "week":
        return None
    numbers = [mark.value for mark in all_of(row, "number", "ordinal")]
    if not all(1 <= number <= 53 for number in numbers):
        return None
    year = _said_year(row)
    if one_of(row, "slash") and len(numbers) > 1 and _is_short_year(numbers[0], numbers[1]):
        year = FIRST_YEAR + numbers.pop()
    first, last = (
        _week(numbers[0], year, setting.today),
        _week(numbers[-1], year, setting.today),
    )
    if last.start < first.start:
        return None
    return found(row, Period(first.start, last.end), "week", "" if year else "year")


def _is_short_year(week: int, number: int) -> bool:
    """The 26 of KW 50/26, where 49/50 are two weeks."""
    return number >= _FIRST_SHORT_YEAR and number != week + 1


def _week(number: int, year: int | None, today: date) -> Period:
    if year is not None:
        return iso_week(year, number)
    for ahead in range(8):  # week 53 comes once in five or six years
        try:
            period = iso_week(today.isocalendar().year + ahead, number)
        except ValueError:
            continue
        if period.end >= today:
            return period
    raise ValueError(number)


def numbered_part_of_year(row: Marks, setting: Setting) -> Mark | None:
    """Q1 2027, eerste kwartaal, 2. Halbjahr."""
    unit = one_of(row, "unit")
    size = 6 if one_of(row, "half_year") else 3
    if unit is not None:
        size = _MONTHS_OF.get(unit.name, 0)
    number = value_of(row, "number", "ordinal")
    if number is None and one_of(row, "last") and size:
        number = 12 // size
    if not size or number is None or not 1 <= number <= 12 // size:
        return None
    year, month = _said_year(row), (number - 1) * size + 1
    period = months(year or setting.today.year, month, size)
    if year is None and period.end < setting.today:
        period = months(setting.today.year + 1, month, size)
    return found(row, period, "quarter", "" if year else "year")


def short_quarter(row: Marks, setting: Setting) -> Mark | None:
    """Q1, H2, T3: letter and number touch."""
    letter, number = one_of(row, "quarter", "half_year"), one_of(row, "number")
    if letter is None or number is None or letter.end != number.start:
        return None
    if letter.kind == "half_year" and number.value > 2:  # S50 is a French week
        return numbered_week(row, setting) if setting.language == "fr" else None
    return numbered_part_of_year(row, setting)


def named_part_of_unit(row: Marks, setting: Setting) -> Mark | None:
    """Monatsende, EOY, maandeinde."""
    period = third(unit_of(setting.today, row[0].name), row[0].value)
    mark = found(row, period, "span")
    return replace(mark, name="end" if row[0].value == 2 else "")


def seasonal_gift(row: Marks, setting: Setting) -> Mark | None:
    """coffrets de fin d'année: what sort of gift, not when."""
    return eaten()(row, setting) if setting.language == "fr" and row[-1].name == "year" else None


def new_year(row: Marks, setting: Setting) -> Mark | None:
    """het nieuwe jaar: the next one."""
    return found(row, unit_of(setting.today, "year", 1), "year", weak=True)


def whole_year(row: Marks, setting: Setting) -> Mark | None:
    """2027, as in "in 2027"."""
    unit = one_of(row, "unit")
    if unit is not None and unit.name != "year":
        return None
    year = _said_year(row) or 0
    return found(row, months(year, 1, 12), "year", weak=True)


def named_season(row: Marks, setting: Setting) -> Mark | None:
    """zomer 2027, next fall, ce printemps."""
    number, year = value_of(row, "season", "season_weak") or 0, _said_year(row)
    if year is not None:
        return found(row, season(year, number), "season", weak=True)
    today = setting.today
    coming = (season(today.year + ahead, number) for ahead in (-1, 0, 1))
    running = one_of(row, "next", "coming") is None
    period = next(s for s in coming if s.start > today or (running and s.end >= today))
    return found(row, period, "season", "year", weak=True)


def named_feast(row: Marks, setting: Setting) -> Mark | None:
    """Kerst, Pâques 2027, 2. Weihnachtstag, 3. Advent."""
    named, year = one_of(row, "feast"), _said_year(row)
    nth = value_of(row, "ordinal", "number")
    if named is None:
        return None
    name, later = named.name, 0
    if name == "advent":
        if nth not in (1, 2, 3, 4):
            return None
        name = f"advent_{nth}"
    elif nth is not None:
        if nth not in (1, 2):
            return None
        later = nth - 1
    period = coming_feast(name, setting.today, setting.language, setting.country)
    if year is not None:
        period = feast(name, year, setting.language, setting.country)
    if later:
        period = one_day(plus_days(period.start, later))
    return found(row, period, "feast", "" if year else "year", weak=True)

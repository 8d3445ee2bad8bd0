"""Builds of parts of a period: end of January, first Friday of July, the 3rd of next month."""

from __future__ import annotations

from dataclasses import replace

from matchbot.core.need import Period
from matchbot.core.reading.when.days import (
    coming_day_of_month,
    coming_month,
    half,
    months,
    nth_week,
    nth_weekday,
    one_day,
    plus,
    plus_days,
    third,
    unit_of,
)
from matchbot.core.reading.when.marks import (
    Mark,
    Marks,
    Setting,
    Step,
    all_of,
    found,
    one_of,
    over,
    value_of,
)


def _container(row: Marks, setting: Setting) -> Mark | None:
    """The period a part is taken of: one found, or "the month" itself."""
    mark = one_of(row, "found")
    if mark is not None:
        return mark
    unit = all_of(row, "unit")[-1:]
    if not unit or unit[0].name in ("day", "workday", "fortnight"):
        return None
    name = unit[0].name
    step: Step = "year" if name == "year" else "month"
    return found(row, unit_of(setting.today, name), "month" if name == "month" else "span", step)


def part_of_period(row: Marks, setting: Setting) -> Mark | None:
    """begin januari, Ende nächster Woche, eind van de maand."""
    whole, part = _container(row, setting), value_of(row, "part")
    if whole is None or whole.period is None or part is None:
        return None
    if whole.period.end == whole.period.start:
        return over(row, whole)
    period = third(whole.period, part)
    if period.end < setting.today and whole.step:
        period = third(_next_time(whole, setting), part)
    result = found(row, period, "span", whole.step)
    return replace(result, name="end" if part == 2 else "")


def parts_of_period(row: Marks, setting: Setting) -> Mark | None:
    """mid to late January, Anfang bis Mitte März."""
    first, last = (part_of_period([part, row[-1]], setting) for part in all_of(row, "part"))
    if first is None or last is None or first.period is None or last.period is None:
        return None
    period = Period(first.period.start, last.period.end)
    return found(row, period, "span", row[-1].step) if period.start <= period.end else None


def _next_time(mark: Mark, setting: Setting) -> Period:
    """A repeating period once more: next year's, or next month's."""
    if mark.period is None:
        raise ValueError(mark)
    if mark.step == "month":
        return unit_of(mark.period.start, "month", 1)
    if mark.grain == "month":
        return coming_month(plus_days(mark.period.end, 1), mark.period.start.month)
    step = {"year": "year", "week": "week"}.get(mark.step, "year")
    return Period(plus(mark.period.start, 1, step), plus(mark.period.end, 1, step))


def half_of_period(row: Marks, setting: Setting) -> Mark | None:
    """tweede helft van mei, première quinzaine de mars."""
    whole, number = _container(row, setting), value_of(row, "ordinal")
    if number is None and one_of(row, "last"):
        number = 2
    unit = one_of(row, "unit")
    if unit is not None and one_of(row, "found") and unit.name != "fortnight":
        return None
    if whole is None or whole.period is None or number not in (1, 2):
        return None
    return found(row, half(whole.period, number), "span", whole.step)


def nth_in_period(row: Marks, setting: Setting) -> Mark | None:
    """eerste vrijdag van juli, last week of January, dernier week-end de mai."""
    whole = _container(row, setting)
    number = -1 if one_of(row, "last") else value_of(row, "ordinal", "number")
    if whole is None or whole.period is None or number is None:
        return None
    period = _nth(row, whole.period, number, setting)
    if period is not None and period.end < setting.today and whole.step:
        period = _nth(row, _next_time(whole, setting), number, setting)
    if period is None:
        return None
    return found(row, period, "day" if period.start == period.end else "span", whole.step)


def _nth(row: Marks, whole: Period, number: int, setting: Setting) -> Period | None:
    weekday, unit = one_of(row, "weekday", "weekday_short"), one_of(row, "unit")
    if weekday is not None:
        return one_day(nth_weekday(whole, weekday.value, number))
    if one_of(row, "weekend"):
        saturday = nth_weekday(whole, 5, number)
        return Period(saturday, plus_days(saturday, 1))
    return None if unit is None else _nth_unit(unit.name, whole, number)


def _nth_unit(unit: str, whole: Period, number: int) -> Period | None:
    if unit == "week":
        return nth_week(whole, number)
    if unit == "day":
        day = plus_days(whole.start, number - 1) if number > 0 else whole.end
        return one_day(day)
    if unit == "workday":
        if number > 0:
            return one_day(plus(plus_days(whole.start, -1), number, unit))
        return one_day(plus(plus_days(whole.end, 1), -1, unit))
    if unit in ("month", "quarter"):
        if number < 0:
            return unit_of(whole.end, unit)
        return unit_of(whole.start, unit, number - 1)
    return None


def first_units_of_period(row: Marks, setting: Setting) -> Mark | None:
    """eerste twee weken van maart, last three days of June."""
    whole, unit = one_of(row, "found"), one_of(row, "unit")
    number = value_of(row, "number")
    if whole is None or whole.period is None or unit is None or number is None:
        return None
    if one_of(row, "last"):
        start = plus_days(plus(whole.period.end, -number, unit.name), 1)
        return found(row, Period(start, whole.period.end), "span", whole.step)
    if value_of(row, "ordinal") != 1:
        return None
    end = plus_days(plus(whole.period.start, number, unit.name), -1)
    return found(row, Period(whole.period.start, end), "span", whole.step)


def half_of_named_month(row: Marks, setting: Setting) -> Mark | None:
    """zweite Märzhälfte, erste Januarwoche."""
    month, number = (
        value_of(row, "month_week", "month_half"),
        value_of(row, "ordinal", "number"),
    )
    if month is None:
        return None
    whole = coming_month(setting.today, month)
    if one_of(row, "month_week"):
        return found(row, nth_week(whole, -1 if number is None else number), "week", "year")
    return None if number not in (1, 2) else found(row, half(whole, number), "span", "year")


def month_by_name(row: Marks, setting: Setting) -> Mark | None:
    """de maand maart, le mois de mars."""
    mark, unit = all_of(row, "found")[-1], one_of(row, "unit")
    if mark.grain != "month" or unit is None or unit.name != "month":
        return None
    if not one_of(row, "part"):
        return over(row, mark)
    return part_of_period([row[0], mark], setting)


def day_in_month(row: Marks, setting: Setting) -> Mark | None:
    """volgende maand de 3e, the 3rd of next month."""
    month, day = one_of(row, "found"), value_of(row, "ordinal", "number")
    if month is None or month.period is None or day is None or month.grain != "month":
        return None
    if month.step == "year" and not one_of(row, "ordinal"):
        return None
    return found(row, one_day(month.period.start.replace(day=day)), "day", month.step)


def day_of_this_month(row: Marks, setting: Setting) -> Mark | None:
    """de eerste van de maand, the 15th of the month: as it next comes."""
    number, unit = value_of(row, "ordinal", "number"), one_of(row, "unit")
    if number is None or unit is None or unit.name != "month":
        return None
    coming = coming_day_of_month(setting.today, number)
    return None if coming is None else found(row, one_day(coming), "day", "month")


def in_that_year(row: Marks, setting: Setting) -> Mark | None:
    """december volgend jaar, eerste kwartaal van dit jaar."""
    date_mark, year = all_of(row, "found")[:2]
    if year.grain != "year" or date_mark.step != "year" or not date_mark.period or not year.period:
        date_mark, year = year, date_mark
    if year.grain != "year" or date_mark.step != "year" or not date_mark.period or not year.period:
        return None
    shift = year.period.start.year - date_mark.period.start.year
    if date_mark.grain == "month":
        period = months(year.period.start.year, date_mark.period.start.month)
    else:
        period = Period(
            plus(date_mark.period.start, shift, "year"),
            plus(date_mark.period.end, shift, "year"),
        )
    return replace(over(row, date_mark), period=period, step="")

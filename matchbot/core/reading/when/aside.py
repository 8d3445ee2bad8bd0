"""What stands beside dates and is none: recurrence, times of day, lengths of time."""

from __future__ import annotations

from dataclasses import replace

from matchbot.core.reading.when.ahead import hours_from_now, weekdays_from_now
from matchbot.core.reading.when.marks import (
    Mark,
    Marks,
    Setting,
    Stage,
    eaten,
    one_of,
    rule,
    value_of,
)
from matchbot.core.reading.when.patterns import ONE

_DAYS = "(weekday|weekday_short|weekday_every)"
_AFTER_CLOCK = "(?!per|lasting|every|one|of|long_number)"
_COUNTABLE = frozenset(("day", "workday"))


def every_time(row: Marks, setting: Setting) -> Mark | None:
    """elke dinsdag, wekelijks, twice a month; `name` tells the yearly ones apart."""
    unit = one_of(row, "unit", "recurring_yearly")
    yearly = unit is not None and unit.name in ("", "year")
    name = "yearly" if yearly and not one_of(row, "weekday") else ""
    return Mark("every_time", row[0].start, row[-1].end, name=name)


def whole_week(row: Marks, setting: Setting) -> Mark | None:
    """maandag t/m zondag: always, not the coming week."""
    return every_time(row, setting) if (row[0].value, row[-1].value) == (0, 6) else None


def amount_each_time(row: Marks, setting: Setting) -> Mark | None:
    """20 uur per week: the hours are an amount, "per week" is the recurrence."""
    return every_time(row[-2:], setting)


def bare_hours(row: Marks, setting: Setting) -> Mark | None:
    """sous 48h, binnen 24u: hours from now."""
    hours = value_of(row, "time")
    if not hours:
        return None
    count = Mark("number", row[-1].start, row[-1].end, hours)
    return hours_from_now([*row, count, replace(count, kind="hour", name="hour")], setting)


def length_of_time(row: Marks, setting: Setting) -> Mark | None:
    """6 maanden, 30 minuten; days and hours may be what is bought, so they stay."""
    unit = one_of(row, "unit", "hour")
    if unit is None or unit.name in _COUNTABLE or unit.name == "hour":
        return None
    return Mark("eaten", row[0].start, row[-1].end)


ASIDE = Stage(
    rule("(in_|over)? number (weekday|weekday_every) from_now", weekdays_from_now),
    rule("(in_|over) number weekday_every", weekdays_from_now),
    rule(f"article? (ordinal|last|number dot?) (unit|{_DAYS}) (of|of_from|in_)? every unit",
         every_time),
    rule(f"every (one|article|ordinal|last|number dot?|and_|of|of_from|at){{0,4}}"
         f" (unit|weekend|daypart|hour|{_DAYS})"
         f" ((comma|and_|dash|until|to) article? {_DAYS}){{0,6}}"
         " (of_from|of article? unit)?", every_time),
    rule(f"weekday_every ((comma|and_|dash|until|to) {_DAYS}){{0,6}} (?!number|ordinal)", every_time),
    rule("weekday (until|to|dash) weekday", whole_week),
    rule("weekday_short dot? (dash|until|to) weekday_short dot?"
         " (?!number|ordinal|next|coming|this)", every_time),
    rule("(recurring|recurring_yearly)", every_time),
    rule("(number? times|once) (per|every|one|in_) article? number? unit", every_time),
    rule("number? times (slash|article) unit (?!of|of_from)", every_time),
    rule("number (hour|unit|daypart) (per|one|slash) unit", amount_each_time),
    rule("(?<!money|number) per unit", every_time),
    rule("(in_|over|within) (on|article)? (next|coming)? time", bare_hours),
    rule("(time|number) (dash|until|to|and_) time (hour|oclock)?", eaten("time")),
    rule("time (hour|oclock)?", eaten("time")),
    rule("number oclock", eaten("time")),
    rule(f"(?<=at|from_|of_from|between|on) (number|time)"
         " (dash|until|to|and_) at? number (hour|oclock)"
         f" {_AFTER_CLOCK}", eaten("time")),
    rule(f"(?<=at|to|until|from_|of_from|between|weekday|day|daypart|on|le) number hour"
         f" (number (?!other|unit))? {_AFTER_CLOCK}", eaten("time")),
    rule("at part number (?!month|month_weak|dot)", eaten("time")),
    rule("(?<=at) number (?!other|unit|month|month_weak|dot|dash|money|slash|and_|until|of)",
         eaten("time")),
    rule(f"(during|for_or_before) (on|article)? {ONE} ((dash|to|until|and_) number)? (unit|hour)"
         " (?!from_now|after|before|of|of_from)", eaten()),
    rule(f"{ONE} (unit|hour) lasting", eaten()),
)  # fmt: skip

LENGTHS = Stage(
    rule("number ((dash|to|until|and_) number)? (unit|hour)", length_of_time),
    rule("one unit", length_of_time),
)  # fmt: skip

"""Days written as two numbers, "12/12", "15-1", "3.2.": dates or not, by their neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from matchbot.core.reading.when.days import coming_day, one_day
from matchbot.core.reading.when.marks import Mark, Setting

_LEADS = frozenset(
    ("on", "le", "from_", "until", "to", "by", "before", "after", "between",
     "weekday", "weekday_short")
)  # fmt: skip
_DOT_LEADS = frozenset(("on", "le", "from_", "by", "weekday", "weekday_short"))
_DAY_LEADS = frozenset(("by", "until", "before", "after", "from_", "between", "and_"))
_RANGE = frozenset(("to", "until", "dash", "and_"))
_COUNTS = frozenset(
    ("other", "hour", "unit", "money", "month", "month_weak", "ordinal_noun", "slash", "times",
     "per", "oclock", "street", "found", "number", "daypart", "one")
)  # fmt: skip
"""Before these a number counts something, or its month is said."""
_SOFT_LEADS = frozenset(("of_from", "for_or_before", "per", "and_", "article", "at"))
_BREAKS = frozenset(("", "stop", "comma", "until", "to", "dash", "time", "and_", "by", "colon"))
_COUNTED = frozenset(("unit", "hour", "money", "times", "per", "weekend"))
_FRACTIONS = frozenset(
    ("1/2", "1/3", "2/3", "1/4", "3/4", "5/7", "6/7", "7/7", "24/7")
)  # fmt: skip


def settle_short_dates(marks: list[Mark], setting: Setting) -> list[Mark]:
    """The marks with each short date turned into a date, or into the numbers it is."""
    if not any(mark.kind.endswith("_date") for mark in marks):
        return marks
    kinds = ["", *(mark.kind for mark in marks), ""]
    settled: list[Mark] = []
    for at, mark in enumerate(marks):
        if not mark.kind.endswith("_date"):
            settled.append(mark)
        elif _other_weekday(marks[at - 1] if at else None, mark, setting):
            settled += _as_numbers(mark)
        elif _is_date(mark, kinds[at], kinds[at + 2], setting.language):
            settled.append(_as_date(mark, setting))
        else:
            settled += _as_numbers(mark)
    return settled


def settle_day_numbers(marks: list[Mark]) -> list[Mark]:
    """The marks with a bare number turned into a day's where only a day can be meant: "avant le
    15", "du 20 au 22", "bis zum 15."."""
    kinds = [mark.kind for mark in marks] + [""] * 3
    settled = list(marks)
    for at, (before, mark) in enumerate(pairwise(marks), 1):
        if mark.kind == "number" and before.value and _led_to_day(kinds, at):
            settled[at] = replace(mark, kind="ordinal", name="digits")
    return settled


def _led_to_day(kinds: list[str], at: int) -> bool:
    """Whether the number at that place stands as a day does among its neighbours."""
    lead, after = kinds[at - 1], kinds[at + 1 :]
    if after[0] == "dot":
        after = after[1:]
    ranged = after[0] in _RANGE and after[1] == "number"
    if after[0] in _COUNTS or (ranged and after[2] in _COUNTS):
        return False
    if lead == "to":
        return at > 1 and kinds[at - 2] in ("number", "ordinal", "dot")
    if lead == "of_from":
        return ranged or (at > 1 and kinds[at - 2] in ("unit", "weekend"))
    return lead in _DAY_LEADS


def _other_weekday(before: Mark | None, mark: Mark, setting: Setting) -> bool:
    """Whether "Monday 9-5" is from nine to five, since the 9th of May is no Monday."""
    if mark.kind != "dash_date" or before is None or "weekday" not in before.kind:
        return False
    month, day = divmod(mark.value, 100)
    coming = coming_day(setting.today, day, month)
    return coming is not None and coming.weekday() != before.value


def _is_date(mark: Mark, before: str, after: str, language: str) -> bool:
    if after in _COUNTED or after in ("month", "month_weak"):
        return False
    led = before in _LEADS
    apart = before in ("", "colon", "dash") and after in _BREAKS
    if mark.kind == "slash_date":
        return led or mark.name not in _FRACTIONS
    if mark.kind == "dot_date":
        if language == "de":
            return led or apart or mark.name.endswith(".") or before in _SOFT_LEADS
        full = mark.name.endswith(".") and before == "of_from"
        return full or (before in _DOT_LEADS and after != "dash") or (before == after == "")
    return led or apart or (before in _SOFT_LEADS and after in _BREAKS)


def _as_date(mark: Mark, setting: Setting) -> Mark:
    month, day = divmod(mark.value, 100)
    coming = coming_day(setting.today, day, month)
    if coming is None:
        return Mark("eaten", mark.start, mark.end)
    return Mark(
        "found", mark.start, mark.end, 0, "digits", one_day(coming), "day", step="year"
    )  # fmt: skip


def _as_numbers(mark: Mark) -> Iterator[Mark]:
    """The two numbers and the sign between them; after a dot they are one number."""
    if mark.kind == "dot_date":
        yield Mark("other", mark.start, mark.end)
        return
    sign = "-" if mark.kind == "dash_date" else "/"
    first, second = mark.name.split(sign)
    middle = mark.start + len(first)
    yield Mark("number", mark.start, middle, int(first))
    yield Mark("dash" if sign == "-" else "slash", middle, middle + 1)
    yield Mark("number", middle + 1, mark.end, int(second))

"""Marks: the words of a text by what they mean in a date, and the rules that rewrite them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from matchbot.core.need import Period

KINDS = (
    # words
    "other number one one_and_half and_half ordinal ordinal_noun last past this next coming"
    " after_next year unit hour weekday weekday_short weekday_every month month_weak month_week"
    " month_half day part half season season_weak feast weekend part_of_unit quarter half_year"
    " week_word daypart every per times recurring recurring_yearly once"
    # small words
    " in_ over within from_now ago by until to before for_or_before after between from_ of of_from"
    " and_ article on le at oclock lasting during not_ rest answer street new_year"
    # signs
    " comma colon dot stop dash slash money"
    # what rules made of them
    " slash_date dot_date dash_date long_number old_year time found shift bound eaten every_time"
).split()
# One letter for each kind, so that a text is a string on which a regular expression is a grammar.
_LETTER = {kind: chr(0x4E00 + index) for index, kind in enumerate(KINDS)}
_KIND_NAME = re.compile(r"[a-z_]+")

Grain = Literal["", "day", "weekend", "week", "month", "quarter", "season", "feast", "year", "span"]
Step = Literal["", "year", "month", "week"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One word, sign or date of a text.

    `value` and `name` say which one of its kind. A `found` mark has the `period` it means, its
    `grain`, and the `step` it may be moved by: "12 december" without a year returns every year.
    `weak` marks a date that gives way to a plainer one elsewhere in the text.
    """

    kind: str
    start: int
    end: int
    value: int = 0
    name: str = ""
    period: Period | None = None
    grain: Grain = ""
    step: Step = ""
    weak: bool = False

    @property
    def letter(self) -> str:
        return _LETTER[self.kind]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the meaning of a date depends on."""

    today: date
    language: str
    country: str


Marks = Sequence[Mark]
Build = Callable[[Marks, Setting], Mark | None]


@dataclass(frozen=True)
class Rule:
    """Marks of these kinds in a row are read by `build`, which gives None when it cannot."""

    pattern: str
    build: Build
    compiled: re.Pattern[str]


def rule(pattern: str, build: Build) -> Rule:
    """A rule; `pattern` is a regular expression whose letters are kinds, parted by spaces."""
    return Rule(pattern, build, re.compile(_letters(pattern)))


def _letters(pattern: str) -> str:
    pattern = pattern.replace("(", "(?:").replace("(?:?", "(?")
    return _KIND_NAME.sub(lambda m: _LETTER[m[0]], pattern).replace(" ", "")


class Stage:
    """Rules tried together, from left to right, the earlier rule first."""

    def __init__(self, *rules: Rule) -> None:
        self.rules = rules
        self._any = re.compile("|".join(f"(?:{r.compiled.pattern})" for r in rules))

    def rewrite(self, marks: list[Mark], setting: Setting) -> list[Mark]:
        """The marks with every row that a rule can read replaced by what it means."""
        letters = "".join([mark.letter for mark in marks])
        done, result = 0, []
        for start, end, mark in self._matches(letters, marks, setting):
            result += [*marks[done:start], mark]
            done = end
        return result + marks[done:] if done else marks

    def _matches(
        self, letters: str, marks: list[Mark], setting: Setting
    ) -> Iterator[tuple[int, int, Mark]]:
        at = 0
        while (hit := self._any.search(letters, at)) is not None:
            start, at = hit.start(), hit.start() + 1
            for one in self.rules:
                match = one.compiled.match(letters, start)
                if match and (mark := self._built(one, marks[start : match.end()], setting)):
                    yield start, match.end(), mark
                    at = match.end()
                    break

    @staticmethod
    def _built(one: Rule, row: Marks, setting: Setting) -> Mark | None:
        try:
            return one.build(row, setting)
        except (OverflowError, ValueError):  # beyond the calendar: the year 10000, 99999 weeks
            return None


_PAPER = frozenset(["article", "on", "le", "in_", "at", "from_", "comma", "dash", "colon"])


def found(
    row: Marks,
    period: Period,
    grain: Grain = "day",
    step: Step = "",
    weak: bool = False,
) -> Mark:
    """A date over this row of marks, without the small words before it."""
    first = next((m for m in row if m.kind not in _PAPER), row[0])
    last = row[-1]
    if last.kind == "dot" and row[-2].kind not in ("number", "ordinal"):
        last = row[-2]
    return Mark("found", first.start, last.end, 0, "", period, grain, step, weak)


def over(row: Marks, mark: Mark) -> Mark:
    """The mark, now covering the whole row."""
    return replace(mark, start=min(row[0].start, mark.start), end=row[-1].end)


def eaten(kind: str = "eaten") -> Build:
    """A build for what belongs to dates and means none."""
    return lambda row, setting: Mark(kind, row[0].start, row[-1].end)


def all_of(row: Marks, *kinds: str) -> list[Mark]:
    """The marks of these kinds, in order."""
    return [mark for mark in row if mark.kind in kinds]


def one_of(row: Marks, *kinds: str) -> Mark | None:
    """The first mark of these kinds."""
    return next((mark for mark in row if mark.kind in kinds), None)


def value_of(row: Marks, *kinds: str) -> int | None:
    """The value of the first mark of these kinds."""
    mark = one_of(row, *kinds)
    return None if mark is None else mark.value

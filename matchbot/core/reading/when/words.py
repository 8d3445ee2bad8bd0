"""The form of a language's table of date words; the tables themselves are words_nl.py and so on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Words:
    """The words of one language by what they mean in a date.

    Every string holds synonyms parted by ", "; a synonym may be several words. Case, accents,
    apostrophes and hyphens inside words do not matter; German ä may also be written ae.
    """

    weekdays: tuple[str, ...]
    """Seven entries from Monday, full names and safe abbreviations."""
    weekdays_short: tuple[str, ...]
    """Abbreviations that are also other words ("do", "sat", "so"): only beside other date words."""
    weekdays_every: tuple[str, ...]
    """Forms that mean every such day: Mondays, maandags, montags."""
    months: tuple[str, ...]
    months_weak: Mapping[str, int]
    """Month words that are also other words ("may", "mars", "jan")."""
    numbers: str
    """In order from 2; an entry may hold variants parted by "/"."""
    more_numbers: Mapping[str, int]
    ordinals: str
    """In order from 1, with variants likewise."""
    units: Mapping[str, str]
    days: Mapping[int, str]
    """Days counted from today: {1: "tomorrow"}."""
    parts: tuple[str, str, str]
    """Begin, middle and end of a period."""
    seasons: tuple[str, str, str, str]
    """From spring."""
    seasons_weak: Mapping[str, int]
    feasts: Mapping[str, str]
    """Feast ids of feasts.py and their names."""
    kinds: Mapping[str, str]
    """Words of the remaining kinds of marks.py."""
    dayparts: str
    month_week: str = ""
    month_half: str = ""
    """Written onto a month: Märzwoche, Januarhälfte."""
    parts_of_units: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    """Begin, middle and end of a week, month or year in one word: Monatsende."""
    daypart_endings: str = ""
    """Parts of the day that are written onto a weekday: maandagochtend, Montagabend."""
    month_after_number: Mapping[str, int] = field(default_factory=dict)
    """French "sept" is seven, but after a day it is September."""
    plural_units: str = ""
    """Units said of several, so that "the coming weeks" are not the coming week."""
    definite: frozenset[str] = frozenset()
    """Small words that hold an article, as "du" does: a bare number after them may be a day."""
    not_typos: frozenset[str] = frozenset()
    """Words that look like a misspelt weekday or month and are none."""

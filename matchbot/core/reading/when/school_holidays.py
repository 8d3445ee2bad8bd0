"""School holidays as most schools of a country keep them: a rule for each, not the decree.

The decrees differ by region and year (NL, FR and DE stagger them), so a first day may be a week off.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from matchbot.core.need import Period
from matchbot.core.reading.when.days import months, nth_weekday, plus_days, weekday_after

_SATURDAY, _MONDAY = 5, 0
_LANGUAGE_COUNTRIES = {"nl": "NL", "en": "GB", "fr": "FR", "de": "DE"}

Rule = Callable[[int, date], tuple[date, int]]
"""From the year and its Easter Sunday to the first day and the number of days."""


def _saturday_by(year: int, month: int, day: int) -> date:
    """The last Saturday up to and with that day."""
    return plus_days(weekday_after(date(year, month, day), _SATURDAY), -7)


_RULES: dict[str, dict[str, Rule]] = {
    "christmas_holidays": {
        "": lambda year, easter: (_saturday_by(year, 12, 25), 16),
        "DE": lambda year, easter: (date(year, 12, 23), 15),
    },
    "winter_holidays": {
        "": lambda year, easter: (nth_weekday(months(year, 2), _SATURDAY, 3), 9),
        "BE": lambda year, easter: (plus_days(easter, -48), 7),
        "FR": lambda year, easter: (nth_weekday(months(year, 2), _SATURDAY, 1), 30),
        "GB": lambda year, easter: (nth_weekday(months(year, 2), _MONDAY, 3), 5),
        "DE": lambda year, easter: (nth_weekday(months(year, 2), _MONDAY, 1), 7),
    },
    "easter_holidays": {
        "": lambda year, easter: (plus_days(easter, -6), 14),
        "BE": lambda year, easter: (plus_days(easter, 1), 14),
        "FR": lambda year, easter: (nth_weekday(months(year, 4), _SATURDAY, 2), 24),
    },
    "may_holidays": {
        "": lambda year, easter: (_saturday_by(year, 4, 27), 9),
        "GB": lambda year, easter: (nth_weekday(months(year, 5), _MONDAY, -1), 5),
    },
    "summer_holidays": {
        "": lambda year, easter: (date(year, 7, 1), 62),
        "NL": lambda year, easter: (nth_weekday(months(year, 7), _SATURDAY, 2), 44),
        "GB": lambda year, easter: (nth_weekday(months(year, 7), _SATURDAY, 4), 38),
    },
    "autumn_holidays": {
        "": lambda year, easter: (nth_weekday(months(year, 10), _SATURDAY, 3), 9),
        "BE": lambda year, easter: (weekday_after(date(year, 10, 25), _MONDAY), 7),
        "FR": lambda year, easter: (_saturday_by(year, 10, 23), 17),
        "GB": lambda year, easter: (nth_weekday(months(year, 10), _MONDAY, -1), 5),
        "DE": lambda year, easter: (nth_weekday(months(year, 10), _MONDAY, 2), 14),
    },
}
SCHOOL_HOLIDAYS = frozenset(_RULES)


def school_holidays(name: str, year: int, easter: date, language: str, country: str) -> Period:
    """The holidays of that name in a year, as where the language is spoken: whoever writes English
    to a platform abroad names those of home. KeyError for an unknown name."""
    belgian = country == "BE" and language in ("nl", "fr")
    kept_in = "BE" if belgian else _LANGUAGE_COUNTRIES.get(language, "NL")
    rules = _RULES[name]
    start, days = rules.get(kept_in, rules[""])(year, easter)
    return Period(start, plus_days(start, days - 1))

"""Feasts and special days that people name instead of a date.

The holidays package knows public holidays per country; people also say Sinterklaas, Black Friday
or Moederdag, in any country's language, so the days are a table here. Only what other calendars
rule is asked of the package.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from matchbot.core.need import Period
from matchbot.core.reading.when.days import (
    months,
    nth_weekday,
    plus_days,
    weekday_after,
)
from matchbot.core.reading.when.school_holidays import SCHOOL_HOLIDAYS, school_holidays

_FIXED = {
    "new_year": (1, 1), "epiphany": (1, 6), "candlemas": (2, 2), "valentine": (2, 14),
    "womens_day": (3, 8), "st_patrick": (3, 17), "april_fools": (4, 1), "earth_day": (4, 22),
    "labour_day": (5, 1), "remembrance": (5, 4), "liberation": (5, 5), "victory_1945": (5, 8),
    "burns_night": (1, 25), "st_david": (3, 1), "st_george": (4, 23), "walpurgis": (4, 30),
    "keti_koti": (7, 1), "belgian_day": (7, 21), "childrens_day": (9, 20), "st_andrew": (11, 30),
    "aids_day": (12, 1), "juneteenth": (6, 19), "music_day": (6, 21), "saint_john": (6, 24), "independence": (7, 4),
    "bastille": (7, 14), "swiss_day": (8, 1), "assumption": (8, 15), "german_unity": (10, 3),
    "animal_day": (10, 4), "austria_day": (10, 26), "reformation": (10, 31),
    "halloween": (10, 31), "all_saints": (11, 1), "all_souls": (11, 2), "guy_fawkes": (11, 5),
    "saint_martin": (11, 11), "armistice": (11, 11), "veterans": (11, 11),
    "saint_nicholas_eve": (12, 5), "saint_nicholas": (12, 6), "christmas_eve": (12, 24),
    "festive_days": (12, 24), "christmas": (12, 25), "boxing_day": (12, 26), "between_the_years": (12, 27), "new_years_eve": (12, 31),
}  # fmt: skip
_FROM_EASTER = {
    "carnival": -49, "rose_monday": -48, "shrove_tuesday": -47, "ash_wednesday": -46,
    "palm_sunday": -7, "maundy_thursday": -3, "good_friday": -2, "holy_saturday": -1, "easter": 0, "easter_monday": 1,
    "ascension": 39, "ascension_weekend": 39, "fathers_day_de": 39, "whitsun": 49, "whit_monday": 50,
    "corpus_christi": 60,
}  # fmt: skip
# Month, weekday (Monday 0), which one (-1 the last), days after it.
_NTH_WEEKDAY = {
    "mlk_day": (1, 0, 3, 0), "presidents_day": (2, 0, 3, 0), "mothers_day": (5, 6, 2, 0),
    "memorial_day": (5, 0, -1, 0), "may_bank_holiday": (5, 0, 1, 0),
    "summer_bank_holiday": (8, 0, -1, 0), "remembrance_sunday": (11, 6, 2, 0),
    "neighbours_day": (9, 5, 4, 0), "beaujolais": (11, 3, 3, 0), "fathers_day": (6, 6, 3, 0), "labor_day": (9, 0, 1, 0),
    "prinsjesdag": (9, 1, 3, 0), "columbus_day": (10, 0, 2, 0), "thanksgiving": (11, 3, 4, 0),
    "black_friday": (11, 3, 4, 1), "cyber_monday": (11, 3, 4, 4),
}  # fmt: skip
_BEFORE_CHRISTMAS = {
    "advent_4": 0, "advent_3": 7, "advent_2": 14, "advent_1": 21, "sunday_of_dead": 28,
    "repentance": 32, "memorial_sunday": 35,
}  # fmt: skip
# Feasts by other calendars: a country that keeps the day, its name there, days after it. The
# Ramadan ends with the feast; it is counted back from that.
_BY_OTHER_CALENDARS = {
    "eid_al_fitr": ("TR", "Eid al-Fitr", 0), "eid_al_adha": ("TR", "Eid al-Adha", 0),
    "ramadan": ("TR", "Eid al-Fitr", -29), "chinese_new_year": ("SG", "Chinese New Year", 0),
    "diwali": ("IN", "Diwali", 0), "holi": ("IN", "Holi", 0),
    "orthodox_easter": ("GR", "Easter Monday", -1), "pesach": ("IL", "Pesach", 0),
    "rosh_hashanah": ("IL", "Rosh Hashanah", 0), "yom_kippur": ("IL", "Yom Kippur", 0),
    "sukkot": ("IL", "Sukkot", 0), "hanukkah": ("IL", "Hanukkah", 0),
    "purim": ("IL", "Purim", 0),
}  # fmt: skip
# "Kerst" and "Ostern" are two days; "Christmas" and "Pâques" are one.
_TWO_DAYS_KEPT = frozenset(("nl", "de"))
_DAYS_LONG_ANYWHERE = {
    "ramadan": 29,
    "hanukkah": 8,
    "between_the_years": 5,
    "festive_days": 9,
    "ascension_weekend": 4,
}
_DAYS_LONG = {"carnival": 3, "easter": 2, "whitsun": 2, "christmas": 2}


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def feast(name: str, year: int, language: str, country: str) -> Period:
    """The days of a feast in a year as the speakers of a language and a country keep it.

    KeyError for an unknown name, ValueError for a year whose feasts are not known.
    """
    if name in SCHOOL_HOLIDAYS:
        return school_holidays(name, year, easter(year), language, country)
    start = _first_day(name, year, country)
    long = _DAYS_LONG_ANYWHERE.get(name, 1)
    if language in _TWO_DAYS_KEPT:
        long = _DAYS_LONG.get(name, long)
    return Period(start, plus_days(start, long - 1))


def _first_day(name: str, year: int, country: str) -> date:
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name == "kings_day":
        return _kings_day(year)
    if name == "mothers_day" and country == "FR":
        return _french_mothers_day(year)
    if name in _BY_OTHER_CALENDARS:
        return _by_another_calendar(name, year)
    if name in _FROM_EASTER:
        return plus_days(easter(year), _FROM_EASTER[name])
    if name in _BEFORE_CHRISTMAS:
        fourth = weekday_after(date(year, 12, 17), 6)
        return plus_days(fourth, -_BEFORE_CHRISTMAS[name])
    month, weekday, number, after = _NTH_WEEKDAY[name]
    return plus_days(nth_weekday(months(year, month), weekday, number), after)


@cache
def _by_another_calendar(name: str, year: int) -> date:
    """As the holidays package has it, which is loaded only for those who name such a feast."""
    from holidays import country_holidays

    country, kept_as, after = _BY_OTHER_CALENDARS[name]
    also = ("optional", "public", "school") if country == "IL" else None
    kept = country_holidays(country, years=year, language="en_US", categories=also)
    days = [day for day, names in kept.items() if kept_as in names.split(" (")[0].split("; ")]
    if not days:
        raise ValueError(f"no {name} in {year}")
    return plus_days(min(days), after)


def _kings_day(year: int) -> date:
    """27 April, but never a Sunday."""
    day = date(year, 4, 27)
    return plus_days(day, -1) if day.weekday() == 6 else day


def _french_mothers_day(year: int) -> date:
    """The last Sunday of May, a week later when that is Whitsun."""
    day = nth_weekday(months(year, 5), 6, -1)
    return plus_days(day, 7) if day == plus_days(easter(year), 49) else day


def coming_feast(name: str, today: date, language: str, country: str) -> Period:
    """The feast as it next comes, or goes on today."""
    last_year = feast(name, today.year - 1, language, country)
    if last_year.end >= today:
        return last_year
    this_year = feast(name, today.year, language, country)
    return this_year if this_year.end >= today else feast(name, today.year + 1, language, country)

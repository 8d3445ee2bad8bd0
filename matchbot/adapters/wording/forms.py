"""The form of a fact in a language: dates, periods, amounts, lists, a need in a few words."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from matchbot.core.need import Budget, Need, Period, Place, Quantity
from matchbot.core.offering import Offering
from matchbot.core.said import Said, say
from matchbot.core.vocabulary import Kind

#: What stands between things that are no "a, b and c", by the beginning of their keys.
APART = {"compare.": " | ", "reason.": " · ", "together.": "; "}
Speak = Callable[[Said], str]
_LOCALES = {"nl": "nl_NL", "en": "en_GB", "fr": "fr_FR", "de": "de_DE"}


def form(value: Any, language: str, timezone: str, speak: Speak) -> str:
    """The value as text of `language`."""
    locale = _LOCALES.get(language, "en_GB")
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return speak(say("word.yes" if value else "word.no"))
        case int() | float():
            return number(value, locale)
        case Said():
            return speak(value)
        case datetime():
            here = value.astimezone(ZoneInfo(timezone))
            return f"{day(here.date(), 'EEEE d MMMM', locale)}, {here:%H:%M}"
        case date():
            return day(value, "EEEE d MMMM y", locale)
        case _:
            return _compound(value, language, locale, timezone, speak)


def _compound(value: Any, language: str, locale: str, timezone: str, speak: Speak) -> str:
    match value:
        case Period():
            return period(value, locale, speak)
        case Place():
            return value.name
        case Quantity():
            return quantity(value, speak)
        case Budget():
            return budget(value, locale, speak)
        case Need():
            return need(value, locale, speak)
        case Kind():
            return value.label(language)
        case Offering():
            return price(value, language, speak)
        case tuple() | list():
            parts = [form(v, language, timezone, speak) for v in value]
            # Reasons and cells stand for themselves; all other lists are read as "a, b and c".
            for start, between in APART.items():
                if any(isinstance(v, Said) and v.key.startswith(start) for v in value):
                    return between.join(p for p in parts if p)
            return format_list(parts, locale=locale) if parts else ""
        case _:
            return str(value)


def day(value: date, pattern: str, locale: str) -> str:
    """A day by a pattern of EEEE, d, MMMM and y: "Dienstag, 1. Dezember", "mardi 1er décembre"."""
    if locale.startswith("de"):
        pattern = pattern.replace("EEEE d", "EEEE, d").replace("d", "d.", 1)
    if locale.startswith("fr") and value.day == 1:
        pattern = pattern.replace("d", "d'er'", 1)
    return format_date(value, pattern, locale=locale)


def number(value: float, locale: str) -> str:
    """A number with the language's comma and dots, at most two decimals."""
    return format_decimal(round(value, 2), locale=locale)


def money(amount: float, currency: str, locale: str) -> str:
    """An amount; whole euros without cents."""
    pattern = Locale.parse(locale).currency_formats["standard"].pattern
    if amount % 1 == 0:
        pattern = pattern.replace(".00", "")
    return format_currency(amount, currency, pattern, locale=locale, currency_digits=False)


def period(value: Period, locale: str, speak: Speak) -> str:
    """One day, a whole month, or from–to, as short as it can be."""
    start, end = value.start, value.end
    if start == end:
        return day(start, "EEEE d MMMM y", locale)
    whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if whole and (start.year, start.month) == (end.year, end.month):
        return format_date(start, "MMMM y", locale=locale)
    first = "d" if (start.year, start.month) == (end.year, end.month) else "d MMMM"
    first += " y" if start.year != end.year else ""
    return speak(
        say(
            "form.period",
            start=day(start, first, locale),
            end=day(end, "d MMMM y", locale),
        )
    )


def quantity(value: Quantity, speak: Speak) -> str:
    """ "40 personen", "18 tot 20 stuks", "minstens 25"."""
    amount: Any = int(value.value) if float(value.value).is_integer() else value.value
    if value.min is not None and value.max is not None and value.min != value.max:
        low, high = (int(v) if float(v).is_integer() else v for v in (value.min, value.max))
        return speak(say("form.range", low=low, high=high, unit=say(f"unit.{value.unit}", count=2)))
    count = amount if isinstance(amount, int) else 2
    unit = say(f"unit.{value.unit}", count=count)
    if value.min is None and value.max is not None:
        return speak(say("form.at_most", amount=amount, unit=unit))
    if value.max is None and value.min is not None:
        return speak(say("form.at_least", amount=amount, unit=unit))
    return speak(say("form.quantity", amount=amount, unit=unit))


def budget(value: Budget, locale: str, speak: Speak) -> str:
    """ "hoogstens € 800", "€ 500 tot € 800 per persoon, zonder btw"."""
    low = money(value.min, value.currency, locale) if value.min is not None else ""
    high = money(value.max, value.currency, locale) if value.max is not None else ""
    key = "form.budget.range" if low and high else "form.budget.max" if high else "form.budget.min"
    parts = [high if low == high else speak(say(key, low=low, high=high))]
    if value.per != "total":
        parts.append(speak(say(f"per.{value.per}")))
    if value.vat:
        parts.append(speak(say(f"vat.{value.vat}")))
    return " ".join(parts)


def need(value: Need, locale: str, speak: Speak) -> str:
    """A need in a few words: what, how many, where, when, for how much, reserved, without what."""
    parts = [shortened(value.what or value.text)]
    if value.quantity:
        parts.append(quantity(value.quantity, speak))
    if value.place:
        parts.append(speak(say("form.in_place", place=value.place.name)))
    if value.when:
        parts.append(period(value.when, locale, speak))
    if value.recurring:
        parts.append(speak(say("form.recurring")))
    if value.budget:
        parts.append(budget(value.budget, locale, speak))
    if value.reserved:
        parts.append(speak(say("form.reserved")))
    parts += [speak(say("form.without", what=what)) for what in value.without]
    return ", ".join(p for p in parts if p)


def shortened(text: str, limit: int = 100) -> str:
    """At most `limit` characters, cut at a word."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


def price(offering: Offering, language: str, speak: Speak) -> str:
    """ "vanaf € 12,50 per persoon", or "" when no price is given."""
    if offering.price_from is None:
        return ""
    locale = _LOCALES.get(language, "en_GB")
    amount = money(offering.price_from, "EUR", locale)
    unit = (
        speak(say(f"per.{offering.price_unit}")) if offering.price_unit not in {"", "total"} else ""
    )
    return speak(say("form.price_from", amount=amount, per=unit)).strip()

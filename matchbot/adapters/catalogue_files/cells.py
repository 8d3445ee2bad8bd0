"""What stands in a cell: cleaned, freed of formulas, and turned into the type of its column."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from rapidfuzz import fuzz, process

from matchbot.core.addresses import BadAddress, parse_address
from matchbot.core.need import Unit
from matchbot.core.offering import PriceUnit

UNITS = get_args(Unit)
PRICE_UNITS = get_args(PriceUnit)
RESERVED = ("yes", "no")
PROSE = frozenset(
    f"{name}{ending}"
    for name in ("about", "description")
    for ending in ("", "_nl", "_en", "_fr", "_de")
)
_LONGEST = {"prose": 10_000, "line": 500}
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_GARBLED = re.compile("Ã[\u0080-\u00bf]|â€|\ufffd")
_FORMULA = re.compile(r"[=\uff1d]|[+\-@\uff0b\uff0d\uff20].*(?:\w\(|\|.*!)")
_ERROR_VALUE = re.compile(r"#(?:REF|N/[AB]|NAME|NAAM|VALUE|WAARDE|(?:DIV|DEEL)/0|NULL|NUM)[!?]?")
_ESCAPED = re.compile(r"'+[#=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_ESCAPE = re.compile(r"'*[#=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d+|,\d{1,2})?(?:[eE][+-]?\d{1,2})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ID = re.compile(r"[^\W_][\w.:-]{0,119}")
_CPV = re.compile(r"\d{8}(?:-\d)?")
_WEBSITE = re.compile(r"https?://[^\s<>\"'@]+\.[^\s<>\"']+", re.IGNORECASE)
_RANGES = {
    "lat": (-90, 90), "lon": (-180, 180), "founded": (1000, 2100), "year": (1900, 2100),
    "lead_days": (0, 3650), "radius_km": (0, 20_000),
}  # fmt: skip
_ANY_AMOUNT = (0, 10**9)


class BadCell(ValueError):
    """A cell that cannot be taken; `key` and `facts` say why."""

    def __init__(self, key: str, **facts: Any) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


@dataclass(frozen=True)
class Rules:
    """What a file is held against.

    `kinds`: ids of the vocabulary, None takes any. `wises`: ids of WISEs known from elsewhere,
    such as the database. `language`: of rows that name none. `wise_needed` False takes offerings
    that name no WISE.
    """

    kinds: Collection[str] | None = None
    wises: Collection[str] | None = None
    language: str = "nl"
    wise_needed: bool = True


def clean(text: str, column: str) -> tuple[str, list[str]]:
    """The text without what nobody sees, and the keys of warnings about it."""
    warnings = []
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text)
        warnings.append("control-character")
    if _GARBLED.search(text):
        warnings.append("garbled-text")
    text = text.strip() if column in PROSE else " ".join(text.split())
    return text, warnings


def unescape(text: str) -> str:
    """The cell's own text. Raises BadCell when a spreadsheet would calculate it."""
    if _FORMULA.match(text):
        raise BadCell("spreadsheet-formula")
    if _ERROR_VALUE.fullmatch(text):
        raise BadCell("spreadsheet-error")
    return text[1:] if _ESCAPED.match(text) else text


def escape(text: str) -> str:
    """Text that no spreadsheet takes for a formula; `unescape` gives it back."""
    text = text.strip()
    return f"'{text}" if _ESCAPE.match(text) else text


def nearest(word: str, known: Collection[str]) -> str:
    """The known name most like `word`, or "" when none is like it."""
    found = process.extractOne(word.lower(), list(known), scorer=fuzz.ratio, score_cutoff=70)
    return str(found[0]) if found else ""


def parse(text: str, column: str, annotation: Any, rules: Rules) -> Any:
    """The value of a cell that is not empty. Raises BadCell."""
    check = _CHECKS.get(column)
    if annotation == tuple[str, ...]:
        items = tuple(dict.fromkeys(item.strip() for item in text.split(";") if item.strip()))
        return tuple(check(item, rules) for item in items) if check else items
    if annotation is str:
        most = _LONGEST["prose" if column in PROSE else "line"]
        if len(text) > most:
            raise BadCell("too-long", most=most, found=len(text))
        return check(text, rules) if check else text
    if annotation == date | None:
        return _date(text)
    return _number(text, column, whole=annotation in (int, int | None))


def _date(text: str) -> date:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        raise BadCell("no-such-day") from None
    raise BadCell("bad-date")


def _number(text: str, column: str, *, whole: bool) -> int | float:
    if not _NUMBER.fullmatch(text):
        raise BadCell("bad-number")
    number = float(text.replace(",", "."))
    low, high = _RANGES.get(column, _ANY_AMOUNT)
    if not math.isfinite(number) or not low <= number <= high:
        raise BadCell("out-of-range", low=low, high=high)
    if not whole:
        return number
    if not number.is_integer():
        raise BadCell("not-whole")
    return int(number)


def _email(text: str, rules: Rules) -> str:
    try:
        return parse_address(text)
    except BadAddress:
        raise BadCell("bad-email") from None


def _website(text: str, rules: Rules) -> str:
    address = text if "://" in text or not text.lower().startswith("www.") else f"https://{text}"
    if not _WEBSITE.fullmatch(address):
        raise BadCell("bad-website")
    return address


def _one_of(allowed: Collection[str], key: str) -> Callable[[str, Rules], str]:
    def check(text: str, rules: Rules) -> str:
        if text not in allowed:
            raise BadCell(key, allowed=", ".join(allowed), nearest=nearest(text, allowed))
        return text

    return check


def _kind(text: str, rules: Rules) -> str:
    if rules.kinds is not None and text not in rules.kinds:
        raise BadCell("unknown-kind", item=text, nearest=nearest(text, rules.kinds))
    return text


def _matching(
    pattern: re.Pattern[str], key: str, change: Callable[[str], str] = str
) -> Callable[[str, Rules], str]:
    def check(text: str, rules: Rules) -> str:
        text = change(text)
        if not pattern.fullmatch(text):
            raise BadCell(key, item=text)
        return text

    return check


_CHECKS: Mapping[str, Callable[[str, Rules], str]] = {
    "id": _matching(_ID, "bad-id"),
    "wise": _matching(_ID, "bad-id"),
    "email": _email,
    "website": _website,
    "language": _matching(re.compile(r"[a-z]{2,3}"), "bad-language", str.lower),
    "country": _matching(re.compile(r"[A-Z]{2}"), "bad-country", str.upper),
    "kinds": _kind,
    "cpv": _matching(_CPV, "bad-cpv"),
    "unit": _one_of(UNITS, "unknown-unit"),
    "price_unit": _one_of(PRICE_UNITS, "unknown-unit"),
    "reserved": _one_of(RESERVED, "unknown-unit"),
}

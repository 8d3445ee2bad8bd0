"""A text cut into marks: words looked up in a language's table, numbers and dates in digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from matchbot.core.need import Period
from matchbot.core.reading.plain import fold
from matchbot.core.reading.when.days import FIRST_YEAR, LAST_YEAR, months, one_day
from matchbot.core.reading.when.lexicon import Entry, Lexicon
from matchbot.core.reading.when.marks import Grain, Mark

_JOINED = "\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
_MINUS = "-\u2010-\u2015\u2212~"
_FIRST_WRITTEN_YEAR, _FIRST_SURE_YEAR = 1900, 2010
# Tried in this order at every place; each alternative is bounded, so time grows with length only.
_TOKEN = re.compile(
    rf"""
      (?P<skip>https?://\S+|www\.\S+|[\w.+-]{{1,64}}@[\w-]{{1,64}}\.[\w.-]{{1,64}})
    | (?P<iso>(?<![\d.,/-])(?:19|20)\d\d(?P<isosep>[-/.])\d{{1,2}}(?P=isosep)\d{{1,2}}(?![\d/-]))
    | (?P<full>(?<!\w)(?<!\d[./-])\d{{1,2}}\ ?(?P<fullsep>[-/.])\ ?\d{{1,2}}\ ?(?P=fullsep)
        \ ?(?:19|20)\d\d(?!\d))
    | (?P<phone>(?<![\w])(?:\+|00?)\d(?:[ ./()-]{{0,2}}\d){{8,14}}(?!\d))
    | (?P<money>[€$£]\ ?\d[\d.,']{{0,15}}|\d[\d.,]{{0,15}}\ ?(?:€|[Ee]uros?\b|EUR\b|eur\b|%))
    | (?P<monthyear>(?<!\w)(?<!\w-)(?<!\d[./-])\d{{1,2}}[-/.]20\d\d(?![\d/]|[.-]\d))
    | (?P<time>(?<![\d.,:])\d{{1,2}}:\d\d(?::\d\d)?(?:\ ?(?:uur|uhr|h|am|pm|[ap]\.m\.)\b)?
        |(?<![\d.,])\d{{1,2}}\ ?[hu]\ ?(?:\d\d)?(?!\w)
        |(?<![\d.,])(?:[01]?\d|2[0-4])(?:[.:]\d\d)?\ ?(?:[ap]m|[ap]\.m\.?|uhr)(?!\w)
        |(?<![\d.,])\d{{1,2}}\.\d\d\ ?(?:uur|u|h)(?!\w))
    | (?P<slash>(?<!\w)(?<!\w\.)(?<!\d/)\d{{1,2}}/\d{{1,2}}(?:/['’]?\d\d)?(?![\d/]))
    | (?P<dot>(?<!\w)(?<![A-Za-z]\.)(?<!\d[.,])\d{{1,2}}\.\ ?\d{{1,2}}
        (?:\.(?:\d\d(?![\d.:])|\ \d\d(?=[\s]*(?:$|[,;.!?)])))?(?!\d)|(?!\d|[.,]\d)))
    | (?P<dash>(?<!\w)(?<!\w\.)(?<!\d-)\d{{1,2}}-\d{{1,2}}(?:-\d\d)?(?![\d/]|-\d|[.,]\d))
    | (?P<decimal>\d+(?:[.,]\d+)+)
    | (?P<ordinal>(?<!\d)\d{{1,2}}
        (?:\ (?:th|er)|st|nd|rd|th|ste[nr]?|de|e|er|[eè]re|re|[eè]me|ten|te|°)(?!\w))
    | (?P<short_year>['’]\d\d(?!\w))
    | (?P<digits>\d+)
    | (?P<word>[^\W\d_]+(?:[{_JOINED}]+[^\W\d_]*)*)
    | (?P<sign>[{_MINUS},:.;!?()\n/&+])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BARE_HOURS = re.compile(r"(\d+) ?[hHuU]")
"""The 48h of "sous 48h": as much a length of time as a time of day."""
_SIGNS = {
    ",": "comma", ":": "colon", "(": "comma", ")": "comma", "/": "slash", "&": "and_", "+": "and_",
}  # fmt: skip
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212~")
_ABBREVIATED = frozenset(("weekday", "weekday_short", "month", "month_weak"))
_NUMBERED = frozenset(("week_word", "unit", "quarter", "half_year"))
_LONGEST_ABBREVIATION = 5
_LONGEST_WEEK_ABBREVIATION = 3


@dataclass(frozen=True, slots=True)
class _Token:
    group: str
    text: str
    start: int
    end: int


def scan(text: str, words: Lexicon, month_first: bool) -> list[Mark]:
    """The marks of a text, in order. What is in no table is `other`."""
    tokens = [_Token(m.lastgroup or "", m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]
    marks: list[Mark] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.group == "word":
            entry, length = _looked_up(tokens, at, words)
            if marks and marks[-1].kind in ("number", "ordinal"):
                entry = _month_after_number(token, words, entry)
            end = tokens[at + length - 1].end
            marks.append(Mark(entry.kind, token.start, end, entry.value, entry.name))
            at += length
            continue
        marks += _other_than_word(token, text, marks, month_first)
        at += 1
    return marks


def _looked_up(tokens: list[_Token], at: int, words: Lexicon) -> tuple[Entry, int]:
    """The longest phrase that begins here, and how many tokens it takes."""
    first = fold(tokens[at].text)
    longest = words.longest.get(first)
    if longest is None:
        return words.near(first) or Entry("other"), 1
    key = [first]
    ends = [1]
    for offset, token in enumerate(tokens[at + 1 : at + 2 * longest], 1):
        if len(key) == longest:
            break
        if token.group == "sign" and token.text in _DASHES:
            if token.start != tokens[at + offset - 1].end:
                break
            continue
        if token.group not in ("word", "sign", "digits"):
            break
        key.append(fold(token.text))
        ends.append(offset + 1)
    for size in range(len(key), 0, -1):
        entry = words.entries.get(tuple(key[:size]))
        if entry is not None:
            return entry, ends[size - 1]
    return words.near(first) or Entry("other"), 1


def _month_after_number(token: _Token, words: Lexicon, entry: Entry) -> Entry:
    month = words.after_number.get(fold(token.text))
    return entry if month is None else Entry("month", month)


def _other_than_word(
    token: _Token, text: str, marks: list[Mark], month_first: bool
) -> Iterator[Mark]:
    if token.text == "." and marks and marks[-1].kind == "on" and marks[-1].end == token.start:
        return  # the dot of "ca. 3 weken"
    if token.group == "sign":
        yield Mark(_sign_kind(token, text, marks), token.start, token.end)
    elif token.group == "monthyear" and marks and marks[-1].kind in _NUMBERED:
        yield from _number_and_year(token)
    elif token.group in ("iso", "full", "monthyear"):
        yield _written_date(token, month_first)
    elif token.group == "slash" and marks and marks[-1].kind in _NUMBERED and _no_month(token):
        yield from _two_numbers(token, "/")
    elif token.group in ("slash", "dot", "dash"):
        yield from _short_date(token, month_first)
    elif token.group == "digits":
        yield _number(token)
    elif token.group == "ordinal":
        yield Mark("ordinal", token.start, token.end, _integers(token.text)[0], "digits")
    elif token.group == "short_year":
        yield Mark("year", token.start, token.end, FIRST_YEAR + int(token.text[1:]))
    elif token.group == "time":
        hours = _BARE_HOURS.fullmatch(token.text)
        yield Mark("time", token.start, token.end, int(hours[1]) if hours else 0)
    elif token.group == "money":
        yield Mark("money", token.start, token.end)
    else:
        yield Mark("other", token.start, token.end)


def _sign_kind(token: _Token, text: str, marks: list[Mark]) -> str:
    if token.text in _DASHES:
        return "dash"
    if token.text != ".":
        return _SIGNS.get(token.text, "stop")
    if not marks or marks[-1].end != token.start:
        return "stop"
    last = marks[-1]
    if last.kind in ("number", "ordinal"):
        return "dot"
    length = last.end - last.start
    if last.kind == "unit":
        return "dot" if last.name == "week" and length <= _LONGEST_WEEK_ABBREVIATION else "stop"
    short = length <= _LONGEST_ABBREVIATION
    return "dot" if short and last.kind in _ABBREVIATED else "stop"


def _integers(text: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", text)]


def _number(token: _Token) -> Mark:
    if len(token.text) > 4:
        long_year = len(token.text) == 5 and token.text.startswith(("19", "20"))
        return Mark("long_number" if long_year else "other", token.start, token.end)
    value = int(token.text)
    kind = "number"
    if len(token.text) == 4 and _FIRST_WRITTEN_YEAR <= value <= LAST_YEAR:
        kind = "year" if value >= _FIRST_SURE_YEAR else "old_year"
    return Mark(kind, token.start, token.end, value)


def _written_date(token: _Token, month_first: bool) -> Mark:
    """A date with its year in digits; eaten when there is no such day."""
    numbers = _integers(token.text)
    try:
        if token.group == "monthyear":
            return _found(token, months(numbers[1], numbers[0]), "month")
        if token.group == "iso":
            return _found(token, one_day(date(*numbers)), "day")
        return _found(token, one_day(_in_order(*numbers, month_first=month_first)), "day")
    except ValueError:
        return Mark("eaten", token.start, token.end)


def _number_and_year(token: _Token) -> Iterator[Mark]:
    """The 2/2027 of "KW 2/2027"."""
    number, year = _integers(token.text)
    middle = token.end - 5
    yield Mark("number", token.start, middle, number)
    yield Mark("slash", middle, middle + 1)
    yield Mark("year", middle + 1, token.end, year)


def _found(token: _Token, period: Period, grain: Grain) -> Mark:
    return Mark("found", token.start, token.end, 0, "digits", period, grain)


def _in_order(first: int, second: int, year: int, *, month_first: bool) -> date:
    day, month = (second, first) if month_first else (first, second)
    if month > 12 >= day:
        day, month = month, day
    return date(year, month, day)


def _short_date(token: _Token, month_first: bool) -> Iterator[Mark]:
    """Day and month in digits, perhaps with a two-digit year; `value` is month * 100 + day.

    Whether "10-12" is a date or a number of people is seen from its neighbours, in written.py.
    """
    first, second, *years = _integers(token.text)
    if years:
        try:
            written = _in_order(first, second, FIRST_YEAR + years[0], month_first=month_first)
        except ValueError:
            yield Mark("other", token.start, token.end)
        else:
            yield _found(token, one_day(written), "day")
        return
    day, month = (second, first) if month_first else (first, second)
    if month > 12 >= day:
        day, month = month, day
    known = 1 <= month <= 12 and 1 <= day <= 31
    if known:
        yield Mark(f"{token.group}_date", token.start, token.end, month * 100 + day, token.text)
    elif token.group == "dash":
        yield from _two_numbers(token, "-")
    else:
        yield Mark("other", token.start, token.end)


def _no_month(token: _Token) -> bool:
    """Of KW 50/26, where 7/12 may be a date."""
    return _integers(token.text)[1] > 12


def _two_numbers(token: _Token, sign: str) -> Iterator[Mark]:
    first, second = _integers(token.text)[:2]
    middle = token.start + token.text.index(sign)
    yield Mark("number", token.start, middle, first)
    yield Mark("dash" if sign == "-" else "slash", middle, middle + 1)
    yield Mark("number", middle + 1, token.end, second)

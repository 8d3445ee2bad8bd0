"""What a WISE types into the forms of its own page, as fields of an offering or of itself."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Generic, TypeVar, get_args
from urllib.parse import urlsplit

from matchbot.core.need import Unit
from matchbot.core.offering import Offering, PriceUnit, Wise
from matchbot.core.reading.numbers import NUMBER, number_value

Record = TypeVar("Record", Offering, Wise)
Reader = Callable[[str], Any]
LANGUAGES = ("nl", "en", "fr", "de")
LINE, PROSE = 200, 4000
_NUMBER = re.compile(NUMBER)
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")


class BadField(ValueError):
    """What stands in a field cannot be read; `why` names the sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Edited(Generic[Record]):
    """The record with what could be read of the form; `problems` by field, as names of sentences."""

    record: Record
    problems: Mapping[str, str] = field(default_factory=dict)


def line(text: str) -> str:
    """One line of at most 200 characters."""
    return _bounded(" ".join(_UNSEEN.sub("", text).split()), LINE)


def prose(text: str) -> str:
    """Some lines of at most 4000 characters."""
    return _bounded(_UNSEEN.sub("", text.replace("\r\n", "\n")).strip(), PROSE)


def _bounded(text: str, most: int) -> str:
    if len(text) > most:
        raise BadField("too_long")
    return text


def needed(text: str) -> str:
    """One line that must not be empty."""
    if not (said := line(text)):
        raise BadField("needed")
    return said


def number(text: str) -> float | None:
    """An amount from 0 to a thousand million, as people write it; None for nothing."""
    bare = text.strip().removeprefix("€").strip()
    if not bare:
        return None
    if not _NUMBER.fullmatch(bare) or (value := number_value(bare)) > 10**9:
        raise BadField("number")
    return value


def whole(low: int, high: int) -> Reader:
    """A whole number within bounds, or None."""

    def read(text: str) -> int | None:
        value = number(text)
        if value is None:
            return None
        if value != int(value):
            raise BadField("whole")
        if not low <= value <= high:
            raise BadField("range")
        return int(value)

    return read


def one_of(choices: tuple[str, ...]) -> Reader:
    """One of these, or nothing."""

    def read(text: str) -> str:
        if text and text not in choices:
            raise BadField("choice")
        return text

    return read


def listed(text: str) -> tuple[str, ...]:
    """Words between commas, semicolons or lines, each once."""
    parts = (" ".join(part.split()) for part in re.split(r"[,;\n]", line(text.replace("\n", ";"))))
    return tuple(dict.fromkeys(part for part in parts if part))


def website(text: str) -> str:
    """An https or http address, or nothing."""
    said = line(text)
    try:
        parts = urlsplit(said)
    except ValueError:
        raise BadField("website") from None
    if said and (parts.scheme not in {"https", "http"} or not parts.hostname or parts.username):
        raise BadField("website")
    return said


#: The fields of an offering that its WISE may change; a test holds them to the dataclass.
OFFERING_FIELDS: dict[str, Reader] = {
    "title": needed,
    "description": prose,
    "language": one_of(LANGUAGES),
    "kinds": listed,
    "place": line,
    "radius_km": number,
    "areas": listed,
    "min_quantity": number,
    "max_quantity": number,
    "unit": one_of(get_args(Unit)),
    "lead_days": whole(0, 3650),
    "price_from": number,
    "price_unit": one_of(get_args(PriceUnit)),
    **{f"title_{language}": line for language in LANGUAGES},
    **{f"description_{language}": prose for language in LANGUAGES},
}
#: The fields of a WISE that it may change itself.
WISE_FIELDS: dict[str, Reader] = {
    "name": needed,
    "about": prose,
    "about_en": prose,
    "place": line,
    "postcode": line,
    "website": website,
    "language": one_of(LANGUAGES),
    "founded": whole(1000, 2100),
}


def read_form(
    record: Record, readers: Mapping[str, Reader], given: Mapping[str, str]
) -> Edited[Record]:
    """`record` with the fields of the form; what cannot be read stays as it was and is told."""
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, read in readers.items():
        if name not in given:
            continue
        try:
            values[name] = read(given[name])
        except BadField as bad:
            problems[name] = bad.why
    edited = replace(record, **values)
    return Edited(edited, {**_together(edited), **problems})


def _together(record: Offering | Wise) -> dict[str, str]:
    if not isinstance(record, Offering):
        return {}
    low, high = record.min_quantity, record.max_quantity
    return {"max_quantity": "min_above_max"} if low and high and low > high else {}


def fingerprint(record: object) -> str:
    """The same for the same content: who edits an older content is told."""
    return hashlib.sha256(repr(record).encode("utf-8", "replace")).hexdigest()[:16]


def differences(one: Record, other: Record) -> tuple[tuple[str, Any, Any], ...]:
    """Name and both values of each field that differs, in the order of the fields."""
    pairs = ((f.name, getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    return tuple((name, a, b) for name, a, b in pairs if a != b)

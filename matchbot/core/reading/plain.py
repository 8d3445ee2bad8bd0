"""A text as the rules read it: small letters, no accents, numbers as digits, with the way back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from matchbot.core.reading.number_words import number_words

MOST_CHARACTERS = 4_000
"""More of one message is not read: nobody says a need in more, and time stays bounded."""

Span = tuple[int, int]

_LOOKALIKES = {
    "ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i",
    "’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"',
    "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "•": "*", "·": "*",
}  # fmt: skip
_WORD = re.compile(r"[a-z0-9]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Plain:
    """`plain` is what rules match on; `starts` and `ends` lead each character back to `text`."""

    text: str
    plain: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Offsets in `text` of plain[start:end], which must not be empty."""
        return self.starts[start], self.ends[end - 1]

    def original(self, start: int, end: int) -> str:
        """The words of `text` that plain[start:end] came from."""
        first, last = self.span(start, end)
        return self.text[first:last]

    def masked(self, spans: Iterable[Span]) -> str:
        """`plain` with what came from these spans of `text` blanked by ¤ (same length)."""
        taken = bytearray(len(self.text) + 1)
        for start, end in spans:
            taken[start:end] = b"\1" * (end - start)
        if not any(taken):
            return self.plain
        pairs = zip(self.plain, self.starts, strict=True)
        return "".join("¤" if taken[at] and not c.isspace() else c for c, at in pairs)


def fold(text: str) -> str:
    """Small letters without accents, for tables and for keys."""
    if text.isascii():
        return text.lower()
    return "".join(_folded(character) for character in text)


def word_set(words: str) -> frozenset[str]:
    """The blank-separated words of a table."""
    return frozenset(words.split())


def name_key(text: str) -> str:
    """A name for looking up: folded, words parted by one space, no other signs."""
    return " ".join(_WORD.findall(fold(text)))


def read_plain(text: str, language: str) -> Plain:
    """The plain form of the first MOST_CHARACTERS of a text, number words turned to digits."""
    plain = _without_accents(text[:MOST_CHARACTERS])
    return _with_digits(plain, language)


def _folded(character: str) -> str:
    known = _LOOKALIKES.get(character) or _LOOKALIKES.get(character.lower())
    if known is not None:
        return known
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Cc") and character not in "\n\t\r":
        return ""
    if category == "Zs":
        return " "
    parts = unicodedata.normalize("NFKD", character.lower())
    return "".join(p for p in parts if not unicodedata.combining(p))


def _without_accents(text: str) -> Plain:
    if text.isascii() and not _CONTROL.search(text):
        places = range(len(text))
        return Plain(text, text.lower(), tuple(places), tuple(p + 1 for p in places))
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, character in enumerate(text):
        for piece in character.lower() if " " <= character <= "~" else _folded(character):
            plain.append(piece)
            starts.append(at)
            ends.append(at + 1)
    return Plain(text, "".join(plain), tuple(starts), tuple(ends))


def _with_digits(read: Plain, language: str) -> Plain:
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end, digits in number_words(read.plain, language):
        first, last = read.span(start, end)
        plain += [read.plain[done:start], digits]
        starts += [*read.starts[done:start], *[first] * len(digits)]
        ends += [*read.ends[done:start], *[last] * len(digits)]
        done = end
    if not done:
        return read
    plain.append(read.plain[done:])
    tail_starts, tail_ends = read.starts[done:], read.ends[done:]
    return Plain(read.text, "".join(plain), (*starts, *tail_starts), (*ends, *tail_ends))

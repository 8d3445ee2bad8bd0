"""Date words of a language, looked up by their folded form; with typing errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from matchbot.core.reading.plain import fold
from matchbot.core.reading.when import words_de, words_en, words_fr, words_nl
from matchbot.core.reading.when.words import Words

LANGUAGES = {
    "nl": words_nl.WORDS, "en": words_en.WORDS, "fr": words_fr.WORDS, "de": words_de.WORDS,
}  # fmt: skip
_PIECE = re.compile(r"[^\W\d_]+|\d+|[/&]")
_UMLAUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_SHORTEST_TYPO = 5
_SHORTEST_CLIPPED = 7


@dataclass(frozen=True)
class Entry:
    """What a word means: its kind, and which one of that kind."""

    kind: str
    value: int = 0
    name: str = ""


@dataclass(frozen=True)
class Lexicon:
    """`entries` by phrase; `longest` words of any phrase that begins with a word."""

    entries: dict[tuple[str, ...], Entry]
    longest: dict[str, int]
    after_number: dict[str, int]
    names: dict[tuple[str, str], list[str]]
    not_typos: frozenset[str]

    def near(self, word: str) -> Entry | None:
        """The weekday or month that a word of unknown meaning misspells.

        First and last letter must be right and the slip small, since "Montage" is not Montag.
        """
        if len(word) < _SHORTEST_TYPO or word in self.not_typos:
            return None
        for name in self.names.get((word[0], word[-1]), ()):
            slips = 2 if len(word) < len(name) and len(name) >= 8 else 1
            if OSA.distance(word, name, score_cutoff=slips) <= slips:
                return self.entries[(name,)]
        return None


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; English for one we have no table of."""
    words = LANGUAGES.get(language, words_en.WORDS)
    entries: dict[tuple[str, ...], Entry] = {}
    longest: dict[str, int] = {}
    for phrase, entry in phrases(words):
        for key in _keys(phrase):
            entries.setdefault(key, entry)
            longest[key[0]] = max(longest.get(key[0], 1), len(key))
    for name in _long_names(_split(", ".join((*words.weekdays, *words.months)))):
        if len(name) >= _SHORTEST_CLIPPED:
            entries.setdefault((name[:-1],), entries[(name,)])
            longest.setdefault(name[:-1], 1)
    after = {fold(word): month for word, month in words.month_after_number.items()}
    return Lexicon(entries, longest, after, _names(words), words.not_typos)


def phrases(words: Words) -> Iterator[tuple[str, Entry]]:
    """Every phrase of a table with its meaning, as written there."""
    yield from _calendar_words(words)
    for name, listed in words.units.items():
        kind = "hour" if name in ("hour", "minute") else "unit"
        for phrase in _split(listed):
            yield phrase, Entry(kind, int(phrase in _split(words.plural_units)), name)
    for value, listed in words.days.items():
        yield from ((phrase, Entry("day", value)) for phrase in _split(listed))
    for name, three in words.parts_of_units.items():
        for value, listed in enumerate(three):
            yield from ((p, Entry("part_of_unit", value, name)) for p in _split(listed))
    for name, listed in words.feasts.items():
        yield from ((phrase, Entry("feast", 0, name)) for phrase in _split(listed))
    yield from _number_words(words)
    for kind, listed in words.kinds.items():
        for phrase in _split(listed):
            yield phrase, Entry(kind, int(_split_words(phrase)[-1] in words.definite))
    yield from ((phrase, Entry("daypart")) for phrase in _split(words.dayparts))


def _calendar_words(words: Words) -> Iterator[tuple[str, Entry]]:
    for kind, rows, first in (
        ("weekday", words.weekdays, 0), ("weekday", _with_daypart(words), 0),
        ("weekday_short", words.weekdays_short, 0), ("weekday_every", words.weekdays_every, 0),
        ("month", words.months, 1), ("part", words.parts, 0), ("season", words.seasons, 0),
    ):  # fmt: skip
        for value, listed in enumerate(rows, first):
            yield from ((phrase, Entry(kind, value)) for phrase in _split(listed))
    yield from ((word, Entry("month_weak", month)) for word, month in words.months_weak.items())
    for kind, ending in (("month_week", words.month_week), ("month_half", words.month_half)):
        if ending:
            for month, listed in enumerate(words.months, 1):
                yield from ((name + ending, Entry(kind, month)) for name in _split(listed))
    for word, season in words.seasons_weak.items():
        yield word, Entry("season_weak", season - 1)


def _with_daypart(words: Words) -> list[str]:
    """Seven entries of weekdays with a part of the day written onto them."""
    endings = _split(words.daypart_endings)
    return [
        ", ".join(name + ending for name in _split(names) for ending in endings)
        for names in words.weekdays
    ]


def _number_words(words: Words) -> Iterator[tuple[str, Entry]]:
    for kind, listed, first in (("number", words.numbers, 2), ("ordinal", words.ordinals, 1)):
        for value, variants in enumerate(_split(listed), first):
            yield from ((phrase, Entry(kind, value)) for phrase in variants.split("/"))
    yield from ((word, Entry("number", value)) for word, value in words.more_numbers.items())


def _split(listed: str) -> list[str]:
    return [phrase for phrase in listed.split(", ") if phrase]


def _split_words(phrase: str) -> list[str]:
    return phrase.replace("'", " ").split()


def _keys(phrase: str) -> set[tuple[str, ...]]:
    forms = (phrase, phrase.translate(_UMLAUT))
    return {tuple(_PIECE.findall(fold(form))) for form in forms}


def _names(words: Words) -> dict[tuple[str, str], list[str]]:
    """Full names of weekdays and months, by first and last letter."""
    names: dict[tuple[str, str], list[str]] = {}
    for listed in (*words.weekdays, *words.months):
        for name in _long_names(_split(listed)):
            names.setdefault((name[0], name[-1]), []).append(name)
    return names


def _long_names(listed: Iterable[str]) -> list[str]:
    return [name for name in map(fold, listed) if len(name) > _SHORTEST_TYPO]

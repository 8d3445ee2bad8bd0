"""What: the words that name the thing, without the facts around it, politeness and filler."""

from __future__ import annotations

import re
from collections.abc import Iterable

from matchbot.core.reading.plain import Plain, Span, word_set
from matchbot.core.reading.what_words import COMMON, FILLER, FILLER_PHRASES

_TOKEN = re.compile(r"[^\W_][\w'&+-]*", re.UNICODE)
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST = 300
#: Written so they name a thing; in small letters they are filler ("it", "ook").
_ABBREVIATIONS = frozenset({"IT", "ICT", "HR", "PR"})
# A part of the day is filler, but in these it names the thing.
_MEAL = re.compile(r"(?:afternoon(?= teas?\b)|morning(?= coffee\b)|evening(?= (?:meal|buffet)))")
# Dutch: "was" is filler, "de was" is what a laundry washes.
_THE_WASH = re.compile(r"(?<!\w)de was$")


def read_what(read: Plain, taken: Iterable[Span], language: str) -> str:
    """The buyer's own words for the thing, in order; empty when only facts and filler remain."""
    plain = read.masked(taken)
    for pattern in _PHRASES[language] if language in _PHRASES else _PHRASES["en"]:
        plain = pattern.sub(lambda match: "¤" * len(match[0]), plain)
    filler = _FILLER.get(language, _FILLER["en"])
    kept: list[str] = []
    for match in _TOKEN.finditer(plain):
        word = match[0].strip("'-&+")
        said = read.original(match.start(), match.end()).strip("'-&+")
        thing = (
            said in _ABBREVIATIONS
            or _THE_WASH.search(plain[: match.end()])
            or _MEAL.match(plain, match.start())
        )
        small = word in filler and not thing
        if word and not small and _LETTER.search(word) and "¤" not in word:
            kept.append(said)
    while kept and _key(kept[-1]) in JOINTS:
        kept.pop()
    while kept and _key(kept[0]) in JOINTS:
        kept.pop(0)
    return " ".join(_without_doubled_joints(kept))[:_LONGEST]


JOINTS = word_set("en of and or et ou und oder & + van voor of for de du des d fur von")


def _key(word: str) -> str:
    return word.lower().strip("'-&+").replace("ü", "u")


def _without_doubled_joints(words: list[str]) -> list[str]:
    pairs = zip(words, [*words[1:], ""], strict=False)
    return [word for word, after in pairs if not (_key(word) in JOINTS and _key(after) in JOINTS)]


_FILLER = {language: word_set(f"{COMMON} {words}") for language, words in FILLER.items()}
_PHRASES = {
    language: [re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") for pattern in patterns]
    for language, patterns in FILLER_PHRASES.items()
}

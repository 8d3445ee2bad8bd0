"""Whether a buyer's words really stand in the text of an offering: only those are claimed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchbot.core.matching.match import Match
from matchbot.core.matching.normalise import LANGUAGES, fold, folded_words, stem
from matchbot.core.offering import Offering
from matchbot.core.said import Said, say

#: The least letters of a word inside a compound, and of the rest of that compound.
PART, REST = 4, 3


def claiming(match: Match, language: str, *, looked: bool) -> Match:
    """The match, claiming only words of the buyer that stand in the offering: unlooked, none."""
    return replace(match, reasons=tuple(
        replace(reason, said=_words_said(reason.said, language, match.offering, looked=looked))
        if reason.criterion == "words"
        else reason
        for reason in match.reasons
    ))  # fmt: skip


def _words_said(said: Said, language: str, offering: Offering, *, looked: bool) -> Said:
    there = words_there(said.facts["words"], language, offering) if looked else ()
    return say("reason.words", words=there) if there else say("reason.words.near")


def words_there(asked: Sequence[str], language: str, offering: Offering) -> tuple[str, ...]:
    """Those of the folded words `asked` that are in a title or description, in any language.

    The word itself, one with the same stem, or a compound that begins or ends with it.
    """
    texts = [(fold(text), spoken) for text, spoken in _texts(offering) if text]
    return tuple(word for word in asked if any(_stands(word, language, *text) for text in texts))


def _texts(offering: Offering) -> Iterator[tuple[str, str]]:
    yield f"{offering.title} {offering.description}", offering.language
    for language in LANGUAGES:
        title = getattr(offering, f"title_{language}")
        yield f"{title} {getattr(offering, f'description_{language}')}".strip(), language


def _stands(word: str, language: str, text: str, spoken: str) -> bool:
    stemmed = {word, stem(word, language), stem(word, spoken)}
    if not any(part in text for part in stemmed):
        return False
    likely = (other for other in folded_words(text) if any(part in other for part in stemmed))
    return any(_same(other, word, stemmed, spoken) for other in likely)


def _same(other: str, word: str, stemmed: set[str], spoken: str) -> bool:
    if other == word or stem(other, spoken) in stemmed:
        return True
    for part in stemmed:
        if len(part) >= PART and len(other) - len(part) >= REST:
            whole = (other, stem(other, spoken))
            if other.startswith(part) or any(one.endswith(part) for one in whole):
                return True
    return False

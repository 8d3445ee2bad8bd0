"""The vocabulary made ready for guessing: every word of every kind, folded, stemmed, embedded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matchbot.core.matching.foreign import foreign_words
from matchbot.core.matching.normalise import LANGUAGES, stems, words
from matchbot.core.matching.vectors import Vectors, reduced, remembered
from matchbot.core.vocabulary import Kind, Vocabulary

if TYPE_CHECKING:
    from matchbot.core.knowledge import Embedder


@dataclass(frozen=True)
class Phrase:
    """One expression for a kind; kind "" means that no WISE sells it (weapons, fuel…)."""

    kind: str
    text: str
    language: str
    folded: tuple[str, ...]
    stems: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """All phrases, where each stem occurs, and one vector per phrase (None without embedding)."""

    phrases: tuple[Phrase, ...] = ()
    by_stem: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    by_word: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    vectors: Vectors | None = None


def build_lexicon(
    vocabulary: Vocabulary,
    embedder: Embedder | None = None,
    foreign: Mapping[str, Mapping[str, Iterable[str]]] | None = None,
) -> Lexicon:
    """The lexicon of `vocabulary`; `foreign` holds words by language for what nobody sells.

    None takes the list that comes with matchbot.
    """
    phrases = tuple(_phrases(vocabulary, foreign_words() if foreign is None else foreign))
    by_stem: dict[str, list[int]] = {}
    by_word: dict[str, list[int]] = {}
    for number, phrase in enumerate(phrases):
        for part in phrase.stems:
            by_stem.setdefault(part, []).append(number)
        for word in set(phrase.folded):
            by_word.setdefault(word, []).append(number)
    vectors = None
    if embedder is not None and phrases:
        vectors = reduced(remembered(embedder, [phrase.text for phrase in phrases]))
    return Lexicon(phrases, _frozen(by_stem), _frozen(by_word), vectors)


def _phrases(
    vocabulary: Vocabulary, foreign: Mapping[str, Mapping[str, Iterable[str]]]
) -> Iterator[Phrase]:
    for kind in vocabulary.kinds.values():
        for language in LANGUAGES:
            for text in _texts(kind, language):
                yield _phrase(kind.id, text, language)
    for by_language in foreign.values():
        for language, texts in by_language.items():
            for text in texts:
                yield _phrase("", text, language)


def _texts(kind: Kind, language: str) -> list[str]:
    label = kind.labels.get(language, "")
    return list(dict.fromkeys([*([label] if label else []), *kind.words.get(language, ())]))


def _phrase(kind: str, text: str, language: str) -> Phrase:
    return Phrase(kind, text, language, tuple(words(text)), frozenset(stems(text, language)))


def _frozen(lists: Mapping[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {key: tuple(numbers) for key, numbers in lists.items()}

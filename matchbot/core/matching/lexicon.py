"""The vocabulary made ready for guessing: every word of every kind, folded, stemmed, embedded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from matchbot.core.matching.foreign import foreign_words
from matchbot.core.matching.normalise import LANGUAGES, STOPWORDS, stems, words
from matchbot.core.matching.vectors import Vectors, reduced, remembered
from matchbot.core.vocabulary import Kind, Vocabulary

if TYPE_CHECKING:
    from matchbot.core.knowledge import Embedder

Key = TypeVar("Key")

#: Words around the thing in tenders and formal letters (folded): they tell no kind of work.
WRAPPING = frozenset(
    # Dutch
    "perceel percelen dienst diensten dienstverlening levering leveringen raamovereenkomst "
    "raamcontract opdracht aanbesteding gemeente stad behoeve uitvoering realisatie werken "
    "verschillende overige nieuw nieuwe regio beheer systeem marktconsultatie gelijkwaardig "
    # English
    "lot lots service services provision supply supplies framework agreement contract contracts "
    "tender procurement notice award council city public project projects programme program "
    "system systems management support general works site sites various new equivalent "
    # French
    "prestation prestations fourniture fournitures accord cadre marche marches appel offres avis "
    "concession delegation commune ville publique publiques publics projet programme mise oeuvre "
    "place gestion travaux nouveau nouvelle systeme "
    # German
    "los lose leistung leistungen dienstleistung dienstleistungen lieferung lieferungen vergabe "
    "rahmenvertrag rahmenvertrage rahmenvereinbarung ausschreibung stadt gemeinde projekt "
    "durchfuhrung arbeiten diverse neue neuer neues system verwaltung gleichwertig".split()
)


@dataclass(frozen=True)
class Phrase:
    """One expression for a kind; kind "" means that no WISE sells it (weapons, fuel…).

    `small`: the stopwords beside the only stem it has ("IT support", "take in"): alone that stem
    would tell too little.
    """

    kind: str
    text: str
    language: str
    folded: tuple[str, ...]
    stems: frozenset[str]
    small: frozenset[str] = frozenset()


@dataclass(frozen=True, repr=False)
class Lexicon:
    """All phrases, where each stem of a language and each word occurs, and one vector per phrase.

    `vectors` is None without embedding.
    """

    phrases: tuple[Phrase, ...] = ()
    by_stem: Mapping[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    by_word: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    vectors: Vectors | None = None

    @cached_property
    def _of_length(self) -> dict[tuple[int, int], tuple[str, ...]]:
        return {}

    def words_of(self, shortest: int, longest: int) -> tuple[str, ...]:
        """The words with so many letters, in the order of the vocabulary."""
        known = self._of_length.get((shortest, longest))
        if known is None:
            known = tuple(word for word in self.by_word if shortest <= len(word) <= longest)
            self._of_length[shortest, longest] = known
        return known

    def with_stem(self, stem: str, language: str) -> tuple[int, ...]:
        """Numbers of the phrases in that language that have the stem."""
        return self.by_stem.get((language, stem), ())


def build_lexicon(
    vocabulary: Vocabulary,
    embedder: Embedder | None = None,
    foreign: Mapping[str, Mapping[str, Iterable[str]]] | None = None,
) -> Lexicon:
    """The lexicon of `vocabulary`; `foreign` holds words by language for what nobody sells.

    None takes the list that comes with matchbot.
    """
    phrases = tuple(_phrases(vocabulary, foreign_words() if foreign is None else foreign))
    by_stem: dict[tuple[str, str], list[int]] = {}
    by_word: dict[str, list[int]] = {}
    for number, phrase in enumerate(phrases):
        for part in phrase.stems:
            by_stem.setdefault((phrase.language, part), []).append(number)
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
    said = words(text)
    kept = frozenset(stems(text, language)) or frozenset(said)
    small = frozenset(w for w in said if w in STOPWORDS) if len(kept) == 1 else frozenset()
    return Phrase(kind, text, language, tuple(said), kept, small)


def _frozen(lists: Mapping[Key, list[int]]) -> dict[Key, tuple[int, ...]]:
    return {key: tuple(numbers) for key, numbers in lists.items()}

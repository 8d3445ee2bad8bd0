"""What is written in the index of an offering and of a CPV code: stems with their weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from matchbot.core.matching.learning import Learned
from matchbot.core.matching.normalise import LANGUAGES, content_words, stem
from matchbot.core.offering import Offering
from matchbot.core.vocabulary import CpvCode, Kind, Vocabulary

TITLE, DESCRIPTION, KIND = 1.0, 0.3, 0.3
PARENT, OTHER_CODE_WORDS = 0.35, 0.6
LONGEST_DESCRIPTION = 2_000
CAREFUL_TEXT = 160

Bag = dict[str, float]


def offering_bag(offering: Offering, vocabulary: Vocabulary) -> Bag:
    """An offering's own words in every language it is written in, and those of its kinds."""
    bag: Bag = {}
    _add(bag, offering.title, offering.language, TITLE)
    _add(bag, offering.description[:LONGEST_DESCRIPTION], offering.language, DESCRIPTION)
    for language in LANGUAGES:
        _add(bag, getattr(offering, f"title_{language}"), language, TITLE)
        description = getattr(offering, f"description_{language}")
        _add(bag, description[:LONGEST_DESCRIPTION], language, DESCRIPTION)
    for kind_id in offering.kinds:
        if kind_id in vocabulary.kinds:
            for text, language in kind_texts(vocabulary.kinds[kind_id]):
                _add_once(bag, text, language, KIND)
    return bag


def offering_text(offering: Offering) -> str:
    """The text of an offering whose meaning is embedded."""
    return f"{offering.title}. {offering.description[:300]}".strip(". ")


def careful_text(offering: Offering) -> str:
    """The shorter text that the careful embedder reads: it takes its time."""
    return offering_text(offering)[:CAREFUL_TEXT]


def kind_texts(kind: Kind) -> Iterator[tuple[str, str]]:
    """Every label and everyday word of a kind with its language."""
    for language in LANGUAGES:
        if kind.labels.get(language):
            yield kind.labels[language], language
        for word in kind.words.get(language, ()):
            yield word, language


def code_bag(lineage: list[CpvCode], kinds: list[Kind], told: Mapping[str, float]) -> Bag:
    """A code's labels in every language, its parents' at a lower weight, kinds' and told words."""
    bag: Bag = {}
    for generation, code in enumerate(lineage):
        for language in LANGUAGES:
            _add(bag, code.labels.get(language, ""), language, PARENT if generation else 1.0)
    for kind in kinds:
        for text, language in kind_texts(kind):
            _add_once(bag, text, language, OTHER_CODE_WORDS)
    for word, weight in told.items():
        bag[word] = max(bag.get(word, 0.0), weight * OTHER_CODE_WORDS)
    return bag


def _add(bag: Bag, text: str, language: str, weight: float) -> None:
    for word in content_words(text):
        part = stem(word, language)
        bag[part] = bag.get(part, 0.0) + weight


def _add_once(bag: Bag, text: str, language: str, weight: float) -> None:
    for word in content_words(text):
        part = stem(word, language)
        bag[part] = max(bag.get(part, 0.0), weight)


def offering_words(offering: Offering) -> Iterator[str]:
    """Every word of an offering's texts, for telling misspelt words from known ones."""
    yield from content_words(offering.title)
    yield from content_words(offering.description[:LONGEST_DESCRIPTION])
    for language in LANGUAGES:
        yield from content_words(getattr(offering, f"title_{language}"))


def vocabulary_words(vocabulary: Vocabulary) -> Iterator[str]:
    """Every word of the kinds and of the official labels."""
    for kind in vocabulary.kinds.values():
        for text, _ in kind_texts(kind):
            yield from content_words(text)
    for code in vocabulary.cpv.values():
        for label in code.labels.values():
            yield from content_words(label)


def past_words(learned: Learned) -> Iterator[str]:
    """Every word of the titles of past needs: what buyers wrote before is not misspelt."""
    for title in learned.titles:
        yield from content_words(title)

"""What in a text speaks for each kind of work: words, how many of them, how early, and meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil, floor

import numpy as np
from rapidfuzz import fuzz, process

from matchbot.core.knowledge import Embedder
from matchbot.core.matching.lexicon import WRAPPING, Lexicon
from matchbot.core.matching.normalise import content_words, stem
from matchbot.core.matching.normalise import words as spoken_words

NEAREST = 50
TYPO_FROM, TYPO_LETTERS = 84.0, 5
PART_LETTERS = 4
#: Fewer letters beside a part of a compound are no word: the part is there by chance.
REST_LETTERS = 3
OWN, OTHER_LANGUAGE, MEANT, TYPO, COMPOUND_HEAD, COMPOUND_PART = 0.95, 0.85, 0.8, 0.8, 0.85, 0.7
# Cosine of the sentence embedding below which two texts have nothing to do with each other, and
# from which they mean the same.
UNRELATED, SAME = 0.35, 0.85

Meant = Callable[[str], str]


@dataclass(frozen=True)
class Evidence:
    """What speaks for one kind, each 0-1.

    `words`: how well its best expression is there. `share`: the part of the text's words that its
    expressions explain. `early`: 1 when they begin with the first word, 1/2 with the second.
    `phrase`: 1 when an expression of several words is there. `meaning`: the nearest expression's.
    """

    words: float = 0.0
    share: float = 0.0
    early: float = 0.0
    phrase: float = 0.0
    meaning: float = 0.0


@dataclass
class _Seen:
    """The words of the text that were found in the expressions of a kind."""

    words: float = 0.0
    phrase: float = 0.0
    explained: dict[int, float] = field(default_factory=dict)


def telling_words(text: str) -> list[str]:
    """The words of a text that can tell its kind, each once: without those that wrap any tender."""
    every = list(dict.fromkeys(content_words(text)))
    return [word for word in every if word not in WRAPPING] or every


def evidence(
    text: str,
    language: str,
    lexicon: Lexicon,
    embedder: Embedder | None = None,
    meant: Meant | None = None,
) -> dict[str, Evidence]:
    """What speaks for each kind that the text touches; kind "" for what no WISE sells.

    `meant` gives the known word for a misspelt one; without `embedder` no meaning is found.
    """
    words = telling_words(text)
    if not words:
        return {}
    seen = _by_words(text, words, language, lexicon, meant)
    meanings = _meanings(text, lexicon, embedder)
    found: dict[str, Evidence] = {}
    for kind in sorted({*seen, *meanings}):
        by_words = seen.get(kind, _Seen())
        explained = by_words.explained
        found[kind] = Evidence(
            by_words.words,
            sum(explained.values()) / len(words),
            1 / (1 + min(explained)) if explained else 0.0,
            by_words.phrase,
            meanings.get(kind, 0.0),
        )
    return found


def words_scores(text: str, language: str, lexicon: Lexicon) -> dict[str, float]:
    """For each kind the best agreement of its expressions with the words of the text, 0-1."""
    words = telling_words(text)
    return {k: seen.words for k, seen in _by_words(text, words, language, lexicon, None).items()}


def _by_words(
    text: str, words: list[str], language: str, lexicon: Lexicon, meant: Meant | None
) -> dict[str, _Seen]:
    """What the expressions of each kind have in common with the text's words."""
    hits: dict[int, dict[int, float]] = {}
    for place, word in enumerate(words):
        for number, likeness in _alike(word, language, lexicon, meant).items():
            hits.setdefault(number, {})[place] = likeness
    wrapped = {stem(w, language) for w in content_words(text) if w in WRAPPING and w not in words}
    said = set(spoken_words(text))
    seen: dict[str, _Seen] = {}
    for number, likenesses in hits.items():
        phrase = lexicon.phrases[number]
        size = len(phrase.stems) + (not phrase.small <= said)
        there = min(len(likenesses) + len(wrapped & phrase.stems), size)
        share = there / size
        agreed = share * share * sum(likenesses.values()) / len(likenesses)
        kind = seen.setdefault(phrase.kind, _Seen())
        kind.words = max(kind.words, agreed)
        if there == size:
            kind.phrase = max(kind.phrase, float(size > 1))
            for place, likeness in likenesses.items():
                kind.explained[place] = max(kind.explained.get(place, 0.0), likeness)
    return seen


def _alike(word: str, language: str, lexicon: Lexicon, meant: Meant | None) -> dict[int, float]:
    """Numbers of the expressions that have `word` or one like it, with a likeness in 0-1."""
    found = lexicon.with_stem(stem(word, language), language)
    if found:
        return dict.fromkeys(found, OWN)
    if word in lexicon.by_word:
        return dict.fromkeys(lexicon.by_word[word], OTHER_LANGUAGE)
    known = meant(word) if meant else word
    if known != word:
        found = lexicon.with_stem(stem(known, language), language) or lexicon.by_word.get(known, ())
        if found:
            return dict.fromkeys(found, MEANT)
    alike = _misspelt(word, lexicon) if known == word and len(word) >= TYPO_LETTERS else {}
    for number, likeness in _compound(word, language, lexicon):
        alike[number] = max(alike.get(number, 0.0), likeness)
    return alike


def _misspelt(word: str, lexicon: Lexicon) -> dict[int, float]:
    # The ratio is 200 M / (a + b) and M at most the shorter length: others cannot reach TYPO_FROM.
    apart = 200 / TYPO_FROM - 1
    near = process.extract(
        word,
        lexicon.words_of(ceil(len(word) / apart), floor(len(word) * apart)),
        scorer=fuzz.ratio, score_cutoff=TYPO_FROM, limit=3,
    )  # fmt: skip
    return {n: TYPO * ratio / 100 for known, ratio, _ in near for n in lexicon.by_word[known]}


def _compound(word: str, language: str, lexicon: Lexicon) -> Iterable[tuple[int, float]]:
    """Expressions with a part of a compound: the head, at its end, tells more than the rest."""
    stemmed = stem(word, language)
    for start in range(len(word) - PART_LETTERS + 1):
        for end in range(start + PART_LETTERS, len(word) + 1):
            if 0 < start < REST_LETTERS and end < len(word):
                continue
            part = word[start:end]
            numbers = lexicon.with_stem(part, language)
            if numbers:
                head = end == len(word) or stemmed.endswith(part)
                # A short piece inside a long word is more often chance than a part of its meaning.
                sure = min(1.0, 2.5 * len(part) / len(word))
                for number in numbers:
                    yield number, sure * (COMPOUND_HEAD if head else COMPOUND_PART)


def _meanings(text: str, lexicon: Lexicon, embedder: Embedder | None) -> Mapping[str, float]:
    """For each kind how close in meaning its nearest expression is."""
    if embedder is None or lexicon.vectors is None:
        return {}
    vector = np.asarray(embedder.embed([text]))[0]
    close = np.clip((lexicon.vectors.closeness(vector) - UNRELATED) / (SAME - UNRELATED), 0.0, 1.0)
    many = len(close) > NEAREST
    nearest = np.argpartition(-close, NEAREST)[:NEAREST] if many else np.arange(len(close))
    best: dict[str, float] = {}
    for number in nearest.tolist():
        kind = lexicon.phrases[number].kind
        best[kind] = max(best.get(kind, 0.0), float(close[number]))
    return best

"""Which CPV codes a need is about: by official labels, everyday words, meaning and past needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from matchbot.adapters.bags import code_bag, kind_texts
from matchbot.adapters.postings import Postings, build_postings
from matchbot.core.matching.learning import Learned, features
from matchbot.core.matching.normalise import LANGUAGES, fold
from matchbot.core.matching.vectors import Vectors, reduced, remembered
from matchbot.core.vocabulary import CpvCode, Kind, Vocabulary

if TYPE_CHECKING:
    from matchbot.core.knowledge import Embedder, Query

GROUP, CLASS, CODE = 3, 4, 8
LEVELS = (GROUP, CLASS, CODE)
PARENT_DECAY = 0.6
WORDS, MEANING, WORDS_ALONE = 0.5, 1.0, 1.2
#: Evidence that any need has for any code, and what a clear case has more than that.
UNRELATED, CLEAR = 0.2, 0.75
LEARNED = {GROUP: 0.015, CLASS: 0.015, CODE: 0.0075}
DOUBT = 3.0
TOLD_WORDS = 12


@dataclass(frozen=True)
class Level:
    """Codes cut to some digits: the cut of each code, and what was learned about the cuts."""

    of_code: Any
    size: int
    rarity: Any
    counted: Mapping[str, tuple[Any, Any]]

    def highest(self, scores: Any) -> Any:
        """For each code the highest score among the codes with the same first digits."""
        best = np.full(self.size, -np.inf, dtype=np.float32)
        np.maximum.at(best, self.of_code, scores)
        return best[self.of_code]

    def learned(self, told: Sequence[str]) -> Any:
        """For each code how much likelier these features make it (mean log-odds, per root)."""
        score = np.zeros(self.size, dtype=np.float32)
        for feature in told:
            if feature in self.counted:
                where, counts = self.counted[feature]
                total = float(counts.sum())
                score += log(DOUBT / (total + DOUBT))
                prior = np.exp(self.rarity[where])
                score[where] += np.log1p(counts / (DOUBT * prior))
        return (score / sqrt(max(len(told), 1)))[self.of_code]


@dataclass(frozen=True)
class CodeIndex:
    """All known CPV codes with what is written about them; `full` are the vectors unreduced."""

    codes: tuple[str, ...]
    number: Mapping[str, int]
    postings: Postings
    vectors: Vectors | None
    full: Any | None
    levels: Mapping[int, Level]
    by_label: Mapping[str, str]

    def evidence(self, query: Query) -> Any:
        """For each code how likely (about 0–1) the need is about it, its class or its group."""
        words, _ = self.postings.score(query.words, query.language)
        own = words * np.float32(WORDS_ALONE)
        if self.vectors is not None and query.vector is not None:
            own = words * np.float32(WORDS) + np.float32(MEANING) * self.vectors.closeness(
                query.vector
            )
        total = (own + self.levels[CLASS].highest(own) + self.levels[GROUP].highest(own)) / 3
        told = features(query.words, query.language)
        for digits, weight in LEARNED.items():
            if self.levels[digits].counted:
                total = total + np.float32(weight) * self.levels[digits].learned(told)
        return np.maximum((total - UNRELATED) / CLEAR, 0.0)


def build_codes(
    vocabulary: Vocabulary,
    learned: Learned,
    embedder: Embedder | None = None,
    also: Iterable[str] = (),
) -> CodeIndex:
    """The codes of the vocabulary, of its kinds, of what was learned, and `also` these."""
    of_kinds: dict[str, list[Kind]] = defaultdict(list)
    for kind in vocabulary.kinds.values():
        for code in kind.cpv:
            of_kinds[code].append(kind)
    every = dict.fromkeys([*vocabulary.cpv, *of_kinds, *learned.seen, *also])
    codes = tuple(code for code in every if code[:2].isdigit())
    told = telling_words(learned)
    lineages = [lineage(code, vocabulary.cpv) for code in codes]
    bags = [
        code_bag(family, of_kinds.get(code, []), told.get(code, {}))
        for code, family in zip(codes, lineages, strict=True)
    ]
    full = vectors = None
    if embedder is not None and codes:
        full = _vectors(codes, lineages, of_kinds, told, embedder)
        vectors = reduced(full)
    labels = {
        fold(label): code.code for code in vocabulary.cpv.values() for label in code.labels.values()
    }
    levels = {digits: _level(codes, digits, learned) for digits in LEVELS}
    numbers = {code: position for position, code in enumerate(codes)}
    return CodeIndex(codes, numbers, build_postings(bags), vectors, full, levels, labels)


def lineage(code: str, known: Mapping[str, CpvCode]) -> list[CpvCode]:
    """The code and its parents, nearest first; empty when the code has no official label."""
    family: list[CpvCode] = []
    while code in known and len(family) < CODE:
        family.append(known[code])
        code = known[code].parent
    return family


def telling_words(learned: Learned) -> dict[str, dict[str, float]]:
    """For each learned code the stems that past buyers used for it more than for others."""
    total = sum(learned.seen.values())
    scored: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for feature, codes in learned.counts.items():
        if feature.endswith("*"):
            continue
        uses = sum(codes.values())
        for code, count in codes.items():
            lift = log(count * total / (uses * learned.seen.get(code, total)))
            if lift > 0:
                scored[code].append((count * lift, feature))
    return {
        code: {
            word: min(1.0, score / 3) for score, word in sorted(found, reverse=True)[:TOLD_WORDS]
        }
        for code, found in scored.items()
    }


def _level(codes: Sequence[str], digits: int, learned: Learned) -> Level:
    cuts = {cut: place for place, cut in enumerate(dict.fromkeys(c[:digits] for c in codes))}
    of_code = np.array([cuts[code[:digits]] for code in codes], dtype=np.int32)
    prior = np.full(max(len(cuts), 1), 0.1)
    for code, count in learned.seen.items():
        if code[:digits] in cuts:
            prior[cuts[code[:digits]]] += count
    counted: dict[str, tuple[Any, Any]] = {}
    for feature, by_code in learned.counts.items():
        merged: dict[int, int] = defaultdict(int)
        for code, count in by_code.items():
            if code[:digits] in cuts:
                merged[cuts[code[:digits]]] += count
        if merged:
            counted[feature] = (np.array(list(merged)), np.array(list(merged.values())))
    return Level(of_code, len(cuts), np.log(prior / prior.sum()), counted)


def _vectors(
    codes: Sequence[str],
    lineages: Sequence[list[CpvCode]],
    of_kinds: Mapping[str, list[Kind]],
    told: Mapping[str, Mapping[str, float]],
    embedder: Embedder,
) -> Any:
    """One unit vector a code: its labels and words, and its parents' less with each generation."""
    texts: list[str] = []
    rows: list[int] = []
    weights: list[float] = []
    for row, (code, family) in enumerate(zip(codes, lineages, strict=True)):
        for generation, relative in enumerate(family):
            for language in LANGUAGES:
                texts.append(relative.labels.get(language, ""))
                weights.append(PARENT_DECAY**generation)
        if not family:
            kinds = of_kinds.get(code, [])
            texts += [text for kind in kinds for text, _ in kind_texts(kind)]
            texts += [" ".join(told[code])] if code in told else []
            weights += [1.0] * (len(texts) - len(weights))
        rows += [row] * (len(texts) - len(rows))
    unique = list(dict.fromkeys(texts))
    place = {text: position for position, text in enumerate(unique)}
    known = remembered(embedder, unique)
    summed = np.zeros((len(codes), known.shape[1]), dtype=np.float32)
    order = np.array([place[text] for text in texts], dtype=np.int64)
    for start in range(0, len(texts), 10_000):
        part = slice(start, start + 10_000)
        weighted = known[order[part]] * np.array(weights[part], dtype=np.float32)[:, None]
        np.add.at(summed, np.array(rows[part]), weighted)
    return summed / np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-9)

"""The candidate index: our own arrays of words, meanings and codes; quick to ask and to change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import numpy as np

from matchbot.adapters.bags import offering_bag, offering_text, offering_words, vocabulary_words
from matchbot.adapters.codes import CodeIndex, build_codes
from matchbot.adapters.postings import Postings, build_postings
from matchbot.core.knowledge import Candidate, Embedder, Query
from matchbot.core.matching.learning import Learned
from matchbot.core.matching.normalise import content_words, fold
from matchbot.core.matching.spelling import Spelling, build_spelling
from matchbot.core.matching.vectors import Vectors, build_vectors, remembered
from matchbot.core.offering import Catalogue, Offering
from matchbot.core.vocabulary import Vocabulary

CODES_EACH, KINDS_EACH = 8, 4
LOOK_AGAIN = 4
NEAREST_CODE, SURE_CODE = 0.8, 1.0
FOUND = 0.3
#: How much the kinds that a need names count beside the CPV codes it may be about.
NAMED = 0.7
KNEE = 0.7
TAUGHT_CODES, TAUGHT_AT_MOST = 3, 20_000
SURE_TAUGHT = 0.8


@dataclass(frozen=True)
class Segment:
    """Some offerings as arrays, one row each.

    `codes` and `kinds` are columns of numbers of CPV codes and of kinds, -1 for none; `trust` how
    sure a code is; `gone` the rows that were replaced or removed.
    """

    ids: tuple[str, ...]
    postings: Postings
    vectors: Vectors | None
    codes: Sequence[Any]
    trust: Sequence[Any]
    kinds: Sequence[Any]
    gone: Any


@dataclass(frozen=True)
class ArrayIndex:
    """Offerings in a main segment and, after changes, a small one. Never changed in place."""

    segments: tuple[Segment, ...]
    codes: CodeIndex
    vocabulary: Vocabulary
    spelling: Spelling
    embedder: Embedder | None = None

    def meant(self, word: str) -> str:
        """The word of the catalogue or vocabulary that a misspelt one stands for."""
        return self.spelling.meant(word)

    def candidates(self, query: Query, limit: int) -> Sequence[Candidate]:
        """The best offerings by words, meaning and kinds together, the likeliest first."""
        evidence = self.codes.evidence(query) if self.codes.codes else np.zeros(0)
        named = [query.kinds.get(kind, 0.0) for kind in self.vocabulary.kinds]
        found = [
            pair
            for segment in self.segments
            if segment.ids
            for pair in _search(segment, query, evidence, named, limit)
        ]
        found.sort(key=lambda pair: (-pair[0], pair[1].offering))
        return [candidate for _, candidate in found[:limit]]

    def exactly(self, query: Query, limit: int) -> Sequence[Candidate]:
        """Like `candidates`, by looking at every offering exactly: slow, to compare with."""
        every = sum(len(segment.ids) for segment in self.segments)
        return self.candidates(query, every)[:limit]

    def only(self, ids: Collection[str]) -> ArrayIndex:
        """An index that finds only these offerings; words weigh as they do in the whole."""
        others = ({i for i in segment.ids if i not in ids} for segment in self.segments)
        kept = zip(self.segments, others, strict=True)
        return replace(self, segments=tuple(_without(segment, ids) for segment, ids in kept))

    def changed(self, offerings: Iterable[Offering], removed: Iterable[str] = ()) -> ArrayIndex:
        """An index with these offerings added or replaced and those ids removed."""
        fresh = {offering.id: offering for offering in offerings}
        touched = {*fresh, *removed}
        main = self.segments[0]
        kept = tuple(_without(segment, touched) for segment in self.segments)
        segment = _segment(list(fresh.values()), self.vocabulary, self.codes, self.embedder, main)
        return replace(self, segments=(*kept, segment))


def _without(segment: Segment, ids: Collection[str]) -> Segment:
    gone = segment.gone | np.fromiter((i in ids for i in segment.ids), bool, len(segment.ids))
    return replace(segment, gone=gone)


def _search(
    segment: Segment, query: Query, evidence: Any, named: Any, limit: int
) -> list[tuple[float, Candidate]]:
    words, hits = segment.postings.score(query.words, query.language)
    kinds = _kinds(segment, evidence, named)
    by_words, by_meaning, by_kind = query.weights
    joint = words * np.float32(by_words) + kinds * np.float32(by_kind)
    meaning = None
    if segment.vectors is not None and query.vector is not None:
        meaning = np.maximum(segment.vectors.closeness(query.vector), 0)
        joint += meaning * np.float32(by_meaning)
    joint[segment.gone] = -1.0
    best = _top(joint, limit * LOOK_AGAIN)
    if meaning is not None and segment.vectors is not None:
        exact = np.maximum(segment.vectors.exactly(query.vector, best), 0)
        joint[best] += (exact - meaning[best]) * np.float32(by_meaning)
        meaning[best] = exact
        best = best[np.lexsort((best, -joint[best]))]
    shares = {word: share[best] for word, share in hits.items()}
    return [
        (
            float(joint[row]),
            Candidate(
                segment.ids[row],
                float(words[row]),
                None if meaning is None else float(meaning[row]),
                float(kinds[row]),
                tuple(word for word, share in shares.items() if share[place] >= FOUND),
            ),
        )
        for place, row in enumerate(best[:limit].tolist())
        if not segment.gone[row]
    ]


def _kinds(segment: Segment, evidence: Any, named: Any) -> Any:
    """For each offering how well its codes and kinds agree with what the need is about (0–1)."""
    padded = np.append(evidence, 0.0).astype(np.float32)
    wanted = np.append(named, 0.0).astype(np.float32)
    agreed = np.zeros(len(segment.ids), dtype=np.float32)
    for column, sure in zip(segment.codes, segment.trust, strict=True):
        np.maximum(agreed, padded[column] * sure, out=agreed)
    if wanted.any():
        kinds = np.zeros(len(segment.ids), dtype=np.float32)
        for column in segment.kinds:
            np.maximum(kinds, wanted[column], out=kinds)
        named_too = (1 - NAMED) * np.minimum(agreed, 1.0) + NAMED * kinds
        agreed = np.where(kinds > 0, np.maximum(agreed * NAMED, named_too), agreed * NAMED)
    # From KNEE on more evidence still counts, but ever less: nothing is surer than 1.
    over = np.maximum(agreed - KNEE, 0) / (1 - KNEE)
    return np.minimum(agreed, KNEE) + (1 - KNEE) * over / (1 + over)


def _top(scores: Any, count: int) -> Any:
    """The rows with the highest scores, best first, equals by row."""
    if count < len(scores):
        best = np.argpartition(-scores, count)[:count]
    else:
        best = np.arange(len(scores))
    return best[np.lexsort((best, -scores[best]))]


def build_index(
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    embedder: Embedder | None = None,
    learned: Learned | None = None,
    *,
    codes: CodeIndex | None = None,
) -> ArrayIndex:
    """An index over all offerings, with the words of their kinds and of their CPV codes.

    `codes` saves the work of building the part that does not depend on the catalogue.
    """
    offerings = list(catalogue.offerings.values())
    if codes is None:
        also = (code for offering in offerings for code in offering.cpv)
        codes = build_codes(vocabulary, learned or Learned(), embedder, also)
    segment = _segment(offerings, vocabulary, codes, embedder)
    known = chain(vocabulary_words(vocabulary), *(offering_words(o) for o in offerings))
    return ArrayIndex((segment,), codes, vocabulary, build_spelling(known), embedder)


def _segment(
    offerings: Sequence[Offering],
    vocabulary: Vocabulary,
    codes: CodeIndex,
    embedder: Embedder | None,
    like: Segment | None = None,
) -> Segment:
    bags = [offering_bag(offering, vocabulary) for offering in offerings]
    postings = build_postings(bags, like.postings if like else None)
    rows = vectors = None
    if embedder is not None and offerings:
        rows = remembered(embedder, [offering_text(offering) for offering in offerings])
        vectors = build_vectors(rows, like.vectors if like else None)
    numbers, trust = _codes(offerings, vocabulary, codes, rows)
    used = [column for column in range(CODES_EACH) if (trust[:, column] > 0).any()]
    return Segment(
        tuple(offering.id for offering in offerings),
        postings,
        vectors,
        [numbers[:, column].copy() for column in used],
        [trust[:, column].copy() for column in used],
        _kind_numbers(offerings, vocabulary),
        np.zeros(len(offerings), dtype=bool),
    )


def _kind_numbers(offerings: Sequence[Offering], vocabulary: Vocabulary) -> list[Any]:
    numbers = np.full((len(offerings), KINDS_EACH), -1, dtype=np.int32)
    place = {kind: number for number, kind in enumerate(vocabulary.kinds)}
    for row, offering in enumerate(offerings):
        known = [place[kind] for kind in offering.kinds if kind in place][:KINDS_EACH]
        numbers[row, : len(known)] = known
    return [column.copy() for column in numbers.T if (column >= 0).any()]


def _codes(
    offerings: Sequence[Offering], vocabulary: Vocabulary, codes: CodeIndex, rows: Any | None
) -> tuple[Any, Any]:
    """For each offering up to four codes and how far to trust each: given, by kind or guessed."""
    numbers = np.full((len(offerings), CODES_EACH), -1, dtype=np.int32)
    trust = np.zeros((len(offerings), CODES_EACH), dtype=np.float32)
    unknown: list[int] = []
    for row, offering in enumerate(offerings):
        given = _given(offering, vocabulary, codes)
        for column, code in enumerate(given[:CODES_EACH]):
            numbers[row, column], trust[row, column] = codes.number[code], 1.0
        if not given:
            unknown.append(row)
    if codes.taught:
        _recognise(unknown, offerings, rows, codes, numbers, trust)
    elif rows is not None and codes.full is not None and unknown:
        _guess(np.array(unknown), rows, codes.full, numbers, trust)
    return numbers, trust


def _given(offering: Offering, vocabulary: Vocabulary, codes: CodeIndex) -> list[str]:
    given = [code for code in offering.cpv if code in codes.number]
    labelled = codes.by_label.get(fold(offering.title))
    given += [labelled] if labelled else []
    for kind in offering.kinds:
        given += vocabulary.kinds[kind].cpv if kind in vocabulary.kinds else ()
    return list(dict.fromkeys(code for code in given if code in codes.number))


def _recognise(
    unknown: Sequence[int],
    offerings: Sequence[Offering],
    rows: Any | None,
    codes: CodeIndex,
    numbers: Any,
    trust: Any,
) -> None:
    """Give offerings without a code those that past buyers would have bought their title under."""
    for row in unknown[:TAUGHT_AT_MOST]:
        offering = offerings[row]
        words = dict.fromkeys(content_words(offering.title), 1.0)
        vector = None if rows is None else rows[row]
        evidence = codes.evidence(Query(words, offering.language, vector=vector))
        best = _top(evidence, TAUGHT_CODES)
        numbers[row, : len(best)] = best
        trust[row, : len(best)] = np.minimum(evidence[best] / SURE_TAUGHT, 1.0)


def _guess(unknown: Any, rows: Any, vectors: Any, numbers: Any, trust: Any) -> None:
    """Give offerings without a code the nearest one in meaning, trusted as far as it is near."""
    for start in range(0, len(unknown), 2_000):
        part = unknown[start : start + 2_000]
        close = rows[part] @ vectors.T
        nearest = close.argmax(axis=1)
        near = close[np.arange(len(part)), nearest]
        sure = np.clip((near - NEAREST_CODE) / (SURE_CODE - NEAREST_CODE), 0, 1)
        numbers[part, 0], trust[part, 0] = nearest, sure

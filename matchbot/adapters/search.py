"""Finding candidates in a segment: a quick scan of all rows, a second look at the best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from matchbot.adapters.segment import Segment
from matchbot.core.knowledge import Candidate, Query

#: How many of the best get a second look; where the first was coarse, more: so many, or this part
#: of all rows. With fewer the first ten are often not those of looking at everything exactly.
LOOK_AGAIN, LOOK_AGAIN_COARSE, PART_AGAIN = 240, 2_400, 0.05
FOUND = 0.3
#: How much the kinds that a need names count beside the CPV codes it may be about.
NAMED = 0.7
KNEE = 0.7
#: How much the careful embedder's cosine, counted from ALIKE, adds to the quick one's.
CAREFUL, ALIKE = 9.6, 0.85
COMPANY, LIKENESS, LOUDEST = 120, 0.5, 0.7


@dataclass(frozen=True)
class Asked:
    """A query made ready: evidence for codes, kinds by number, weighed votes, careful vector."""

    query: Query
    evidence: Any
    named: Any
    votes: Sequence[Any] = ()
    careful: Any | None = None


@dataclass(frozen=True)
class Found:
    """A candidate with its score so far and its full vector."""

    score: float
    candidate: Candidate
    vector: Any | None


def search(segment: Segment, asked: Asked, limit: int, *, exactly: bool = False) -> list[Found]:
    """The best rows of a segment by words, meaning and kinds together, best first.

    The best by a quick scan get a second look; with `exactly` all do, which is slow.
    """
    query, vectors = asked.query, segment.vectors
    by_words, by_meaning, by_kind = (np.float32(weight) for weight in query.weights)
    words, hits = segment.postings.score(query.words, query.language)
    kinds = _kinds(segment, asked)
    joint = words * by_words + kinds * by_kind
    meaning = None
    if vectors is not None and query.vector is not None:
        meaning = np.maximum(vectors.closeness(query.vector), 0)
        joint += meaning * by_meaning
    joint[segment.gone] = -1.0
    best = top(joint, len(joint) if exactly else max(limit, _looks(segment)))
    best = best[~segment.gone[best]]
    if meaning is not None:
        meaning[best] = _meant(segment, asked, best)
    kinds[best] += _voted(segment, asked, best)
    again = words[best] * by_words + kinds[best] * by_kind
    if meaning is not None:
        again += meaning[best] * by_meaning
    order = np.lexsort((best, -again))[:limit]
    best, again = best[order], again[order]
    full = None if vectors is None else vectors.full(best)
    shares = {word: share[best] for word, share in hits.items()}
    return [
        Found(
            float(again[place]),
            Candidate(
                segment.offerings[row].id,
                float(words[row]),
                None if meaning is None else float(meaning[row]),
                float(kinds[row]),
                _matched(shares, place),
            ),
            None if full is None else full[place],
        )
        for place, row in enumerate(best.tolist())
    ]


def _looks(segment: Segment) -> int:
    if segment.vectors is None or segment.vectors.fine is None:
        return LOOK_AGAIN
    return max(LOOK_AGAIN_COARSE, int(PART_AGAIN * len(segment.offerings)))


def in_company(found: Sequence[Found], limit: int) -> list[Candidate]:
    """The best candidates after each was lifted or lowered by how those like it do.

    Manifold ranking in one step: near rows borrow from each other how far they are above the mean.
    """
    if len(found) < 3 or any(one.vector is None for one in found):
        return [one.candidate for one in found[:limit]]
    vectors = np.array([one.vector for one in found])
    scores = np.array([one.score for one in found])
    like = vectors @ vectors.T
    np.fill_diagonal(like, 0.0)
    like = np.maximum((like - LIKENESS) / (1 - LIKENESS), 0.0) ** 2
    lent = like @ (scores - scores.mean()) / (like.sum(axis=1) + 1.0)
    company = np.clip(lent / LOUDEST, -1.0, 1.0)
    best = np.argsort(-(scores + LOUDEST * company), kind="stable")[:limit].tolist()
    return [replace(found[i].candidate, company=float(company[i])) for i in best]


def ordered(found: Sequence[Found]) -> list[Found]:
    """Best first, equals by the offering's id."""
    return sorted(found, key=lambda one: (-one.score, one.candidate.offering))


def top(scores: Any, count: int) -> Any:
    """The rows with the highest scores, best first, equals by row."""
    if count < len(scores):
        best = np.argpartition(-scores, count)[:count]
    else:
        best = np.arange(len(scores))
    return best[np.lexsort((best, -scores[best]))]


def _meant(segment: Segment, asked: Asked, rows: Any) -> Any:
    """The exact closeness in meaning of these rows, and what the careful embedder thinks."""
    assert segment.vectors is not None
    meaning = np.maximum(segment.vectors.exactly(asked.query.vector, rows), 0)
    if segment.careful is not None and asked.careful is not None:
        close = segment.careful[rows] @ asked.careful
        meaning = np.maximum(meaning + np.float32(CAREFUL) * (close - np.float32(ALIKE)), 0)
    return meaning


def _voted(segment: Segment, asked: Asked, rows: Any) -> Any:
    """What the rows gain by being, as known examples say, about the same as the need."""
    gained = np.zeros(len(rows), dtype=np.float32)
    for theirs, ours in zip(segment.votes, asked.votes, strict=False):
        gained += theirs[rows].astype(np.float32) @ ours
    return gained


def _matched(shares: Mapping[str, Any], place: int) -> tuple[str, ...]:
    return tuple(word for word, share in shares.items() if share[place] >= FOUND)


def _kinds(segment: Segment, asked: Asked) -> Any:
    """For each offering how well its codes and kinds agree with what the need is about (0–1)."""
    padded = np.append(asked.evidence, 0.0).astype(np.float32)
    wanted = np.append(asked.named, 0.0).astype(np.float32)
    agreed = np.zeros(len(segment.offerings), dtype=np.float32)
    for column, sure in zip(segment.codes, segment.trust, strict=True):
        np.maximum(agreed, padded[column] * sure, out=agreed)
    if wanted.any():
        kinds = np.zeros(len(segment.offerings), dtype=np.float32)
        for column in segment.kinds:
            np.maximum(kinds, wanted[column], out=kinds)
        named_too = (1 - NAMED) * np.minimum(agreed, 1.0) + NAMED * kinds
        agreed = np.where(kinds > 0, np.maximum(agreed * NAMED, named_too), agreed * NAMED)
    # From KNEE on more evidence still counts, but ever less: nothing is surer than 1.
    over = np.maximum(agreed - KNEE, 0) / (1 - KNEE)
    return np.minimum(agreed, KNEE) + (1 - KNEE) * over / (1 + over)

"""A part of the candidate index: some offerings as arrays, one row each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from matchbot.adapters.bags import careful_text, offering_bag, offering_text
from matchbot.adapters.codes import CodeIndex
from matchbot.adapters.examples import Examples
from matchbot.adapters.postings import Postings, build_postings
from matchbot.core.knowledge import Embedder
from matchbot.core.matching.normalise import fold
from matchbot.core.matching.vectors import Vectors, build_vectors, remembered
from matchbot.core.offering import Offering
from matchbot.core.vocabulary import Vocabulary

CODES_EACH, KINDS_EACH = 8, 4
NEAREST_CODE, SURE_CODE = 0.8, 1.0


@dataclass(frozen=True, repr=False)
class Means:
    """What rows are made with; `careful` and `examples` are there for small catalogues only.

    `examples` are made when an offering of unknown kind first needs their votes.
    """

    vocabulary: Vocabulary
    codes: CodeIndex
    embedder: Embedder | None = None
    careful: Embedder | None = None
    examples: Callable[[], Sequence[Examples]] = tuple


@dataclass(frozen=True, repr=False)
class Segment:
    """Some offerings as arrays, one row each.

    `codes` and `kinds` are columns of numbers of CPV codes and of kinds, -1 for none; `trust` how
    sure a code is; `careful` what the slower embedder makes of the titles; `votes` what known
    examples say that offerings without kind or code are about; `gone` the rows that were replaced
    or removed.
    """

    offerings: tuple[Offering, ...]
    postings: Postings
    vectors: Vectors | None
    careful: Any | None
    votes: Sequence[Any]
    codes: Sequence[Any]
    trust: Sequence[Any]
    kinds: Sequence[Any]
    gone: Any

    def without(self, ids: Collection[str]) -> Segment:
        """The same segment with the rows of these offerings marked as gone."""
        named = (offering.id in ids for offering in self.offerings)
        gone = np.fromiter(named, bool, len(self.offerings))
        return replace(self, gone=self.gone | gone)

    def left(self) -> list[Offering]:
        """The offerings that are not gone."""
        pairs = zip(self.offerings, self.gone.tolist(), strict=True)
        return [offering for offering, gone in pairs if not gone]


def build_segment(
    offerings: Sequence[Offering], means: Means, like: Segment | None = None
) -> Segment:
    """The rows of `offerings`; rarity of words and axes of vectors as in `like`, if given."""
    bags = (offering_bag(offering, means.vocabulary) for offering in offerings)
    postings = build_postings(bags, like.postings if like else None)
    rows = vectors = careful = None
    if means.embedder is not None and offerings:
        rows = remembered(means.embedder, [offering_text(offering) for offering in offerings])
        vectors = build_vectors(rows, like.vectors if like else None)
    if means.careful is not None and offerings:
        careful = remembered(means.careful, [careful_text(offering) for offering in offerings])
    numbers, trust = _codes(offerings, means, rows)
    kinds = _kind_numbers(offerings, means.vocabulary)
    known = (trust == 1.0).any(axis=1) | _any(kinds, len(offerings))
    used = [column for column in range(CODES_EACH) if (trust[:, column] > 0).any()]
    return Segment(
        tuple(offerings),
        postings,
        vectors,
        careful,
        [] if rows is None or known.all() else [_votes(e, rows, known) for e in means.examples()],
        [numbers[:, column].copy() for column in used],
        [trust[:, column].copy() for column in used],
        kinds,
        np.zeros(len(offerings), dtype=bool),
    )


def _any(columns: Sequence[Any], size: int) -> Any:
    filled = np.zeros(size, dtype=bool)
    for column in columns:
        filled |= column >= 0
    return filled


def _votes(examples: Examples, rows: Any, known: Any) -> Any:
    """The examples' votes on each row; none on those whose kind or code is known."""
    size = sum(groups for _, groups in examples.ballots)
    votes = np.zeros((len(rows), size), dtype=np.float16)
    votes[~known] = examples.votes(rows[~known])
    return votes


def _kind_numbers(offerings: Sequence[Offering], vocabulary: Vocabulary) -> list[Any]:
    numbers = np.full((len(offerings), KINDS_EACH), -1, dtype=np.int32)
    place = {kind: number for number, kind in enumerate(vocabulary.kinds)}
    for row, offering in enumerate(offerings):
        known = [place[kind] for kind in offering.kinds if kind in place][:KINDS_EACH]
        numbers[row, : len(known)] = known
    return [column.copy() for column in numbers.T if (column >= 0).any()]


def _codes(offerings: Sequence[Offering], means: Means, rows: Any | None) -> tuple[Any, Any]:
    """For each offering up to eight codes and how far to trust each: given, by kind or guessed."""
    numbers = np.full((len(offerings), CODES_EACH), -1, dtype=np.int32)
    trust = np.zeros((len(offerings), CODES_EACH), dtype=np.float32)
    unknown: list[int] = []
    for row, offering in enumerate(offerings):
        given = _given(offering, means.vocabulary, means.codes)
        for column, code in enumerate(given[:CODES_EACH]):
            numbers[row, column], trust[row, column] = means.codes.number[code], 1.0
        if not given:
            unknown.append(row)
    if rows is not None and means.codes.full is not None and unknown:
        _guess(np.array(unknown), rows, means.codes.full, numbers, trust)
    return numbers, trust


def _given(offering: Offering, vocabulary: Vocabulary, codes: CodeIndex) -> list[str]:
    given = [code for code in offering.cpv if code in codes.number]
    labelled = codes.by_label.get(fold(offering.title))
    given += [labelled] if labelled else []
    for kind in offering.kinds:
        given += vocabulary.kinds[kind].cpv if kind in vocabulary.kinds else ()
    return list(dict.fromkeys(code for code in given if code in codes.number))


def _guess(unknown: Any, rows: Any, vectors: Any, numbers: Any, trust: Any) -> None:
    """Give offerings without a code the nearest one in meaning, trusted as far as it is near."""
    for start in range(0, len(unknown), 2_000):
        part = unknown[start : start + 2_000]
        close = rows[part] @ vectors.T
        nearest = close.argmax(axis=1)
        near = close[np.arange(len(part)), nearest]
        sure = np.clip((near - NEAREST_CODE) / (SURE_CODE - NEAREST_CODE), 0, 1)
        numbers[part, 0], trust[part, 0] = nearest, sure

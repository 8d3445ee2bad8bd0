"""What a text is about, by known examples: those nearest to it in meaning vote for their group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from matchbot.adapters.bags import kind_texts
from matchbot.core.matching.learning import Learned
from matchbot.core.matching.vectors import remembered
from matchbot.core.vocabulary import Vocabulary

if TYPE_CHECKING:
    from matchbot.core.knowledge import Embedder

VOTERS, WARMTH = 40, 0.1
KIND_WORTH, PAST_WORTH = 0.09, 0.14
#: Past needs vote three times: for the division, the group and the class of their code.
CUTS = (2, 3, 4)
_AT_ONCE = 1_000


@dataclass(frozen=True, repr=False)
class Examples:
    """Texts whose group is known, as vectors; `ballots` hold the group's number of each text.

    `weight` is what full agreement of two votes adds to the agreement of kinds.
    """

    vectors: Any
    ballots: Sequence[tuple[Any, int]]
    weight: float

    def votes(self, rows: Any) -> Any:
        """For each row the shares of the groups; the product of two is how far they agree (0–1)."""
        parts = [self._votes(rows[at : at + _AT_ONCE]) for at in range(0, len(rows), _AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros((0, 0), dtype=np.float32)

    def _votes(self, rows: Any) -> Any:
        close = rows @ self.vectors.T
        count = min(VOTERS, close.shape[1])
        voters = np.argpartition(-close, count - 1, axis=1)[:, :count]
        near = np.take_along_axis(close, voters, axis=1)
        loud = np.exp((near - near.max(axis=1, keepdims=True)) / WARMTH)
        return np.concatenate(
            [self._count(voters, loud, group, size) for group, size in self.ballots], axis=1
        )

    def _count(self, voters: Any, loud: Any, group: Any, size: int) -> Any:
        place = np.arange(len(voters))[:, None] * size + group[voters]
        counted = np.bincount(place.ravel(), loud.ravel(), minlength=len(voters) * size)
        votes = counted.astype(np.float32).reshape(len(voters), size)
        length = np.linalg.norm(votes, axis=1, keepdims=True) * np.sqrt(len(self.ballots))
        return votes / np.maximum(length, 1e-9)


def known_examples(
    vocabulary: Vocabulary, learned: Learned, embedder: Embedder
) -> tuple[Examples, ...]:
    """All there are: the words of the kinds, the titles of past needs."""
    every = (kind_examples(vocabulary, embedder), past_examples(learned, embedder))
    return tuple(some for some in every if some is not None)


def kind_examples(vocabulary: Vocabulary, embedder: Embedder) -> Examples | None:
    """The labels and everyday words of the kinds, each an example of its kind."""
    pairs = [(text, kind.id) for kind in vocabulary.kinds.values() for text, _ in kind_texts(kind)]
    if not pairs:
        return None
    texts, kinds = zip(*pairs, strict=True)
    return Examples(remembered(embedder, texts), [_ballot(kinds)], KIND_WORTH)


def past_examples(learned: Learned, embedder: Embedder) -> Examples | None:
    """The titles of past needs, each an example of its CPV code's division, group and class."""
    pairs = [(title, code) for title, codes in learned.titles.items() for code in codes]
    if not pairs:
        return None
    texts, codes = zip(*pairs, strict=True)
    ballots = [_ballot([code[:digits] for code in codes]) for digits in CUTS]
    return Examples(remembered(embedder, texts), ballots, PAST_WORTH)


def _ballot(groups: Sequence[str]) -> tuple[Any, int]:
    number = {group: place for place, group in enumerate(dict.fromkeys(groups))}
    return np.array([number[group] for group in groups], dtype=np.int32), len(number)

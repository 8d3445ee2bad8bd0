"""Groups of needs that mean the same: those of one kind draw together, the rest by their vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

#: Needs on average closer than this are one group, and what a shared kind adds to the closeness.
CLOSE, SAME_KIND = 0.3, 0.25


def groups_of_meaning(
    vectors: Any | None, kinds: Sequence[str], languages: Sequence[str], close: float = CLOSE
) -> list[int]:
    """The number of each need's group.

    `vectors` are rows of unit length (None, or a row of zeros: only the kind is looked at), `kinds`
    the likeliest kind of each need or "". Every language is centred on its own mean first: otherwise needs draw
    together by the language they are written in. Memory and time grow with the square of the needs.
    """
    closeness = np.zeros((len(kinds), len(kinds)), dtype=np.float32)
    if vectors is not None:
        centred = _centred(np.asarray(vectors, dtype=np.float32), languages)
        closeness = centred @ centred.T
    names = np.array([kind or f" {number}" for number, kind in enumerate(kinds)])
    wordless = np.ones(len(kinds)) if vectors is None else ~np.any(vectors, axis=1)
    bonus = np.maximum(np.maximum(wordless[:, None], wordless[None, :]), SAME_KIND)
    closeness += bonus.astype(np.float32) * (names[:, None] == names[None, :])
    return _joined(closeness, close)


def _centred(vectors: Any, languages: Sequence[str]) -> Any:
    centred, spoken = vectors.copy(), np.array(languages)
    for language in set(languages):
        rows = (spoken == language) & vectors.any(axis=1)
        # The mean of a few is mostly what they are about, not their language.
        weight = rows.sum() / (rows.sum() + 10)
        centred[rows] -= weight * vectors[rows].sum(axis=0) / max(1, rows.sum())
    return centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)


def _joined(closeness: Any, least: float) -> list[int]:
    """Average linkage by chains of nearest neighbours (Benzécri 1982): the exact tree in n² steps.

    Two groups are joined while the mean closeness of their members is at least `least`.
    """
    count = len(closeness)
    np.fill_diagonal(closeness, -np.inf)
    sizes, group = np.ones(count), np.arange(count)
    alive = np.ones(count, dtype=bool)
    chain: list[int] = []
    while alive.any():
        if not chain:
            chain.append(int(np.argmax(alive)))
        here = chain[-1]
        near = int(np.argmax(closeness[here]))
        # Of several as close, the one it came from: else the chain would run in a circle.
        if len(chain) > 1 and closeness[here, chain[-2]] >= closeness[here, near]:
            near = chain[-2]
        if closeness[here, near] < least:
            # Nothing is close to it, and joining others brings nothing closer: it is done.
            closeness[here], closeness[:, here] = -np.inf, -np.inf
            alive[here] = False
            chain.pop()
        elif len(chain) > 1 and near == chain[-2]:
            del chain[-2:]
            _join(closeness, sizes, here, near)
            alive[near] = False
            group[group == near] = here
        else:
            chain.append(near)
    return [int(one) for one in group]


def _join(closeness: Any, sizes: Any, kept: int, gone: int) -> None:
    """`kept` stands for both from now on."""
    both = sizes[kept] + sizes[gone]
    mean = (sizes[kept] * closeness[kept] + sizes[gone] * closeness[gone]) / both
    mean[kept] = mean[gone] = -np.inf
    closeness[kept], closeness[:, kept] = mean, mean
    closeness[gone], closeness[:, gone] = -np.inf, -np.inf
    sizes[kept] = both

"""Meanings as rows: exact for small catalogues, a coarse scan and exact second look for large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from matchbot.core.knowledge import Embedder

EXACT_ROWS = 20_000
COARSE_DIMENSIONS = 64
REDUCED_DIMENSIONS = 128
_SAMPLE = 20_000


@dataclass(frozen=True)
class Vectors:
    """Unit vectors by row: `coarse` (float32) for scanning; `fine` (8 bits) and its `scale`.

    `axes` turns a full vector into a coarse one; None where the coarse rows are the full ones.
    """

    coarse: Any
    axes: Any | None = None
    fine: Any | None = None
    scale: Any | None = None

    def closeness(self, vector: Any) -> Any:
        """Cosine with every row, for large catalogues an approximation of it."""
        full = np.asarray(vector, dtype=np.float32)
        return self.coarse @ (full if self.axes is None else full @ self.axes)

    def exactly(self, vector: Any, rows: Any) -> Any:
        """Cosine with the rows of that number."""
        full = np.asarray(vector, dtype=np.float32)
        if self.fine is None or self.scale is None:
            return self.coarse[rows] @ full
        parts = [rows[start : start + _SAMPLE] for start in range(0, len(rows), _SAMPLE)]
        each = [(self.fine[part].astype(np.float32) @ full) * self.scale[part] for part in parts]
        return np.concatenate(each) if each else np.zeros(0, dtype=np.float32)

    def full(self, rows: Any) -> Any:
        """The full vectors of the rows of that number, near enough to compare with each other."""
        if self.fine is None or self.scale is None:
            return self.coarse[rows]
        return self.fine[rows].astype(np.float32) * self.scale[rows][:, None]


def build_vectors(rows: Any, like: Vectors | None = None) -> Vectors:
    """Vectors of `rows` (float32, unit length); with the axes of `like` where it has some."""
    axes = None if like is None else like.axes
    if like is None and len(rows) > EXACT_ROWS:
        axes = _main_axes(rows, COARSE_DIMENSIONS)
    if axes is None:
        return Vectors(np.ascontiguousarray(rows, dtype=np.float32))
    fine = np.empty(rows.shape, dtype=np.int8)
    scale = np.empty(len(rows), dtype=np.float32)
    for start in range(0, len(rows), _SAMPLE):
        part = slice(start, start + _SAMPLE)
        scale[part] = np.maximum(np.abs(rows[part]).max(axis=1), 1e-9) / 127
        fine[part] = np.rint(rows[part] / scale[part, None])
    return Vectors(np.ascontiguousarray(rows @ axes), axes, fine, scale)


def reduced(rows: Any, dimensions: int = REDUCED_DIMENSIONS) -> Vectors:
    """Vectors of `rows` in fewer dimensions, without a second look: quick and nearly as good."""
    if len(rows) <= dimensions:
        return Vectors(np.ascontiguousarray(rows, dtype=np.float32))
    axes = _main_axes(rows, dimensions)
    return Vectors(np.ascontiguousarray(rows @ axes), axes)


def _main_axes(rows: Any, dimensions: int) -> Any:
    """The directions in which the rows differ most (not centred, so that cosines stay)."""
    sample = rows[:: max(1, len(rows) // _SAMPLE)]
    _, vectors = np.linalg.eigh(sample.T @ sample)
    return np.ascontiguousarray(vectors[:, ::-1][:, :dimensions], dtype=np.float32)


def remembered(embedder: Embedder, texts: Sequence[str]) -> Any:
    """The vectors of texts that will come again: from the embedder's cache where it has one."""
    remember = getattr(embedder, "remember", embedder.embed)
    return np.asarray(remember(texts), dtype=np.float32)


def careful_of(embedder: Embedder | None) -> Embedder | None:
    """The slower embedder that understands more, where this one has it."""
    careful: Embedder | None = getattr(embedder, "careful", None)
    return careful

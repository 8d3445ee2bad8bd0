"""The words of a catalogue and which of them a need's word may stand for: stems, parts, typos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from matchbot.core.matching.normalise import grams, stem

EXPANSIONS = 20
LEAST_ALIKE = 0.15
_KEPT = 20_000


@dataclass(frozen=True)
class Terms:
    """Every stem of a catalogue with its rarity, and character n-grams to find the like."""

    words: tuple[str, ...]
    number: Mapping[str, int]
    idf: Any
    gram: Mapping[str, Any]
    norms: Any
    rarest: float
    _cache: dict[tuple[str, str], list[tuple[int, float]]] = field(default_factory=dict)

    def expand(self, word: str, language: str) -> list[tuple[int, float]]:
        """Terms that `word` may stand for with a likeness in 0–1, the likest first."""
        key = (word, language)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) >= _KEPT:
                self._cache.clear()
            found = self._cache[key] = self._expand(word, stem(word, language))
        return found

    def rarity_of(self, word: str) -> float:
        """How rare a stem is (idf); one that is nowhere is as rare as the rarest."""
        position = self.number.get(word)
        return self.rarest if position is None else float(self.idf[position])

    def _expand(self, word: str, part: str) -> list[tuple[int, float]]:
        alike = np.zeros(len(self.words), dtype=np.float32)
        total = 1e-9
        for gram in set(grams(part)):
            holders = self.gram.get(gram)
            rarity = self._rarity(0 if holders is None else len(holders))
            total += rarity
            if holders is not None:
                alike[holders] += rarity
        if not len(alike):
            return []
        alike /= np.sqrt(total) * self.norms
        for exact in {word, part} & self.number.keys():
            alike[self.number[exact]] = 1.0
        best = np.argpartition(-alike, EXPANSIONS)[:EXPANSIONS] if len(alike) > EXPANSIONS else None
        among = range(len(alike)) if best is None else best.tolist()
        found = [(int(t), float(alike[t])) for t in among if alike[t] >= LEAST_ALIKE]
        return sorted(found, key=lambda pair: -pair[1])

    def _rarity(self, holders: int) -> float:
        return float(np.log1p(len(self.words) / max(holders, 1)))


def build_terms(
    number: Mapping[str, int], counts: Any, texts: int, background: Terms | None = None
) -> Terms:
    """The terms by their number, with how many of the texts have each.

    Rarity is as in `background` where it is given.
    """
    seen = counts.astype(np.float32)
    idf = np.log1p((texts - seen + 0.5) / (seen + 0.5)).astype(np.float32)
    rarest = float(idf.max()) if len(idf) else 1.0
    if background is not None:
        idf = np.array([background.rarity_of(word) for word in number], dtype=np.float32)
        rarest = background.rarest
    gram, norms = _gram_index(tuple(number))
    return Terms(tuple(number), number, idf, gram, norms, rarest)


def _gram_index(words: Sequence[str]) -> tuple[dict[str, Any], Any]:
    lists: dict[str, list[int]] = {}
    for position, word in enumerate(words):
        for piece in set(grams(word)):
            lists.setdefault(piece, []).append(position)
    norms = np.zeros(len(words), dtype=np.float32)
    gram: dict[str, Any] = {}
    for key, found in lists.items():
        gram[key] = np.array(found, dtype=np.int32)
        norms[gram[key]] += np.log1p(len(words) / len(found))
    return gram, np.sqrt(np.maximum(norms, 1e-9))

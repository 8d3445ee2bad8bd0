"""Texts as postings: for each stem the rows it is in, with its weight by BM25."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from matchbot.adapters.terms import Terms, build_terms

SATURATION, LENGTH = 1.2, 0.4


@dataclass(frozen=True)
class Postings:
    """Rows of texts by stem: `rows[starts[t]:starts[t + 1]]` hold term t with `impacts`."""

    size: int
    terms: Terms
    starts: Any
    rows: Any
    impacts: Any
    usual_length: float

    def score(self, words: Mapping[str, float], language: str) -> tuple[Any, dict[str, Any]]:
        """For each row how much of `words` is in it (0–1), and for each word its share per row."""
        scores = np.zeros(self.size, dtype=np.float32)
        found: dict[str, Any] = {}
        ideal = 1e-9
        for word, weight in words.items():
            expansions = self.terms.expand(word, language)
            share = self._best(expansions)
            ideal += weight * self._rarity(expansions)
            if share is not None:
                scores += share * np.float32(weight)
                found[word] = share
        return np.minimum(scores / np.float32(ideal), 1.0), found

    def _best(self, expansions: Sequence[tuple[int, float]]) -> Any | None:
        if not expansions:
            return None
        share = np.zeros(self.size, dtype=np.float32)
        for term, alike in expansions:
            part = slice(self.starts[term], self.starts[term + 1])
            rows = self.rows[part]
            worth = self.impacts[part] * np.float32(self.terms.idf[term] * alike)
            share[rows] = np.maximum(share[rows], worth)
        return share

    def _rarity(self, expansions: Sequence[tuple[int, float]]) -> float:
        likest = expansions[0] if expansions else None
        if likest is None or likest[1] < 0.5:
            return self.terms.rarest
        return float(self.terms.idf[likest[0]])


def build_postings(
    bags: Iterable[Mapping[str, float]], background: Postings | None = None
) -> Postings:
    """Postings of bags (stem → weight in the text), one row each; each bag is looked at once."""
    number: dict[str, int] = {}
    found, given, filled = array("i"), array("f"), array("i")
    for bag in bags:
        found.extend([number.setdefault(word, len(number)) for word in bag])
        given.extend(bag.values())
        filled.append(len(bag))
    column, weight, sizes = (np.array(some) for some in (found, given, filled))
    row = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    lengths = np.bincount(row, weight, minlength=len(sizes)).astype(np.float32)
    counts = np.bincount(column, minlength=len(number))
    terms = build_terms(number, counts, len(sizes), background.terms if background else None)
    usual = float(lengths.mean()) if len(sizes) else 1.0
    if background is not None:
        usual = background.usual_length
    # A text of usual length that has a word once, at full weight, has impact 1.
    norm = (SATURATION * (1 - LENGTH + LENGTH * lengths / max(usual, 1e-9))).astype(np.float32)
    impact = weight * np.float32(SATURATION + 1) / (weight + norm[row])
    order = np.argsort(column, kind="stable")
    starts = np.zeros(len(number) + 1, dtype=np.int64)
    np.cumsum(counts, out=starts[1:])
    return Postings(len(sizes), terms, starts, row[order], impact[order], usual)

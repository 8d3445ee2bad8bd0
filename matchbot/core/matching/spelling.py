"""Misspelt words: which known word a buyer will have meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 5
ERRORS = 1
_KEPT = 20_000


@dataclass(frozen=True, repr=False)
class Spelling:
    """Known words with how often they occur, grouped by first letter and length."""

    seen: Mapping[str, int] = field(default_factory=dict)
    shelves: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    _cache: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def meant(self, word: str) -> str:
        """The known word one letter away from an unknown one (or two swapped), the commonest.

        A word that is known, short, a number or like nothing known comes back as it is.
        """
        if len(word) < SHORTEST or word in self.seen or not word.isalpha():
            return word
        if word not in self._cache:
            if len(self._cache) >= _KEPT:
                self._cache.clear()
            self._cache[word] = self._nearest(word)
        return self._cache[word]

    def also(self, words: Iterable[str]) -> Spelling:
        """The spelling that knows these words too."""
        fresh = build_spelling(word for word in words if word not in self.seen)
        shelves = dict(self.shelves)
        for shelf, known in fresh.shelves.items():
            shelves[shelf] = (*shelves.get(shelf, ()), *known)
        return Spelling({**self.seen, **fresh.seen}, shelves)

    def _nearest(self, word: str) -> str:
        near = [
            (distance, -self.seen[known], known)
            for length in range(len(word) - ERRORS, len(word) + ERRORS + 1)
            for known, distance, _ in process.extract(
                word,
                self.shelves.get((word[0], length), ()),
                scorer=OSA.distance,
                score_cutoff=ERRORS,
                limit=5,
            )
        ]
        return min(near)[2] if near else word


def build_spelling(words: Iterable[str]) -> Spelling:
    """The spelling of all `words` (folded, repeated as often as they occur)."""
    seen = Counter({word: times for word, times in Counter(words).items() if word.isalpha()})
    shelves: dict[tuple[str, int], list[str]] = {}
    for word in seen:
        if len(word) >= SHORTEST - 1:
            shelves.setdefault((word[0], len(word)), []).append(word)
    return Spelling(seen, {shelf: tuple(known) for shelf, known in shelves.items()})

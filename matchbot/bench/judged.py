"""Needs judged by hand against the sample catalogue: how good the first five are, and what misses.

A folder holds `needs.tsv` (id, lang, half, kinds, text), `grades.tsv` (need, offering, grade: 3 just
what is asked, 2 would do, 1 related; what is not listed is 0) and `foreign.tsv` (id, lang, half,
text: needs that no WISE serves).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log2
from pathlib import Path

from matchbot.bench.cpv_task import read_tsv
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.match import Ranking
from matchbot.core.matching.rank import rank
from matchbot.core.reading.read import read_need

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
SEEN = 5
SUCCESS_AMONG, SUCCESS_FROM = 3, 2


@dataclass(frozen=True)
class JudgedNeed:
    """A need with the grades of the offerings that have to do with it, and its kinds.

    `frozen`: kept out of all tuning. Without grades it is foreign: nobody sells it.
    """

    id: str
    language: str
    text: str
    frozen: bool
    kinds: tuple[str, ...] = ()
    grades: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Found:
    """What the matcher gave for a judged need: kinds and offerings, best first; none: abstained."""

    need: JudgedNeed
    kinds: tuple[str, ...]
    offerings: tuple[str, ...]

    @property
    def ndcg(self) -> float:
        """nDCG of the first five, 0-1, with the grades as gains."""
        return ndcg(self.offerings, self.need.grades or {})

    @property
    def success(self) -> bool:
        """Whether something that would do is among the first three."""
        grades = self.need.grades or {}
        return any(grades.get(o, 0) >= SUCCESS_FROM for o in self.offerings[:SUCCESS_AMONG])


def load_judged(folder: Path) -> tuple[list[JudgedNeed], list[JudgedNeed]]:
    """The judged needs and the foreign ones; FileNotFoundError when a file is missing."""
    grades: dict[str, dict[str, int]] = {}
    for row in read_tsv(folder / "grades.tsv"):
        grades.setdefault(row["need"], {})[row["offering"]] = int(row["grade"])
    judged = [
        JudgedNeed(
            row["id"],
            row["lang"],
            row["text"],
            row["half"] == "frozen",
            tuple(row["kinds"].split()),
            grades.get(row["id"], {}),
        )
        for row in read_tsv(folder / "needs.tsv")
    ]
    foreign = [
        JudgedNeed(row["id"], row["lang"], row["text"], row["half"] == "frozen")
        for row in read_tsv(folder / "foreign.tsv")
    ]
    return judged, foreign


def find(need: JudgedNeed, knowledge: Knowledge, *, rotate: bool = False) -> Found:
    """What the matcher gives for a need, read and ranked as a buyer's message is."""
    reading = read_need(need.text, knowledge, NOW, need.language)
    ranking: Ranking = rank(
        reading.need, knowledge, now=NOW.date(), limit=SEEN, rotate=rotate
    )
    offerings = tuple(match.offering.id for match in ranking.matches)
    return Found(need, tuple(guess.id for guess in reading.need.kinds), offerings)


def ndcg(offerings: Sequence[str], grades: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain of the first five, 0-1."""
    ideal = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(offering, 0) for offering in offerings]) / ideal if ideal else 0.0


def mean(figures: Iterable[float]) -> float:
    """The mean; 0 of nothing."""
    held = list(figures)
    return sum(held) / len(held) if held else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / log2(place + 2) for place, grade in enumerate(grades[:SEEN]))

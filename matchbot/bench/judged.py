"""Needs judged by hand against the sample catalogue: how good the first five are, and what misses.

A folder holds `needs.tsv` (id, lang, half, kinds, text), `grades.tsv` (need, offering, grade: 3 just
what is asked, 2 would do, 1 related; what is not listed is 0) and `foreign.tsv` (id, lang, half,
text: needs that no WISE serves); `grades_reader.tsv` is graded by somebody who had seen none of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import log2
from pathlib import Path

from matchbot.bench.cpv_task import read_tsv
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.match import Ranking
from matchbot.core.matching.rank import OF_ONE_WISE, rank
from matchbot.core.offering import Catalogue
from matchbot.core.reading.read import read_need

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
SEEN = 5
SUCCESS_AMONG, SUCCESS_FROM = 3, 2
POOR = 0.7


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
    ndcg: float = 0.0

    @property
    def success(self) -> bool:
        """Whether something that would do is among the first three."""
        grades = self.need.grades or {}
        return any(grades.get(o, 0) >= SUCCESS_FROM for o in self.offerings[:SUCCESS_AMONG])

    @property
    def kind_right(self) -> bool:
        """Whether one of the first three kinds is right."""
        return bool(set(self.kinds[:SUCCESS_AMONG]) & set(self.need.kinds))

    @property
    def missed(self) -> bool:
        """Worth looking at: a foreign need with a match, or a need whose first five are poor."""
        return bool(self.offerings) if self.need.grades is None else self.ndcg < POOR


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


def load_reader(folder: Path) -> dict[str, dict[str, int]]:
    """By need and offering what a second reader graded, who saw nothing but the pooled offerings.

    Pairs of grade 0 stand there too. FileNotFoundError without `grades_reader.tsv`.
    """
    grades: dict[str, dict[str, int]] = {}
    for row in read_tsv(folder / "grades_reader.tsv"):
        grades.setdefault(row["need"], {})[row["offering"]] = int(row["grade"])
    return grades


def regraded(
    found: Sequence[Found], grades: Mapping[str, Mapping[str, int]], catalogue: Catalogue
) -> list[Found]:
    """What was found for the needs that the second reader graded, by those grades."""
    return [
        replace(
            one,
            need=replace(one.need, grades=grades[one.need.id]),
            ndcg=ndcg(one.offerings, grades[one.need.id], catalogue),
        )
        for one in found
        if one.need.id in grades
    ]


def agreement(
    needs: Sequence[JudgedNeed], grades: Mapping[str, Mapping[str, int]]
) -> tuple[int, float]:
    """How many pairs both graded, and how far they agree: Cohen's kappa, weighted by the square.

    0 as by chance, 1 the same (Cohen 1968).
    """
    pairs = [
        ((need.grades or {}).get(offering, 0), grade)
        for need in needs
        for offering, grade in grades.get(need.id, {}).items()
    ]
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    apart = sum((one - other) ** 2 for one, other in pairs) * len(pairs)
    chance = sum((a - b) ** 2 * ones[a] * others[b] for a in ones for b in others)
    return len(pairs), 1 - apart / chance if chance else 1.0


def find(need: JudgedNeed, knowledge: Knowledge, *, rotate: bool = False) -> Found:
    """What the matcher gives for a need, read and ranked as a buyer's message is."""
    reading = read_need(need.text, knowledge, NOW, need.language)
    ranking: Ranking = rank(reading.need, knowledge, now=NOW.date(), limit=SEEN, rotate=rotate)
    offerings = tuple(match.offering.id for match in ranking.matches)
    kinds = tuple(guess.id for guess in reading.need.kinds)
    return Found(need, kinds, offerings, ndcg(offerings, need.grades or {}, knowledge.catalogue))


def ndcg(offerings: Sequence[str], grades: Mapping[str, int], catalogue: Catalogue) -> float:
    """Normalised discounted cumulative gain of the first five, 0-1, with the grades as gains.

    The ideal keeps the rule that at most two of one WISE are among the first five.
    """
    best: list[int] = []
    theirs: Counter[str] = Counter()
    for offering in sorted(grades, key=lambda offering: (-grades[offering], offering)):
        wise = catalogue.offerings[offering].wise
        if theirs[wise] < OF_ONE_WISE:
            theirs[wise] += 1
            best.append(grades[offering])
    ideal = _gain(best)
    return _gain([grades.get(offering, 0) for offering in offerings]) / ideal if ideal else 0.0


def summed_up(found: Sequence[Found]) -> dict[str, dict[str, float]]:
    """The figures of each half and of all needs."""
    halves = {
        "open": [f for f in found if not f.need.frozen],
        "frozen": [f for f in found if f.need.frozen],
        "all": list(found),
    }
    return {half: _figures(part) for half, part in halves.items()}


def _figures(found: Sequence[Found]) -> dict[str, float]:
    served = [f for f in found if f.need.grades is not None]
    foreign = [f for f in found if f.need.grades is None]
    return {
        "nDCG@5": mean(f.ndcg for f in served),
        "success@3": mean(f.success for f in served),
        "refused": mean(not f.offerings for f in served),
        "kind in 3": mean(f.kind_right for f in served),
        "abstains": mean(not f.offerings for f in foreign),
    }


def mean(figures: Iterable[float]) -> float:
    """The mean; 0 of nothing."""
    held = list(figures)
    return sum(held) / len(held) if held else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / log2(place + 2) for place, grade in enumerate(grades[:SEEN]))

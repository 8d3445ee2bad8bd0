"""The ranking task: real tender titles against the official labels of kinds of work."""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

DIVISIONS = frozenset("15 18 39 45 50 55 60 63 64 72 77 79 80 85 90 92 98".split())
LANGUAGES = ("nl", "fr", "en", "de")
TOP = 10
SEED = 20261123
TYPO_FROM = 5

#: Ranks for one need: positions of the offerings, best first.
Ranker = Callable[["BuyerNeed"], Sequence[int]]


@dataclass(frozen=True)
class BuyerNeed:
    """A real need: the title as it was published, and the code its buyer chose."""

    title: str
    cpv: str
    language: str
    notice: str


@dataclass(frozen=True)
class Task:
    """Codes that stand in for offerings, their labels by language, and needs with a known code."""

    codes: tuple[str, ...]
    labels: Mapping[str, tuple[str, ...]]
    needs: tuple[BuyerNeed, ...]
    lessons: tuple[BuyerNeed, ...]
    _cuts: dict[int, Any] = field(default_factory=dict)

    def gains(self, code: str) -> Any:
        """For each offering 3 for the same code, 2 for the same class, 1 for the same group."""
        gained = np.zeros(len(self.codes), dtype=np.int8)
        for digits, gain in ((3, 1), (4, 2), (8, 3)):
            if digits not in self._cuts:
                self._cuts[digits] = np.array([c[:digits] for c in self.codes])
            gained[self._cuts[digits] == code[:digits]] = gain
        return gained

    def ndcg(self, need: BuyerNeed, ranked: Sequence[int]) -> float:
        """nDCG of the first ten, 0–1."""
        gains = self.gains(need.cpv)
        discounts = 1 / np.log2(np.arange(2, TOP + 2))
        ideal = float((np.sort(gains)[::-1][:TOP] * discounts[: len(gains)]).sum())
        got = gains[np.array(ranked[:TOP], dtype=int)]
        return float((got * discounts[: len(got)]).sum()) / ideal if ideal else 0.0

    def mean_ndcg(self, needs: Iterable[BuyerNeed], ranker: Ranker) -> float:
        """The mean nDCG of a ranker over some needs."""
        return float(np.mean([self.ndcg(need, ranker(need)) for need in needs]))


def load_task(folder: Path) -> Task:
    """The task from the folder with cpv.tsv and needs_dev.tsv; FileNotFoundError without them."""
    rows = [row for row in read_tsv(folder / "cpv.tsv") if row["code"][:2] in DIVISIONS]
    needs = [
        BuyerNeed(row["title"], row["cpv"], row["lang"], row["notice"])
        for row in read_tsv(folder / "needs_dev.tsv")
    ]
    return Task(
        tuple(row["code"] for row in rows),
        {language: tuple(row[language] for row in rows) for language in LANGUAGES},
        tuple(n for n in needs if n.cpv[:2] in DIVISIONS and n.cpv[2] != "0"),
        tuple(needs),
    )


def read_tsv(path: Path) -> list[dict[str, str]]:
    """The rows of a file of tab-separated values without quoting, by header."""
    lines = path.read_text(encoding="utf-8").split("\n")
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=False)) for line in lines[1:] if line]


def sampled(task: Task, size: int | None) -> dict[str, list[BuyerNeed]]:
    """The needs by language, at most `size` of each (None: all), the same at every run."""
    chosen: dict[str, list[BuyerNeed]] = {}
    for language in LANGUAGES:
        needs = [need for need in task.needs if need.language == language]
        if size is not None and size < len(needs):
            needs = random.Random(SEED).sample(needs, size)
        chosen[language] = needs
    return chosen


def folds(task: Task, count: int) -> dict[str, int]:
    """The fold of each notice: all languages and lots of a notice are in the same one."""
    notices = sorted({need.notice for need in task.lessons})
    random.Random(SEED).shuffle(notices)
    return {notice: place % count for place, notice in enumerate(notices)}


def with_typos(text: str) -> str:
    """`text` with a letter dropped, swapped or inserted in every second long word, always alike."""
    chance = random.Random(f"{SEED}{text}")
    words, long_words = text.split(" "), 0
    for place, word in enumerate(words):
        if len(word) < TYPO_FROM:
            continue
        long_words += 1
        if long_words % 2:
            words[place] = _typo(word, chance)
    return " ".join(words)


def _typo(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    what = chance.choice(("drop", "swap", "insert"))
    if what == "drop":
        return word[:at] + word[at + 1 :]
    if what == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + chance.choice(string.ascii_lowercase) + word[at:]

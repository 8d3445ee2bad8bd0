"""Fits the odds of kinds (`KIND_ODDS`) to tender titles and judged needs, as a colleague can again.

Each kind that a text touches is one example: right when it covers the class of the title's code,
or is among the kinds that the judged need names. What is fitted is the logistic regression of
`kind_score`, with a ridge so small that it only keeps useless features near nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from matchbot.bench.calibration import is_tuned
from matchbot.bench.cpv_task import read_tsv
from matchbot.bench.judged import NOW, load_judged
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.calibration import Rivals, kind_features
from matchbot.core.matching.evidence import Evidence, evidence, telling_words
from matchbot.core.matching.normalise import LANGUAGES
from matchbot.core.reading.read import read_need

#: How many titles a judged need is worth: they are few, and what buyers of ours really write.
JUDGED_WORTH = 6.0
RIDGE = 1.0
CLASS = 4
_STEPS = 50


@dataclass(frozen=True)
class Example:
    """One kind touched by one text: what speaks for it, whether it is right, what it weighs.

    `tuned`: of the half that is fitted on.
    """

    features: Mapping[str, float]
    right: bool
    weight: float
    tuned: bool


def examples(
    folder: Path, titles: Path, knowledge: Knowledge, *, embedded: bool
) -> Iterator[Example]:
    """All examples: of titles in our languages, of judged and of foreign needs."""
    if not embedded:
        knowledge = replace(knowledge, embedder=None)
    for row in read_tsv(titles):
        if row["lang"] in LANGUAGES:
            covering = _covering(row["cpv"], knowledge)
            found = _touched(row["title"], row["lang"], knowledge)
            for kind, features in found.items():
                yield Example(features, kind in covering, 1.0, is_tuned(row))
    for need in [one for part in load_judged(folder) for one in part]:
        for kind, features in _touched(need.text, need.language, knowledge).items():
            yield Example(features, kind in need.kinds, JUDGED_WORTH, not need.frozen)


def fitted(some: Sequence[Example], names: Sequence[str]) -> dict[str, float]:
    """The weights, by feature, under which the tuned examples are likeliest (Newton's method)."""
    rows, right, weight = _arrays([one for one in some if one.tuned], names)
    ridge = RIDGE * np.array([name != "always" for name in names])
    odds = np.zeros(len(names))
    for _ in range(_STEPS):
        sure = 1 / (1 + np.exp(-rows @ odds))
        slope = rows.T @ (weight * (sure - right)) + ridge * odds
        bend = (rows * (weight * sure * (1 - sure))[:, None]).T @ rows + np.diag(ridge + 1e-9)
        odds = odds - np.linalg.solve(bend, slope)
    return {name: round(float(one), 2) for name, one in zip(names, odds, strict=True)}


def loss(some: Sequence[Example], odds: Mapping[str, float], *, tuned: bool) -> float:
    """The mean logarithmic loss of these odds on one half; the lower the better."""
    rows, right, weight = _arrays([one for one in some if one.tuned == tuned], list(odds))
    sure = np.clip(1 / (1 + np.exp(-rows @ np.array(list(odds.values())))), 1e-9, 1 - 1e-9)
    each = -(right * np.log(sure) + (1 - right) * np.log(1 - sure))
    return float((weight * each).sum() / weight.sum())


def _touched(text: str, language: str, knowledge: Knowledge) -> dict[str, dict[str, float]]:
    """The features of each kind that a text touches, as `guess_kinds` sees them."""
    what = read_need(text, knowledge, NOW, language).need.what or text
    meant = knowledge.index.meant
    found = evidence(what, language, knowledge.lexicon, knowledge.embedder, meant)
    foreign = found.pop("", Evidence())
    count = len(telling_words(what))
    return {
        kind: kind_features(theirs, Rivals(_others(found, kind), foreign, count))
        for kind, theirs in found.items()
    }


def _others(found: Mapping[str, Evidence], kind: str) -> list[Evidence]:
    return [theirs for other, theirs in found.items() if other != kind]


def _covering(code: str, knowledge: Knowledge) -> set[str]:
    kinds = knowledge.vocabulary.kinds.values()
    return {kind.id for kind in kinds if any(one[:CLASS] == code[:CLASS] for one in kind.cpv)}


def _arrays(some: Sequence[Example], names: Sequence[str]) -> tuple[Any, Any, Any]:
    rows = np.array([[one.features[name] for name in names] for one in some])
    right = np.array([float(one.right) for one in some])
    return rows, right, np.array([one.weight for one in some])

"""Grouping of real needs by meaning against their official codes, beside k-means on the same vectors.

Each title stands for a need of another buyer for which nothing fitted. What is measured is how far the
groups of five and more agree with the CPV groups (the first three digits), by adjusted mutual
information: 0 as by chance, 1 the same division.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from matchbot.bench.cpv_task import SEED, read_tsv
from matchbot.core.insight.meaning import groups_of_meaning
from matchbot.core.insight.privacy import LEAST
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.kinds import guess_kinds

CPV_GROUP = 3
#: k-means may try several numbers of groups, and its best one counts.
TRIED = (50, 100, 150, 200)


@dataclass(frozen=True)
class Agreement:
    """How far one way of grouping agrees with the CPV groups.

    `groups` of five and more, the share of needs that are in one, the agreement of these needs, and
    that of all needs, where each that is in none counts as the (small) group it is in.
    """

    way: str
    groups: int
    share: float
    agreement: float
    agreement_all: float


def run(needs: Path, knowledge: Knowledge, size: int | None = None) -> list[Agreement]:
    """Group the needs of a file; ours first, then k-means on the same needs that ours groups, then
    k-means as it is. Raises KeyError for a file without the columns lang, title and cpv.
    """
    from sklearn.cluster import KMeans

    rows = read_tsv(needs)
    if size is not None and size < len(rows):
        chosen = np.random.default_rng(SEED).choice(len(rows), size, replace=False)
        rows = [rows[at] for at in sorted(chosen)]
    titles = [(row["title"], row["lang"], row["cpv"][:CPV_GROUP]) for row in rows]
    if knowledge.embedder is None or not titles:
        return []
    vectors = np.asarray(knowledge.embedder.embed([t for t, _, _ in titles]), dtype=np.float32)
    ours = groups_of_meaning(vectors, _kinds(titles, knowledge), [lang for _, lang, _ in titles])
    codes = [code for _, _, code in titles]
    kept = large(ours)
    found = [agreement("matchbot", ours, codes)]
    tried = []
    for count in (count for count in TRIED if count < len(titles)):
        means = KMeans(count, n_init=3, random_state=SEED).fit_predict(vectors)
        tried.append((count, [int(label) for label in means]))
    same = [_on("k-means, same needs", count, labels, codes, kept) for count, labels in tried]
    alone = [agreement(f"k-means ({count})", labels, codes) for count, labels in tried]
    found += [max(ways, key=lambda a: a.agreement) for ways in (same, alone) if ways]
    return found


def _kinds(titles: Sequence[tuple[str, str, str]], knowledge: Knowledge) -> list[str]:
    guessed = (guess_kinds(title, language, knowledge) for title, language, _ in titles)
    return [kinds[0].id if kinds else "" for kinds in guessed]


def large(groups: Sequence[int]) -> Any:
    """Which needs are in a group of five and more."""
    sizes = Counter(groups)
    return np.array([sizes[group] >= LEAST for group in groups])


def agreement(way: str, groups: Sequence[int], codes: Sequence[str]) -> Agreement:
    """The figures of one way of grouping."""
    kept = large(groups)
    return Agreement(
        way,
        len({group for group, is_kept in zip(groups, kept, strict=True) if is_kept}),
        float(kept.mean()),
        _mutual(groups, codes, kept),
        _mutual(groups, codes, np.ones(len(groups), dtype=bool)),
    )


def _on(way: str, count: int, groups: Sequence[int], codes: Sequence[str], kept: Any) -> Agreement:
    """k-means where ours tells something: the same needs, so that hard ones do not count against."""
    whole = agreement(way, groups, codes)
    name, share = f"{way} ({count})", float(kept.mean())
    return Agreement(name, whole.groups, share, _mutual(groups, codes, kept), whole.agreement_all)


def _mutual(groups: Sequence[int], codes: Sequence[str], kept: Any) -> float:
    from sklearn.metrics import adjusted_mutual_info_score

    if not kept.any():
        return 0.0
    return float(adjusted_mutual_info_score(np.array(codes)[kept], np.array(groups)[kept]))

"""`matchbot bench ranking`: quality and speed of the ranking, beside what else could be used."""

from __future__ import annotations

import platform as machine
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from matchbot.adapters.codes import CodeIndex, build_codes
from matchbot.adapters.cpv_file import enriched
from matchbot.adapters.embedding import SentenceEmbedder
from matchbot.adapters.index import build_index
from matchbot.adapters.knowledge import build_knowledge
from matchbot.bench.cpv_task import (
    LANGUAGES,
    BuyerNeed,
    Task,
    folds,
    load_task,
    sampled,
    with_typos,
)
from matchbot.bench.peers import PEERS
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.learning import Learned, Lesson, learn
from matchbot.core.matching.rank import order
from matchbot.core.need import Need
from matchbot.core.offering import Catalogue, Offering
from matchbot.core.platform import Platform
from matchbot.core.vocabulary import Vocabulary

NOW = date(2026, 11, 23)
FOLDS = 5
DEFAULT_SAMPLE = 200
WIDE = 140

#: Ranks one title and says which offerings came first.
Asked = Callable[[str], Sequence[int]]


@dataclass(frozen=True)
class Row:
    """One line of the table: nDCG@10 by language, clean; its means; milliseconds a need."""

    name: str
    clean: dict[str, float]
    typos: float
    to_english: float
    p50: float
    p95: float

    @property
    def mean(self) -> float:
        """The mean over the languages."""
        return float(np.mean(list(self.clean.values())))


def run(
    data: Path,
    vocabulary: Vocabulary,
    *,
    embedder: SentenceEmbedder,
    sample: int | None = DEFAULT_SAMPLE,
    full: bool = False,
    console: Console | None = None,
) -> list[Row]:
    """Measure everybody on the needs and codes in folder `data`; on `console` as a table.

    `full` takes all needs instead of `sample` of each language. FileNotFoundError without data.
    """
    task = load_task(data)
    needs = sampled(task, None if full else sample)
    rows = [measure(peer.name, task, needs, _peer(peer.build, task)) for peer in PEERS]
    official = enriched(vocabulary, data / "cpv.tsv")
    for name, words in (("matchbot", vocabulary), ("matchbot + CPV file", official)):
        codes = build_codes(words, Learned(), embedder)
        rows.append(measure(name, task, needs, _matchbot(task, words, embedder, codes)))
        rows.append(_learning(f"{name}, --learn (folds)", task, needs, words, embedder))
    if console is not None:
        print_wide(console, as_table(rows, needs))
    return rows


def print_wide(console: Console, table: Table) -> None:
    """Print a table of many figures: into a file, where there is no width, none is cut."""
    console.print(table, width=None if console.is_terminal else WIDE, crop=False)


def as_facts(rows: Sequence[Row]) -> list[dict[str, object]]:
    """The rows for machines: all figures of the table, unrounded."""
    best = _best_peer(rows)
    return [{**vars(row), "mean": row.mean, "times_best_peer": row.mean / best} for row in rows]


def _best_peer(rows: Sequence[Row]) -> float:
    return max(row.mean for row in rows if not row.name.startswith("matchbot"))


def measure(
    name: str,
    task: Task,
    needs: dict[str, list[BuyerNeed]],
    asked: Callable[[str, str], Asked],
) -> Row:
    """A row for one ranker; `asked(offerings' language, need's language)` builds it."""
    clean: dict[str, float] = {}
    typos: list[float] = []
    english: list[float] = []
    spent: list[float] = []
    for language in LANGUAGES:
        search = asked(language, language)
        clean[language] = _mean(task, needs[language], search, spent)
        typos.append(_mean(task, needs[language], _misspelt(search)))
        if language != "en":
            english.append(_mean(task, needs[language], asked("en", language)))
    p50, p95 = np.percentile(spent, [50, 95])
    return Row(name, clean, float(np.mean(typos)), float(np.mean(english)), float(p50), float(p95))


def _mean(
    task: Task, needs: Iterable[BuyerNeed], search: Asked, spent: list[float] | None = None
) -> float:
    scores = []
    for need in needs:
        start = time.perf_counter()
        ranked = search(need.title)
        if spent is not None:
            spent.append((time.perf_counter() - start) * 1000)
        scores.append(task.ndcg(need, ranked))
    return float(np.mean(scores)) if scores else 0.0


def _misspelt(search: Asked) -> Asked:
    return lambda title: search(with_typos(title))


def _peer(
    build: Callable[[Sequence[str], str], Callable[[str, int], Sequence[int]]], task: Task
) -> Callable[[str, str], Asked]:
    def asked(offered: str, _: str) -> Asked:
        search = build(task.labels[offered], offered)
        return lambda title: search(title, 10)

    return asked


def _matchbot(
    task: Task,
    vocabulary: Vocabulary,
    embedder: SentenceEmbedder,
    codes: CodeIndex,
    learned: Learned | None = None,
) -> Callable[[str, str], Asked]:
    @cache
    def of_labels(offered: str) -> Knowledge:
        return labels_knowledge(task, offered, vocabulary, embedder, codes, learned)

    def asked(offered: str, language: str) -> Asked:
        knowledge = of_labels(offered)
        return lambda title: ranked_by(knowledge, title, language)

    return asked


def labels_knowledge(
    task: Task,
    language: str,
    vocabulary: Vocabulary,
    embedder: SentenceEmbedder,
    codes: CodeIndex,
    learned: Learned | None = None,
) -> Knowledge:
    """A catalogue of the labels: offerings with an id, a title and a language, nothing more."""
    titles = enumerate(task.labels[language])
    offerings = {str(i): Offering(str(i), "", title, language=language) for i, title in titles}
    empty = build_knowledge(
        Platform(languages=LANGUAGES), Catalogue(), vocabulary=Vocabulary(), rotation=False
    )
    catalogue = Catalogue({}, offerings)
    index = build_index(catalogue, vocabulary, embedder, learned, codes=codes)
    return replace(
        empty, vocabulary=vocabulary, catalogue=catalogue, index=index, embedder=embedder
    )


def ranked_by(knowledge: Knowledge, title: str, language: str) -> list[int]:
    """The positions of the first ten offerings for a title, with everything that rank does."""
    need = Need(title, what=title, language=language)
    found = order(need, knowledge, now=NOW, rotate=False)[:10]
    return [int(match.offering.id) for match in found]


def _learning(
    name: str,
    task: Task,
    needs: dict[str, list[BuyerNeed]],
    vocabulary: Vocabulary,
    embedder: SentenceEmbedder,
) -> Row:
    """Learning measured in folds: a need is ranked by what the other folds' notices taught."""
    fold = folds(task, FOLDS)
    parts: list[Row] = []
    for left_out in range(FOLDS):
        lessons = (
            Lesson(n.title, n.cpv, n.language) for n in task.lessons if fold[n.notice] != left_out
        )
        learned = learn(Learned(), lessons)
        codes = build_codes(vocabulary, learned, embedder)
        asked = {
            language: [need for need in some if fold[need.notice] == left_out]
            for language, some in needs.items()
        }
        parts.append(
            measure("", task, asked, _matchbot(task, vocabulary, embedder, codes, learned))
        )
    return Row(
        name,
        {one: float(np.mean([part.clean[one] for part in parts])) for one in LANGUAGES},
        *(float(np.mean([getattr(p, f) for p in parts])) for f in ("typos", "to_english")),
        *(float(np.mean([getattr(p, f) for p in parts])) for f in ("p50", "p95")),
    )


def as_table(rows: Sequence[Row], needs: dict[str, list[BuyerNeed]]) -> Table:
    """The rows as a table, each compared with the best peer."""
    best = _best_peer(rows)
    count = sum(len(some) for some in needs.values())
    table = Table(title=f"nDCG@10 on {count} needs, {machine.machine()} {machine.system()}")
    for heading in ("", *LANGUAGES, "mean", "× best peer", "typos", "→ en", "p50 ms", "p95 ms"):
        table.add_column(heading, justify="left" if not heading else "right")
    for row in rows:
        others = float(np.mean([row.clean[one] for one in LANGUAGES if one != "en"]))
        table.add_row(
            row.name,
            *(f"{row.clean[language]:.3f}" for language in LANGUAGES),
            f"{row.mean:.3f}",
            f"{row.mean / best:.2f}",
            f"{row.typos / max(row.mean, 1e-9):.0%}",
            f"{row.to_english / max(others, 1e-9):.0%}",
            f"{row.p50:.1f}",
            f"{row.p95:.1f}",
        )
    return table

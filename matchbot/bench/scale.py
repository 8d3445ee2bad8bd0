"""Speed and memory of the ranking at 1,000 to 1,000,000 offerings, beside the peers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from datetime import time as clock_time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from matchbot.adapters.codes import CodeIndex, build_codes
from matchbot.adapters.embedding import SentenceEmbedder
from matchbot.adapters.index import ArrayIndex, build_index
from matchbot.adapters.keeper import KnowledgeKeeper
from matchbot.adapters.knowledge import build_knowledge
from matchbot.adapters.store import SqlStore
from matchbot.bench.cpv_task import LANGUAGES, BuyerNeed, load_task, sampled
from matchbot.bench.peers import PEERS
from matchbot.bench.ranking import NOW, print_wide
from matchbot.bench.synthetic import ComposedEmbedder, synthetic_offerings
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.learning import Learned
from matchbot.core.matching.lexicon import build_lexicon
from matchbot.core.matching.rank import query_for, rank
from matchbot.core.need import Need
from matchbot.core.offering import Catalogue, Offering
from matchbot.core.platform import Platform
from matchbot.core.vocabulary import Vocabulary

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ASKED, PEERS_ASKED, COMPARED = 100, 12, 20
FIRST = 10
#: Up to so many offerings a change is measured from the store on, above in the index alone.
STORED_AT_MOST = 100_000
CHANGED: dict[str, Any] = {"title": "Blokarten huren op het strand", "language": "nl"}


@dataclass(frozen=True)
class Measured:
    """One ranker at one size: seconds to build, megabytes, milliseconds a need."""

    name: str
    size: int
    build_s: float
    megabytes: float | None
    p50: float
    p95: float
    update_s: float | None = None
    same_first: float | None = None


def run_scale(
    data: Path,
    vocabulary: Vocabulary,
    *,
    embedder: SentenceEmbedder,
    sizes: Sequence[int] = SIZES,
    console: Console | None = None,
) -> list[Measured]:
    """Measure matchbot and the peers at each size; on `console` a table of each size and side."""
    task = load_task(data)
    codes = build_codes(vocabulary, Learned(), embedder)
    by_language = sampled(task, ASKED // len(LANGUAGES))
    needs = [need for some in by_language.values() for need in some]
    rows: list[Measured] = []
    for size in sizes:
        offerings = synthetic_offerings(task, data, size)
        own = _matchbot(offerings, vocabulary, codes, embedder, needs)
        # Told at once: at a million the peers take longer than all the rest.
        _tell(console, [own])
        peers = _peers(offerings, needs[:: ASKED // PEERS_ASKED])
        _tell(console, peers)
        rows += [own, *peers]
    return rows


def _tell(console: Console | None, rows: Sequence[Measured]) -> None:
    if console is not None:
        print_wide(console, _table(rows))


def _matchbot(
    offerings: list[Offering],
    vocabulary: Vocabulary,
    codes: CodeIndex,
    embedder: SentenceEmbedder,
    needs: Sequence[BuyerNeed],
) -> Measured:
    catalogue = Catalogue({}, {offering.id: offering for offering in offerings})
    before, start = _memory(), time.perf_counter()
    composed = ComposedEmbedder(embedder)
    index = build_index(catalogue, vocabulary, composed, codes=codes)
    built = time.perf_counter() - start
    used = _memory() - before
    knowledge = _knowledge(vocabulary, catalogue, index, embedder)
    times = [_timed(partial(_ranked, knowledge, need)) for need in needs]
    small = len(offerings) <= STORED_AT_MOST
    update = _stored_change(offerings, knowledge) if small else _change(offerings[0], index)
    same = float(np.mean([_same_first(index, knowledge, need) for need in needs[:COMPARED]]))
    p50, p95 = np.percentile(times, [50, 95])
    return Measured("matchbot", len(offerings), built, used, float(p50), float(p95), update, same)


def _stored_change(offerings: Sequence[Offering], knowledge: Knowledge) -> float:
    """Seconds from a changed offering's way into the store until it is the first match."""
    with TemporaryDirectory(prefix="matchbot-bench-") as folder:
        store = SqlStore.open(f"sqlite:///{folder}/matchbot.db", knowledge.platform.id)
        moment = datetime.combine(NOW, clock_time(9), UTC)
        with store.begin() as tx:
            tx.catalogue.put(Catalogue(offerings={one.id: one for one in offerings}), moment)
        keeper = KnowledgeKeeper(store, lambda *_: knowledge, lambda: moment)
        keeper.refresh()
        fresh = replace(offerings[0], **CHANGED)
        start = time.perf_counter()
        with store.begin() as tx:
            tx.catalogue.put(Catalogue(offerings={fresh.id: fresh}), moment)
        found = rank(Need(fresh.title, what=fresh.title), keeper.refresh(), now=NOW)
        spent = time.perf_counter() - start
        assert (found.matches or found.nearest)[0].offering.id == fresh.id
        store.close()
        return spent


def _change(offering: Offering, index: ArrayIndex) -> float:
    """Seconds until the index alone has a changed offering."""
    start = time.perf_counter()
    index.changed([replace(offering, **CHANGED)])
    return time.perf_counter() - start


def _knowledge(
    vocabulary: Vocabulary, catalogue: Catalogue, index: ArrayIndex, embedder: SentenceEmbedder
) -> Knowledge:
    empty = build_knowledge(
        Platform(languages=LANGUAGES), Catalogue(), vocabulary=Vocabulary(), rotation=False
    )
    return replace(
        empty,
        vocabulary=vocabulary,
        catalogue=catalogue,
        index=index,
        embedder=embedder,
        lexicon=build_lexicon(vocabulary, embedder),
    )


def _ranked(knowledge: Knowledge, need: BuyerNeed) -> None:
    asked = Need(need.title, what=need.title, language=need.language)
    rank(asked, knowledge, now=NOW)


def _same_first(index: ArrayIndex, knowledge: Knowledge, need: BuyerNeed) -> bool:
    """Whether the first ten are those of an exact scan of everything."""
    query = query_for(Need(need.title, what=need.title, language=need.language), knowledge)
    quick = [candidate.offering for candidate in index.candidates(query, 60)][:FIRST]
    exact = [candidate.offering for candidate in index.exactly(query, FIRST)]
    return quick == exact


def _peers(offerings: Sequence[Offering], needs: Sequence[BuyerNeed]) -> list[Measured]:
    texts = [f"{offering.title}. {offering.description}" for offering in offerings]
    rows: list[Measured] = []
    for peer in PEERS:
        if len(texts) > peer.at_most:
            continue
        before, start = _memory(), time.perf_counter()
        search = peer.build(texts, "en")
        built = time.perf_counter() - start
        used = _memory() - before
        times = [_timed(partial(search, need.title, FIRST)) for need in needs]
        p50, p95 = np.percentile(times, [50, 95])
        rows.append(Measured(peer.name, len(texts), built, used, float(p50), float(p95)))
    return rows


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _memory() -> float:
    """Megabytes in use by this process now (Linux); 0 elsewhere."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * 4096 / 1e6 if statm.exists() else 0.0


def _table(rows: Sequence[Measured]) -> Table:
    table = Table(title="Ranking with reasons, one need at a time")
    headings = ("", "offerings", "build s", "MB", "p50 ms", "p95 ms", "update s", "same first ten")
    for heading in headings:
        table.add_column(heading, justify="left" if not heading else "right")
    for row in rows:
        table.add_row(
            row.name,
            f"{row.size:,}",
            f"{row.build_s:.1f}",
            f"{row.megabytes:.0f}" if row.megabytes is not None else "",
            f"{row.p50:.1f}",
            f"{row.p95:.1f}",
            "" if row.update_s is None else f"{row.update_s:.3f}",
            "" if row.same_first is None else f"{row.same_first:.0%}",
        )
    return table

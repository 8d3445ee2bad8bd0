"""How many turns a second a process takes: mixed conversations, straight, by web and by Telegram."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from matchbot.adapters.catalogue_files import read_catalogue, read_platform
from matchbot.adapters.clock import SystemClock
from matchbot.adapters.embedding import SentenceEmbedder
from matchbot.adapters.knowledge import build_knowledge, make_embedder
from matchbot.adapters.letters import MimeLetterWriter
from matchbot.adapters.luck import SystemLuck
from matchbot.adapters.shipped import shipped
from matchbot.adapters.store import SqlStore
from matchbot.adapters.wording import GettextWording
from matchbot.bench.synthetic import ComposedEmbedder
from matchbot.core.dialogue.conversation import Turn
from matchbot.core.knowledge import Knowledge
from matchbot.core.offering import Catalogue
from matchbot.core.vocabulary import Vocabulary
from matchbot.flows.enquiry import open_conversation, take_turn
from matchbot.flows.office import Office

SEED = 7
#: Texts that are embedded in truth; the rest of a large catalogue is like one of them.
DISTINCT = 2_000
#: Every turn ranks: a need, then changes of it.
RANKING = (
    (
        "Lunch voor {n} personen in Noord, graag vegetarisch",
        "toch {m} personen",
        "in Haarlem",
        "meer",
    ),
    (
        "We need catering for {n} people in Amsterdam",
        "max 20 euro per person",
        "make it {m} people",
    ),
    ("Nous cherchons un traiteur pour {n} personnes", "plutôt {m} personnes", "à Utrecht"),
    ("Wir suchen Fahrradreparatur für {n} Räder", "doch {m} Räder", "in Almere"),
    ("{n} kerstpakketten laten inpakken", "het mag ook in Zaandam", "toch {m} pakketten"),
    ("Schoonmaak van ons kantoor, {n} m2", "elke week", "in Amsterdam-Zuid"),
)
#: No turn ranks.
TALK = (
    ("hallo", "help", "dank je wel", "?"),
    ("hello", "help", "thanks", "language en"),
    ("bonjour", "aide", "merci"),
    ("hallo", "hilfe", "danke"),
)


@dataclass(frozen=True)
class Rate:
    """What was measured: turns, turns a second, milliseconds from a turn to its answer.

    `cpu_ms` is the processor's time of this process for a turn: on a busy machine it tells more.
    """

    name: str
    turns: int
    per_second: float
    cpu_ms: float
    p50: float = 0.0
    p95: float = 0.0


class Watch:
    """Measures turns from its making on."""

    def __init__(self, name: str) -> None:
        self._name, self.times = name, list[float]()
        self._began, self._worked = time.perf_counter(), time.process_time()

    def rate(self, turns: int) -> Rate:
        """What so many turns came to."""
        seconds = time.perf_counter() - self._began
        cpu = (time.process_time() - self._worked) * 1000 / turns
        waited = np.percentile(self.times, [50, 95]) if self.times else (0.0, 0.0)
        return Rate(self._name, turns, turns / seconds, cpu, *map(float, waited))


def said(sets: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, str]]:
    """Conversations without end, always the same: who speaks, and what."""
    chance = random.Random(SEED)
    for number in count(1):
        facts = {"n": chance.randrange(10, 90), "m": chance.randrange(100, 190)}
        for text in chance.choice(sets):
            yield str(number), text.format(**facts)


def large_knowledge(offerings: int) -> Knowledge:
    """The sample catalogue, grown to so many offerings by words of the vocabulary."""
    sample = shipped("amsterdam-sample")
    platform, catalogue = read_platform(sample), read_catalogue(sample).catalogue
    embedder = make_embedder()
    small = build_knowledge(platform, Catalogue(), embedder=embedder)
    grown = _grown(catalogue, small.vocabulary, offerings)
    composed: Any = embedder
    if isinstance(embedder, SentenceEmbedder):
        embedder.careful = embedder.careful if offerings <= 20_000 else None
        composed = ComposedEmbedder(embedder, DISTINCT)
    built = build_knowledge(platform, grown, embedder=composed, lexicon=small.lexicon)
    return replace(built, embedder=embedder)


def _grown(catalogue: Catalogue, vocabulary: Vocabulary, offerings: int) -> Catalogue:
    chance = random.Random(SEED)
    names = [kind.id.replace("-", " ") for kind in vocabulary.kinds.values()]
    models = list(catalogue.offerings.values())
    grown = {}
    for number in range(offerings):
        model, word = models[number % len(models)], chance.choice(names)
        id = model.id if number < len(models) else f"{model.id}-{number}"
        title = model.title if number < len(models) else f"{model.title} {word} {number}"
        grown[id] = replace(model, id=id, title=title)
    return replace(catalogue, offerings=grown)


@contextmanager
def office_in(folder: Path, knowledge: Knowledge, url: str = "") -> Iterator[Office]:
    """An office of real parts over a database of its own: SQLite with synchronous=FULL."""
    platform = knowledge.platform
    store = SqlStore.open(url or f"sqlite:///{folder / 'turns.db'}", platform.id)
    wording = GettextWording(platform.timezone)
    writer = MimeLetterWriter(wording, platform, "post@match.example", "https://match.example")
    try:
        yield Office(
            platform.id, store, wording, writer, SystemClock(), SystemLuck(), lambda: knowledge,
            wait=time.sleep,
        )  # fmt: skip
    finally:
        store.close()


def straight(office: Office, turns: int, sets: tuple[tuple[str, ...], ...], name: str) -> Rate:
    """One turn after the other, as the inbox takes them."""
    spoken = said(sets)
    return _rated(name, turns, lambda: _take(office, name, *next(spoken)))


def _take(office: Office, name: str, who: str, text: str) -> None:
    c = open_conversation(office, "telegram", f"{name}{who}", "nl")
    take_turn(office, c.id, Turn(text))


def paced(office: Office, turns: int, per_second: float, name: str) -> Rate:
    """Ranking turns that come in evenly, so many a second: how long each waits for its answer."""
    spoken, watch = said(RANKING), Watch(name)
    began = time.perf_counter()
    with ThreadPoolExecutor(4) as workers:

        def one(due: float, who: str, text: str) -> float:
            _take(office, name, who, text)
            return (time.perf_counter() - due) * 1000

        asked = []
        for number in range(turns):
            due = began + number / per_second
            time.sleep(max(0.0, due - time.perf_counter()))
            asked.append(workers.submit(one, due, *next(spoken)))
        watch.times += [answer.result() for answer in asked]
    return watch.rate(turns)


def by_web(office: Office, turns: int, sets: tuple[tuple[str, ...], ...], name: str) -> Rate:
    """Over the web's application, page by page; the visitors' side costs this process too."""
    return asyncio.run(_by_web(office, turns, sets, name))


async def _by_web(office: Office, turns: int, sets: tuple[tuple[str, ...], ...], name: str) -> Rate:
    import httpx

    from matchbot.adapters.web_files import WebFiles
    from matchbot.channels.web import make_web

    files = WebFiles(lambda: office.knowledge().vocabulary.kinds)
    site = office.rules.public_url
    transport = httpx.ASGITransport(make_web(office, handle_inbox=lambda: 0, files=files))
    spoken, visitor, watch = said(sets), "", Watch(name)
    client = httpx.AsyncClient(transport=transport, base_url=site)
    for _ in range(turns):
        who, text = next(spoken)
        if who != visitor:
            client.cookies.clear()
        visitor, start = who, time.perf_counter()
        headers = {"Origin": site, "Accept": "application/json"}
        answer = await client.post("/nl/chat", data={"text": text}, headers=headers)
        answer.raise_for_status()
        watch.times.append((time.perf_counter() - start) * 1000)
    await client.aclose()
    return watch.rate(turns)


def in_process(office: Office, turns: int) -> list[Rate]:
    """`turns` turns of each sort: ranked, at half of that rate, not ranked, and by web."""
    straight(office, 20, RANKING, "warm")
    ranked = straight(office, turns, RANKING, "ranked")
    return [
        ranked,
        paced(office, turns, ranked.per_second / 2, "ranked, at half of that"),
        straight(office, turns, TALK, "not ranked"),
        by_web(office, turns, RANKING, "ranked, by web"),
    ]


def growth(
    office: Office, first: int, last: int, progress: Callable[[int], None]
) -> tuple[float, float]:
    """Megabytes in use after the `first` and after the `last` of many mixed turns."""
    spoken, sizes = said((*RANKING, *TALK)), {}
    for number in range(1, last + 1):
        _take(office, "growth", *next(spoken))
        if number in (first, last):
            sizes[number] = _megabytes()
        progress(number)
    return sizes[first], sizes[last]


def _rated(name: str, turns: int, take: Callable[[], None]) -> Rate:
    watch = Watch(name)
    for _ in range(turns):
        start = time.perf_counter()
        take()
        watch.times.append((time.perf_counter() - start) * 1000)
    return watch.rate(turns)


def _megabytes() -> float:
    """In use by this process now (Linux); 0 elsewhere."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * 4096 / 1e6 if statm.exists() else 0.0

"""How quick the window is: first byte of home, list and search, requests a second, page weight."""

from __future__ import annotations

import re
import socket
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count, islice
from multiprocessing import get_context
from tempfile import TemporaryDirectory
from threading import Thread
from urllib.request import Request, urlopen

import uvicorn

from matchbot.adapters.catalogue_files import read_catalogue
from matchbot.adapters.knowledge import build_knowledge, make_embedder
from matchbot.adapters.shipped import shipped
from matchbot.adapters.web_files import WebFiles
from matchbot.app import make_app
from matchbot.channels.web import make_web
from matchbot.core.offering import Catalogue
from matchbot.settings import load_settings

WORDS = ("lunch", "hagen knippen", "schoonmaak kantoor", "website", "drukwerk flyers", "verhuizing",
         "catering voor 40 personen", "reparatie fietsen")  # fmt: skip
TIMES = 100


@dataclass(frozen=True)
class Figure:
    """One figure: what, how much (milliseconds, kilobytes or requests a second), what is asked."""

    name: str
    value: float
    asked: str


def measure(site: str, times: int = TIMES) -> list[Figure]:
    """The figures of a running window at `site`."""
    numbers = count()

    def search() -> str:
        # A number makes each address new, so that no page is kept.
        n = next(numbers)
        return f"/nl/offerings?q={WORDS[n % len(WORDS)].replace(' ', '+')}+{n}"

    return [
        Figure("home, kilobytes in all", _weight(site), "< 60"),
        Figure("home, first byte p95, ms", _p95(site, lambda: "/nl/", times), "< 50"),
        Figure("search, first byte p95, ms", _p95(site, search, times), "< 120"),
        Figure("home, requests a second", _rate(site, "/nl/", times * 10), "200"),
    ]


def _get(url: str) -> bytes:
    with urlopen(Request(url, headers={"Accept": "text/html"}), timeout=60) as answer:
        body: bytes = answer.read()
    return body


def _weight(site: str) -> float:
    """The page and all that it loads."""
    page = _get(f"{site}/nl/")
    text = page.decode()
    loaded = re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', text)
    loaded += re.findall(r'<(?:script|img)[^>]+src="([^"]+)"', text)
    return round((len(page) + sum(len(_get(site + path)) for path in loaded)) / 1000, 1)


def _p95(site: str, path: Callable[[], str], times: int) -> float:
    """The 95th percentile of the time until the first byte."""
    taken = []
    for _ in range(times):
        url = site + path()
        start = time.perf_counter()
        with urlopen(url, timeout=60) as answer:
            answer.read(1)
            taken.append((time.perf_counter() - start) * 1000)
    return round(statistics.quantiles(taken, n=20)[-1], 1)


def _rate(site: str, path: str, times: int) -> float:
    """Requests a second of eight visitors at once; they share the machine with the server."""
    with ThreadPoolExecutor(8) as visitors:
        start = time.perf_counter()
        list(visitors.map(lambda _: _get(site + path), range(times)))
    return round(times / (time.perf_counter() - start), 0)


def run(offerings: int, times: int = TIMES) -> list[Figure]:
    """Serve a catalogue of so many offerings in this process; ask from another."""
    with (
        TemporaryDirectory(prefix="matchbot-bench-") as folder,
        _serving(folder, offerings) as at,
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as visitor,
    ):
        return visitor.submit(measure, at, times).result()


@contextmanager
def _serving(folder: str, offerings: int) -> Iterator[str]:
    settings = load_settings(database_url=f"sqlite:///{folder}/bench.db", operators=())
    app = make_app(settings)
    known = build_knowledge(app.platform, _copies(offerings), embedder=make_embedder())
    office = replace(app.office, knowledge=lambda: known)
    files = WebFiles(lambda: known.vocabulary.kinds)
    web = make_web(office, handle_inbox=lambda: 0, files=files)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(web, log_config=None, date_header=False, server_header=False)
        server = uvicorn.Server(config)
        serving = Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        serving.join(20)
    app.close()


def _copies(size: int) -> Catalogue:
    """The sample's offerings over and over, under other ids."""
    sample = read_catalogue(shipped("amsterdam-sample")).catalogue
    originals = list(sample.offerings.values())
    copies = (replace(o, id=f"{o.id}-{n}") for n in count() for o in originals)
    return replace(sample, offerings={o.id: o for o in islice(copies, size)})

"""A feed as a file: a head, then an offering a line, each held against the rules of our own files."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import fields, replace
from itertools import islice
from typing import IO, Any
from urllib.parse import urlsplit

from matchbot.adapters.catalogue_files import Rules, read_items
from matchbot.core.offering import Offering, Wise
from matchbot.core.sister import EXTENSION, SisterOffering, SisterTrouble

#: An offering's longest line, and the head's. Whoever sends longer ones is not read on.
LONGEST_LINE = 64_000
_BATCH = 500
_LONGEST_URL = 500
_OFFERING = frozenset(f.name for f in fields(Offering)) - {"wise"}
#: Of a WISE elsewhere no more is kept than who it is and where: nobody's address.
_WISE = ("id", "name", "place", "postcode", "country", "lat", "lon", "website", "language")
_FIGURES = ("wises", "offerings", "year", "paid", "volunteer", "daytime", "reported")


class FeedFile:
    """A feed whose signature was good. `refused` counts the rows that were not."""

    def __init__(self, body: IO[bytes], etag: str, url: str, kinds: Collection[str]) -> None:
        self.etag = etag
        self.refused = 0
        self._body, self._kinds = body, kinds
        self._origin = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}/"
        head = self._head()
        self.count = _number(head.get("count"))
        told = head.get("figures")
        given = told if isinstance(told, dict) else {}
        self.figures = {name: _number(given.get(name)) for name in _FIGURES}

    def offerings(self) -> Iterator[SisterOffering]:
        """The good rows, one after the other; in memory are some hundreds at a time."""
        rows = self._items()
        while items := list(islice(rows, _BATCH)):
            yield from self._judged(items)

    def _head(self) -> dict[str, Any]:
        line = self._line()
        # The first line opens the list that the others stand in.
        told = _object(line.rstrip() + b"]}")
        extension = told.get(EXTENSION) if told else None
        if not isinstance(extension, dict):
            raise SisterTrouble("no_feed")
        return extension

    def _items(self) -> Iterator[dict[str, Any]]:
        while (line := self._line().strip()) and not line.startswith(b"]"):
            item = _object(line.rstrip(b","))
            if item is None or not isinstance(item.get(EXTENSION), dict):
                self.refused += 1
            else:
                yield item

    def _line(self) -> bytes:
        line = self._body.readline(LONGEST_LINE)
        if len(line) == LONGEST_LINE:
            raise SisterTrouble("long_line", most=LONGEST_LINE)
        return line

    def _judged(self, items: list[dict[str, Any]]) -> Iterator[SisterOffering]:
        """Items whose offering and WISE are good, and whose page is the platform's own."""
        wises = _wises(items)
        offerings = read_items("offerings", [_offering(item) for item in items], Rules())
        for item, offering in zip(items, offerings, strict=True):
            url = str(item.get("url", ""))
            wise = wises.get(offering.wise) if offering else None
            if wise is None or not self._is_own(url):
                self.refused += 1
                continue
            known = tuple(kind for kind in offering.kinds if kind in self._kinds)
            yield SisterOffering(replace(offering, kinds=known), wise, url)

    def _is_own(self, url: str) -> bool:
        plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= _LONGEST_URL
        return plain and url.startswith(self._origin)


def _offering(item: dict[str, Any]) -> dict[str, Any]:
    ours = item[EXTENSION]
    return {**{name: ours.get(name) for name in _OFFERING}, "wise": _wise(item).get("id")}


def _wise(item: dict[str, Any]) -> dict[str, Any]:
    told = item[EXTENSION].get("wise")
    return told if isinstance(told, dict) else {}


def _wises(items: list[dict[str, Any]]) -> dict[str, Wise]:
    """The good WISEs of some items, by id; each is named at every offering of its."""
    told = {str(_wise(item).get("id")): _wise(item) for item in items}
    rows = [{name: wise.get(name) for name in _WISE} for wise in told.values()]
    return {wise.id: wise for wise in read_items("wises", rows, Rules()) if wise is not None}


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line, parse_constant=_not_a_number)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _not_a_number(name: str) -> None:
    raise ValueError(name)


def _number(value: Any) -> int:
    return min(value, 10**9) if type(value) is int and value > 0 else 0

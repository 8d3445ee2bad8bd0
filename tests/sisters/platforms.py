"""A sister platform on loopback: it serves a card and a feed, honestly or not."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from matchbot.adapters.sisters.signing import FeedSigner, key_id
from matchbot.channels.web.shelf import fill_shelf
from matchbot.channels.web.sister_feed import SIGNATURE, feed_lines
from matchbot.core.knowledge import Knowledge
from matchbot.core.sister import EXTENSION, WELL_KNOWN

Lines = Callable[[str], Iterator[bytes]]
A_DAY = timedelta(days=1)


def new_signer(*before: FeedSigner) -> FeedSigner:
    """Signs with a new key, and with the keys of those before it."""
    old = tuple(key for signer in before for key in signer.private)
    return FeedSigner((Ed25519PrivateKey.generate(), *old)[:2])


def lines_of(knowledge: Knowledge) -> Lines:
    """The feed as our own window writes it."""
    shelf = fill_shelf(knowledge)
    return lambda url: feed_lines(shelf, knowledge.platform.name, url, "nl")


def made_up(count: int, says: int | None = None) -> Lines:
    """A feed of so many offerings of cleaning, all different."""

    def lines(url: str) -> Iterator[bytes]:
        about = {"count": count if says is None else says, "figures": {"wises": 1}}
        head = {"version": "x", "title": "Groot", EXTENSION: about, "items": []}
        yield json.dumps(head).removesuffix("]}").encode() + b"\n"
        for number in range(count):
            page = f"{url}/nl/offerings/o{number}"
            offering = (
                f'"id":"o{number}","title":"Schoonmaak van kantoor {number}","language":"nl",'
                f'"kinds":["cleaning"],"place":"Rotterdam","radius_km":20,"max_quantity":{number},'
                f'"description":"{"Wij maken kantoren schoon, elke dag of elke week. " * 8}"'
            )
            wise = '{"id":"groot","name":"Groot Werk","place":"Rotterdam"}'
            comma = b",\n" if number < count - 1 else b"\n"
            yield f'{{"url":"{page}","{EXTENSION}":{{{offering},"wise":{wise}}}}}'.encode() + comma
        yield b"]}\n"

    return lines


@dataclass
class Platform:
    """What a sister platform serves; `url` is set while it runs.

    `twist` changes the feed after it was signed; `headers` and `status` are sent with the feed, the
    card is `card` where it is set. `asked` are the paths that were asked for.
    """

    lines: Lines
    signer: FeedSigner = field(default_factory=new_signer)
    name: str = "Rotterdam Match"
    twist: Callable[[bytes], bytes] = bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    card: bytes | None = None
    desk: str = ""
    url: str = ""
    asked: list[str] = field(default_factory=list)
    sent: int = 0

    @property
    def id(self) -> str:
        """What it is called where it is read."""
        return self.url.removeprefix("http://")

    @property
    def key_id(self) -> str:
        """The name of its present key."""
        return key_id(self.signer.keys[0])

    def digest(self) -> bytes:
        """The SHA-256 of its feed, untwisted."""
        hash = hashlib.sha256()
        for line in self.lines(self.url):
            hash.update(line)
        return hash.digest()

    def own_card(self) -> bytes:
        told: dict[str, Any] = {
            "name": self.name, "feed": f"{self.url}/feed.json?whole=1",
            "keys": list(self.signer.keys), "desk": self.desk,
        }  # fmt: skip
        return self.card if self.card is not None else json.dumps(told).encode()

    @contextmanager
    def running(self, port: int = 0) -> Iterator[Platform]:
        """Served on loopback until the end of the block."""
        handler = type("Handler", (_Handler,), {"platform": self})
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        server.daemon_threads = True
        self.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    platform: Platform

    def do_GET(self) -> None:
        self.platform.asked.append(self.path)
        if self.path == WELL_KNOWN:
            self._say(200, {}, iter((self.platform.own_card(),)))
        else:
            self._feed()

    def _feed(self) -> None:
        platform = self.platform
        digest = platform.digest()
        etag = f'"{digest.hex()[:16]}"'
        headers = {"ETag": etag, SIGNATURE: platform.signer.sign(digest), **platform.headers}
        if self.headers.get("If-None-Match") == etag:
            self._say(304, headers, iter(()))
        else:
            lines = map(platform.twist, platform.lines(platform.url))
            self._say(platform.status, headers, lines)

    def _say(self, status: int, headers: dict[str, str], body: Iterator[bytes]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        try:
            for part in body:
                self.wfile.write(part)
                self.platform.sent += len(part)
        except (BrokenPipeError, ConnectionResetError):
            pass  # whoever read us had enough

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

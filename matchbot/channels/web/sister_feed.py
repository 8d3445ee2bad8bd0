"""What sister platforms read: our card at the well-known path, and the whole feed, signed.

The whole feed is a JSON Feed with an offering a line, so that nobody need hold it in memory: it is
drawn once for its digest and once more for each who reads it, and comes out the same each time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import MISSING, asdict, dataclass, fields
from itertools import islice
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from matchbot.channels.web.api import LICENCE
from matchbot.channels.web.shelf import Shelf
from matchbot.channels.web.site import Signer, Site
from matchbot.channels.web.visit import READ
from matchbot.core.insight.network import figures_of
from matchbot.core.offering import Offering, Wise
from matchbot.core.sister import EXTENSION, WELL_KNOWN

router = APIRouter()
WHOLE = "feed.json?whole=1"
SIGNATURE = "Matchbot-Signature"
JSON_FEED = "https://jsonfeed.org/version/1.1"
FEED_TYPE = "application/feed+json"
OPEN = {"Cache-Control": "public, max-age=900", "Access-Control-Allow-Origin": "*",
        "Link": f'<{LICENCE["url"]}>; rel="license"'}  # fmt: skip
_WISE = ("id", "name", "place", "postcode", "country", "lat", "lon", "website", "language")
_LINES = 200


@dataclass(frozen=True)
class Drawn:
    """What a feed comes to: its SHA-256 and its length in bytes."""

    digest: bytes
    length: int


@router.api_route(WELL_KNOWN, methods=READ)
def card(request: Request) -> Response:
    """Who we are, where our feed is, and the keys it is signed with; 404 without a key."""
    site: Site = request.app.state.site
    if site.signer is None:
        raise HTTPException(404)
    told = {
        "name": site.platform.name,
        "feed": f"{site.office.rules.public_url}/{WHOLE}",
        "keys": list(site.signer.keys),
        "desk": site.office.rules.sister_desk,
        "licence": LICENCE["url"],
    }
    return JSONResponse(told, headers=OPEN)


def signed(body: bytes, signer: Signer | None, request: Request) -> Response:
    """A small feed with its signature and ETag."""
    digest = hashlib.sha256(body).digest()
    return _answer(request, iter((body,)), Drawn(digest, len(body)), signer)


def whole_feed(request: Request, site: Site) -> Response:
    """All offerings that show, newest first, signed."""
    named = (site.platform.name, site.office.rules.public_url, site.languages[0])
    shelf, drawn = _drawn(site, *named)
    return _answer(request, feed_lines(shelf, *named), drawn, site.signer)


def feed_lines(shelf: Shelf, name: str, public: str, language: str) -> Iterator[bytes]:
    """The feed: its head, an offering a line, its end."""
    head = {
        "version": JSON_FEED, "title": name, "home_page_url": f"{public}/",
        "feed_url": f"{public}/{WHOLE}", "language": language,
        EXTENSION: {"count": len(shelf.offerings), "figures": asdict(figures_of(shelf.catalogue))},
        "items": [],
    }  # fmt: skip
    yield _json(head).removesuffix("]}").encode() + b"\n"
    last = len(shelf.offerings) - 1
    for number, offering in enumerate(shelf.offerings):
        item = _item(offering, shelf.wise(offering), f"{public}/{language}/offerings/{offering.id}")
        yield _json(item).encode() + (b",\n" if number < last else b"\n")
    yield b"]}\n"


def _item(offering: Offering, wise: Wise, url: str) -> dict[str, Any]:
    return {
        "id": url, "url": url, "title": offering.title,
        "content_text": offering.description or offering.title,
        EXTENSION: {**_said(offering), "wise": {n: getattr(wise, n) for n in _WISE}},
    }  # fmt: skip


def _said(offering: Offering) -> dict[str, Any]:
    """The fields that say something; the language always."""
    values = {
        f.name: getattr(offering, f.name)
        for f in fields(offering)
        if f.name != "wise"
        and (f.default is MISSING or getattr(offering, f.name) != f.default or f.name == "language")
    }
    return {n: v.isoformat() if hasattr(v, "isoformat") else v for n, v in values.items()}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def _drawn(site: Site, name: str, public: str, language: str) -> tuple[Shelf, Drawn]:
    shelf = site.shelf

    def draw() -> Drawn:
        hash, length = hashlib.sha256(), 0
        for line in feed_lines(shelf, name, public, language):
            hash.update(line)
            length += len(line)
        return Drawn(hash.digest(), length)

    return shelf, site.feeds.get(site.edition, site.office.clock.now(), draw)


def _chunks(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Many lines at once: each chunk is drawn by another thread."""
    while chunk := b"".join(islice(lines, _LINES)):
        yield chunk


def _answer(
    request: Request, lines: Iterator[bytes], drawn: Drawn, signer: Signer | None
) -> Response:
    etag = f'"{drawn.digest.hex()[:32]}"'
    headers = {**OPEN, "ETag": etag} | ({SIGNATURE: signer.sign(drawn.digest)} if signer else {})
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    headers["Content-Length"] = str(drawn.length)
    body = iter(()) if request.method == "HEAD" else _chunks(lines)
    return StreamingResponse(body, headers=headers, media_type=FEED_TYPE)

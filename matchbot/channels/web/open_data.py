"""Open data as files: feeds of new offerings, tables, a sitemap, and a page that tells of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, time
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from matchbot.channels.web.api import LICENCE
from matchbot.channels.web.kept_pages import kept
from matchbot.channels.web.sister_feed import JSON_FEED, OPEN, signed, whole_feed
from matchbot.channels.web.site import Site
from matchbot.channels.web.visit import READ, VisitIn
from matchbot.core.offering import Offering

router = APIRouter()
pages = APIRouter()
NEWEST, PER_SITEMAP = 50, 5000
#: May be shown inside other sites' pages; it holds a form and nothing else.
EMBEDDED = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
PLAIN_PAGES = ("", "offerings", "kinds", "impact", "about", "join", "privacy", "accessibility",
               "data")  # fmt: skip
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _site(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


def _entries(site: Site) -> Iterator[dict[str, Any]]:
    language = site.languages[0]
    for offering in site.shelf.offerings[:NEWEST]:
        day = offering.since or site.today()
        yield {
            "id": f"{site.office.rules.public_url}/{language}/offerings/{offering.id}",
            "title": _said(offering.title_in(language)),
            "text": _said(offering.description_in(language) or offering.title_in(language)),
            "wise": _said(site.shelf.wise(offering).name),
            "at": datetime.combine(day, time(), UTC).isoformat(),
            "kinds": offering.kinds,
        }


def _said(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


@router.api_route("/feed.json", methods=READ)
def feed_json(request: Request) -> Response:
    """The newest offerings (JSON Feed 1.1), signed; all of them for `?whole=1`."""
    site = _site(request)
    if request.query_params.get("whole") == "1":
        return whole_feed(request, site)
    public = site.office.rules.public_url
    items = [
        {"id": e["id"], "url": e["id"], "title": e["title"], "content_text": e["text"],
         "date_published": e["at"], "authors": [{"name": e["wise"]}], "tags": list(e["kinds"])}
        for e in _entries(site)
    ]  # fmt: skip
    feed = {
        "version": JSON_FEED, "title": site.platform.name,
        "home_page_url": f"{public}/", "feed_url": f"{public}/feed.json",
        "language": site.languages[0], "items": items,
    }  # fmt: skip
    return signed(json.dumps(feed, ensure_ascii=False).encode(), site.signer, request)


@router.api_route("/feed.atom", methods=READ)
def feed_atom(request: Request) -> Response:
    """The newest offerings (Atom, RFC 4287)."""
    site = _site(request)
    entries = list(_entries(site))
    newest = max((e["at"] for e in entries), default=datetime(2000, 1, 1, tzinfo=UTC).isoformat())
    text = site.draw("feed.xml.j2", {
        "platform": site.platform, "public_url": site.office.rules.public_url,
        "entries": entries, "newest": newest, "lang": site.languages[0],
    })  # fmt: skip
    return Response(text, media_type="application/atom+xml", headers=OPEN)


@router.api_route("/data/{name}.csv", methods=READ)
def table(request: Request, name: str) -> Response:
    """One table of the catalogue as CSV, without addresses; no cell is a formula."""
    site = _site(request)
    catalogue = site.shelf.catalogue
    rows: dict[str, list[Any]] = {
        "wises": [replace(w, email="") for w in catalogue.wises.values()],
        "offerings": list(catalogue.offerings.values()),
        "people": list(catalogue.people),
        "labels": list(catalogue.labels),
    }
    if name not in rows:
        raise HTTPException(404)
    text = site.files_in_out.table(name, rows[name])
    return Response(text, media_type="text/csv; charset=utf-8", headers=OPEN)


@router.api_route("/data/catalogue.json", methods=READ)
def whole(request: Request) -> Response:
    """The whole catalogue as JSON, without addresses."""
    site = _site(request)
    catalogue = site.shelf.catalogue
    tables: dict[str, list[Any]] = {
        "wises": list(catalogue.wises.values()), "offerings": list(catalogue.offerings.values()),
        "people": list(catalogue.people), "labels": list(catalogue.labels),
    }  # fmt: skip
    plain = {name: [_plain(row) for row in rows] for name, rows in tables.items()}
    return JSONResponse({"licence": LICENCE["url"], **plain}, headers=OPEN)


def _plain(row: Any) -> dict[str, Any]:
    values = {f.name: getattr(row, f.name) for f in fields(row) if f.name != "email"}
    return {n: v.isoformat() if hasattr(v, "isoformat") else v for n, v in values.items()}


@router.api_route("/sitemap.xml", methods=READ)
def sitemap_index(request: Request) -> Response:
    """The parts of the sitemap."""
    site = _site(request)
    parts = range(1 + -(-len(site.shelf.offerings) // PER_SITEMAP))
    text = site.draw(
        "sitemaps.xml.j2", {"parts": parts, "public_url": site.office.rules.public_url}
    )
    return Response(text, media_type="application/xml", headers=OPEN)


@router.api_route("/sitemap/{part}.xml", methods=READ)
def sitemap(request: Request, part: int) -> Response:
    """Part 0: the plain pages and the WISEs; the others: offerings."""
    site = _site(request)
    shelf, start = site.shelf, (part - 1) * PER_SITEMAP
    if part == 0:
        paths = [*PLAIN_PAGES, *(f"wises/{id}" for id in sorted(shelf.catalogue.wises))]
    else:
        paths = [f"offerings/{o.id}" for o in _slice(shelf.offerings, start)]
    if not paths:
        raise HTTPException(404)
    facts = {
        "paths": paths,
        "languages": site.languages,
        "public_url": site.office.rules.public_url,
    }
    text = site.draw("sitemap.xml.j2", facts)
    return Response(text, media_type="application/xml", headers=OPEN)


def _slice(offerings: tuple[Offering, ...], start: int) -> tuple[Offering, ...]:
    return offerings[start : start + PER_SITEMAP] if start >= 0 else ()


@pages.api_route("/{lang}/data", methods=READ)
@kept
def data(visit: VisitIn) -> HTMLResponse:
    """What is open, where it is, and under which licence."""
    return visit.page("data.html.j2", licence=LICENCE)


@pages.api_route("/{lang}/embed", methods=READ)
def embed(visit: VisitIn) -> HTMLResponse:
    """A search box for other sites' pages: a form that opens our window."""
    page = visit.page("embed.html.j2")
    page.headers["Content-Security-Policy"] = EMBEDDED
    page.headers["X-Robots-Tag"] = "noindex"
    return page

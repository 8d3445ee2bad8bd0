"""What machines ask for: health, readiness, metrics, robots, our own files, and Telegram's webhook."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import PlainTextResponse, Response

from matchbot.channels.web.site import Site
from matchbot.channels.web.visit import READ
from matchbot.core.keys import PAGES

router = APIRouter()
FOR_EVER = "public, max-age=31536000, immutable"
KEPT_FROM_ROBOTS = (*(f"{page}/" for page in PAGES), "demo")


async def _raw_body(request: Request) -> bytes:
    return await request.body()


@router.api_route("/health", methods=READ)
def health() -> Response:
    """The process answers."""
    return PlainTextResponse("ok\n")


@router.api_route("/ready", methods=READ)
def ready(request: Request) -> Response:
    """This process may be sent visitors: it is not stopping, the database can be read and written."""
    site: Site = request.app.state.site
    if request.app.state.closing:
        return PlainTextResponse("stopping\n", 503)
    try:
        with site.office.store.read() as tx:
            tx.catalogue.version()
        # A database that may only be read would still answer questions; nothing is written.
        with site.office.store.begin():
            site.office.knowledge()
    except Exception:
        return PlainTextResponse("the database cannot be read and written\n", 503)
    return PlainTextResponse("ready\n")


@router.api_route("/metrics", methods=READ)
def metrics(request: Request) -> Response:
    """What Prometheus reads: counts and ages, nothing of or about anybody."""
    site: Site = request.app.state.site
    if site.metrics is None:
        raise HTTPException(404)
    try:
        return Response(site.metrics(), media_type="text/plain; version=0.0.4; charset=utf-8")
    except Exception:
        return PlainTextResponse("the database does not answer\n", 503)


@router.api_route("/robots.txt", methods=READ)
def robots(request: Request) -> Response:
    """Pages by key are for one reader."""
    public = request.app.state.site.office.rules.public_url
    kept = "".join(f"Disallow: /{path}\n" for path in KEPT_FROM_ROBOTS)
    return PlainTextResponse(f"User-agent: *\n{kept}Sitemap: {public}/sitemap.xml\n")


@router.api_route("/favicon.ico", methods=READ)
def favicon(request: Request) -> Response:
    """The small picture of a tab."""
    file = request.app.state.site.files.named("favicon.svg")
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response(file.body, media_type=file.media_type, headers=headers)


@router.api_route("/photos/{hash}.jpg", methods=READ)
def photo(request: Request, hash: str) -> Response:
    """The photo of an offering; another photo has another address."""
    with request.app.state.site.office.store.read() as tx:
        body = tx.photos.body(hash)
    if body is None:
        raise HTTPException(404)
    return Response(body, media_type="image/jpeg", headers={"Cache-Control": FOR_EVER})


@router.api_route("/static/platform.css", methods=READ)
def platform_css(request: Request) -> Response:
    """The platform's colours."""
    body, etag = request.app.state.site.style
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="text/css; charset=utf-8", headers=headers)


@router.api_route("/static/{hash}/{name}", methods=READ)
def static_file(request: Request, hash: str, name: str) -> Response:
    """One of our own files; what is there never changes."""
    file = request.app.state.site.files.get(hash, name)
    if file is None:
        raise HTTPException(404)
    headers = {"Cache-Control": FOR_EVER}
    return Response(file.body, media_type=file.media_type, headers=headers)


@router.post("/telegram")
def telegram(request: Request, body: Annotated[bytes, Depends(_raw_body)]) -> Response:
    """An update from Telegram. 200 is said only once it is committed."""
    site: Site = request.app.state.site
    if site.webhook is None:
        raise HTTPException(404)
    given = request.headers.get("x-telegram-bot-api-secret-token", "")
    if not hmac.compare_digest(given.encode(), site.webhook.secret.encode()):
        return PlainTextResponse("wrong secret\n", 403)
    try:
        site.webhook.receive(body)
    except ValueError:
        return PlainTextResponse("this is no update\n", 400)
    return PlainTextResponse("ok\n")

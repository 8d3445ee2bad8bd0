"""Guards round every request: headers, the size of what is sent, and where a post comes from."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 64 * 1024
MAX_UPDATE = 1024 * 1024
#: Where larger bodies are welcome: Telegram's updates, photos, files of offerings.
LARGER = (
    (re.compile(r"/telegram"), MAX_UPDATE),
    (re.compile(r"/\w\w/me/[^/]+/offerings/[^/]+/photo"), 10 * MAX_UPDATE),
    (re.compile(r"/\w\w/me/[^/]+/import"), 3 * MAX_UPDATE),
)
CONTENT_SECURITY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Adds the safety headers and refuses what is too large before anything else sees it."""

    def __init__(self, app: ASGIApp, too_large: Callable[[Scope], Response]) -> None:
        self._app, self._too_large = app, too_large

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, guarded)
            return
        path = scope["path"]
        limit = next((size for where, size in LARGER if where.fullmatch(path)), MAX_BODY)
        body = await _body(scope, receive, limit)
        if body is None:
            # The page is drawn by the application's own handlers, which need to find it.
            await self._too_large(scope)(scope, receive, guarded)
            return
        await self._app(scope, _again(body, receive), guarded)


async def _body(scope: Scope, receive: Receive, limit: int) -> bytes | None:
    """The whole body, or None when it is longer than `limit` bytes."""
    said = Headers(scope=scope).get("content-length", "0")
    if said.isdigit() and int(said) > limit:
        return None
    body = b""
    while True:
        message = await receive()
        part: bytes = message.get("body", b"")
        body += part
        if len(body) > limit:
            return None
        if not message.get("more_body", False):
            return body


def _again(body: bytes, receive: Receive) -> Receive:
    """Gives a body that was read already, once more."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def from_this_site(request: Request) -> bool:
    """Does a post come from a page of ours?

    Browsers say so in Sec-Fetch-Site. Where that is missing, Origin decides; it is "null" under
    our own Referrer-Policy on plain http, and then the SameSite cookie alone guards.
    """
    if site := request.headers.get("sec-fetch-site"):
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.headers.get("host")


def visitor(request: Request) -> str:
    """From where a request comes on the net."""
    return request.client.host if request.client else ""

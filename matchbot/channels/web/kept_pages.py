"""Pages that are the same for everybody, drawn once for each state of the catalogue and each day."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from starlette.responses import HTMLResponse, Response

from matchbot.channels.web.static_files import short_hash
from matchbot.channels.web.visit import MESSAGE_ID, Visit

LONGEST_ADDRESS = 200
FRESH = "public, max-age=0, must-revalidate"


def kept(page: Callable[..., HTMLResponse]) -> Callable[..., Response]:
    """Draw a page once for all who ask; browsers that have it already get no body.

    Each visitor's forms carry an id of their own: it is put in where the page left room.
    """

    @wraps(page)
    def shown(visit: Visit, **asked: Any) -> Response:
        url = visit.request.url
        site, address = visit.site, f"{url.path}?{url.query}"
        # Looking at the shelf makes it anew when the catalogue changed, and counts its edition.
        state = (site.edition if site.shelf else 0, site.today())
        found = site.shown.get(state, address)
        if found is None:
            drawn = page(visit, **asked)
            if drawn.status_code != 200:
                return drawn
            body = bytes(drawn.body)
            found = (body, f'W/"{short_hash(body)}"')
            if len(address) <= LONGEST_ADDRESS:
                site.shown.put(state, address, found)
        return _answer(visit, *found)

    return shown


def _answer(visit: Visit, body: bytes, etag: str) -> Response:
    headers = {"ETag": etag, "Cache-Control": FRESH}
    if etag in visit.request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    own = visit.site.office.luck.word().encode()
    return HTMLResponse(body.replace(MESSAGE_ID.encode(), own), headers=headers)

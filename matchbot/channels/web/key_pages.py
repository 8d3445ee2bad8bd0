"""What all pages behind a key share: the reader's language, nothing kept, and links that refuse."""

from __future__ import annotations

from starlette.responses import Response

from matchbot.channels.web.visit import Visit
from matchbot.flows.leads import KeyRefused

GONE = {"unknown": 404, "expired": 410}


def speaking(visit: Visit, language: str) -> Visit:
    """The same visit in the language of the person the letter went to."""
    spoken = language if language in visit.site.languages else visit.site.languages[0]
    return Visit(visit.request, visit.site, spoken)


def private(response: Response) -> Response:
    """Nobody keeps it, nobody indexes it."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def refused_page(visit: Visit, what: str, refused: KeyRefused) -> Response:
    """Why the link does not open `what`."""
    page = visit.page("refused.html.j2", status=GONE[refused.why], what=what, why=refused.why)
    return private(page)

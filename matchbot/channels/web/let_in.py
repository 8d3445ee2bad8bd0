"""The page behind the link to somebody who wrote a mail for the first time."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from matchbot.channels.web.key_pages import private, refused_page, speaking
from matchbot.channels.web.visit import READ, AnyVisit
from matchbot.flows.leads import KeyRefused
from matchbot.flows.strangers import let_in, open_waiting

router = APIRouter()


@router.api_route("/mail/{token}", methods=READ)
def show_waiting(visit: AnyVisit, token: str) -> Response:
    """A button that says: yes, I wrote to you."""
    try:
        waiting = open_waiting(visit.site.office, token)
    except KeyRefused as refused:
        return refused_page(visit, "mail", refused)
    spoken = speaking(visit, waiting.language)
    return private(spoken.page("let_in.html.j2", email=waiting.address, done=waiting.done))


@router.post("/mail/{token}")
def answer_waiting(visit: AnyVisit, token: str) -> Response:
    """The mails of this address are answered now."""
    try:
        let_in(visit.site.office, token)
    except KeyRefused as refused:
        return refused_page(visit, "mail", refused)
    visit.site.handle_inbox()
    return private(RedirectResponse(f"/mail/{token}", 303))

"""Logging in: a form that mails a link, the page behind the link, and the way out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import RedirectResponse, Response

from matchbot.channels.web.key_pages import private, refused_page
from matchbot.channels.web.members import COOKIE, SignedPost, begin_session, open_form
from matchbot.channels.web.security import from_this_site
from matchbot.channels.web.visit import READ, AnyVisit, VisitIn
from matchbot.core.addresses import BadAddress
from matchbot.flows.leads import KeyRefused
from matchbot.flows.login import ask_login, log_in, log_out, member_of, open_login

router = APIRouter()
#: The page behind the link has no language in its address.
by_key = APIRouter()


@router.api_route("/{lang}/login", methods=READ)
def show_form(visit: VisitIn) -> Response:
    """The form that asks for a link."""
    return private(visit.page("login.html.j2", email="", asked=False))


@router.post("/{lang}/login")
def ask(visit: VisitIn, email: Annotated[str, Form()] = "") -> Response:
    """Mail a link; the page is the same whether the address was known or not."""
    open_form(visit)
    try:
        ask_login(visit.site.office, email.strip(), visit.language)
    except BadAddress:
        return private(visit.page("login.html.j2", status=422, email=email.strip(), asked=False))
    return private(visit.page("login.html.j2", email=email.strip(), asked=True))


@by_key.api_route("/login/{token}", methods=READ)
def show_button(visit: AnyVisit, token: str) -> Response:
    """A button that logs in: programs that open links in mails must not spend them."""
    try:
        address = open_login(visit.site.office, token)
    except KeyRefused as refused:
        return refused_page(visit, "login", refused)
    return private(visit.page("login_link.html.j2", email=address))


@by_key.post("/login/{token}")
def spend(visit: AnyVisit, token: str) -> Response:
    """Spend the link and begin a session."""
    if not from_this_site(visit.request):
        raise HTTPException(403)
    office = visit.site.office
    try:
        word = log_in(office, token)
    except KeyRefused as refused:
        return refused_page(visit, "login", refused)
    member = member_of(office, word)
    page = "operator" if member and member.scope and not member.wises else "me"
    response = private(RedirectResponse(f"/{visit.language}/{page}", 303))
    begin_session(visit, response, word)
    return response


@router.post("/{lang}/logout")
def leave(signed: SignedPost) -> Response:
    """End the session."""
    log_out(signed.office, signed.visit.request.cookies.get(COOKIE, ""))
    response = signed.back("")
    response.delete_cookie(COOKIE)
    return response

"""The pages behind the links in letters: a GET shows, a POST acts, no account is needed."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from matchbot.channels.web.visit import READ, AnyVisit, Visit
from matchbot.core.lead import OPEN, NotPossible
from matchbot.core.need import Need, told_facts
from matchbot.flows.leads import DECLINE_REASONS, KeyRefused, LeadPage, answer_lead, open_lead
from matchbot.flows.people import (
    confirm_address,
    open_confirmation,
    open_subscription,
    stop_subscription,
)

router = APIRouter()
_GONE = {"unknown": 404, "expired": 410}


def _speaking(visit: Visit, language: str) -> Visit:
    """The same visit in the language of the person the letter went to."""
    spoken = language if language in visit.site.languages else visit.site.languages[0]
    return Visit(visit.request, visit.site, spoken)


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _refused(visit: Visit, what: str, refused: KeyRefused) -> Response:
    page = visit.page("refused.html.j2", status=_GONE[refused.why], what=what, why=refused.why)
    return _private(page)


@router.api_route("/lead/{token}", methods=READ)
def show_lead(visit: AnyVisit, token: str, answer: str = "") -> Response:
    """The need, and the form to answer it; or how it was answered."""
    try:
        page = open_lead(visit.site.office, token)
    except KeyRefused as refused:
        return _refused(visit, "lead", refused)
    return _lead(visit, page, answer)


def _lead(visit: Visit, page: LeadPage, answer: str = "", *, status: int = 200) -> Response:
    spoken = _speaking(visit, page.wise.language)
    shown = spoken.page(
        "lead.html.j2",
        status=status,
        lead=page.lead,
        wise=page.wise,
        title=page.offering.title_in(spoken.language),
        need=need_rows(spoken, page.lead.need),
        contact=page.lead.contact if page.contact_shown else None,
        open=page.lead.state in OPEN,
        too_late=status == 409,
        reasons=DECLINE_REASONS,
        focus=answer if answer in {"accept", "decline"} else "",
    )
    return _private(shown)


def need_rows(visit: Visit, need: Need) -> list[tuple[str, str]]:
    """A need as a WISE reads it in ten seconds; what was not said is left out."""
    return [(visit.t(f"need.{name}"), visit.show(value)) for name, value in told_facts(need)]


@router.post("/lead/{token}")
def decide_lead(
    visit: AnyVisit,
    token: str,
    answer: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
) -> Response:
    """Accept ("accept") or decline ("decline", or "decline:" and a reason)."""
    said, _, reason = answer.partition(":")
    if said not in {"accept", "decline"}:
        return show_lead(visit, token)
    step: Literal["accept", "decline"] = "accept" if said == "accept" else "decline"
    office = visit.site.office
    try:
        answer_lead(office, token, step, reason=reason, note=note.strip())
    except KeyRefused as refused:
        return _refused(visit, "lead", refused)
    except NotPossible:
        return _lead(visit, open_lead(office, token), status=409)
    visit.site.handle_inbox()
    return _private(RedirectResponse(f"/lead/{token}", 303))


@router.api_route("/confirm/{token}", methods=READ)
def show_confirmation(visit: AnyVisit, token: str) -> Response:
    """A button that confirms the address."""
    try:
        asked = open_confirmation(visit.site.office, token)
    except KeyRefused as refused:
        return _refused(visit, "confirm", refused)
    with visit.site.office.store.read() as tx:
        c = tx.conversations.get(asked.conversation_id)
    spoken = _speaking(visit, c.language if c else visit.language)
    page = spoken.page("confirm.html.j2", email=asked.email, done=asked.done,
                       in_chat=bool(c and c.channel == "web"))  # fmt: skip
    return _private(page)


@router.post("/confirm/{token}")
def confirm(visit: AnyVisit, token: str) -> Response:
    """The address proved itself; its conversation goes on."""
    try:
        confirm_address(visit.site.office, token)
    except KeyRefused as refused:
        return _refused(visit, "confirm", refused)
    visit.site.handle_inbox()
    return _private(RedirectResponse(f"/confirm/{token}", 303))


@router.api_route("/unsubscribe/{token}", methods=READ)
def show_subscription(visit: AnyVisit, token: str) -> Response:
    """A button that stops the digest."""
    try:
        there = open_subscription(visit.site.office, token)
    except KeyRefused as refused:
        return _refused(visit, "unsubscribe", refused)
    spoken = _speaking(visit, there.language)
    stopped = there.state in {"unsubscribed", "suppressed"}
    return _private(spoken.page("unsubscribe.html.j2", stopped=stopped))


async def _one_click(request: Request) -> bool:
    """RFC 8058: did a mail program post this, with the one body it may have?"""
    form = request.headers.get("content-type", "")
    if form.startswith("multipart/form-data"):
        return (await request.form()).get("List-Unsubscribe") == "One-Click"
    fields = parse_qs((await request.body()).decode("utf-8", "replace"))
    return fields.get("List-Unsubscribe") == ["One-Click"]


@router.post("/unsubscribe/{token}")
def unsubscribe(
    visit: AnyVisit, token: str, one_click: Annotated[bool, Depends(_one_click)]
) -> Response:
    """Stop, at once. A mail program gets a plain 200; a person gets the page."""
    try:
        stop_subscription(visit.site.office, token)
    except KeyRefused as refused:
        if one_click:
            return PlainTextResponse("this link is not known\n", _GONE[refused.why])
        return _refused(visit, "unsubscribe", refused)
    if one_click:
        return PlainTextResponse("unsubscribed\n")
    return _private(RedirectResponse(f"/unsubscribe/{token}", 303))

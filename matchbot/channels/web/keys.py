"""The pages behind the links in letters: a GET shows, a POST acts, no account is needed."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from matchbot.channels.web import (
    demand_page,
    dossier_page,
    figures_page,
    lead_page,
    let_in,
    subscriptions_page,
)
from matchbot.channels.web.key_pages import GONE, private, refused_page, speaking
from matchbot.channels.web.visit import READ, AnyVisit, Visit
from matchbot.flows.leads import KeyRefused
from matchbot.flows.people import (
    confirm_address,
    open_confirmation,
    open_subscription,
    stop_subscription,
)
from matchbot.flows.subscriptions import confirm_subscription, open_pending

router = APIRouter()
router.include_router(lead_page.router)
router.include_router(subscriptions_page.router)
router.include_router(dossier_page.router)
router.include_router(demand_page.by_key)
router.include_router(figures_page.router)
router.include_router(let_in.router)


@router.api_route("/confirm/{token}", methods=READ)
def show_confirmation(visit: AnyVisit, token: str) -> Response:
    """A button that confirms an address for a conversation, or a subscription."""
    office = visit.site.office
    try:
        asked = open_confirmation(office, token)
    except KeyRefused as refused:
        return _show_subscribing(visit, token) or refused_page(visit, "confirm", refused)
    with office.store.read() as tx:
        c = tx.conversations.get(asked.conversation_id)
    spoken = speaking(visit, c.language if c else visit.language)
    page = spoken.page("confirm.html.j2", email=asked.email, done=asked.done,
                       in_chat=bool(c and c.channel == "web"))  # fmt: skip
    return private(page)


def _show_subscribing(visit: Visit, token: str) -> Response | None:
    """The same for a subscription; None when the link is about none."""
    try:
        there = open_pending(visit.site.office, token)
    except KeyRefused:
        return None
    done = there.state != "pending"
    page = speaking(visit, there.language).page(
        "confirm.html.j2", email=there.address, done=done, in_chat=False
    )
    return private(page)


@router.post("/confirm/{token}")
def confirm(visit: AnyVisit, token: str) -> Response:
    """The address proved itself; its conversation goes on, or its digests begin."""
    try:
        confirm_address(visit.site.office, token)
    except KeyRefused as refused:
        try:
            confirm_subscription(visit.site.office, token)
        except KeyRefused:
            return refused_page(visit, "confirm", refused)
    visit.site.handle_inbox()
    return private(RedirectResponse(f"/confirm/{token}", 303))


@router.api_route("/unsubscribe/{token}", methods=READ)
def show_subscription(visit: AnyVisit, token: str) -> Response:
    """A button that stops the digest."""
    try:
        there = open_subscription(visit.site.office, token)
    except KeyRefused as refused:
        return refused_page(visit, "unsubscribe", refused)
    spoken = speaking(visit, there.language)
    stopped = there.state in {"unsubscribed", "suppressed"}
    return private(spoken.page("unsubscribe.html.j2", stopped=stopped))


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
            return PlainTextResponse("this link is not known\n", GONE[refused.why])
        return refused_page(visit, "unsubscribe", refused)
    if one_click:
        return PlainTextResponse("unsubscribed\n")
    return private(RedirectResponse(f"/unsubscribe/{token}", 303))

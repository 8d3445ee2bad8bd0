"""Signing up for the digest, and changing it behind the link of a letter. GET shows, POST acts."""

from __future__ import annotations

import math
from typing import Annotated, cast

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from matchbot.channels.web.key_pages import private, refused_page, speaking
from matchbot.channels.web.members import open_form
from matchbot.channels.web.visit import READ, AnyVisit, Visit, VisitIn
from matchbot.core.addresses import BadAddress
from matchbot.core.reading.wish import UnknownPlace, wish_of
from matchbot.flows.leads import KeyRefused
from matchbot.flows.subscriptions import (
    Preferences,
    Step,
    change_state,
    change_wish,
    open_preferences,
    sign_up,
)

router = APIRouter()
Field = Annotated[str, Form()]
#: What the form to sign up asks.
_ASKED = ("email", "words", "place", "radius")


@router.api_route("/preferences/{token}", methods=READ)
def show_preferences(visit: AnyVisit, token: str, saved: str = "") -> Response:
    """All that somebody subscribed to, each with a form to change it."""
    try:
        theirs = open_preferences(visit.site.office, token)
    except KeyRefused as refused:
        return refused_page(visit, "preferences", refused)
    return _preferences(visit, theirs, saved=bool(saved))


def _preferences(
    visit: Visit, theirs: Preferences, *, saved: bool = False, unknown_place: str = ""
) -> Response:
    spoken = speaking(visit, theirs.language)
    page = spoken.page(
        "preferences.html.j2",
        status=422 if unknown_place else 200,
        subscriptions=theirs.subscriptions,
        channels=theirs.channels,
        goes_on=any(s.state not in {"unsubscribed", "done"} for s in theirs.subscriptions),
        saved=saved,
        unknown_place=unknown_place,
    )
    return private(page)


@router.post("/preferences/{token}")
def change_preferences(
    visit: AnyVisit,
    token: str,
    act: Field = "",
    id: Field = "",
    words: Field = "",
    place: Field = "",
    radius: Field = "",
    language: Field = "",
    channel: Field = "",
) -> Response:
    """Save, pause, resume or stop one; or stop all."""
    office = visit.site.office
    try:
        if act == "stop_all":
            change_state(office, token, "", "stop")
        elif act in {"pause", "resume", "stop"} and id:
            change_state(office, token, id, cast("Step", act))
        elif act == "save" and id:
            change_wish(
                office, token, id, words=words, place=place, radius_km=_kilometres(radius),
                language=language, channel=channel,
            )  # fmt: skip
        else:
            return show_preferences(visit, token)
    except KeyRefused as refused:
        return refused_page(visit, "preferences", refused)
    except UnknownPlace as unknown:
        theirs = open_preferences(office, token)
        return _preferences(visit, theirs, unknown_place=str(unknown))
    return private(RedirectResponse(f"/preferences/{token}?saved=1", 303))


def _kilometres(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) and number > 0 else None


@router.api_route("/{lang}/subscribe", methods=READ)
def show_form(visit: VisitIn) -> Response:
    """The form to ask for the digest."""
    return visit.page("subscribe.html.j2", wrote=dict.fromkeys(_ASKED, ""))


@router.post("/{lang}/subscribe")
def ask(
    visit: VisitIn, email: Field = "", words: Field = "", place: Field = "", radius: Field = ""
) -> Response:
    """Write to the address; the page is the same whether it was known or not."""
    open_form(visit)
    office, language = visit.site.office, visit.language
    wrote = {n: v.strip() for n, v in zip(_ASKED, (email, words, place, radius), strict=True)}
    try:
        k, km = office.knowledge(), _kilometres(radius)
        wish = wish_of(words, place, km, language, k, office.clock.now())
        sign_up(office, wrote["email"], wish, language, "web")
    except BadAddress:
        return _again(visit, wrote, visit.t("web.subscribe.bad_address", email=wrote["email"]))
    except UnknownPlace as unknown:
        return _again(visit, wrote, visit.t("web.preferences.place_unknown", place=str(unknown)))
    return private(visit.page("subscribe.html.j2", asked=True))


def _again(visit: Visit, wrote: dict[str, str], problem: str) -> Response:
    return private(visit.page("subscribe.html.j2", status=422, wrote=wrote, problem=problem))

"""A WISE's own page: its leads, what it sells, who it is, who works there, who acts for it."""

from __future__ import annotations

from typing import Annotated, Literal, cast

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import RedirectResponse, Response

from matchbot.channels.web.key_pages import private
from matchbot.channels.web.members import Signed, SignedIn, SignedPost
from matchbot.channels.web.own_forms import Fields, clash_rows, problems_of
from matchbot.channels.web.visit import READ
from matchbot.core.addresses import BadAddress
from matchbot.core.editing import WISE_FIELDS, BadField, fingerprint, whole
from matchbot.core.lead import OPEN, NotPossible
from matchbot.core.offering import PeopleFigure
from matchbot.flows.leads import answer_lead
from matchbot.flows.operating import NoLonger
from matchbot.flows.self_service import (
    BadForm,
    ChangedMeanwhile,
    NotYours,
    OwnPage,
    change_team,
    key_to_lead,
    open_own,
    save_people,
    save_profile,
)
from matchbot.flows.tokens import end_writing_token, make_writing_token

router = APIRouter()
COUNTED = ("paid", "volunteer", "daytime", "moved_to_paid")
MOST_PEOPLE = 100_000
Field = Annotated[str, Form()]


def own(signed: Signed, wise: str) -> OwnPage:
    """The page of a WISE; 404 when it is not one of the member's."""
    try:
        return open_own(signed.office, signed.member, wise)
    except NotYours:
        raise HTTPException(404) from None


@router.api_route("/{lang}/me", methods=READ)
def me(signed: SignedIn) -> Response:
    """The member's only WISE, or a list to choose from."""
    wises = signed.member.wises
    if len(wises) == 1:
        return signed.back(f"me/{wises[0]}")
    if not wises and signed.member.scope:
        return signed.back("operator")
    return signed.page("own_wises.html.j2", wises=[own(signed, id).wise for id in wises])


@router.api_route("/{lang}/me/{wise}", methods=READ)
def overview(signed: SignedIn, wise: str, done: str = "") -> Response:
    """What waits for the WISE, and all that it keeps."""
    page = own(signed, wise)
    words = signed.visit.show
    leads = [(lead, words(lead.need), lead.state in OPEN) for lead in page.leads]
    return signed.page("own.html.j2", page=page, leads=leads, done=done)


@router.post("/{lang}/me/{wise}/leads/{lead}")
def lead(signed: SignedPost, wise: str, lead: str, answer: Field = "") -> Response:
    """Open a lead's own page, or accept or decline it first; its reasons are asked there."""
    try:
        word = key_to_lead(signed.office, signed.member, wise, lead)
    except NotYours:
        raise HTTPException(404) from None
    if answer in {"accept", "decline"}:
        step = cast("Literal['accept', 'decline']", answer)
        try:
            answer_lead(signed.office, word, step)
        except NotPossible:
            # Its page tells how it was answered meanwhile.
            return private(RedirectResponse(f"/lead/{word}", 303))
        signed.visit.site.handle_inbox()
    return private(RedirectResponse(f"/lead/{word}", 303))


@router.api_route("/{lang}/me/{wise}/profile", methods=READ)
def profile(signed: SignedIn, wise: str) -> Response:
    """The form of who the WISE is."""
    there = own(signed, wise).wise
    return signed.page("own_profile.html.j2", wise=there, version=fingerprint(there))


@router.post("/{lang}/me/{wise}/profile")
def change_profile(signed: SignedPost, wise: str, fields: Fields) -> Response:
    """Save it, or show what is wrong, or what somebody else changed meanwhile."""
    given = {name: fields[name] for name in WISE_FIELDS if name in fields}
    try:
        save_profile(signed.office, signed.member, wise, given, fields.get("version", ""))
    except NotYours:
        raise HTTPException(404) from None
    except BadForm as bad:
        return signed.page(
            "own_profile.html.j2", status=422, wise=bad.record, version=fields.get("version", ""),
            problems=problems_of(signed.visit, bad), typed=given,
        )  # fmt: skip
    except ChangedMeanwhile as changed:
        return signed.page(
            "own_profile.html.j2", status=409, wise=changed.wanted,
            version=fingerprint(changed.stored), clash=clash_rows(signed.visit, changed),
        )  # fmt: skip
    return signed.back(f"me/{wise}?done=saved")


@router.api_route("/{lang}/me/{wise}/people", methods=READ)
def people(signed: SignedIn, wise: str) -> Response:
    """The figures of each year, and a form for one."""
    return _people(signed, own(signed, wise))


def _people(
    signed: Signed, page: OwnPage, typed: dict[str, str] | None = None, problem: str = ""
) -> Response:
    year = signed.visit.site.today().year
    blank = {"year": str(year), **dict.fromkeys(COUNTED, "")}
    return signed.page(
        "own_people.html.j2", status=422 if problem else 200, wise=page.wise, counted=COUNTED,
        figures=sorted(page.people, key=lambda f: -f.year), typed=typed or blank, problem=problem,
    )  # fmt: skip


@router.post("/{lang}/me/{wise}/people")
def change_people(signed: SignedPost, wise: str, fields: Fields) -> Response:
    """Save one year."""
    typed = {name: fields.get(name, "")[:20] for name in ("year", *COUNTED)}
    this_year = signed.visit.site.today().year
    try:
        year = whole(1900, this_year)(typed["year"])
        counts = {name: whole(0, MOST_PEOPLE)(typed[name]) or 0 for name in COUNTED}
        if year is None:
            raise BadField("needed")
        save_people(signed.office, signed.member, PeopleFigure(wise, year, **counts))
    except NotYours:
        raise HTTPException(404) from None
    except BadField as bad:
        return _people(signed, own(signed, wise), typed, signed.visit.t(f"web.bad.{bad.why}"))
    return signed.back(f"me/{wise}/people")


@router.api_route("/{lang}/me/{wise}/team", methods=READ)
def team(signed: SignedIn, wise: str) -> Response:
    """Who may act for the WISE: people, and programs by a token."""
    return _team(signed, wise)


def _team(signed: Signed, wise: str, problem: str = "", token: str = "") -> Response:
    status = 422 if problem else 200
    page = own(signed, wise)
    return private(
        signed.page("own_team.html.j2", status=status, page=page, problem=problem, token=token)
    )


@router.post("/{lang}/me/{wise}/team")
def alter_team(signed: SignedPost, wise: str, email: Field = "", act: Field = "") -> Response:
    """Add an address or take one out."""
    problem = ""
    try:
        change_team(signed.office, signed.member, wise, email.strip(), add=act == "add")
    except NotYours:
        raise HTTPException(404) from None
    except BadAddress:
        problem = signed.visit.t("web.subscribe.bad_address", email=email.strip())
    except BadForm:
        problem = signed.visit.t("web.own.team_full")
    if problem:
        return _team(signed, wise, problem)
    if own_address_gone(signed, wise):
        return signed.back("me")
    return signed.back(f"me/{wise}/team")


@router.post("/{lang}/me/{wise}/tokens")
def tokens(
    signed: SignedPost, wise: str, act: Field = "", name: Field = "", token: Field = ""
) -> Response:
    """Make a token for a program of the WISE and show it this once, or take one back."""
    try:
        if act == "make":
            word = make_writing_token(signed.office, signed.member, wise, name)
            return _team(signed, wise, token=word)
        end_writing_token(signed.office, signed.member, wise, token)
    except NotYours:
        raise HTTPException(404) from None
    except NoLonger:
        return _team(signed, wise, signed.visit.t("web.own.token_gone"))
    return signed.back(f"me/{wise}/team")


def own_address_gone(signed: Signed, wise: str) -> bool:
    """Did the member just take itself out of the team?"""
    page = open_own(signed.office, signed.member, wise)
    mine = signed.member.address
    return mine not in page.team and mine != page.wise.email.lower()

"""A WISE joins: the form with the criteria, and the page behind its link that says where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from matchbot.channels.web.key_pages import private, refused_page, speaking
from matchbot.channels.web.members import open_form
from matchbot.channels.web.own_forms import Fields
from matchbot.channels.web.visit import READ, AnyVisit, Visit, VisitIn
from matchbot.core.addresses import BadAddress
from matchbot.core.application import Applied, ClaimedLabel, NotNow, WordsNeeded
from matchbot.core.editing import BadField, line, needed, prose, website, whole
from matchbot.flows.joining import TooMany, answer, apply, open_application
from matchbot.flows.leads import KeyRefused

router = APIRouter()
#: The page behind the link has no language in its address.
by_key = APIRouter()
LABELS = 3
READERS = {
    "name": needed, "about": needed, "place": needed, "postcode": line, "website": website,
    "share": whole(0, 100), "income": whole(0, 100), "offering": prose,
}  # fmt: skip
NAMES = ("email", *READERS, *(f"{part}{n}" for n in range(LABELS)
                              for part in ("label", "source", "given")))  # fmt: skip


@router.api_route("/{lang}/join", methods=READ)
def show_form(visit: VisitIn) -> Response:
    """What a WISE is, and the form."""
    return _form(visit, dict.fromkeys(NAMES, ""), {})


def _form(visit: Visit, typed: Mapping[str, str], problems: Mapping[str, str]) -> Response:
    page = visit.page(
        "join.html.j2", status=422 if problems else 200, typed=typed, problems=problems,
        labels=range(LABELS), asked=False,
    )  # fmt: skip
    return private(page) if problems else page


@router.post("/{lang}/join")
def ask(visit: VisitIn, fields: Fields) -> Response:
    """Take the application in; its link goes by mail, so the address is proved by using it."""
    open_form(visit)
    typed = {name: fields.get(name, "").strip()[:5000] for name in NAMES}
    applied, problems = _applied(typed)
    try:
        if not problems:
            apply(visit.site.office, typed["email"], applied, visit.language)
    except BadAddress:
        problems = {"email": "email"}
    except TooMany:
        problems = {"email": "too_many"}
    if problems:
        return _form(visit, typed, {n: visit.t(f"web.bad.{why}") for n, why in problems.items()})
    return private(visit.page("join.html.j2", asked=True, typed=typed, problems={}, labels=()))


def _applied(typed: Mapping[str, str]) -> tuple[Applied, dict[str, str]]:
    """What the form says, and what is wrong with it, by field."""
    values, problems, labels = {}, {}, list[ClaimedLabel]()
    for name, read in READERS.items():
        try:
            values[name] = read(typed[name])
        except BadField as bad:
            problems[name] = bad.why
    for n in range(LABELS):
        if not typed[f"label{n}"]:
            continue
        try:
            given = date.fromisoformat(typed[f"given{n}"]) if typed[f"given{n}"] else None
            labels.append(ClaimedLabel(line(typed[f"label{n}"]), line(typed[f"source{n}"]), given))
        except BadField as bad:
            problems[f"label{n}"] = bad.why
        except ValueError:
            problems[f"given{n}"] = "date"
    values.setdefault("name", "")
    return Applied(**values, labels=tuple(labels)), problems


@by_key.api_route("/joining/{token}", methods=READ)
def status(visit: AnyVisit, token: str) -> Response:
    """Where the application stands, and a field for the answer if something was asked."""
    return _status(visit, token)


def _status(visit: Visit, token: str, *, wordless: bool = False) -> Response:
    try:
        there = open_application(visit.site.office, token)
    except KeyRefused as refused:
        return refused_page(visit, "application", refused)
    spoken = speaking(visit, there.language)
    code = 422 if wordless else 200
    return private(spoken.page("joining.html.j2", status=code, there=there, wordless=wordless))


@by_key.post("/joining/{token}")
def reply(visit: AnyVisit, token: str, text: Annotated[str, Form()] = "") -> Response:
    """The WISE answers."""
    try:
        answer(visit.site.office, token, text)
    except KeyRefused as refused:
        return refused_page(visit, "application", refused)
    except WordsNeeded:
        return _status(visit, token, wordless=True)
    except NotNow:
        # Meanwhile it was decided, or this is the second post of the same form.
        return private(RedirectResponse(f"/joining/{token}", 303))
    return private(RedirectResponse(f"/joining/{token}", 303))

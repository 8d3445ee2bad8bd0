"""A WISE's page of one lead: look, accept, decline, take back, and say what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, cast

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from matchbot.channels.web.key_pages import private, refused_page, speaking
from matchbot.channels.web.visit import READ, AnyVisit, Visit
from matchbot.core.discretion import buyers_words
from matchbot.core.lead import ANSWERED, DECLINE_REASONS, OPEN, WORK, NotPossible
from matchbot.core.need import Need, told_facts
from matchbot.flows.leads import (
    KeyRefused,
    LeadPage,
    NoAmount,
    answer_lead,
    open_lead,
    undo_answer,
)
from matchbot.flows.outcomes import Outcome, wise_outcome

router = APIRouter()
OUTCOMES = ("win", "wait", "lose")
WRITTEN = ("note", "price", "amount", "work", "unread")
Field = Annotated[str, Form()]


@router.api_route("/lead/{token}", methods=READ)
def show_lead(visit: AnyVisit, token: str, answer: str = "") -> Response:
    """The need, and the form to answer it; or how it was answered."""
    try:
        page = open_lead(visit.site.office, token)
    except KeyRefused as refused:
        return refused_page(visit, "lead", refused)
    return _lead(visit, page, answer)


def _lead(
    visit: Visit,
    page: LeadPage,
    answer: str = "",
    *,
    status: int = 200,
    wrote: Mapping[str, str] | None = None,
) -> Response:
    """The page; `wrote` is what the WISE had typed when something in it could not be read."""
    spoken = speaking(visit, page.wise.language)
    lead = page.lead
    shown = spoken.page(
        "lead.html.j2",
        status=status,
        lead=lead,
        wise=page.wise,
        title=page.offering.title_in(spoken.language),
        need=need_rows(spoken, lead.need),
        words=_words(page),
        contact=lead.contact if page.contact_shown else None,
        open=lead.state in OPEN,
        late=page.can_offer,
        answered=lead.state in ANSWERED,
        can_undo=page.can_undo,
        too_late=status == 409,
        wrote={**dict.fromkeys(WRITTEN, ""), **(wrote or {})},
        price=spoken.show(lead.price) if lead.price else "",
        reasons=DECLINE_REASONS,
        outcomes=OUTCOMES,
        works=WORK,
        focus=answer if answer in {"accept", "decline"} else "",
    )
    return private(shown)


def need_rows(visit: Visit, need: Need) -> list[tuple[str, str]]:
    """A need as a WISE reads it in ten seconds; what was not said is left out."""
    return [(visit.t(f"need.{name}"), visit.show(value)) for name, value in told_facts(need)]


@router.post("/lead/{token}")
def decide_lead(
    visit: AnyVisit,
    token: str,
    answer: Field = "",
    note: Field = "",
    price: Field = "",
    amount: Field = "",
    work: Field = "",
) -> Response:
    """Answer: accept, decline or decline:REASON, undo, outcome:win, outcome:wait, outcome:lose."""
    wrote = {"note": note.strip(), "price": price.strip(), "amount": amount.strip(), "work": work}
    office = visit.site.office
    try:
        if not _act(visit, token, answer, wrote):
            return show_lead(visit, token)
    except KeyRefused as refused:
        return refused_page(visit, "lead", refused)
    except NoAmount as unread:
        page = open_lead(office, token)
        return _lead(visit, page, status=422, wrote={**wrote, "unread": str(unread)})
    except NotPossible:
        return _lead(visit, open_lead(office, token), status=409)
    visit.site.handle_inbox()
    return private(RedirectResponse(f"/lead/{token}", 303))


def _act(visit: Visit, token: str, answer: str, wrote: Mapping[str, str]) -> bool:
    office = visit.site.office
    said, _, which = answer.partition(":")
    if said == "accept":
        answer_lead(office, token, "accept", note=wrote["note"], price=wrote["price"])
    elif said == "decline":
        answer_lead(office, token, "decline", reason=which, note=wrote["note"])
    elif said == "undo":
        undo_answer(office, token)
    elif said == "outcome" and which in OUTCOMES:
        step = cast("Outcome", which)
        wise_outcome(office, token, step, amount=wrote["amount"], work=wrote["work"])
    else:
        return False
    return True


def _words(page: LeadPage) -> str:
    """The need in the buyer's words; who wrote it shows only after acceptance."""
    need = page.lead.need
    whole = "\n".join((need.text, *need.later))
    return whole if page.contact_shown else buyers_words(need)

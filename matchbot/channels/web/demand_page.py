"""Unmet demand: a page for the network, and a WISE's answer to the monthly question behind its key."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from matchbot.channels.web.key_pages import private, refused_page, speaking
from matchbot.channels.web.plots import shown
from matchbot.channels.web.visit import READ, AnyVisit, VisitIn
from matchbot.core.insight.demand import Count
from matchbot.flows.demand import answer_idea, open_idea
from matchbot.flows.leads import KeyRefused

by_key = APIRouter()
router = APIRouter()


@router.api_route("/{lang}/demand", methods=READ)
def demand(visit: VisitIn) -> Response:
    """What buyers asked for and nobody offers, from five buyers up."""
    found = visit.site.demand()

    def told(counts: tuple[Count, ...], unknown: str) -> str:
        names = [f"{c.name or unknown} ({shown(c.needs, visit.t)})" for c in counts]
        return ", ".join(names)

    rows = [
        (
            group.label(visit.language) or visit.t("impact.unknown"),
            visit.show(group.needs),
            told(group.parts, visit.t("demand.nowhere")),
            told(tuple(sorted(group.months, key=lambda c: c.name)), ""),
        )
        for group in found.groups
    ]
    return visit.page(
        "demand.html.j2",
        rows=rows,
        unmet=shown(found.unmet, visit.t),
        grouped=shown(found.grouped, visit.t),
    )


@by_key.api_route("/demand/{token}", methods=READ)
def show_idea(visit: AnyVisit, token: str) -> Response:
    """What was asked nearby, and two buttons; or how it was answered."""
    try:
        asked = open_idea(visit.site.office, token)
    except KeyRefused as refused:
        return refused_page(visit, "demand", refused)
    kind = visit.site.office.knowledge().vocabulary.kinds.get(asked.kind)
    spoken = speaking(visit, asked.wise.language)
    page = spoken.page(
        "idea.html.j2",
        asked=asked,
        title=asked.offering.title_in(spoken.language),
        what=kind.label(spoken.language) if kind else asked.kind,
    )
    return private(page)


@by_key.post("/demand/{token}")
def answer(visit: AnyVisit, token: str, answer: Annotated[str, Form()] = "") -> Response:
    """Widen the offering, or say no."""
    if answer not in {"widen", "no"}:
        return show_idea(visit, token)
    try:
        answer_idea(visit.site.office, token, widen=answer == "widen")
    except KeyRefused as refused:
        return refused_page(visit, "demand", refused)
    return private(RedirectResponse(f"/demand/{token}", 303))

"""A buyer's matches, requests and answers behind a link: to print, or as a table. Reads only."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from matchbot.channels.web.key_pages import private, refused_page, speaking
from matchbot.channels.web.lead_page import need_rows
from matchbot.channels.web.visit import READ, AnyVisit
from matchbot.flows.dossier import dossier_csv, open_dossier
from matchbot.flows.leads import KeyRefused

router = APIRouter()


@router.api_route("/dossier/{token}", methods=READ)
def show_dossier(visit: AnyVisit, token: str) -> Response:
    """The page to print for the procurement record."""
    try:
        dossier = open_dossier(visit.site.office, token)
    except KeyRefused as refused:
        return refused_page(visit, "dossier", refused)
    spoken = speaking(visit, dossier.language)
    page = spoken.page(
        "dossier.html.j2",
        dossier=dossier,
        need=need_rows(spoken, dossier.need) if dossier.need else [],
        csv=f"/dossier/{token}/csv",
    )
    return private(page)


@router.api_route("/dossier/{token}/csv", methods=READ)
def download(visit: AnyVisit, token: str) -> Response:
    """The same as a file for a spreadsheet."""
    office = visit.site.office
    try:
        dossier = open_dossier(office, token)
    except KeyRefused as refused:
        return refused_page(visit, "dossier", refused)
    name = f"matchbot-{dossier.at:%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    file = Response(dossier_csv(office, dossier), media_type="text/csv", headers=headers)
    return private(file)

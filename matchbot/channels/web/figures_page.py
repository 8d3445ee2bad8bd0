"""A WISE's yearly figures behind its key: four numbers, three minutes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from matchbot.channels.web.key_pages import private, refused_page, speaking
from matchbot.channels.web.visit import READ, AnyVisit, Visit
from matchbot.core.offering import FIGURES
from matchbot.flows.leads import KeyRefused
from matchbot.flows.yearly_figures import (
    AskedFigures,
    BadFigures,
    give_figures,
    open_figures,
)

router = APIRouter()
Number = Annotated[str, Form()]


@router.api_route("/figures/{token}", methods=READ)
def show_figures(visit: AnyVisit, token: str) -> Response:
    """The form, with what was given if anything."""
    try:
        return _page(visit, token, open_figures(visit.site.office, token))
    except KeyRefused as refused:
        return refused_page(visit, "figures", refused)


@router.post("/figures/{token}")
def keep_figures(
    visit: AnyVisit,
    token: str,
    paid: Number = "",
    volunteer: Number = "",
    daytime: Number = "",
    moved_to_paid: Number = "",
) -> Response:
    """Keep the numbers; what cannot be read comes back as it was typed."""
    wrote = dict(zip(FIGURES, (paid, volunteer, daytime, moved_to_paid), strict=True))
    office = visit.site.office
    try:
        give_figures(office, token, wrote)
    except BadFigures as bad:
        return _page(visit, token, open_figures(office, token), wrote, bad.fields)
    except KeyRefused as refused:
        return refused_page(visit, "figures", refused)
    return private(RedirectResponse(f"/figures/{token}", 303))


def _page(
    visit: Visit,
    token: str,
    asked: AskedFigures,
    wrote: Mapping[str, str] | None = None,
    bad: tuple[str, ...] = (),
) -> Response:
    given = {name: str(getattr(asked.given, name)) if asked.given else "" for name in FIGURES}
    page = speaking(visit, asked.wise.language).page(
        "figures.html.j2",
        status=422 if bad else 200,
        asked=asked,
        numbers=wrote or given,
        bad=bad,
        fields=FIGURES,
        token=token,
        message_id=visit.site.office.luck.word(),
    )
    return private(page)

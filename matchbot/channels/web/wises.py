"""The page of a WISE: who it is, what it sells, where, and who works there."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import APIRouter, HTTPException
from starlette.responses import HTMLResponse

from matchbot.channels.web.cards import card
from matchbot.channels.web.kept_pages import kept
from matchbot.channels.web.linked_data import wise_linked
from matchbot.channels.web.plots import people_plot
from matchbot.channels.web.visit import MESSAGE_ID, READ, VisitIn
from matchbot.core.insight.growth import people_by_year
from matchbot.core.offering import Wise

router = APIRouter()


@router.api_route("/{lang}/wises/{id}", methods=READ)
@kept
def wise(visit: VisitIn, id: str) -> HTMLResponse:
    """One WISE."""
    shelf = visit.site.shelf
    found = shelf.catalogue.wises.get(id)
    if found is None:
        raise HTTPException(404)
    offerings = shelf.of_wise.get(id, ())
    years = people_by_year(shelf.people.get(id, ()))
    english = visit.language != found.language and bool(found.about_en)
    return visit.page(
        "wise.html.j2",
        wise=found,
        about=found.about_en if english else found.about,
        about_language="en" if english else found.language,
        website=shown_website(found),
        where=shelf.where.get(id, ""),
        cards=[card(visit, offering) for offering in offerings],
        people=years,
        people_plot=people_plot(years),
        labels=shelf.labels.get(id, ()),
        today=visit.site.today(),
        message_id=MESSAGE_ID,
        linked=wise_linked(visit, found),
    )


def shown_website(wise: Wise) -> tuple[str, str]:
    """The WISE's own site as (address, host); both empty unless it is an ordinary https address."""
    try:
        parts = urlsplit(wise.website)
        plain = parts.scheme == "https" and parts.hostname and not parts.username
    except ValueError:
        plain = False
    return (wise.website, parts.hostname or "") if plain else ("", "")

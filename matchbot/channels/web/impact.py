"""The impact page: growth of the platform in plain figures."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from matchbot.channels.web.figures import (
    offerings_by_year,
    people_by_year,
    people_plot,
    wises_by_year,
)
from matchbot.channels.web.kept_pages import kept
from matchbot.channels.web.plot import stacked
from matchbot.channels.web.visit import READ, VisitIn

router = APIRouter()


@router.api_route("/{lang}/impact", methods=READ)
@kept
def impact(visit: VisitIn) -> HTMLResponse:
    """WISEs on the platform, people by kind of work, offerings: each year."""
    catalogue = visit.site.shelf.catalogue
    this_year = visit.site.today().year
    wises = wises_by_year(catalogue, this_year)
    people = people_by_year(catalogue.people)
    offerings = offerings_by_year(catalogue, this_year)
    return visit.page(
        "impact.html.j2",
        wises=wises,
        wises_plot=stacked([(year, (there,)) for year, _, there in wises]),
        people=people,
        people_plot=people_plot(people),
        offerings=offerings,
        offerings_plot=stacked([(year, (there,)) for year, there in offerings]),
        count_wises=len(catalogue.wises),
        count_offerings=len(catalogue.offerings),
    )

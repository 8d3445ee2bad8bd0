"""The impact pages: the platform's figures with their sources, and a report of one year to print."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from matchbot.channels.web.plots import GROUP_COLUMNS, drawn_charts, group_rows
from matchbot.channels.web.visit import READ, Visit, VisitIn
from matchbot.core.insight.impact import Impact

router = APIRouter()


@router.api_route("/{lang}/impact", methods=READ)
def impact(visit: VisitIn) -> Response:
    """Growth, needs, leads and what came of them: all years."""
    found = visit.site.impact()
    return visit.page("impact.html.j2", **_facts(visit, found), year=None)


@router.api_route("/{lang}/impact/{year}", methods=READ)
def report(visit: VisitIn, year: int) -> Response:
    """The same as a report of one year, to be printed or kept as PDF."""
    if visit.site.impact().year(year) is None:
        raise HTTPException(404)
    return visit.page("impact.html.j2", **_facts(visit, visit.site.impact(year)), year=year)


def _facts(visit: Visit, found: Impact) -> dict[str, Any]:
    kinds = visit.site.office.knowledge().vocabulary.kinds
    labels = {id: kind.label(visit.language) for id, kind in kinds.items()}
    return {
        "charts": drawn_charts(found, visit.t),
        "columns": [visit.t(f"impact.column.{name}") for name in GROUP_COLUMNS],
        "groups": [
            ("kinds", group_rows(found.kinds, labels, visit.t)),
            ("boroughs", group_rows(found.boroughs, {}, visit.t)),
        ],
        "reports": [row.year for row in reversed(found.years)],
        "today": visit.site.today(),
        "count_wises": len(visit.site.shelf.catalogue.wises),
        "count_offerings": len(visit.site.shelf.offerings),
    }

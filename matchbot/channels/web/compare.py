"""Offerings side by side on one page. Looking changes nothing."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from matchbot.channels.web.cards import card
from matchbot.channels.web.visit import READ, VisitIn
from matchbot.core.comparison import MOST, compare

router = APIRouter()


@router.api_route("/{lang}/compare", methods=READ)
def side_by_side(visit: VisitIn, id: Annotated[list[str] | None, Query()] = None) -> Response:
    """Two to five offerings, a column each; what is not known here is left out."""
    shelf = visit.site.shelf
    known = [
        shelf.catalogue.offerings[i]
        for i in dict.fromkeys(id or ())
        if i in shelf.catalogue.offerings
    ]
    offerings = known[:MOST]
    rows = compare(offerings, None, visit.site.office.knowledge(), visit.site.today())
    return visit.page(
        "compare.html.j2",
        cards=[card(visit, offering) for offering in offerings],
        rows=[
            (
                visit.t(f"compare.{row.name}"),
                [None if v is None else visit.show(v) for v in row.values],
            )
            for row in rows
        ],
    )

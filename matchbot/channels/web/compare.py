"""Offerings side by side on one page. Looking changes nothing."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from matchbot.channels.web.cards import card
from matchbot.channels.web.offerings import LONGEST_QUERY
from matchbot.channels.web.visit import READ, VisitIn
from matchbot.core.comparison import MOST, compare
from matchbot.core.reading.read import read_need

router = APIRouter()


@router.api_route("/{lang}/compare", methods=READ)
def side_by_side(
    visit: VisitIn, id: Annotated[list[str] | None, Query()] = None, q: str = ""
) -> Response:
    """Two to five offerings, a column each; what is not known here is left out.

    After a search, `q` is its sentence: then it also says how each fits.
    """
    shelf, office = visit.site.shelf, visit.site.office
    knowledge, sentence = office.knowledge(), " ".join(q.split())[:LONGEST_QUERY]
    known = [
        shelf.catalogue.offerings[i]
        for i in dict.fromkeys(id or ())
        if i in shelf.catalogue.offerings
    ]
    offerings = known[:MOST]
    need = read_need(sentence, knowledge, office.clock.now(), visit.language).need
    rows = compare(offerings, need if sentence else None, knowledge, visit.site.today())
    return visit.page(
        "compare.html.j2",
        q=sentence,
        chosen=len(known),
        cards=[card(visit, offering) for offering in offerings],
        rows=[
            (
                visit.t(f"compare.{row.name}"),
                [None if v is None else visit.show(v) for v in row.values],
            )
            for row in rows
        ],
    )

"""The network page: the figures of this platform and its sisters, each with source and date."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter
from starlette.responses import Response

from matchbot.channels.web.visit import READ, Visit, VisitIn
from matchbot.core.insight.network import Figures, added_up, years_told
from matchbot.flows.network import network

router = APIRouter()
COLUMNS = ("wises", "offerings", "reported", "paid", "volunteer", "daytime")


@router.api_route("/{lang}/network", methods=READ)
def figures(visit: VisitIn) -> Response:
    """All platforms of the network, and what they are together."""
    rows = network(visit.site.office, visit.site.today())
    return visit.page(
        "network.html.j2",
        columns=[visit.t(f"impact.column.{name}") for name in COLUMNS],
        rows=[(row, _cells(visit, row.figures), _year(row.figures)) for row in rows],
        total=_cells(visit, added_up(rows)),
        years=", ".join(str(year) for year in years_told(rows)),
    )


def _cells(visit: Visit, found: Figures) -> list[str]:
    values = asdict(found)
    return [visit.show(values[name]) for name in COLUMNS]


def _year(found: Figures) -> str:
    return str(found.year) if found.year else ""

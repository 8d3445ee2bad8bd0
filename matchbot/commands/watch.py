"""`matchbot impact --watch`: the lines of the isomorphism watch, and those that bend."""

from __future__ import annotations

from dataclasses import asdict

from rich.table import Table

from matchbot.commands.running import facts, opened, print_json
from matchbot.core.insight.isomorphism import Line, Watched
from matchbot.core.offering import Wise

SOURCES = {
    "paid_share": "paid of all at work, from the yearly figures of WISEs",
    "turnover": "euros won through the platform for each person at work, five orders or more",
    "likeness": "how alike texts are to those of other WISEs, kept once a year",
}


def show_watch(*, as_json: bool) -> None:
    """Print all lines for machines; for people the platform's lines and the bends of WISEs."""
    from matchbot.flows.isomorphism import watched

    with opened() as house:
        found, wises = watched(house.office), house.office.knowledge().catalogue.wises
    if as_json:
        print_json({"sources": SOURCES, "watched": [asdict(one) for one in found]})
        return
    _show(found, wises)


def _show(found: tuple[Watched, ...], wises: dict[str, Wise]) -> None:
    table = Table("wise", "line", "from", "years", "last", "bends since", "median before")
    for one in found:
        name = wises[one.wise].name if one.wise else "(platform)"
        for line in one.bends if one.wise else one.lines:
            table.add_row(name, *_row(line))
    facts.print(table)
    bent = sum(1 for one in found if one.wise and one.bends)
    of = sum(1 for one in found if one.wise)
    facts.print(f"{bent} of {of} WISEs with figures have a line that bends; figures, no judgement")
    for name, source in SOURCES.items():
        facts.print(f"{name}: {source}")


def _row(line: Line) -> tuple[str, ...]:
    first, last, bend = line.points[0], line.points[-1], line.bend
    since = "" if bend is None else f"{bend.since} {'up' if bend.up else 'down'}"
    before = "" if bend is None else f"{bend.before:g}"
    return line.name, str(first.year), str(len(line.points)), f"{last.value:g}", since, before

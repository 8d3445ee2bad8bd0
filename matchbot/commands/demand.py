"""`matchbot demand`: what buyers asked for and nothing fitted."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from matchbot.commands.running import facts, opened, print_json
from matchbot.core.insight.demand import Count


def demand(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
    lang: Annotated[str, typer.Option(help="Language of the labels.")] = "en",
) -> None:
    """Print the unmet demand of the last year, grouped by meaning; groups under five are hidden."""
    from matchbot.flows.demand import demand as unmet_demand_of

    with opened() as house:
        found = unmet_demand_of(house.office)
    if as_json:
        print_json(asdict(found))
        return
    table = Table("what", "kind", "buyers", "where", "months")
    for group in found.groups:
        table.add_row(
            group.label(lang),
            group.kind,
            str(group.needs),
            _listed(group.parts),
            _listed(tuple(sorted(group.months, key=lambda month: month.name))),
        )
    facts.print(table if found.groups else "No five buyers asked for the same in vain.")
    facts.print(f"{_shown(found.grouped)} of {_shown(found.unmet)} unmet needs are told of")


def _listed(counts: tuple[Count, ...]) -> str:
    return ", ".join(f"{c.name or 'not known'} {_shown(c.needs)}" for c in counts)


def _shown(needs: int | None) -> str:
    return "*" if needs is None else str(needs)

"""`matchbot coach`: what offerings are asked for, where they lose, and whether a change helped."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table

from matchbot.commands.running import facts, fail, opened, print_json
from matchbot.core.insight.coach import Coaching, Loss
from matchbot.flows import coach as flow


def coach(
    wise: Annotated[str | None, typer.Option(help="Only this WISE's, by its id.")] = None,
    done: Annotated[
        bool, typer.Option("--done", help="Suggestions made so far: did they bring leads?")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Say per offering what it is asked for, where it loses and why."""
    with opened() as house:
        if wise is not None and wise not in house.office.knowledge().catalogue.wises:
            raise fail(f"--wise {wise}: there is no such WISE")
        if done:
            _print_done(flow.outcomes(house.office), as_json)
            return
        found = flow.coaching(house.office)
    found = [one for one in found if wise in (None, one.wise.id)]
    if as_json:
        for one in found:
            print_json(_facts(one))
        return
    losing = [one for one in found if one.losses]
    table = Table("offering", "asked", "leads", "accepted", "won", "loses because")
    for one in losing:
        counts = (one.asked, one.leads, one.accepted, one.won)
        told = "; ".join(_told(loss) for loss in one.losses)
        table.add_row(one.offering.id, *map(str, counts), told)
    facts.print(table if losing else "No offering loses for a reason that five buyers show.")


def _facts(one: Coaching) -> dict[str, Any]:
    return {
        "offering": one.offering.id,
        "wise": one.wise.id,
        "asked": one.asked,
        "leads": one.leads,
        "accepted": one.accepted,
        "won": one.won,
        "declined": dict(one.declined),
        "losses": [vars(loss) for loss in one.losses],
    }


def _told(loss: Loss) -> str:
    words = f" ({', '.join(loss.words)})" if loss.words else ""
    return f"{loss.reason}{words} {loss.buyers} of {loss.of}"


def _print_done(outcomes: list[flow.Outcome], as_json: bool) -> None:
    table = Table("offering", "reason", "suggested", "changed", "days", "before", "after")
    for one in outcomes:
        made, effect = one.suggestion, one.effect
        row = {
            "offering": made.offering,
            "reason": made.reason,
            "suggested": f"{made.at:%Y-%m-%d}",
            "changed": f"{one.changed_at:%Y-%m-%d}" if one.changed_at else None,
            "days": effect.days if effect else None,
            "before": effect.before if effect else None,
            "after": effect.after if effect else None,
        }
        if as_json:
            print_json(row)
        table.add_row(*("" if value is None else str(value) for value in row.values()))
    if not as_json:
        facts.print(table if outcomes else "Nothing was suggested yet.")

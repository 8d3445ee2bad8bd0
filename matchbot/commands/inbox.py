"""`matchbot inbox`: what came in, and what could not be handled."""

from __future__ import annotations

from typing import Annotated, get_args

import typer
from rich.table import Table

from matchbot.commands.running import FINDINGS, facts, fail, opened, print_json
from matchbot.core.inbox import InboxState
from matchbot.flows import inbox as flow

app = typer.Typer(help="Messages that came in.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
STATES = get_args(InboxState)


@app.command("list")
def list_items(
    state: Annotated[str, typer.Option(help=f"Which state: {', '.join(STATES)}.")] = "quarantined",
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 50,
    as_json: AsJson = False,
) -> None:
    """List what was put aside with its reason, newest first; contents are not shown."""
    if state not in STATES:
        raise fail(f"--state {state}: choose from {', '.join(STATES)}")
    with opened() as house, house.store.read() as tx:
        found = tx.inbox.find(state=state, limit=limit)
    names = ("id", "source", "source_id", "state", "attempts", "received_at", "reason")
    rows = [[str(getattr(item, name)) for name in names] for item in found]
    if as_json:
        for row in rows:
            print_json(dict(zip(names, row, strict=True)))
        return
    table = Table(*names)
    for row in rows:
        table.add_row(*row)
    facts.print(table if rows else f"Nothing is {state}.")


@app.command()
def retry(item_id: Annotated[int, typer.Argument(show_default=False)]) -> None:
    """Handle something that was put aside once more."""
    with opened() as house:
        if not flow.again(house.office, item_id):
            raise fail(f"{item_id}: nothing with this id was put aside", FINDINGS)
    facts.print(f"{item_id} waits in the inbox again.")

"""`matchbot outbox`: what waits to leave, and what could not."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from matchbot.commands.running import FINDINGS, facts, fail, opened, print_json
from matchbot.flows.outbox import retry as try_again

app = typer.Typer(help="Letters and messages that wait to leave.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


@app.command()
def status(as_json: AsJson = False) -> None:
    """Count the messages by channel and state, and say how long the oldest has waited."""
    with opened() as house:
        with house.store.read() as tx:
            counts, oldest = tx.outbox.counts(), tx.outbox.oldest_waiting()
        waited = (house.clock.now() - oldest).total_seconds() if oldest else 0.0
    if as_json:
        rows = [{"channel": c, "state": s, "count": n} for (c, s), n in sorted(counts.items())]
        print_json({"messages": rows, "oldest_waiting_seconds": round(max(waited, 0.0))})
        return
    if not counts:
        facts.print("The outbox is empty.")
        return
    table = Table("channel", "state", "messages")
    for (channel, state), count in sorted(counts.items()):
        table.add_row(channel, state, str(count))
    facts.print(table)
    if oldest:
        facts.print(f"The oldest that waits has waited {max(waited, 0) / 60:.0f} minutes.")


@app.command("list")
def list_messages(
    state: Annotated[str | None, typer.Option(help="Only this state, such as failed.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 50,
    as_json: AsJson = False,
) -> None:
    """List messages, newest first; contents are not shown."""
    with opened() as house, house.store.read() as tx:
        found = tx.outbox.find(state=state, limit=limit)
    rows = [
        (m.id, m.channel, m.purpose, m.state, m.recipient, str(m.attempts), m.answer or m.reason)
        for m in found
    ]
    names = ("id", "channel", "purpose", "state", "recipient", "attempts", "answer")
    if as_json:
        for row in rows:
            print_json(dict(zip(names, row, strict=True)))
        return
    table = Table(*names)
    for row in rows:
        table.add_row(*row)
    facts.print(table if rows else "No messages.")


@app.command()
def retry(message_id: Annotated[str, typer.Argument(show_default=False)]) -> None:
    """Send a failed or unresolved message once more."""
    with opened() as house:
        again = try_again(house.office, message_id)
    if again is None:
        raise fail(f"{message_id}: no failed or unresolved message with this id", FINDINGS)
    facts.print(f"{message_id} waits in the outbox again.")

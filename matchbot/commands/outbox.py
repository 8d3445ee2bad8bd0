"""`matchbot outbox`: what waits to leave, and what could not."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from matchbot.commands.running import FINDINGS, facts, fail, opened, print_json
from matchbot.core.outbox import STATES
from matchbot.flows import outbox as flow

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
    if state is not None and state not in STATES:
        raise fail(f"--state {state}: choose from {', '.join(STATES)}")
    with opened() as house, house.store.read() as tx:
        found = tx.outbox.find(state=state, limit=limit, bodies=False)
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
def retry(
    message_id: Annotated[str, typer.Argument(show_default=False)], as_json: AsJson = False
) -> None:
    """Send a failed or unresolved message once more."""
    with opened() as house:
        again = flow.retry(house.office, message_id)
    if again is None:
        raise fail(f"{message_id}: no failed or unresolved message with this id", FINDINGS)
    _say(as_json, f"{message_id} waits in the outbox again.", retried=[message_id])


@app.command()
def hold(as_json: AsJson = False) -> None:
    """Hold all that has not left for sure, in a database that was restored from a copy."""
    with opened() as house:
        number = flow.hold(house.office)
    _say(as_json, f"{number} messages are held until they are released.", held=number)


@app.command()
def release(
    message_ids: Annotated[
        list[str] | None, typer.Argument(help="Which messages.", show_default=False)
    ] = None,
    all_held: Annotated[bool, typer.Option("--all", help="Everything that is held.")] = False,
    as_json: AsJson = False,
) -> None:
    """Let messages of a restored database leave: after you made sure that they did not before."""
    ids = message_ids or []
    if bool(ids) == all_held:
        raise fail("name the messages to release, or give --all")
    with opened() as house:
        if all_held:
            _say(as_json, f"{(n := flow.release_all(house.office))} messages go.", released=n)
            return
        gone = [id for id in ids if flow.release(house.office, id) is not None]
    _say(as_json, f"{len(gone)} messages go.", released=len(gone))
    if missing := [id for id in ids if id not in gone]:
        raise fail(f"{', '.join(missing)}: no held message with this id", FINDINGS)


def _say(as_json: bool, words: str, **values: object) -> None:
    if as_json:
        print_json(values)
    else:
        facts.print(words, markup=False)

"""`matchbot leads`: where leads stand, and how they came there."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, cast, get_args
from zoneinfo import ZoneInfo

import typer
from rich.table import Column, Table

from matchbot.commands.running import FINDINGS, facts, fail, opened, print_json
from matchbot.core.lead import Lead, LeadState
from matchbot.core.spreadsheet import csv_table

app = typer.Typer(help="Leads: needs put before WISEs.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
NAMES = ("id", "state", "wise", "offering", "need", "created", "decided")


@app.command("list")
def list_leads(
    state: Annotated[str | None, typer.Option(help="Only this state, such as notified.")] = None,
    wise: Annotated[str | None, typer.Option(help="Only this WISE's, by its id.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 50,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV for a spreadsheet.")] = False,
) -> None:
    """List leads, newest first."""
    if state is not None and state not in get_args(LeadState):
        raise fail(f"--state {state}: choose from {', '.join(get_args(LeadState))}")
    with opened() as house, house.store.read() as tx:
        found = tx.leads.find(state=cast("LeadState | None", state), wise_id=wise, limit=limit)
        zone = ZoneInfo(house.platform.timezone)
    if as_csv:
        sys.stdout.write(csv_table(NAMES, (list(_row(lead).values()) for lead in found)))
        return
    if as_json:
        for lead in found:
            print_json(_row(lead))
        return
    facts.print(_table(found, zone) if found else "No leads.")


def _table(found: Sequence[Lead], zone: ZoneInfo) -> Table:
    """For people: the whole id, which `leads show` takes, and the rest as far as there is room."""
    table = Table(Column("id", no_wrap=True, min_width=len(found[0].id)))
    for name in ("state", "wise", "need", "created"):
        table.add_column(name)
    for lead in found:
        what = lead.need.what or lead.need.text
        at = lead.created_at
        created = f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else ""
        table.add_row(lead.id, lead.state, lead.wise_id, what, created)
    return table


def _row(lead: Lead) -> dict[str, object]:
    values = (
        lead.id, lead.state, lead.wise_id, lead.offering_id, lead.need.what or lead.need.text,
        lead.created_at, lead.decided_at,
    )  # fmt: skip
    return dict(zip(NAMES, values, strict=True))


@app.command()
def show(
    lead_id: Annotated[str, typer.Argument(show_default=False)], as_json: AsJson = False
) -> None:
    """Show one lead with its whole history."""
    with opened() as house, house.store.read() as tx:
        lead = tx.leads.get(lead_id)
        events = tx.leads.events(lead_id) if lead else []
    if lead is None:
        raise fail(f"{lead_id}: there is no such lead", FINDINGS)
    if as_json:
        print_json({"lead": asdict(lead), "history": [asdict(e) for e in events]})
        return
    for name, value in _row(lead).items():
        facts.print(f"{name:10} {value if value is not None else ''}", markup=False)
    for event in events:
        line = f"{event.at:%Y-%m-%d %H:%M}  {event.actor} ({event.channel}) {event.step}: "
        facts.print(f"{line}{event.before} → {event.after}", markup=False)


@app.command()
def reasons(
    days: Annotated[int, typer.Option(min=1, help="How far to look back.")] = 365,
    as_json: AsJson = False,
) -> None:
    """Count why WISEs declined, by offering."""
    with opened() as house, house.store.read() as tx:
        counted = tx.leads.declines(house.clock.now() - timedelta(days=days))
    rows = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
    if as_json:
        for (offering, reason), times in rows:
            print_json({"offering": offering, "reason": reason, "times": times})
        return
    table = Table("offering", "reason", "times")
    for (offering, reason), times in rows:
        table.add_row(offering, reason or "not said", str(times))
    facts.print(table if rows else "Nothing was declined.")

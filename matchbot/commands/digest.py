"""`matchbot digest`: the weekly letter to subscribers."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.progress import Progress
from rich.table import Table

from matchbot.commands.running import FINDINGS, facts, fail, opened, people, print_json
from matchbot.core.addresses import BadAddress, same_address
from matchbot.flows import digest

app = typer.Typer(help="The weekly digest of new offerings.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


@app.command()
def preview(
    address: Annotated[str, typer.Argument(help="A subscriber's e-mail address.")],
    as_json: AsJson = False,
) -> None:
    """Show what the next digest of a subscriber would tell of; nothing is sent."""
    with opened() as house:
        try:
            wanted = same_address(address)
        except BadAddress:
            raise fail(f"{address}: this is no e-mail address") from None
        with house.store.read() as tx:
            identity = tx.people.identity("mail", wanted)
            subscriptions = tx.subscriptions.of_person(identity.person_id) if identity else []
        active = [s for s in subscriptions if s.state == "active"]
        if not active:
            raise fail(f"{address}: no active subscription", FINDINGS)
        found = {s.id: digest.preview(house.office, s) for s in active}
        wises = house.knowledge().catalogue.wises
    if as_json:
        for s in active:
            offerings = [{"id": o.id, "title": o.title_in(s.language)} for o in found[s.id]]
            print_json({"subscription": s.id, "wish": s.wish.text, "offerings": offerings})
        return
    for s in active:
        table = Table("offering", "wise", title=s.wish.text or "everything new")
        for offering in found[s.id]:
            table.add_row(offering.title_in(s.language), wises[offering.wise].name)
        facts.print(table if found[s.id] else f"{s.wish.text or 'everything'}: nothing new")


@app.command()
def send(as_json: AsJson = False) -> None:
    """Write this week's digests and deliver them; run twice, nobody gets two."""
    with opened() as house:
        with house.store.read() as tx:
            total = tx.subscriptions.counts().get("active", 0)
        with Progress(console=people, disable=not people.is_terminal, transient=True) as bar:
            task = bar.add_task("digests", total=total)
            run = digest.send_digests(house.office, progress=lambda n: bar.advance(task, n))
        delivered = house.deliver_due()
        waits = not house.senders()
    if as_json:
        print_json({"period": run.period, "letters": run.letters, "nothing_new": run.nothing_new,
                    "already": run.already, "delivered": delivered})  # fmt: skip
        return
    facts.print(
        f"{run.period}: {run.letters} written, {run.nothing_new} with nothing new, "
        f"{run.already} had theirs already; {delivered} delivered."
    )
    if waits and run.letters:
        people.print("Set MATCHBOT_SMTP_HOST or MATCHBOT_MAIL_FOLDER: the letters wait till then.")

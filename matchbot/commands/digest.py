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
        theirs = digest.readers_of(house.office, identity.person_id) if identity else []
        if not theirs:
            raise fail(f"{address}: no active subscription", FINDINGS)
        sheets = {reader.channel: digest.preview(house.office, reader) for reader in theirs}
        wises = house.knowledge().catalogue.wises
    for reader in theirs:
        sheet = sheets[reader.channel]
        wish = ", ".join(s.wish.text or "everything" for s in reader.subscriptions)
        if as_json:
            offerings = [
                {"id": o.id, "title": o.title_in(reader.language)} for o in sheet.offerings
            ]
            print_json({"channel": reader.channel, "wish": wish, "offerings": offerings,
                        "rest": sheet.rest})  # fmt: skip
            continue
        table = Table("kind", "offering", "wise", title=f"{reader.channel}: {wish}")
        for group in sheet.groups:
            for offering in group.offerings:
                title = offering.title_in(reader.language)
                table.add_row(group.kind, title, wises[offering.wise].name)
        facts.print(table if sheet.groups else f"{reader.channel}: {wish}: nothing new")


@app.command()
def hold(
    release: Annotated[bool, typer.Option("--release", help="Let them go again.")] = False,
) -> None:
    """Hold the digests: none is made until they are released."""
    with opened() as house:
        digest.hold(house.office, not release)
    facts.print("Digests are made again." if release else "Digests are held.")


@app.command()
def send(as_json: AsJson = False) -> None:
    """Write this week's digests and deliver them; run twice, nobody gets two."""
    with opened() as house:
        with house.store.read() as tx:
            total = tx.subscriptions.counts().get("active", 0)
        with Progress(console=people, disable=not people.is_terminal, transient=True) as bar:
            task = bar.add_task("digests", total=total)
            try:
                run = digest.send_digests(house.office, progress=lambda n: bar.advance(task, n))
            except digest.Held:
                raise fail("digests are held: matchbot digest hold --release", FINDINGS) from None
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

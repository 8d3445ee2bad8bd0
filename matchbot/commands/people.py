"""`matchbot people`: what we hold of somebody, and erasing it."""

from __future__ import annotations

from typing import Annotated

import typer

from matchbot.app import App
from matchbot.commands.running import FINDINGS, facts, fail, opened, print_json, print_text
from matchbot.core.addresses import BadAddress, same_address
from matchbot.flows.erasure import forget_person

app = typer.Typer(help="Export or erase what we hold of a person.", no_args_is_help=True)
Whom = Annotated[
    str, typer.Argument(help="E-mail address or Telegram chat id.", show_default=False)
]


def _person(house: App, whom: str) -> str:
    with house.store.read() as tx:
        if whom.lstrip("-").isdigit():
            found = tx.people.identity("telegram", whom)
        else:
            try:
                found = tx.people.identity("mail", same_address(whom))
            except BadAddress:
                raise fail(f"{whom}: neither an e-mail address nor a chat id") from None
    if found is None:
        raise fail(f"{whom}: we hold nothing of this person", FINDINGS)
    return found.person_id


@app.command()
def export(whom: Whom) -> None:
    """Print every row that hangs on a person, as JSON."""
    with opened() as house:
        person = _person(house, whom)
        with house.store.read() as tx:
            print_json(tx.people.export(person))


@app.command()
def register() -> None:
    """Print the register of processing (GDPR art. 30), made from the tables, as Markdown."""
    from matchbot.adapters.store.register import register as made

    print_text(made())


@app.command()
def erase(
    whom: Whom, yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False
) -> None:
    """Erase a person; this cannot be undone."""
    with opened() as house:
        person = _person(house, whom)
        if not yes and not typer.confirm(f"Erase everything we hold of {whom}?", err=True):
            raise fail("Nothing was erased.", FINDINGS)
        with house.store.begin() as tx:
            rows = forget_person(tx, house.office, person, house.clock.now(), "command line")
    facts.print(f"Erased: {rows} rows.")

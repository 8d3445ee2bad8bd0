"""All commands in one table."""

from __future__ import annotations

import typer

from matchbot.commands.ask import ask
from matchbot.commands.backup import backup, restore
from matchbot.commands.bench import app as bench
from matchbot.commands.bench_speed import SPEED
from matchbot.commands.catalogue import app as catalogue
from matchbot.commands.chat import chat
from matchbot.commands.coach import coach
from matchbot.commands.demand import demand
from matchbot.commands.digest import app as digest
from matchbot.commands.doctor import doctor
from matchbot.commands.impact import impact
from matchbot.commands.inbox import app as inbox
from matchbot.commands.leads import app as leads
from matchbot.commands.letters import app as letters
from matchbot.commands.mail import app as mail
from matchbot.commands.outbox import app as outbox
from matchbot.commands.people import app as people
from matchbot.commands.rank import rank
from matchbot.commands.serve import demo, serve
from matchbot.commands.shares import shares
from matchbot.commands.understand import understand
from matchbot.commands.vocabulary import app as vocabulary

cli = typer.Typer(
    name="matchbot",
    help="Connects buyers to work integration social enterprises (WISEs) in one conversation.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
ALONE = (
    demo, serve, chat, ask, understand, rank, impact, demand, coach, shares, doctor, backup, restore,
)  # fmt: skip
for command in ALONE:
    cli.command()(command)
for measure in SPEED:
    bench.command()(measure)
cli.add_typer(catalogue, name="catalogue")
cli.add_typer(vocabulary, name="vocabulary")
cli.add_typer(digest, name="digest")
cli.add_typer(outbox, name="outbox")
cli.add_typer(inbox, name="inbox")
cli.add_typer(leads, name="leads")
cli.add_typer(people, name="people")
cli.add_typer(letters, name="letters")
cli.add_typer(mail, name="mail")
cli.add_typer(bench, name="bench")

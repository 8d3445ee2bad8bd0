"""`matchbot chat`: the conversation in the terminal."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from matchbot.app import App, letters_at_once
from matchbot.channels.terminal import SettableClock, Terminal, run_jsonl, shown
from matchbot.commands.running import FINDINGS, fail, opened, people
from matchbot.commands.seeding import fill_if_empty
from matchbot.core.matching.match import Match
from matchbot.flows.answers import match_json
from matchbot.schedule import knock

DEFAULT_FOLDER = Path("matchbot-mail")
screen = Console(highlight=False)


def chat(
    lang: Annotated[str | None, typer.Option(help="nl, en, fr or de.")] = None,
    conversation: Annotated[
        str, typer.Option(help="Name of the conversation; the same name goes on with it.")
    ] = "terminal",
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read and print JSON lines, for machines.")
    ] = False,
) -> None:
    """Have the conversation here in the terminal; letters go into ./matchbot-mail."""
    with opened() as app:
        language = lang or app.platform.languages[0]
        if language not in app.platform.languages:
            raise fail(f"--lang {lang}: choose from {', '.join(app.platform.languages)}")
        if app.mail_folder is None and not app.settings.smtp_host:
            app.mail_folder = DEFAULT_FOLDER
        fill_if_empty(app)
        clock = SettableClock(app.clock.now)
        office = replace(app.office, clock=clock, rules=letters_at_once(app.settings))
        app.office = office
        terminal = Terminal.open(office, conversation, language, partial(_meanwhile, app))
        if jsonl:
            if run_jsonl(terminal, sys.stdin, sys.stdout, clock, _as_json(app)):
                raise typer.Exit(FINDINGS)
        else:
            _talk(terminal, app)


def _meanwhile(app: App) -> None:
    """What the clock brings and what is due to leave: there may be no other process to do it."""
    knock(app.office)
    app.deliver_due()


def _as_json(app: App) -> Any:
    from matchbot.adapters.wording import GettextWording

    wording = GettextWording(app.platform.timezone)

    def as_json(match: Match, language: str) -> dict[str, Any]:
        return match_json(match, wording, language)

    return as_json


def _talk(terminal: Terminal, app: App) -> None:
    if app.mail_folder is not None:
        people.print(f"Letters go into {app.mail_folder}/. Ctrl-D ends.", style="dim")
    for reply in terminal.begin():
        screen.print(shown(reply), markup=False)
    while True:
        try:
            text = input("\n> " if sys.stdin.isatty() else "")
        except (EOFError, KeyboardInterrupt):
            people.print()
            return
        for news in terminal.news():
            screen.print(shown(news), markup=False)
        for reply in terminal.say(text).replies:
            screen.print(shown(reply), markup=False)
        for news in terminal.news():
            screen.print(shown(news), markup=False)

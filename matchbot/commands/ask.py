"""`matchbot ask`: one text in, what was understood and found out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table

from matchbot.adapters.catalogue_files import read_catalogue
from matchbot.adapters.knowledge import build_knowledge, make_embedder
from matchbot.adapters.wording import GettextWording
from matchbot.app import catalogue_folder, platform_of
from matchbot.commands.running import embedding_progress, facts, fail, print_json, settings_or_exit
from matchbot.core.dialogue.matches import left_out
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.match import Match, Ranking, Reason
from matchbot.core.need import Reading
from matchbot.core.said import say
from matchbot.flows.answers import answer_json, asked

Text = Annotated[str, typer.Argument(help="The need, in your own words.", show_default=False)]
Limit = Annotated[int, typer.Option(min=1, max=100, help="How many matches at most.")]
Why = Annotated[bool, typer.Option("--why", help="All reasons, not only the main ones.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Lang = Annotated[str | None, typer.Option(help="nl, en, fr or de; found when not given.")]


def ask(
    text: Text, limit: Limit = 5, why: Why = False, as_json: AsJson = False, lang: Lang = None
) -> None:
    """Say what was understood of a need, the ranked matches and why."""
    if not text.strip():
        raise fail('Say what you need, for example: matchbot ask "Lunch voor 40 personen in Noord"')
    knowledge = shipped_knowledge()
    spoken = _language(lang, knowledge)
    reading, ranking = asked(text, spoken, limit, knowledge, datetime.now(UTC))
    if as_json:
        print_json(answer_json(reading, ranking, GettextWording(knowledge.platform.timezone)))
    else:
        _show(reading, ranking, GettextWording(knowledge.platform.timezone), why)


def shipped_knowledge() -> Knowledge:
    """The catalogue files of the settings (else the sample): no database needed."""
    settings = settings_or_exit()
    catalogue = read_catalogue(catalogue_folder(settings)).catalogue
    with embedding_progress() as progress:
        return build_knowledge(
            platform_of(settings),
            catalogue,
            embedder=make_embedder(progress.tell),
            rotation=settings.rotation,
        )


def _language(lang: str | None, knowledge: Knowledge) -> str | None:
    if lang is not None and lang not in knowledge.platform.languages:
        raise fail(f"--lang {lang}: choose from {', '.join(knowledge.platform.languages)}")
    return lang


def _show(reading: Reading, ranking: Ranking, wording: GettextWording, why: bool) -> None:
    language = reading.language
    facts.print(wording.text(say("need.understood", need=reading.need), language), markup=False)
    if ranking.abstained:
        what = reading.need.what or reading.need.text
        key = "matches.none_nearest" if ranking.nearest else "ask.none"
        facts.print(wording.text(say(key, what=what), language), markup=False)
    table = Table(show_lines=True)
    table.add_column("#")
    for heading in ("offering", "wise", "score", "why"):
        table.add_column(wording.text(say(f"table.{heading}"), language))
    for number, match in enumerate(ranking.matches or ranking.nearest, 1):
        told = match.reasons if why else _told(match, ranking)
        table.add_row(*_row(number, match, told, wording, language))
    if table.row_count:
        facts.print(table)
    for line in left_out(ranking):
        facts.print(wording.text(line, language), markup=False)


def _told(match: Match, ranking: Ranking) -> Sequence[Reason]:
    """The main reasons; of what only comes nearest, why it does not fit."""
    best = match.best_reasons()
    return [r for r in best if r.weight < 0] if ranking.abstained else best


def _row(
    number: int, match: Match, told: Sequence[Reason], wording: GettextWording, language: str
) -> tuple[str, ...]:
    why = [("+ " if r.weight > 0 else "- ") + wording.text(r.said, language) for r in told]
    title = match.offering.title_in(language)
    return str(number), title, match.wise.name, f"{match.score:.2f}", "\n".join(why)

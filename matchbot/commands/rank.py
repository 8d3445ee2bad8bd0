"""`matchbot rank`: batch ranking of offerings for needs, JSON lines out. No database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from matchbot.adapters.catalogue_files import Rules, read_catalogue
from matchbot.adapters.knowledge import build_knowledge, make_embedder
from matchbot.adapters.vocabulary_file import VocabularyFileError, load_vocabulary
from matchbot.adapters.wording import GettextWording
from matchbot.commands.running import FINDINGS, fail, people, print_json
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.rank import rank as rank_need
from matchbot.core.platform import Platform
from matchbot.core.reading.read import read_need

LANGUAGES = ("nl", "en", "fr", "de")


def rank(
    catalogue: Annotated[Path, typer.Option(help="Offerings: JSON lines, CSV, TSV or a folder.")],
    needs: Annotated[Path, typer.Option(help='Needs: JSON lines {"id","text","lang"?}.')],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Matches for each need.")] = 10,
    vocabulary: Annotated[Path | None, typer.Option(help="Another vocabulary file.")] = None,
    now: Annotated[str | None, typer.Option(help="The day to reckon from, as 2026-11-23.")] = None,
    rotate: Annotated[bool, typer.Option("--rotate", help="Let equals take turns.")] = False,
) -> None:
    """Rank the offerings of a file for the needs of another, with reasons."""
    knowledge = _knowledge(catalogue, vocabulary, rotate)
    moment = _moment(now)
    wrong = 0
    for number, need in enumerate(_lines(needs), 1):
        if problem := _problem(need):
            people.print(f"{needs}, line {number}: {problem}", markup=False)
            wrong += 1
            continue
        for row in _ranked(need, knowledge, moment, limit):
            print_json(row)
    if wrong:
        raise typer.Exit(FINDINGS)


def _knowledge(catalogue: Path, vocabulary: Path | None, rotate: bool) -> Knowledge:
    if not catalogue.exists():
        raise fail(f"{catalogue}: there is no such file")
    reading = read_catalogue(catalogue, rules=Rules(wise_needed=False))
    for finding in reading.findings[:20]:
        people.print(f"{finding.file}, line {finding.line}: {finding.key}", markup=False)
    try:
        words = load_vocabulary(vocabulary) if vocabulary else None
    except (VocabularyFileError, OSError) as problem:
        raise fail(f"{vocabulary}: {problem}") from None
    platform = Platform(languages=LANGUAGES)
    return build_knowledge(
        platform, reading.catalogue, vocabulary=words, embedder=make_embedder(), rotation=rotate
    )


def _moment(now: str | None) -> datetime:
    if now is None:
        return datetime.now(UTC)
    try:
        day = date.fromisoformat(now)
    except ValueError:
        raise fail(f"--now {now}: give a day such as 2026-11-23") from None
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def _lines(path: Path) -> Iterator[Any]:
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                if line.strip():
                    yield _json(line)
    except OSError as problem:
        raise fail(f"{path}: {problem.strerror}") from None


def _json(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _problem(need: Any) -> str:
    if not isinstance(need, dict) or not isinstance(need.get("text"), str) or "id" not in need:
        return 'give an object with "id" and "text"'
    if need.get("lang") not in {None, *LANGUAGES}:
        return f"lang {need['lang']!r}: choose from {', '.join(LANGUAGES)}"
    return ""


def _ranked(
    need: dict[str, Any], knowledge: Knowledge, now: datetime, limit: int
) -> Iterator[dict[str, Any]]:
    reading = read_need(need["text"], knowledge, now, need.get("lang"))
    ranking = rank_need(reading.need, knowledge, now=now.date(), limit=limit)
    wording = GettextWording(knowledge.platform.timezone)
    for place, match in enumerate(ranking.matches, 1):
        reasons = [
            {
                "criterion": r.criterion,
                "weight": round(r.weight, 4),
                "text": wording.text(r.said, reading.language),
            }
            for r in match.reasons
        ]
        yield {
            "need": need["id"],
            "offering": match.offering.id,
            "rank": place,
            "score": match.score,
            "reasons": reasons,
        }

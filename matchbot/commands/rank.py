"""`matchbot rank`: batch ranking of offerings for needs, JSON lines out. No database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from matchbot.adapters.catalogue_files import Rules, read_catalogue, sentence
from matchbot.adapters.cpv_file import CpvFileError, enriched
from matchbot.adapters.knowledge import build_knowledge, make_embedder, shipped_vocabulary
from matchbot.adapters.learning_file import LessonsUnreadable, read_lessons
from matchbot.adapters.vocabulary_file import VocabularyFileError, load_vocabulary
from matchbot.adapters.wording import GettextWording
from matchbot.commands.running import (
    FINDINGS,
    UNREACHABLE,
    WRONG_USE,
    embedding_progress,
    fail,
    people,
    print_json,
)
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.calibration import LINE
from matchbot.core.matching.learning import Learned
from matchbot.core.matching.learning import learn as learned_from
from matchbot.core.matching.rank import order
from matchbot.core.matching.requiring import is_ruled_out
from matchbot.core.platform import Platform
from matchbot.core.reading.read import read_need
from matchbot.core.vocabulary import Vocabulary

LANGUAGES = ("nl", "en", "fr", "de")
FINDINGS_SHOWN = 20


def rank(
    catalogue: Annotated[Path, typer.Option(help="Offerings: JSON lines, CSV, TSV or a folder.")],
    needs: Annotated[Path, typer.Option(help='Needs: JSON lines {"id","text","lang"?}.')],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Matches for each need.")] = 10,
    vocabulary: Annotated[
        Path | None, typer.Option(help="Another vocabulary (TOML), or official CPV codes (TSV).")
    ] = None,
    learn: Annotated[
        Path | None, typer.Option(help="Past needs to learn from: TSV with lang, title, cpv.")
    ] = None,
    now: Annotated[str | None, typer.Option(help="The day to reckon from, as 2026-11-23.")] = None,
    rotate: Annotated[bool, typer.Option("--rotate", help="Let equals take turns.")] = False,
    reserved: Annotated[
        bool, typer.Option("--reserved", help="Every need requires a reserved contract.")
    ] = False,
) -> None:
    """Rank the offerings of a file for the needs of another, with reasons.

    Every need gets --limit rows, also where a conversation would say that nothing fits: a row
    says by "fits" whether its score is high enough to be called a match (and no requirement rules it out).
    """
    moment = _moment(now)
    knowledge, wrong = _knowledge(catalogue, vocabulary, learn, rotate)
    for number, need in _lines(needs):
        if problem := _problem(need):
            people.print(f"{needs}, line {number}: {problem}", markup=False, soft_wrap=True)
            wrong += 1
            continue
        for row in _ranked(need, knowledge, moment, limit, reserved):
            print_json(row)
    if wrong:
        raise typer.Exit(FINDINGS)


def _knowledge(
    catalogue: Path, vocabulary: Path | None, learn: Path | None, rotate: bool
) -> tuple[Knowledge, int]:
    """What to rank with, and how many rows of the catalogue were refused."""
    if not catalogue.exists():
        raise fail(f"{catalogue}: there is no such file")
    known, learned = _vocabulary(vocabulary), _learned(learn)
    reading = read_catalogue(catalogue, rules=Rules(wise_needed=False))
    refused = [finding for finding in reading.findings if finding.severity == "error"]
    for finding in reading.findings[:FINDINGS_SHOWN]:
        where = finding.file if finding.line is None else f"{finding.file}, line {finding.line}"
        people.print(
            f"{where}: {sentence(finding.key, finding.facts)}", markup=False, soft_wrap=True
        )
    if len(reading.findings) > FINDINGS_SHOWN:
        people.print(
            f"… and {len(reading.findings) - FINDINGS_SHOWN} more findings",
            markup=False,
            soft_wrap=True,
        )
    with embedding_progress() as progress:
        knowledge = build_knowledge(
            Platform(languages=LANGUAGES),
            reading.catalogue,
            vocabulary=known,
            embedder=make_embedder(progress.tell),
            rotation=rotate,
            learned=learned,
        )
    return knowledge, len(refused)


def _vocabulary(path: Path | None) -> Vocabulary:
    """Kinds from a TOML file; a table of official codes is added to the shipped kinds."""
    if path is None:
        return shipped_vocabulary()
    try:
        if path.suffix.lower() == ".toml":
            return load_vocabulary(path)
        return enriched(shipped_vocabulary(), path)
    except (VocabularyFileError, CpvFileError) as problem:
        raise fail(str(problem)) from None
    except OSError as problem:
        raise _unopened(path, problem) from None


def _learned(path: Path | None) -> Learned:
    if path is None:
        return Learned()
    try:
        return learned_from(Learned(), read_lessons(path))
    except LessonsUnreadable as problem:
        raise fail(str(problem)) from None
    except OSError as problem:
        raise _unopened(path, problem) from None


def _unopened(path: Path, problem: OSError) -> typer.Exit:
    """A file that is not there is wrong use; one that cannot be read was not reached."""
    missing = isinstance(problem, FileNotFoundError)
    text = "there is no such file" if missing else str(problem.strerror)
    return fail(f"{path}: {text}", WRONG_USE if missing else UNREACHABLE)


def _moment(now: str | None) -> datetime:
    if now is None:
        return datetime.now(UTC)
    try:
        day = date.fromisoformat(now)
    except ValueError:
        raise fail(f"--now {now}: give a day such as 2026-11-23") from None
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def _lines(path: Path) -> Iterator[tuple[int, Any]]:
    """The number and the value of each line that is not empty; None where it is no JSON."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, _json(line)
    except UnicodeDecodeError:
        raise fail(f"{path}: this is no UTF-8 text") from None
    except OSError as problem:
        raise _unopened(path, problem) from None


def _json(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _problem(need: Any) -> str:
    if not isinstance(need, dict) or not isinstance(need.get("id"), str | int):
        return 'give an object with "id" and "text"'
    if not isinstance(need.get("text"), str) or not need["text"].strip():
        return '"text" is to be what the buyer needs, in words'
    if need.get("lang") not in (None, *LANGUAGES):
        return f"lang {need['lang']!r}: choose from {', '.join(LANGUAGES)}"
    return ""


def _ranked(
    given: dict[str, Any], knowledge: Knowledge, now: datetime, limit: int, reserved: bool
) -> Iterator[dict[str, Any]]:
    reading = read_need(given["text"], knowledge, now, given.get("lang"))
    need = replace(reading.need, reserved=True) if reserved else reading.need
    ordered = order(need, knowledge, now=knowledge.platform.today(now), limit=limit)
    wording = GettextWording(knowledge.platform.timezone)
    for place, match in enumerate(ordered[:limit], 1):
        reasons = [
            {
                "criterion": r.criterion,
                "weight": round(r.weight, 4),
                "text": wording.text(r.said, reading.language),
            }
            for r in match.reasons
        ]
        yield {
            "need": given["id"],
            "offering": match.offering.id,
            "rank": place,
            "score": match.score,
            "fits": match.score >= LINE and not is_ruled_out(match, need),
            "reasons": reasons,
        }

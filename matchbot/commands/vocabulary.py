"""`matchbot vocabulary`: check a vocabulary file, bring it in, take it out, see what was learned."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from matchbot.adapters.knowledge import shipped_vocabulary
from matchbot.adapters.vocabulary_import import (
    VocabularyReading,
    VocabularyUnreadable,
    read_vocabulary_file,
)
from matchbot.commands.running import DONE, FINDINGS, facts, fail, opened, people, print_json
from matchbot.core.matching.learning import Learned, learn
from matchbot.flows.records import VocabularyChange
from matchbot.flows.vocabulary import (
    forget_lessons,
    forget_vocabulary,
    import_vocabulary,
    lessons_of_leads,
)

app = typer.Typer(
    no_args_is_help=True, help="Kinds of work and official CPV codes beside the shipped ones."
)
File = Annotated[Path, typer.Argument(help="A CPV table (TSV, CSV) or kinds (TOML).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
MOST_SHOWN = 100


@app.command()
def check(file: File, as_json: AsJson = False) -> None:
    """Say what is wrong in a vocabulary file, row by row, without a database."""
    reading = _read(file)
    _report(reading, None, as_json=as_json, done="can go in")
    raise typer.Exit(FINDINGS if reading.findings else DONE)


@app.command("import")
def import_(
    file: Annotated[Path | None, typer.Argument(help="A CPV table or kinds (TOML).")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report only.")] = False,
    forget: Annotated[
        bool, typer.Option("--forget", help="Take out all that was imported.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring a vocabulary file into the database, or take all that was imported out again."""
    if forget == (file is not None):
        raise fail("Name a file to import, or --forget.")
    if file is None:
        _forget(dry_run=dry_run, as_json=as_json)
        return
    reading, change = _read(file), None
    if not dry_run:
        with opened() as running:
            change = import_vocabulary(running.store, reading.vocabulary)
    _report(reading, change, as_json=as_json, done="would go in" if dry_run else "went in")
    raise typer.Exit(FINDINGS if reading.findings else DONE)


@app.command()
def learned(
    forget: Annotated[
        bool, typer.Option("--forget", help="Learn only from leads accepted from now on.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many rows.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Show what accepted leads taught: which words went with which CPV code, and how often."""
    with opened() as running:
        if forget:
            forget_lessons(running.store, running.clock.now())
        with running.store.read() as tx:
            vocabulary = shipped_vocabulary().with_more(tx.vocabulary.load())
            table = learn(Learned(), lessons_of_leads(tx, tx.catalogue.load(), vocabulary))
    rows = sorted(
        (
            (count, word, code)
            for word, codes in table.counts.items()
            for code, count in codes.items()
        ),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    if as_json:
        print_json({"leads": sum(table.seen.values()), "counts": table.counts, "seen": table.seen})
        return
    shown = Table("word", "CPV code", "times")
    for count, word, code in rows[:limit]:
        shown.add_row(word, code, str(count))
    facts.print(shown)
    facts.print(f"{len(rows)} counts from {sum(table.seen.values())} accepted leads")


def _read(file: Path) -> VocabularyReading:
    try:
        return read_vocabulary_file(file)
    except VocabularyUnreadable as problem:
        raise fail(f"{file}: {problem}") from None
    except OSError as problem:
        raise fail(f"{file}: {problem.strerror or problem}") from None


def _forget(*, dry_run: bool, as_json: bool) -> None:
    with opened() as running:
        if dry_run:
            with running.store.read() as tx:
                imported = tx.vocabulary.load()
            gone = len(imported.kinds) + len(imported.cpv)
        else:
            gone = forget_vocabulary(running.store)
    if as_json:
        print_json({"forgotten": gone, "dry_run": dry_run})
    else:
        facts.print(f"{gone} kinds and codes {'would be' if dry_run else 'were'} taken out")


def _report(
    reading: VocabularyReading, change: VocabularyChange | None, *, as_json: bool, done: str
) -> None:
    kinds, codes = len(reading.vocabulary.kinds), len(reading.vocabulary.cpv)
    if as_json:
        print_json(
            {
                "file": reading.file,
                "rows": reading.rows,
                "kinds": kinds,
                "codes": codes,
                "change": change and vars(change),
                "findings": [vars(finding) for finding in reading.findings],
            }
        )
        return
    for finding in reading.findings[:MOST_SHOWN]:
        people.print(_line(reading.file, finding), markup=False)
    if len(reading.findings) > MOST_SHOWN:
        people.print(f"… and {len(reading.findings) - MOST_SHOWN} more; --json gives all.")
    counts = f": {change.added} new, {change.changed} changed" if change else ""
    facts.print(f"{reading.file}: {kinds} kinds and {codes} codes {done}{counts}", markup=False)


def _line(file: str, finding: Any) -> str:
    where = [file, f"line {finding.line}" if finding.line else "", finding.column]
    value = "".join(char if char.isprintable() else "�" for char in finding.value[:80])
    said = f"{value!r} {finding.text}" if value else finding.text
    return f"{', '.join(part for part in where if part)}: {said}"

"""matchbot catalogue: files into the database, a check of files without one, and out again."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Protocol

import typer

from matchbot.adapters.catalogue_files import (
    BadColumns,
    CatalogueReading,
    Rules,
    read_catalogue,
    read_columns,
    sentence,
    write_catalogue,
)
from matchbot.adapters.catalogue_files.rows import Watch
from matchbot.adapters.shipped import shipped
from matchbot.adapters.vocabulary_file import VocabularyFileError, load_vocabulary
from matchbot.commands.catalogue_report import as_json, print_outcome, print_report
from matchbot.commands.pull import pull_feed
from matchbot.commands.running import DONE, FINDINGS, UNREACHABLE, fail, opened
from matchbot.flows.catalogue import UnknownWises, export_catalogue, import_catalogue
from matchbot.flows.ports import Clock, Store
from matchbot.flows.records import CatalogueChange

app = typer.Typer(
    no_args_is_help=True, help="Bring a catalogue in from files, check files, write it to files."
)
app.command("pull")(pull_feed)
PathIn = Annotated[Path, typer.Argument(help="A platform folder, or a CSV, TSV or JSON file.")]
ColumnsIn = Annotated[
    Path | None, typer.Option("--columns", help='TOML file with lines: their_name = "our_name".')
]
Json = Annotated[bool, typer.Option("--json", help="Print the report as JSON.")]


class _App(Protocol):
    """What this command needs of the running application."""

    @property
    def store(self) -> Store: ...
    @property
    def clock(self) -> Clock: ...


@contextmanager
def _open_app() -> Iterator[_App]:
    """The running application; a database that goes away meanwhile is status 3 too."""
    from matchbot.adapters.store import StoreError

    try:
        with opened() as running:
            yield running
    except StoreError as error:
        raise fail(str(error), UNREACHABLE) from None


@app.command()
def check(path: PathIn, columns: ColumnsIn = None, json: Json = False) -> None:
    """Say what is wrong in catalogue files, row by row, without a database."""
    reading = _read(path, columns)
    if json:
        typer.echo(as_json(reading, went_in=False, change=None))
    else:
        print_report(reading)
        print_outcome(reading.catalogue, "can go in.")
    raise typer.Exit(DONE if reading.clean else FINDINGS)


@app.command("import")
def import_(
    path: PathIn,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report only.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="All or nothing: any finding keeps everything out.")
    ] = False,
    columns: ColumnsIn = None,
    json: Json = False,
) -> None:
    """Bring catalogue files into the database; good rows go in, others are reported."""
    if dry_run:
        reading = _read(path, columns)
        change = None
    else:
        reading, change = _bring_in(path, columns, strict=strict)
    if json:
        typer.echo(as_json(reading, went_in=change is not None, change=change))
    else:
        print_report(reading)
        stopped = strict and not reading.clean
        print_outcome(reading.catalogue, _outcome(change, stopped=stopped))
    raise typer.Exit(DONE if reading.clean else FINDINGS)


@app.command()
def export(
    path: Annotated[Path, typer.Argument(help="The folder to write the four CSV files into.")],
) -> None:
    """Write the catalogue of the database into a folder as four CSV files."""
    with _open_app() as running:
        catalogue = export_catalogue(running.store)
    try:
        written = write_catalogue(catalogue, path)
    except OSError as error:
        raise fail(f"{path}: cannot be written: {error.strerror or error}") from None
    for file in written:
        typer.echo(str(file))


def _outcome(change: CatalogueChange | None, *, stopped: bool) -> str:
    if stopped:
        return "were readable; nothing goes in, because of --strict."
    if change is None:
        return "would go in."
    counts = f"{len(change.added)} new, {len(change.changed)} changed"
    return f"went in; offerings: {counts}, {len(change.unchanged)} unchanged."


def _bring_in(
    path: Path, columns: Path | None, *, strict: bool
) -> tuple[CatalogueReading, CatalogueChange | None]:
    _must_be_there(path)
    with _open_app() as running:
        # A folder brings its own WISEs; a file alone may speak of those of the database.
        known = export_catalogue(running.store).wises if path.is_file() else None
        reading = _read(path, columns, wises=known)
        if strict and not reading.clean:
            return reading, None
        try:
            return reading, import_catalogue(running.store, reading.catalogue, running.clock.now())
        except UnknownWises as unknown:
            names = ", ".join(unknown.ids[:10])
            raise fail(f"Nothing went in: no WISE is called {names}.", FINDINGS) from None


def _read(
    path: Path, columns: Path | None, wises: Collection[str] | None = None
) -> CatalogueReading:
    """The files with progress for whoever watches; ends with status 2 for wrong use."""
    _must_be_there(path)
    try:
        given = read_columns(columns) if columns else {}
    except BadColumns as bad:
        raise fail(f"{columns}: {sentence(bad.key, bad.facts)}") from None
    rules = Rules(kinds=_kinds(), wises=wises)
    with _progress() as watch:
        return read_catalogue(path, rules=rules, columns=given, watch=watch)


def _must_be_there(path: Path) -> None:
    if not path.exists():
        raise fail(f"{path}: there is no such file or folder.")


def _kinds() -> Collection[str]:
    """Ids of the shipped vocabulary; a broken one ends with status 2."""
    file = shipped("vocabulary.toml")
    try:
        return load_vocabulary(file).kinds
    except (VocabularyFileError, OSError) as error:
        raise fail(f"{file.name}: {error}") from None


@contextmanager
def _progress() -> Iterator[Watch | None]:
    """A progress bar on standard error when a person watches, else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def watch(file: str, done: int, total: int) -> None:
            if file not in tasks:
                tasks[file] = progress.add_task(file, total=total)
            progress.update(tasks[file], completed=done)

        yield watch

"""matchbot catalogue: exit status, reports for people and machines, database only when needed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from matchbot.adapters.store import SqlStore, StoreError
from matchbot.commands import catalogue as command
from matchbot.flows.catalogue import export_catalogue

WISES = "id,name,email\nveter,De Veter,info@veter.example\n"
OFFERINGS = "id,wise,title,kinds\nveter-lunch,veter,Lunch,catering\n"
BAD_ROW = "veter-soep,veter,Soep,catring\n"


@dataclass
class StillClock:
    at: datetime

    def now(self) -> datetime:
        return self.at


@dataclass
class SmallApp:
    store: SqlStore
    clock: StillClock


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_kinds", lambda: {"catering", "cleaning"})


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening the application is a failure."""

    def closed() -> None:
        raise AssertionError("the database was opened")

    monkeypatch.setattr(command, "_open_app", closed)


@pytest.fixture
def database(
    monkeypatch: pytest.MonkeyPatch, fresh_sqlite: object, tmp_path: Path, now: datetime
) -> Iterator[SqlStore]:
    store = SqlStore.open(fresh_sqlite(), "amsterdam")  # type: ignore[operator]

    @contextmanager
    def opened() -> Iterator[SmallApp]:
        yield SmallApp(store, StillClock(now))

    monkeypatch.setattr(command, "_open_app", opened)
    yield store
    store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = tmp_path / "files"
    files.mkdir()
    (files / "wises.csv").write_text(WISES, encoding="utf-8")
    (files / "offerings.csv").write_text(OFFERINGS, encoding="utf-8")
    return files


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command.app, [str(argument) for argument in arguments])


@pytest.mark.usefixtures("no_database")
def test_check_and_dry_run_need_no_database(folder: Path) -> None:
    assert run("check", folder).exit_code == 0
    dry = run("import", folder, "--dry-run")
    assert dry.exit_code == 0
    assert "1 WISEs, 1 offerings" in dry.stdout and "would go in" in dry.stdout


@pytest.mark.usefixtures("no_database")
def test_a_finding_is_a_row_of_the_table_and_status_1(folder: Path) -> None:
    (folder / "offerings.csv").write_text(OFFERINGS + BAD_ROW, encoding="utf-8")
    result = run("check", folder)
    assert result.exit_code == 1
    (row,) = [line for line in result.stdout.splitlines() if "catring" in line]
    assert "offerings.csv │ 3 " in row and "kinds" in row and "Did you mean catering?" in row


@pytest.mark.usefixtures("no_database")
def test_the_report_for_machines_is_one_json_object(folder: Path) -> None:
    (folder / "offerings.csv").write_text(OFFERINGS + BAD_ROW, encoding="utf-8")
    report = json.loads(run("check", folder, "--json").stdout)
    (file,) = [file for file in report["files"] if file["file"] == "offerings.csv"]
    assert (file["rows"], file["good"], file["refused"]) == (2, 1, 1)
    (finding,) = file["findings"]
    assert (finding["line"], finding["column"], finding["value"]) == (3, "kinds", "catring")
    assert report["imported"] is False


@pytest.mark.usefixtures("no_database")
def test_wrong_use_is_status_2_and_one_line(folder: Path, tmp_path: Path) -> None:
    for arguments in (
        ("check", tmp_path / "nergens"),
        ("import", tmp_path / "nergens"),
        ("import", folder, "--dry-run", "--columns", tmp_path / "nergens.toml"),
        ("import", folder, "--unknown"),
    ):
        assert run(*arguments).exit_code == 2
    missing = run("check", tmp_path / "nergens")
    assert missing.stdout == ""
    assert " ".join(missing.stderr.split()).endswith("there is no such file or folder.")


def test_good_rows_go_in_and_the_others_are_reported(folder: Path, database: SqlStore) -> None:
    (folder / "offerings.csv").write_text(OFFERINGS + BAD_ROW, encoding="utf-8")
    result = run("import", folder)
    assert result.exit_code == 1
    assert list(export_catalogue(database).offerings) == ["veter-lunch"]


def test_strict_keeps_everything_out(folder: Path, database: SqlStore) -> None:
    (folder / "offerings.csv").write_text(OFFERINGS + BAD_ROW, encoding="utf-8")
    result = run("import", folder, "--strict")
    assert result.exit_code == 1 and "nothing goes in" in result.stdout
    assert export_catalogue(database).wises == {}


def test_a_single_file_is_held_against_the_wises_of_the_database(
    folder: Path, database: SqlStore
) -> None:
    run("import", folder)
    stray = folder / "nieuw.csv"
    stray.write_text("wise,title\nveter,Soep\nvetr,Brood\n", encoding="utf-8")
    result = run("import", stray)
    assert result.exit_code == 1 and "Did you mean veter?" in result.stdout
    assert set(export_catalogue(database).offerings) == {"veter-lunch", "veter-soep"}


def test_export_writes_what_check_finds_right(
    folder: Path, database: SqlStore, tmp_path: Path
) -> None:
    run("import", folder)
    result = run("export", tmp_path / "out")
    assert result.exit_code == 0 and len(result.stdout.splitlines()) == 4
    assert run("check", tmp_path / "out").exit_code == 0
    assert run("export", folder / "wises.csv").exit_code == 2


def test_a_terminal_is_never_steered_by_what_stands_in_a_file(folder: Path) -> None:
    (folder / "wises.csv").write_text("id,name\n\x1b[31mx,[bold]A[/bold]\n", encoding="utf-8")
    result = run("check", folder)
    assert "\x1b" not in result.stdout


def test_a_database_that_is_away_is_status_3(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(settings: object, **_: object) -> None:
        raise StoreError("The database is away.", "Start it.")

    monkeypatch.setattr("matchbot.commands.running.make_app", away)
    result = run("export", folder)
    assert result.exit_code == 3
    assert result.stderr.strip() == "The database is away. Start it."

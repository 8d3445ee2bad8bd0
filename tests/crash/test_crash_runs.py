"""Short runs of `make crash`, as a person would start them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DATABASES = ["sqlite", "postgres"]
#: In every check on SQLite, on both in acceptance.
MOSTLY_SQLITE = ["sqlite", pytest.param("postgres", marks=pytest.mark.long)]
TESTS = Path(__file__).parents[1]
WORDS = (
    "kind", "database", "letters", "kills", "kills_while_sending", "lost", "doubled", "in_doubt",
    "seed",
)  # fmt: skip


def run(folder: Path, **said: str | int) -> tuple[int, dict[str, Any], str]:
    """Exit status, the JSON object of the last line, and what was said on the way."""
    variables = {name: str(value) for name, value in said.items()}
    done = subprocess.run(
        [sys.executable, "-m", "crash"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(TESTS), "SPEED": "240", **variables},
        capture_output=True,
        text=True,
        timeout=300,
    )
    lines = done.stdout.splitlines()
    return done.returncode, json.loads(lines[-1]) if lines else {}, done.stderr


@pytest.mark.crash
@pytest.mark.parametrize("database", DATABASES)
def test_ten_kills_lose_and_double_no_digest(tmp_path: Path, database: str) -> None:
    status, found, told = run(tmp_path, LETTERS=1000, KILLS=10, DB=database)
    assert status == 0, told
    assert tuple(found) == WORDS
    assert (found["letters"], found["kills"]) == (1000, 10)
    assert (found["lost"], found["doubled"]) == (0, 0)
    assert found["kills_while_sending"] > 0
    assert told.count("in_doubt: ") == found["in_doubt"] <= 10 * 4
    (kept,) = (tmp_path / "crash-results").glob("*.json")
    assert json.loads(kept.read_text())["seed"] == found["seed"]


@pytest.mark.crash
@pytest.mark.parametrize("database", MOSTLY_SQLITE)
def test_a_naive_sender_is_found_out(tmp_path: Path, database: str) -> None:
    status, found, told = run(tmp_path, LETTERS=300, KILLS=6, DB=database, SENDER="naive")
    assert status == 1, told
    assert found["doubled"] > 0
    assert found["kills_while_sending"] > 0


@pytest.mark.crash
@pytest.mark.parametrize("database", MOSTLY_SQLITE)
@pytest.mark.parametrize("kind", ["leads", "telegram", "inbound"])
def test_a_kill_loses_nothing_of_any_kind(tmp_path: Path, kind: str, database: str) -> None:
    status, found, told = run(tmp_path, KIND=kind, LETTERS=200, KILLS=4, DB=database)
    assert status == 0, told
    assert found["lost"] == 0


@pytest.mark.crash
@pytest.mark.parametrize("database", MOSTLY_SQLITE)
@pytest.mark.parametrize("kind", ["digest", "leads"])
def test_a_journal_ends_all_doubt(tmp_path: Path, kind: str, database: str) -> None:
    status, found, told = run(
        tmp_path, KIND=kind, LETTERS=300, KILLS=5, DB=database, EVIDENCE=1, DROPPED="0.02"
    )
    assert status == 0, told
    assert (found["lost"], found["doubled"], found["in_doubt"]) == (0, 0, 0)


@pytest.mark.crash
@pytest.mark.long
def test_three_workers_of_whom_one_is_killed_all_the_time_double_nothing(tmp_path: Path) -> None:
    status, found, told = run(tmp_path, LETTERS=3000, KILLS=40, DB="postgres", WORKERS=3)
    assert status == 0, told
    assert (found["lost"], found["doubled"]) == (0, 0)


def test_a_run_that_cannot_be_ends_with_status_two(tmp_path: Path) -> None:
    status, found, told = run(tmp_path, KIND="spam")
    assert (status, found) == (2, {})
    assert told.splitlines() == [
        "KIND=spam is not possible: use one of digest, leads, telegram, inbound."
    ]

"""Short runs of `make crash`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from crash import judge
from crash.judge import Result
from crash.plan import read_plan

DATABASES = ["sqlite", "postgres"]
#: In every check on SQLite, on both in acceptance.
MOSTLY_SQLITE = ["sqlite", pytest.param("postgres", marks=pytest.mark.long)]
TESTS = Path(__file__).parents[1]
WORDS = (
    "kind", "database", "letters", "kills", "kills_while_sending", "lost", "doubled", "in_doubt",
    "seed",
)  # fmt: skip


def run(**said: str | int) -> tuple[Result, str]:
    """What came of a run, and what was said on the way.

    In this process: half of a short run's time is a start from nothing, and the fork server is
    made ready once for all tests.
    """
    told: list[str] = []
    plan = read_plan({"SPEED": "240", **{name: str(value) for name, value in said.items()}})
    result = judge.run(plan, told.append)
    return result, "\n".join([*told, repr(asdict(result.verdict))])


def started(folder: Path, **said: str | int) -> tuple[int, dict[str, Any], str]:
    """As a person starts it: exit status, the JSON object of the last line, what was said."""
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
def test_a_run_that_a_person_starts_ends_with_its_result_and_keeps_it(tmp_path: Path) -> None:
    status, found, told = started(tmp_path, LETTERS=50, KILLS=1, SEED=7)
    assert status == 0, told
    assert tuple(found) == WORDS
    assert (found["letters"], found["kills"], found["seed"]) == (50, 1, 7)
    assert told.count("in_doubt: ") == found["in_doubt"]
    (kept,) = (tmp_path / "crash-results").glob("*.json")
    assert json.loads(kept.read_text())["seed"] == 7


@pytest.mark.crash
@pytest.mark.parametrize("database", DATABASES)
def test_ten_kills_lose_and_double_no_digest(database: str) -> None:
    result, told = run(LETTERS=1000, KILLS=10, DB=database)
    assert result.held, told
    assert (result.kills, result.verdict.lost, result.verdict.doubled) == (10, [], [])
    assert result.kills_while_sending > 0
    assert len(result.verdict.in_doubt) <= 10 * 4


@pytest.mark.crash
@pytest.mark.parametrize("database", MOSTLY_SQLITE)
def test_a_naive_sender_is_found_out(database: str) -> None:
    result, told = run(LETTERS=300, KILLS=6, DB=database, SENDER="naive")
    assert not result.held, told
    assert result.verdict.doubled
    assert result.kills_while_sending > 0


@pytest.mark.crash
@pytest.mark.parametrize("database", MOSTLY_SQLITE)
@pytest.mark.parametrize("kind", ["leads", "telegram", "inbound"])
def test_a_kill_loses_nothing_of_any_kind(kind: str, database: str) -> None:
    result, told = run(KIND=kind, LETTERS=200, KILLS=4, DB=database)
    assert result.held, told
    assert not result.verdict.lost


@pytest.mark.crash
@pytest.mark.parametrize("database", MOSTLY_SQLITE)
@pytest.mark.parametrize("kind", ["digest", "leads"])
def test_a_journal_ends_all_doubt(kind: str, database: str) -> None:
    result, told = run(KIND=kind, LETTERS=300, KILLS=5, DB=database, EVIDENCE=1, DROPPED="0.02")
    assert result.held, told
    verdict = result.verdict
    assert (verdict.lost, verdict.doubled, verdict.in_doubt) == ([], [], [])


@pytest.mark.crash
@pytest.mark.long
def test_three_workers_of_whom_one_is_killed_all_the_time_double_nothing() -> None:
    result, told = run(LETTERS=3000, KILLS=40, DB="postgres", WORKERS=3)
    assert result.held, told
    assert (result.verdict.lost, result.verdict.doubled) == ([], [])


def test_a_run_that_cannot_be_ends_with_status_two(tmp_path: Path) -> None:
    status, found, told = started(tmp_path, KIND="spam")
    assert (status, found) == (2, {})
    assert told.splitlines() == [
        "KIND=spam is not possible: use one of digest, leads, telegram, inbound."
    ]

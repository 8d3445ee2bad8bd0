"""`matchbot leads`: where leads stand, for eyes, machines and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from cast import ANNA, LUNCH_NEED
from typer.testing import CliRunner, Result

from matchbot.adapters.store import SqlStore
from matchbot.commands.table import cli
from matchbot.core.lead import Lead, LeadEvent

Run = Callable[..., Result]


@pytest.fixture
def run(stocked_file: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on a database with one lead, whose need looks like a formula."""
    file = tmp_path / "matchbot.db"
    shutil.copyfile(stocked_file, file)
    monkeypatch.setenv("MATCHBOT_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.chdir(tmp_path)
    store = SqlStore.open(f"sqlite:///{file}", "amsterdam-sample")
    need = replace(LUNCH_NEED, what="=1+1")
    lead = Lead("l1", "amsterdam-sample", "n1", "o1", "w1", "p1", "c1", need, ANNA, "nl")
    with store.begin() as tx:
        event = LeadEvent("l1", now, "buyer", "web", "create", "new", "new")
        tx.leads.add(replace(lead, created_at=now), event)
    store.close()
    return lambda *words: CliRunner().invoke(cli, list(words))


def test_leads_are_listed_as_json(run: Run) -> None:
    (lead,) = map(json.loads, run("leads", "list", "--json").stdout.splitlines())
    assert (lead["id"], lead["state"], lead["need"]) == ("l1", "new", "=1+1")


def test_leads_are_listed_as_a_table_without_formulas(run: Run) -> None:
    text = run("leads", "list", "--csv").stdout.removeprefix("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["id"], row["need"], row["decided"]) == ("l1", "'=1+1", "")


def test_the_table_shows_the_whole_id_that_show_takes(run: Run) -> None:
    (line,) = [row for row in run("leads", "list").stdout.splitlines() if "new" in row]
    id = line.strip("│┃ ").split()[0]
    assert run("leads", "show", id).exit_code == 0


def test_of_a_state_that_nobody_knows_the_known_ones_are_said(run: Run) -> None:
    result = run("leads", "list", "--state", "lost in space")
    assert result.exit_code == 2 and "offered" in result.output

"""`matchbot demand`, `coach` and `shares`: facts for people and machines, plain words for mistakes."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from insight_rows import seed
from typer.testing import CliRunner, Result

from matchbot.adapters.store import SqlStore
from matchbot.commands.table import cli
from matchbot.core.need import KindGuess, Need, Place, Quantity
from matchbot.flows.records import NeedRecord

PLATFORM = "amsterdam-sample"
Run = Callable[..., Result]


@pytest.fixture
def run(stocked: SqlStore) -> Run:
    """Runs a command where seven buyers asked in vain for very many bicycles."""
    seed(stocked, PLATFORM, 4)
    need = Need("fiets van Jansen", "fiets van Jansen", (KindGuess("bicycles", 0.9),),
                Place("Amsterdam-Zuidoost", 52.307, 4.972, 3.5),
                quantity=Quantity(90_000, "pieces"))  # fmt: skip
    with stocked.begin() as tx:
        for number in range(7):
            tx.needs.add(
                NeedRecord(f"b{number}", f"bp{number}", "c", need, True, datetime.now(UTC))
            )
    return lambda *words: CliRunner().invoke(cli, list(words))


def test_demand_is_told_without_a_buyers_words(run: Run) -> None:
    result = run("demand", "--json")
    (group,) = json.loads(result.stdout)["groups"]
    assert (group["kind"], group["needs"]) == ("bicycles", 7)
    assert group["parts"] == [{"name": "Zuidoost", "needs": 7}]
    assert "Jansen" not in result.stdout + run("demand").stdout


def test_the_coach_tells_for_each_offering_where_it_loses(run: Run) -> None:
    rows = [json.loads(line) for line in run("coach", "--json").stdout.splitlines()]
    asked = [row for row in rows if row["asked"]]
    assert asked and all(row["asked"] == 7 for row in asked if row["losses"])
    assert any(row["losses"] for row in asked)
    one = asked[0]["wise"]
    theirs = run("coach", "--wise", one, "--json").stdout.splitlines()
    assert {json.loads(line)["wise"] for line in theirs} == {one}
    assert "Nothing was suggested yet" in run("coach", "--done").stdout


def test_shares_have_a_lorenz_plot(run: Run, tmp_path: Path) -> None:
    found = json.loads(run("shares", "--json", "--svg", "lorenz.svg").stdout)
    assert 0 <= found["leads"]["gini"] <= 1 and found["first"]["curve"][-1] in (0, 1)
    root = ElementTree.parse(tmp_path / "lorenz.svg").getroot()
    assert len(list(root.iter("{http://www.w3.org/2000/svg}polyline"))) == 3


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["coach", "--wise", "nobody"], "no such WISE"),
        (["bench", "demand", "--needs", "nowhere.tsv"], "no such file"),
        (["shares", "--svg", "x.svg", "--lang", "xx"], "choose from"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(run: Run, words: list[str], says: str) -> None:
    result = run(*words)
    assert result.exit_code == 2 and says in result.stderr

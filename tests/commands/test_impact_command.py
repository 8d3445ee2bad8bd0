"""`matchbot impact`: tables, JSON, CSV and plots; the origin's figures as a worked sample."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest
from insight_rows import seed
from typer.testing import CliRunner, Result

from matchbot.adapters.store import SqlStore
from matchbot.commands.table import cli

ORIGIN = str(Path(__file__).parents[2] / "catalogue" / "origin-figures")
SVG = "{http://www.w3.org/2000/svg}"
Run = Callable[..., Result]


@pytest.fixture
def run(stocked: SqlStore) -> Run:
    """Runs a command on a database with two years of needs and leads."""
    seed(stocked, "amsterdam-sample")
    return lambda *words: CliRunner().invoke(cli, ["impact", *words])


def test_json_and_csv_tell_the_same_years(run: Run) -> None:
    years = json.loads(run("--json").stdout)["years"]
    rows = list(csv.DictReader(io.StringIO(run("--csv").stdout)))
    assert [int(row["year"]) for row in rows] == [year["year"] for year in years]
    for row, year in zip(rows, years, strict=True):
        assert {k: "" if v is None else str(v) for k, v in year.items()} == row


def test_the_watch_tells_lines_and_bends_with_their_sources(run: Run) -> None:
    told = json.loads(run("--watch", "--json").stdout)
    assert set(told["sources"]) == {"paid_share", "turnover", "likeness"}
    assert told["watched"][0]["wise"] == "" and told["watched"][0]["lines"]
    assert "paid_share" in run("--watch").stdout
    assert run("--watch", "--csv").exit_code == 2


def test_nothing_that_is_printed_names_a_person(run: Run) -> None:
    for words in ([], ["--json"], ["--csv"]):
        printed = run(*words).stdout
        assert "anna" not in printed.lower() and "vraag" not in printed


def test_each_plot_has_a_title_and_a_description_of_its_own(run: Run, tmp_path: Path) -> None:
    assert run("--svg", "plots.svg", "--lang", "en").exit_code == 0
    root = ElementTree.parse(tmp_path / "plots.svg").getroot()
    plots = [found for found in root.iter(f"{SVG}svg") if found.get("role") == "img"]
    assert len(plots) == 6
    for plot in plots:
        title, desc = plot.find(f"{SVG}title"), plot.find(f"{SVG}desc")
        assert (
            title is not None and title.text and desc is not None and "2025: " in (desc.text or "")
        )
        assert plot.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"


def test_the_origins_figures_come_out_of_the_sample(run: Run, tmp_path: Path) -> None:
    told = json.loads(run("--catalogue", ORIGIN, "--until", "2015-06-30", "--json").stdout)
    by_year = {row["year"]: row for row in told["years"]}
    assert (by_year[2012]["wises"], by_year[2015]["wises"]) == (20, 60)
    assert 3000 < by_year[2015]["people"] < 3200
    run("--catalogue", ORIGIN, "--until", "2015-06-30", "--svg", "growth.svg", "--figure", "wises")
    desc = ElementTree.parse(tmp_path / "growth.svg").getroot().find(f".//{SVG}desc")
    assert desc is not None and "2012: 20" in str(desc.text) and "2015: 60" in str(desc.text)


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["--figure", "moons"], 2, "choose from wises"),
        (["--csv", "--json"], 2, "choose one"),
        (["--until", "2015-01-01"], 2, "goes with --catalogue"),
        (["--catalogue", "nowhere"], 2, "nowhere"),
        (["--svg", "nowhere/x.svg"], 3, "nowhere"),
        (["--svg", "x.svg", "--lang", "xx"], 2, "choose from de"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    run: Run, words: list[str], status: int, says: str
) -> None:
    result = run(*words)
    assert result.exit_code == status and says in result.stderr

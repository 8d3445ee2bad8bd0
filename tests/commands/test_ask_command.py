"""matchbot ask: what was understood, the matches and why, for people and for machines."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner, Result

from matchbot.commands.table import cli


@pytest.fixture
def ask(tmp_path, monkeypatch, knowledge):
    """The command on the sample catalogue."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("matchbot.commands.ask.shipped_knowledge", lambda: knowledge)

    def run(*words: str) -> Result:
        return CliRunner().invoke(cli, ["ask", *words], env={"COLUMNS": "200"})

    return run


def test_a_match_is_shown_with_its_main_reasons_and_all_of_them_when_asked(ask):
    need = "Lunch voor 40 personen in Noord, graag vegetarisch"

    short, long = ask(need).stdout, ask(need, "--why").stdout

    assert "Catering" in short
    assert 3 <= short.count("+ ") <= 5 * 3
    assert long.count("+ ") > short.count("+ ")


def test_what_only_comes_nearest_is_not_praised(ask):
    shown = ask("Supply of ammunition for the police").stdout

    assert 'nothing that really fits "Supply of ammunition for the police"' in shown
    assert "+ " not in shown


def test_machines_get_the_need_the_matches_and_whether_it_abstained(ask):
    answer = json.loads(ask("Lunch voor 40 personen in Noord", "--json", "--limit", "2").stdout)

    assert answer["need"]["quantity"] == {"value": 40, "min": None, "max": None, "unit": "persons"}
    assert len(answer["matches"]) == 2
    assert not answer["abstained"]
    assert set(answer["matches"][0]) == {"offering", "title", "wise", "score", "reasons"}


@pytest.mark.parametrize("wrong", [[""], ["Lunch", "--lang", "xx"], ["Lunch", "--limit", "0"], []])
def test_wrong_use_ends_with_status_2_and_no_traceback(ask, wrong):
    result = ask(*wrong)

    assert result.exit_code == 2
    assert "Traceback" not in result.output

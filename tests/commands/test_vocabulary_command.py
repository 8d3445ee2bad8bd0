"""matchbot vocabulary: bad rows are named, good ones go in, and all of it can be taken out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from matchbot.commands.table import cli

GOOD = "code\tparent\tnl\ten\n90910000-9\t\tReiniging\tCleaning\n"
BAD = GOOD + "9091\t\tx\ty\n90910000-9\t\tReiniging\t\n15000000-8\n90911000-6\t\t\t\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, fresh_sqlite: Callable[[], str]) -> Callable[..., Result]:
    monkeypatch.setenv("MATCHBOT_DATABASE_URL", fresh_sqlite())
    return lambda *args: CliRunner().invoke(cli, ["vocabulary", *map(str, args)])


def file(folder: Path, text: str, name: str = "cpv.tsv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_each_bad_row_is_named_with_line_column_and_value(run, tmp_path: Path):
    result = run("check", file(tmp_path, BAD), "--json")
    assert result.exit_code == 1
    found = [(f["line"], f["column"], f["value"]) for f in json.loads(result.stdout)["findings"]]
    assert found == [
        (3, "code", "9091"),
        (4, "code", "90910000-9"),
        (5, "", ""),
        (6, "nl, en", ""),
    ]


def test_a_clean_file_goes_in_and_out_again(run, tmp_path: Path):
    path = file(tmp_path, GOOD)
    assert run("import", path, "--dry-run").exit_code == 0
    first = json.loads(run("import", path, "--json").stdout)
    assert first["change"] == {"added": 1, "changed": 0, "unchanged": 0}
    assert json.loads(run("import", "--forget", "--json").stdout)["forgotten"] == 1


def test_good_rows_of_a_bad_file_go_in(run, tmp_path: Path):
    result = run("import", file(tmp_path, BAD))
    assert result.exit_code == 1
    assert "1 codes went in: 1 new" in result.stdout


def test_kinds_of_our_own_go_in_from_toml(run, tmp_path: Path):
    kinds = (
        '[piano]\ncpv = ["50860000-1"]\n[piano.nl]\nlabel = "Piano"\nwords = ["piano stemmen"]\n'
    )
    result = run("import", file(tmp_path, kinds, "kinds.toml"), "--json")
    assert (result.exit_code, json.loads(result.stdout)["kinds"]) == (0, 1)
    wrong = run("check", file(tmp_path, kinds.replace("words", "wrods"), "kinds.toml"), "--json")
    assert wrong.exit_code == 1
    assert json.loads(wrong.stdout)["findings"][0]["line"] == 3


@pytest.mark.parametrize("text", ["", "title\tcpv\nx\ty\n", "code\n90910000-9\n"])
def test_what_is_no_vocabulary_is_wrong_use(run, tmp_path: Path, text: str):
    assert run("check", file(tmp_path, text)).exit_code == 2


def test_a_missing_file_and_bytes_that_are_no_text_are_wrong_use(run, tmp_path: Path):
    assert run("check", tmp_path / "none.tsv").exit_code == 2
    broken = tmp_path / "broken.tsv"
    broken.write_bytes(b"\xff\xfe\x00code")
    assert run("check", broken).exit_code == 2
    assert run("import").exit_code == 2


def test_nothing_was_learned_yet(run):
    assert json.loads(run("learned", "--json").stdout)["leads"] == 0

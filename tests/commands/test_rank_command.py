"""matchbot rank: what it prints for good input, and one clear sentence for each kind of bad."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from matchbot.commands.table import cli

LUNCH = {"id": "lunch", "title": "Broodjes en soep voor vergaderingen", "language": "nl"}
WINDOWS = {"id": "ramen", "title": "Ramen wassen bij kantoren", "language": "nl"}
NEED = {"id": 1, "text": "lunch voor 40 personen", "lang": "nl"}
WORDS = '[{kind}]\ncpv = ["{cpv}"]\n' + "".join(
    f'[{{kind}}.{language}]\nlabel = "{{label}}"\nwords = ["{{label}}"]\n'
    for language in ("nl", "en", "fr", "de")
)
VOCABULARY = WORDS.format(kind="catering", cpv="55520000-1", label="lunch") + WORDS.format(
    kind="cleaning", cpv="90910000-9", label="ramen wassen"
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def small_vocabulary(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    (tmp_path / "words.toml").write_text(VOCABULARY, encoding="utf-8")


def lines(*rows: Any) -> str:
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)


def rank(tmp_path: Path, offerings: str | None, needs: str | bytes | None, *more: str) -> Result:
    """The command on these two files; None leaves a file out."""
    if offerings is not None:
        (tmp_path / "offerings.jsonl").write_text(offerings, encoding="utf-8")
    if isinstance(needs, str):
        needs = needs.encode()
    if needs is not None:
        (tmp_path / "needs.jsonl").write_bytes(needs)
    files = {"catalogue": "offerings.jsonl", "needs": "needs.jsonl", "vocabulary": "words.toml"}
    options = [part for name, file in files.items() for part in (f"--{name}", str(tmp_path / file))]
    return CliRunner().invoke(cli, ["rank", *options, "--now", "2026-11-23", *more])


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


class TestGood:
    def test_the_best_comes_first_with_score_and_reasons_in_the_needs_language(self, tmp_path):
        result = rank(tmp_path, lines(WINDOWS, LUNCH), lines(NEED))
        first, second = rows(result)
        assert (first["need"], first["offering"], first["rank"]) == (1, "lunch", 1)
        assert 0 <= second["score"] < first["score"] <= 1
        assert all({"criterion", "weight", "text"} == set(r) for r in first["reasons"])
        assert result.exit_code == 0

    def test_a_need_that_nothing_fits_gets_its_rows_all_the_same(self, tmp_path):
        result = rank(tmp_path, lines(WINDOWS, LUNCH), lines({"id": "x", "text": "kerosine"}))
        assert [row["fits"] for row in rows(result)] == [False, False]

    def test_where_a_reserved_contract_is_required_unknown_says_so(self, tmp_path):
        (row,) = rows(rank(tmp_path, lines(LUNCH), lines(NEED), "--reserved"))
        assert "reserved" in {reason["criterion"] for reason in row["reasons"]}

    def test_limit_is_how_many_rows_a_need_gets(self, tmp_path):
        result = rank(tmp_path, lines(WINDOWS, LUNCH), lines(NEED, NEED), "--limit", "1")
        assert [row["rank"] for row in rows(result)] == [1, 1]

    def test_empty_lines_and_a_byte_order_mark_are_passed_over(self, tmp_path):
        result = rank(tmp_path, "\ufeff" + lines("", LUNCH, ""), "\ufeff" + lines("", NEED, "  "))
        assert [row["offering"] for row in rows(result)] == ["lunch"]


class TestOddOfferings:
    def test_fifty_thousand_characters_are_refused_by_line_and_the_rest_is_ranked(self, tmp_path):
        long = {**LUNCH, "id": "lang", "description": "belegde broodjes " * 3_000}
        result = rank(tmp_path, lines(WINDOWS, long, LUNCH), lines(NEED))
        assert "line 2: The text has 50999 characters" in result.stderr
        assert (result.exit_code, rows(result)[0]["offering"]) == (1, "lunch")

    @pytest.mark.parametrize(
        "odd",
        [
            {},
            {"description": ""},
            {"description": "soep"},
            {"title": "🥪🥪 🎉"},
            {"title": "Obiad dla czterdziestu osób"},
            {"title": "lu\x00nch\x07 \x1b[31m voor\u202e 40"},
            {"title": "x"},
            {"description": "soep " * 1_900},
            {"kinds": ["unheard-of"]},
        ],
    )
    def test_an_odd_offering_is_ranked_beside_the_others(self, tmp_path, odd):
        result = rank(tmp_path, lines(WINDOWS, {**LUNCH, **odd}), lines(NEED))
        assert {row["offering"] for row in rows(result)} == {"lunch", "ramen"}
        assert all(0 <= row["score"] <= 1 for row in rows(result))
        assert "Traceback" not in result.stderr

    def test_no_offerings_give_no_rows(self, tmp_path):
        result = rank(tmp_path, "", lines(NEED))
        assert (result.stdout, "empty" in result.stderr) == ("", True)
        assert result.exit_code == 1

    def test_the_same_id_twice_is_an_error_that_names_both_lines(self, tmp_path):
        result = rank(tmp_path, lines(LUNCH, WINDOWS, {**WINDOWS, "id": "lunch"}), lines(NEED))
        assert "ine 1 and line 3" in result.stderr
        assert (result.exit_code, len(rows(result))) == (1, 2)

    def test_rows_of_wrong_types_are_refused_and_the_rest_is_ranked(self, tmp_path):
        result = rank(tmp_path, lines(LUNCH, {"id": "b", "title": ["x"]}, "7", "{"), lines(NEED))
        assert {row["offering"] for row in rows(result)} <= {"lunch", "b"}
        assert "line" in result.stderr
        assert result.exit_code == 1


class TestOddNeeds:
    @pytest.mark.parametrize(
        "text",
        [
            "a",
            "🥪🥪 🎉",
            "obiad dla czterdziestu osób",
            "昼食をお願いします",
            "lu\x00nch\x07 \x1b[31m voor\u202e 40",
            "\ud800 lunch",
            "x" * 50_000,
            "(" * 500,
        ],
    )
    def test_any_text_is_ranked(self, tmp_path, text):
        result = rank(tmp_path, lines(LUNCH, WINDOWS), lines({"id": "n", "text": text}))
        assert (result.exit_code, len(rows(result))) == (0, 2)

    @pytest.mark.parametrize(
        "line",
        [
            '{"id": 1}',
            '{"text": "lunch"}',
            '{"id": 1, "text": 7}',
            '{"id": 1, "text": " "}',
            '{"id": {}, "text": "lunch"}',
            '{"id": 1, "text": "lunch", "lang": "pl"}',
            '{"id": 1, "text": "lunch", "lang": []}',
            "[1]",
            "lunch",
            "[" * 10_000,
        ],
    )
    def test_a_line_that_is_no_need_is_named_and_the_others_are_ranked(self, tmp_path, line):
        result = rank(tmp_path, lines(LUNCH), lines(NEED, "", line))
        assert "line 3" in result.stderr
        assert (result.exit_code, len(rows(result))) == (1, 1)


class TestFiles:
    @pytest.mark.parametrize("name", ["catalogue", "needs", "vocabulary", "learn"])
    def test_a_missing_file_is_wrong_use(self, tmp_path, name):
        result = rank(tmp_path, lines(LUNCH), lines(NEED), f"--{name}", str(tmp_path / "gone"))
        assert "gone: there is no such file" in result.stderr
        assert (result.exit_code, result.stdout) == (2, "")

    @pytest.mark.parametrize("name", ["needs", "vocabulary", "learn"])
    def test_a_file_that_cannot_be_read_was_not_reached(self, tmp_path, name):
        result = rank(tmp_path, lines(LUNCH), lines(NEED), f"--{name}", str(tmp_path))
        assert result.exit_code == 3
        assert "directory" in result.stderr

    def test_needs_in_another_encoding_are_wrong_use(self, tmp_path):
        result = rank(tmp_path, lines(LUNCH), '{"id": 1, "text": "fête"}'.encode("latin-1"))
        assert (result.exit_code, "UTF-8" in result.stderr) == (2, True)

    def test_a_broken_file_of_vectors_is_set_aside_and_made_again(self, tmp_path, cache):
        folder = cache / "matchbot"
        folder.mkdir(exist_ok=True)
        for name in ("vectors", "vectors-careful"):
            (folder / name).write_bytes(b"something else")
        result = rank(tmp_path, lines(WINDOWS, LUNCH), lines(NEED))
        assert rows(result)[0]["offering"] == "lunch"
        assert (folder / "vectors").stat().st_size > 500
        assert (folder / "vectors.broken").read_bytes() == b"something else"

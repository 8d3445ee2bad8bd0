"""matchbot bench mail: a folder of mails against its sheet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matchbot.commands.table import cli

HEAD = "file\ttext\tanswer\tbounced\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reply.eml").write_text(
        "From: anna@gemeente.example\nSubject: Re: Lunch\n\nForty.\nNo meat.\n\n> How many?\n"
    )
    (tmp_path / "away.eml").write_text(
        "From: tom@gemeente.example\nAuto-Submitted: auto-replied\n\nI am away.\n"
    )
    return tmp_path


def run(folder: Path, sheet: str, *options: str) -> tuple[int, str]:
    (folder / "mails.tsv").write_text(sheet)
    result = CliRunner().invoke(cli, ["bench", "mail", str(folder), *options])
    return result.exit_code, result.output


def test_what_is_read_right_is_counted_and_what_is_not_judged_is_left_out(folder: Path) -> None:
    sheet = HEAD + "reply.eml\tForty.\\nNo meat.\tyes\t?\naway.eml\t?\tyes\t\n"

    code, output = run(folder, sheet, "--json")

    assert code == 0
    assert json.loads(output) == {
        "text": {"right": 1, "of": 1},
        "answer": {"right": 1, "of": 2},
        "bounced": {"right": 1, "of": 1},
        "read": {"right": 2, "of": 2},
    }


def test_misses_show_what_was_meant_and_what_was_read(folder: Path) -> None:
    _, output = run(folder, HEAD + "reply.eml\tFifty.\tno\t?\n", "--misses")

    assert "meant 'Fifty.'" in output and "read  'Forty. No meat.'" in output
    assert "machines that would be answered: 1" in output


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("file\ttext\n", "the first line must be"),
        (HEAD + "reply.eml\tForty.\tyes\n", "line 2: 3 columns instead of 4"),
        (HEAD + "reply.eml\tForty.\tmaybe\t\n", "answer is"),
        (HEAD + "gone.eml\t?\tyes\t\n", "there is no mail gone.eml"),
    ],
)
def test_a_wrong_sheet_gets_a_sentence(folder: Path, sheet: str, said: str) -> None:
    code, output = run(folder, sheet)

    assert code == 2
    assert said in " ".join(output.split())


def test_a_folder_without_a_sheet_gets_a_sentence(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["bench", "mail", str(folder)])

    assert result.exit_code == 2 and "there is no mails.tsv" in " ".join(result.output.split())

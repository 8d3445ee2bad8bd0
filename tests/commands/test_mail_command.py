"""matchbot mail read: one raw mail, or JSON lines; exit status and words for people."""

from __future__ import annotations

import base64
import json

from typer.testing import CliRunner

from matchbot.commands.table import cli

RAW = b"From: anna@gemeente.example\nSubject: Re: Lunch\n\nForty.\n\n> How many?\n"


def line(**given: object) -> str:
    return json.dumps(given) + "\n"


def test_a_raw_mail_on_standard_input_is_read() -> None:
    result = CliRunner().invoke(cli, ["mail", "read"], input=RAW)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "file": "-",
        "kind": "reply",
        "answer": True,
        "text": "Forty.",
        "bounced": [],
        "reason": "person",
    }


def test_json_lines_give_json_lines() -> None:
    given = line(file="a.eml", raw_base64=base64.b64encode(RAW).decode())
    result = CliRunner().invoke(cli, ["mail", "read", "--jsonl"], input=given + "\n" + given)
    answers = [json.loads(row) for row in result.stdout.splitlines()]
    assert [(a["file"], a["text"]) for a in answers] == [("a.eml", "Forty.")] * 2


def test_an_empty_mail_in_json_lines_is_broken() -> None:
    result = CliRunner().invoke(
        cli, ["mail", "read", "--jsonl"], input=line(file="a", raw_base64="")
    )
    assert json.loads(result.stdout)["kind"] == "broken"


def test_nothing_on_standard_input_is_wrong_use() -> None:
    result = CliRunner().invoke(cli, ["mail", "read"], input="")
    assert result.exit_code == 2
    assert "raw mail on standard input" in result.stderr


def test_lines_that_cannot_be_read_are_named_and_the_rest_is_done() -> None:
    good = line(file="a", raw_base64=base64.b64encode(RAW).decode())
    given = "nonsense\n" + line(file="b") + line(file="c", raw_base64="%%") + good
    result = CliRunner().invoke(cli, ["mail", "read", "--jsonl"], input=given)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    for number in (1, 2, 3):
        assert f"line {number}:" in result.stderr

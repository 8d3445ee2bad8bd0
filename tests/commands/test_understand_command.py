"""matchbot understand: JSON lines in and out, and what is said of wrong lines."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from matchbot.commands import understand as command
from matchbot.commands.table import cli
from matchbot.core.knowledge import Knowledge

FIELDS = [
    "lang", "talk", "what", "kinds", "place", "when", "recurring", "quantity", "budget", "without",
    "more", "spans", "place_choices", "reserved",
]  # fmt: skip
NEED = "lunch voor 40 personen op 12 december"


@pytest.fixture(autouse=True)
def _knowing(monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge) -> None:
    monkeypatch.setattr(command, "shipped_knowledge", lambda: knowledge)


def run(*lines: str | bytes) -> Result:
    given = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return CliRunner().invoke(cli, ["understand", "--jsonl"], input=given)


def asked(text: str, **more: Any) -> str:
    return json.dumps({"text": text, "now": "2026-11-23", **more})


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_line_gets_a_line_with_all_fields() -> None:
    result = run(asked(NEED), asked("tot ziens"))
    assert result.exit_code == 0
    assert [list(answer) for answer in answers(result)] == [FIELDS, FIELDS]
    assert answers(result)[0]["when"] == {"start": "2026-12-12", "end": "2026-12-12"}


def test_what_is_not_said_is_null() -> None:
    (answer,) = answers(run(asked("schoonmaak gezocht")))
    facts = ("place", "when", "quantity", "budget")
    assert {fact: answer[fact] for fact in facts} == dict.fromkeys(facts)
    assert (answer["without"], answer["more"]) == ([], [])


def test_spans_count_code_points_of_the_text_as_given() -> None:
    text = "🎉🎉 e\u0301e\u0301n lunch voor 40 personen"
    (answer,) = answers(run(asked(text, lang="nl")))
    start, end = answer["spans"]["quantity"]
    assert text[start:end] == "40 personen"


def test_days_are_counted_from_now_and_the_language_given_is_used() -> None:
    result = run(
        asked("lunch morgen", now="2027-03-01"),
        asked("lunch morgen", now="2027-03-01T23:30:00+01:00"),
        asked("12/12", lang="fr"),
    )
    days = [answer["when"]["start"] for answer in answers(result)]
    assert days == ["2027-03-02", "2027-03-02", "2026-12-12"]
    assert answers(result)[2]["lang"] == "fr"


WRONG = [
    ("no json", "this is no JSON"),
    ("[" * 100_000, "this is no JSON"),
    ('["a list"]', 'give an object with "text"'),
    ('{"text": 5}', 'give an object with "text"'),
    ('{"text": "lunch", "lang": 5}', '"lang" is a text such as "nl"'),
    ('{"text": "lunch", "now": "gisteren"}', "'gisteren' is no date such as 2026-11-23"),
    ('{"text": "lunch", "now": "2026-02-30"}', "'2026-02-30' is no date"),
    ('{"text": "lunch", "now": {"year": 2026}}', "is no date such as"),
    ('{"text": "lunch", "now": "9999-12-31T23:59:00Z"}', "is not of this century"),
    (b'{"text": "caf\xe9"}', "this is no UTF-8"),
]


@pytest.mark.parametrize(("line", "said"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_line_is_named_and_the_rest_is_still_read(line: str | bytes, said: str) -> None:
    result = run(asked(NEED), line, "", asked(NEED))
    assert result.exit_code == 1
    assert len(answers(result)) == 2
    assert f"line 2: {said}" in result.stderr or (
        said in result.stderr and "line 2" in result.stderr
    )


def test_a_byte_order_mark_and_half_a_surrogate_pair_do_not_matter() -> None:
    result = run(b"\xef\xbb\xbf" + asked(NEED).encode(), '{"text": "lunch \\ud800"}')
    assert result.exit_code == 0
    assert [answer["talk"] for answer in answers(result)] == ["need", "need"]

"""`matchbot outbox` and `matchbot inbox`: what waits, what is stuck, and the operator's word."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from matchbot.adapters.store import SqlStore
from matchbot.commands.table import cli
from matchbot.core.outbox import OutboxMessage

Run = Callable[..., Result]


@pytest.fixture
def run(stocked_file: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on a database with a failed and a waiting letter and an item put aside."""
    file = tmp_path / "matchbot.db"
    shutil.copyfile(stocked_file, file)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MATCHBOT_DATABASE_URL", f"sqlite:///{file}")
    store = SqlStore.open(f"sqlite:///{file}", "amsterdam-sample")
    with store.begin() as tx:
        for id, state in (("waits", "queued"), ("stuck", "failed")):
            tx.outbox.add(
                OutboxMessage(
                    id,
                    "amsterdam-sample",
                    "mail",
                    "lead",
                    id,
                    "a@b.example",
                    b"x",
                    state=state,
                    answer="550 no",
                    created_at=now,
                )
            )
        tx.inbox.receive("telegram", "7", "chat", b"x", now)
        item = tx.inbox.take("x", now, now)
        assert item is not None
        tx.inbox.finish(item, "x", "quarantined", now, "poison")
    store.close()
    return lambda *words: CliRunner().invoke(cli, list(words))


def lines(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_status_counts_by_channel_and_state(run: Run) -> None:
    (found,) = lines(run("outbox", "status", "--json"))
    assert found["messages"] == [
        {"channel": "mail", "state": "failed", "count": 1},
        {"channel": "mail", "state": "queued", "count": 1},
    ]


def test_the_list_shows_one_state_or_all(run: Run) -> None:
    assert [m["id"] for m in lines(run("outbox", "list", "--json"))] == ["stuck", "waits"]
    (stuck,) = lines(run("outbox", "list", "--state", "failed", "--json"))
    assert (stuck["id"], stuck["answer"]) == ("stuck", "550 no")


def test_a_failed_letter_goes_again_and_a_waiting_one_need_not(run: Run) -> None:
    assert lines(run("outbox", "retry", "stuck", "--json")) == [{"retried": ["stuck"]}]
    result = run("outbox", "retry", "waits")
    assert (result.exit_code, "waits: no failed" in result.stderr) == (1, True)


def test_a_restored_outbox_is_held_and_released(run: Run) -> None:
    assert lines(run("outbox", "hold", "--json")) == [{"held": 1}]
    assert lines(run("outbox", "list", "--state", "queued", "--json")) == []
    assert run("outbox", "release", "nobody").exit_code == 1
    assert lines(run("outbox", "release", "waits", "--json")) == [{"released": 1}]
    assert lines(run("outbox", "release", "--all", "--json")) == [{"released": 0}]


@pytest.mark.parametrize(
    "words",
    [
        ["outbox", "list", "--state", "lost"],
        ["outbox", "release"],
        ["outbox", "release", "waits", "--all"],
        ["inbox", "list", "--state", "lost"],
        ["inbox", "retry", "x"],
    ],
)
def test_wrong_use_is_told_in_one_line(run: Run, words: list[str]) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr


def test_what_was_put_aside_is_listed_and_tried_again(run: Run) -> None:
    (aside,) = lines(run("inbox", "list", "--json"))
    assert (aside["source"], aside["reason"]) == ("telegram", "poison")
    assert run("inbox", "retry", str(aside["id"])).exit_code == 0
    assert lines(run("inbox", "list", "--json")) == []
    assert run("inbox", "retry", "999").exit_code == 1


def test_the_doctor_names_what_is_stuck(run: Run) -> None:
    found = {
        c["name"]: c["found"] for c in map(json.loads, run("doctor", "--json").stdout.splitlines())
    }
    assert found["outbox"] == "1 failed"
    assert found["inbox"] == "1 messages were put aside"

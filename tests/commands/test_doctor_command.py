"""`matchbot doctor`: every finding has its mend, and the exit status tells how bad it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from matchbot.adapters.store import SqlStore
from matchbot.commands.table import cli
from matchbot.core.outbox import OutboxMessage

Found = dict[str, dict[str, str]]


@pytest.fixture
def look(
    stocked_sqlite: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, Found]]:
    """Runs doctor with settings; its status and what it found, by name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MATCHBOT_DATABASE_URL", stocked_sqlite())

    def run(**settings: str) -> tuple[int, Found]:
        for name, value in settings.items():
            monkeypatch.setenv(f"MATCHBOT_{name}", value)
        result: Result = CliRunner().invoke(cli, ["doctor", "--json"])
        assert "Traceback" not in result.output
        rows = [json.loads(line) for line in result.stdout.splitlines()]
        return result.exit_code, {row["name"]: row for row in rows}

    return run


def test_all_that_is_not_well_has_a_mend(look: Callable[..., tuple[int, Found]]) -> None:
    status, found = look()
    assert status == 0
    assert {"settings", "database", "catalogue", "embedding", "secret", "operators", "jobs", "outbox",
            "inbox", "journal", "mail", "imap", "telegram"} == set(found)  # fmt: skip
    assert [f for f in found.values() if f["state"] != "ok" and not f["mend"]] == []


def test_what_is_stuck_is_told_by_its_state(
    look: Callable[..., tuple[int, Found]], now: datetime
) -> None:
    import os

    store = SqlStore.open(os.environ["MATCHBOT_DATABASE_URL"], "amsterdam-sample")
    with store.begin() as tx:
        for state in ("failed", "held"):
            tx.outbox.add(
                OutboxMessage(
                    state,
                    "amsterdam-sample",
                    "mail",
                    "lead",
                    state,
                    "a@b.example",
                    b"x",
                    state=state,
                    created_at=now,
                )
            )
        tx.memory.set("outbox.restored", now.isoformat())
    store.close()
    _, found = look()
    assert found["outbox"]["found"] == "1 failed, 1 held"
    assert "retry" in found["outbox"]["mend"] and "release" in found["outbox"]["mend"]
    assert "restored" in found["jobs"]["found"]


def test_servers_that_are_away_are_status_3(look: Callable[..., tuple[int, Found]]) -> None:
    status, found = look(
        SMTP_HOST="127.0.0.1", SMTP_PORT="1", SMTP_SECURITY="none",
        IMAP_HOST="127.0.0.1", IMAP_PORT="1", IMAP_SECURITY="none",
        IMAP_USERNAME="me", IMAP_PASSWORD="secret-of-the-test",
        TELEGRAM_TOKEN="123456789:AAE-a_made_up_token_of_the_tests_0000",
        TELEGRAM_API_URL="http://127.0.0.1:1",
    )  # fmt: skip
    assert status == 3
    assert {name for name, f in found.items() if f["state"] == "unreachable"} == {
        "smtp", "imap", "telegram",
    }  # fmt: skip
    words = json.dumps(found)
    assert "secret-of-the-test" not in words and "AAE-a_made" not in words


def test_a_database_that_is_away_is_status_3_and_one_clear_line(
    look: Callable[..., tuple[int, Found]],
) -> None:
    status, found = look(DATABASE_URL="postgresql+psycopg://me:secret-word@127.0.0.1:1/none")
    assert (status, found["database"]["state"]) == (3, "unreachable")
    assert found["database"]["mend"] and "secret-word" not in json.dumps(found)


def test_a_wrong_token_is_one_clear_line(look: Callable[..., tuple[int, Found]]) -> None:
    status, found = look(TELEGRAM_TOKEN="no-token")
    assert status == 3 and "@BotFather" in found["telegram"]["found"]

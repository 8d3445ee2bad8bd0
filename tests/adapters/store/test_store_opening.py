"""Opening a store: files are made safe, and what is wrong is told with its mend."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from matchbot.adapters.store import SqlStore, StoreError
from matchbot.adapters.store.engine import parse_url, without_password


def test_a_file_keeps_what_was_committed(tmp_path: Path) -> None:
    store = SqlStore.open(f"sqlite:///{tmp_path}/deep/down/matchbot.db", "amsterdam")
    with store.begin() as tx:
        tx.memory.set("a", "1")
        connection = tx.memory._work.connection  # type: ignore[attr-defined]
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        said = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    store.close()
    assert said == ["wal", 2, 1, 10000, 1]
    again = SqlStore.open(f"sqlite:///{tmp_path}/deep/down/matchbot.db", "amsterdam")
    with again.read() as tx:
        assert tx.memory.get("a") == "1"
    again.close()


@pytest.mark.parametrize(
    "url, word",
    [
        ("", "cannot be read"),
        ("matchbot.db", "cannot be read"),
        ("mysql://root@localhost/matchbot", "mysql"),
        ("sqlite://", "no file"),
        ("sqlite:///:memory:", "no file"),
        ("postgresql+psycopg://u:secret@127.0.0.1:1/matchbot?connect_timeout=2", "127.0.0.1"),
    ],
)
def test_a_wrong_database_url_says_how_to_mend_it(url: str, word: str) -> None:
    with pytest.raises(StoreError, match=word) as told:
        SqlStore.open(url, "amsterdam")
    assert told.value.mend in str(told.value)
    assert "secret" not in str(told.value)


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("this is not a database, but a page of notes" * 99)
    with pytest.raises(StoreError, match="not a database"):
        SqlStore.open(f"sqlite:///{file}", "amsterdam")
    with pytest.raises(StoreError, match="unable to open"):
        SqlStore.open(f"sqlite:///{tmp_path}", "amsterdam")
    with pytest.raises(StoreError, match="cannot be made"):
        SqlStore.open(f"sqlite:///{file}/below.db", "amsterdam")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_full_disk_is_told_as_such(store: SqlStore, now: datetime) -> None:
    with pytest.raises(StoreError, match="full"), store.begin() as tx:
        connection = tx.memory._work.connection  # type: ignore[attr-defined]
        connection.exec_driver_sql("PRAGMA max_page_count=1")
        tx.inbox.receive("mail", "1", "x", bytes(10_000_000), now)


@pytest.mark.parametrize(
    "url, shown",
    [
        ("sqlite:////data/matchbot.db", "sqlite:////data/matchbot.db"),
        ("postgresql+psycopg://u:secret@db/matchbot", "postgresql+psycopg://u:***@db/matchbot"),
        ("postgres://u@db/m?password=secret", "postgresql+psycopg://u@db/m"),
    ],
)
def test_a_password_is_not_shown(url: str, shown: str) -> None:
    assert without_password(parse_url(url)) == shown


def test_a_store_shows_where_it_is(store: SqlStore, database_url: str) -> None:
    assert store.url_without_password.split("://")[0] == database_url.split("://")[0]

"""Tables, dataclasses and migrations say the same."""

from __future__ import annotations

import multiprocessing
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlmodel import SQLModel

from matchbot.adapters.store import SqlStore, StoreError, migrations, tables
from matchbot.adapters.store.columns import table_of
from matchbot.adapters.store.repositories import outbox
from matchbot.core.application import Application
from matchbot.core.inbox import InboxItem
from matchbot.core.keys import Key
from matchbot.core.lead import Lead, LeadEvent
from matchbot.core.offering import Label, Offering, PeopleFigure, Wise
from matchbot.core.outbox import OutboxMessage
from matchbot.core.person import Identity, Person
from matchbot.core.subscription import Subscription
from matchbot.flows.records import AuditLine, Digest, LinkedChat, NeedRecord, Photo, Task, Utterance

#: Table, dataclass, and the columns that only the table has.
SAME: list[tuple[type[SQLModel], type[Any], set[str]]] = [
    (tables.WiseRow, Wise, {"platform"}),
    (tables.OfferingRow, Offering, {"platform", "content_hash", "first_seen", "changed_at"}),
    (tables.PeopleFigureRow, PeopleFigure, {"platform"}),
    (tables.LabelRow, Label, {"platform"}),
    (tables.PersonRow, Person, set()),
    (tables.IdentityRow, Identity, {"platform"}),
    (tables.LinkKeyRow, Key, set()),
    (tables.UtteranceRow, Utterance, {"platform", "client_id"}),
    (tables.NeedRow, NeedRecord, {"platform"}),
    (tables.LeadRow, Lead, set()),
    (tables.LeadEventRow, LeadEvent, {"platform", "number"}),
    (tables.OutboxRow, OutboxMessage, {"number"}),
    (tables.InboxRow, InboxItem, {"lease_owner", "lease_until", "finished_at"}),
    (tables.SubscriptionRow, Subscription, set()),
    (tables.DigestRow, Digest, {"platform"}),
    (tables.TaskRow, Task, {"platform"}),
    (tables.ApplicationRow, Application, {"platform"}),
    (tables.PhotoRow, Photo, {"platform"}),
    (tables.LinkedChatRow, LinkedChat, {"platform"}),
    (tables.AuditLineRow, AuditLine, {"platform"}),
]


@pytest.mark.parametrize("row, kind, more", SAME)
def test_a_table_has_the_fields_of_its_dataclass(
    row: type[SQLModel], kind: type[Any], more: set[str]
) -> None:
    columns = {column.name for column in table_of(row).columns}
    assert columns - more == {field.name for field in fields(kind)}
    assert more <= columns


def test_every_row_has_its_platform() -> None:
    for table in tables.metadata.tables.values():
        assert "platform" in table.columns, table.name
        unique = [next(iter(index.columns)).name for index in table.indexes]
        assert set(unique) <= {"platform"}, table.name


def test_what_is_fixed_in_the_outbox_is_a_column() -> None:
    assert set(outbox._FIXED) <= {field.name for field in fields(OutboxMessage)}


def test_migrations_from_empty_equal_the_tables(store: SqlStore, database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        found = compare_metadata(
            MigrationContext.configure(connection, opts={"compare_type": True}), tables.metadata
        )
    engine.dispose()
    assert found == []


def test_the_newest_migration_is_the_head() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert scripts.get_current_head() == migrations.HEAD
    for script in scripts.walk_revisions():
        assert re.fullmatch(rf"v{script.revision}_\w+\.py", Path(script.path).name)


def test_a_migrated_database_goes_down_and_up_again(database_url: str) -> None:
    from alembic import command
    from alembic.config import Config

    engine = create_engine(database_url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        command.upgrade(config, "head")
    engine.dispose()
    SqlStore.open(database_url, "amsterdam").close()


def test_a_database_of_a_newer_version_is_refused(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(StoreError, match="newer"):
            SqlStore.open(database_url, "amsterdam")
    finally:
        with engine.begin() as connection:
            head = {"head": migrations.HEAD}
            connection.execute(text("UPDATE alembic_version SET version_num = :head"), head)
        engine.dispose()


def _open(url: str, barrier: Any, results: Any) -> None:
    barrier.wait()
    try:
        SqlStore.open(url, "amsterdam").close()
        results.put("opened")
    except Exception as error:
        results.put(repr(error))


def _start_at_once(url: str, number: int = 3) -> list[str]:
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(number), context.Queue()
    starts = [context.Process(target=_open, args=(url, barrier, results)) for _ in range(number)]
    for start in starts:
        start.start()
    said = [results.get(timeout=60) for _ in starts]
    for start in starts:
        start.join()
    return said


def test_processes_that_start_at_once_on_a_new_file_all_open_it(tmp_path: Path) -> None:
    assert _start_at_once(f"sqlite:///{tmp_path}/new/matchbot.db") == ["opened"] * 3


@pytest.mark.postgres
def test_processes_that_start_at_once_on_a_new_server_all_open_it(
    fresh_postgres_name: str,
) -> None:
    assert _start_at_once(fresh_postgres_name) == ["opened"] * 3

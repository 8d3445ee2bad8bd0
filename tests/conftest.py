"""What every test may ask for: a still moment, and an empty store on each database."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import postgres
import pytest
from cast import Mailbox, StillClock, make_office
from hypothesis import settings as hypothesis_settings
from sqlalchemy import URL, Engine, create_engine

from matchbot.adapters.catalogue_files import read_catalogue, read_platform
from matchbot.adapters.knowledge import build_knowledge, make_embedder
from matchbot.adapters.shipped import shipped
from matchbot.adapters.store import SqlStore
from matchbot.adapters.store.tables import metadata
from matchbot.core.knowledge import Knowledge
from matchbot.flows.catalogue import import_catalogue
from matchbot.flows.office import Office

PLATFORM = "amsterdam"
StockedRows = dict[str, list[dict[str, Any]]]
DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]

# How long one example takes says more about the machine than about the code.
# A check must not fail by luck: it tries the same examples each time, `make acceptance` new ones.
hypothesis_settings.register_profile("matchbot", deadline=None, derandomize=True)
hypothesis_settings.register_profile("acceptance", deadline=None)
hypothesis_settings.load_profile(os.environ.get("MATCHBOT_TEST_EXAMPLES", "matchbot"))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "postgres: needs a PostgreSQL server (one is started)")


@pytest.fixture
def now() -> datetime:
    """A Monday morning in ISO week 48."""
    return datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty, migrated database of this test alone."""
    fresh: Callable[[], str] = request.getfixturevalue(f"fresh_{request.param}")
    return fresh()


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    """The store of the platform "amsterdam", empty."""
    store = SqlStore.open(database_url, PLATFORM)
    yield store
    store.close()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that was migrated once, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "matchbot.db"
    SqlStore.open(f"sqlite:///{file}", PLATFORM).close()
    return file


@pytest.fixture
def fresh_sqlite(migrated_file: Path, tmp_path: Path) -> Callable[[], str]:
    def fresh() -> str:
        file = tmp_path / "matchbot.db"
        shutil.copyfile(migrated_file, file)
        return f"sqlite:///{file}"

    return fresh


@pytest.fixture(params=DATABASES)
def fresh_store(request: pytest.FixtureRequest) -> Iterator[Callable[[], SqlStore]]:
    """Makes an empty store as often as asked; the one before is closed."""
    fresh: Callable[[], str] = request.getfixturevalue(f"fresh_{request.param}")
    opened: list[SqlStore] = []

    def make() -> SqlStore:
        for store in opened:
            store.close()
        opened[:] = [SqlStore.open(fresh(), PLATFORM)]
        return opened[0]

    yield make
    for store in opened:
        store.close()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """What is known of the sample catalogue that is shipped."""
    folder = shipped("amsterdam-sample")
    catalogue = read_catalogue(folder).catalogue
    return build_knowledge(read_platform(folder), catalogue, embedder=make_embedder())


@pytest.fixture(scope="session")
def stocked_file(
    knowledge: Knowledge, migrated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A SQLite file that holds the sample catalogue since a month, to be copied."""
    file = tmp_path_factory.mktemp("stocked") / "matchbot.db"
    shutil.copyfile(migrated_file, file)
    store = SqlStore.open(f"sqlite:///{file}", knowledge.platform.id)
    import_catalogue(store, knowledge.catalogue, datetime(2026, 10, 23, tzinfo=UTC))
    store.close()
    return file


@pytest.fixture
def clock(now: datetime) -> StillClock:
    """The office's clock: stands at `now` until a test moves it."""
    return StillClock(now)


@pytest.fixture
def stocked_sqlite(stocked_file: Path, tmp_path: Path) -> Callable[[], str]:
    def stocked() -> str:
        file = tmp_path / "office.db"
        shutil.copyfile(stocked_file, file)
        return f"sqlite:///{file}"

    return stocked


@pytest.fixture
def stocked_postgres(
    postgres_sweeper: Engine, fresh_postgres: Callable[[], str], postgres_stock: StockedRows
) -> Callable[[], str]:
    def stocked() -> str:
        url = fresh_postgres()
        with postgres_sweeper.begin() as connection:
            for table, rows in postgres_stock.items():
                connection.execute(metadata.tables[table].insert(), rows)
        return url

    return stocked


@pytest.fixture(scope="session")
def postgres_stock(stocked_file: Path) -> StockedRows:
    """The rows of the stocked file, to be written anew."""
    engine = create_engine(f"sqlite:///{stocked_file}")
    with engine.connect() as connection:
        rows = {
            table.name: [dict(row) for row in connection.execute(table.select()).mappings()]
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return {name: found for name, found in rows.items() if found}


@pytest.fixture(params=DATABASES)
def office(
    request: pytest.FixtureRequest, knowledge: Knowledge, clock: StillClock
) -> Iterator[Office]:
    """The sample platform at work: real store, real wording, real letters."""
    stocked: Callable[[], str] = request.getfixturevalue(f"stocked_{request.param}")
    store = SqlStore.open(stocked(), knowledge.platform.id)
    yield make_office(store, knowledge, clock)
    store.close()


@pytest.fixture
def maildir(office: Office, tmp_path: Path) -> Mailbox:
    """Where the office's letters arrive."""
    return Mailbox(office, tmp_path / "mailbox")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """A PostgreSQL server of this run."""
    with postgres.postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_database(postgres_server: URL) -> Iterator[URL]:
    """A migrated database of this run alone, dropped at its end."""
    with postgres.empty_database(postgres_server, "matchbot_test") as url:
        SqlStore.open(url.render_as_string(hide_password=False), PLATFORM).close()
        yield url


@pytest.fixture(scope="session")
def postgres_sweeper(postgres_database: URL) -> Iterator[Engine]:
    engine = create_engine(postgres_database)
    yield engine
    engine.dispose()


@pytest.fixture
def fresh_postgres(postgres_database: URL, postgres_sweeper: Engine) -> Callable[[], str]:
    def fresh() -> str:
        with postgres_sweeper.begin() as connection:
            for table in reversed(metadata.sorted_tables):
                connection.execute(table.delete())
        return postgres_database.render_as_string(hide_password=False)

    return fresh


@pytest.fixture
def fresh_postgres_name(postgres_server: URL) -> Iterator[str]:
    """A new database on the server, not migrated."""
    with postgres.empty_database(postgres_server, "matchbot_empty") as url:
        yield url.render_as_string(hide_password=False)

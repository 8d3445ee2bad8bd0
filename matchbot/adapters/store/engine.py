"""Connections to SQLite and PostgreSQL, set so that what was committed stays committed."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

#: Milliseconds that a writer waits for another one.
BUSY_MS = 10_000

#: A stopped process must not hold its rows for ever; nobody thinks inside a transaction.
_POSTGRES_SESSION = (
    "SET synchronous_commit = on",
    f"SET lock_timeout = {BUSY_MS}",
    "SET idle_in_transaction_session_timeout = 60000",
)
_DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


class StoreError(Exception):
    """The database cannot be used: what is wrong, and how to mend it."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(f"{problem} {mend}")
        self.problem = problem
        self.mend = mend


def parse_url(url: str) -> URL:
    """The URL with its driver. Raises StoreError for what is not a database of ours."""
    mend = (
        "Set MATCHBOT_DATABASE_URL to sqlite:///FILE or"
        " postgresql+psycopg://USER:PASSWORD@HOST/NAME."
    )
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError("The database URL cannot be read.", mend) from None
    driver = _DRIVERS.get(parsed.drivername, parsed.drivername)
    if driver not in _DRIVERS.values():
        raise StoreError(f"There is no database called {parsed.drivername!r}.", mend)
    if driver.startswith("sqlite") and parsed.database in {None, "", ":memory:"}:
        raise StoreError("The database URL names no file.", mend)
    return parsed.set(drivername=driver)


def without_password(url: URL) -> str:
    """The URL as it may be shown."""
    shown = url.difference_update_query(["password", "passfile", "sslpassword", "sslkey"])
    if url.get_backend_name() == "sqlite":
        shown = shown.set(drivername="sqlite")
    return shown.render_as_string(hide_password=True)


@contextmanager
def reachable(url: URL) -> Iterator[None]:
    """Turns the errors of a database that is away, full or broken into StoreError."""
    try:
        yield
    except PoolTimeout:
        raise StoreError(
            "All connections to the database are in use.", "Use fewer workers at once."
        ) from None
    except DBAPIError as error:
        if not (isinstance(error, OperationalError) or _is_broken_file(error)):
            raise
        words = str(error.orig).strip().splitlines() or ["it gave no reason"]
        problem = f"The database {without_password(url)} cannot be used: {words[0].rstrip('.')}."
        raise StoreError(problem, _mend(url, words[0])) from error


def _is_broken_file(error: DBAPIError) -> bool:
    return type(error.orig) is sqlite3.DatabaseError


def _mend(url: URL, problem: str = "") -> str:
    if "locked" in problem or "timeout" in problem:
        return "Another process held it for too long: see what it is doing, then try again."
    if url.get_backend_name() == "sqlite":
        return "Check that the file is a matchbot database, may be written, and its disk has room."
    return "Check that the server runs and that host, name, user and password are right."


def make_engine(url: URL, *, migrating: bool = False) -> Engine:
    """An engine for worker threads; `migrating` makes one whose tables may be rebuilt."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, migrating)
    return _postgres(url)


def _postgres(url: URL) -> Engine:
    engine = create_engine(
        url,
        pool_size=8,
        max_overflow=8,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10} if "connect_timeout" not in url.query else {},
    )
    event.listen(engine, "connect", _set_up_postgres)
    return engine


def _set_up_postgres(connection: Any, _record: Any) -> None:
    with connection.cursor() as cursor:
        for statement in _POSTGRES_SESSION:
            cursor.execute(statement)
    connection.commit()


def _sqlite(url: URL, migrating: bool) -> Engine:
    file = Path(str(url.database))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"The folder {file.parent} cannot be made: {error.strerror}."
        raise StoreError(problem, _mend(url)) from error
    pool: dict[str, Any] = (
        {"poolclass": NullPool} if migrating else {"pool_size": 8, "max_overflow": 32}
    )
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000}, **pool)

    def set_up(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver must not open transactions by itself: it would open them too late.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute(f"PRAGMA foreign_keys={'OFF' if migrating else 'ON'}")

    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch a new file to WAL. Two first starts at once do not wait for each other here."""
    until = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

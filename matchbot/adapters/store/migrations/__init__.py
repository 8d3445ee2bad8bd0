"""The steps by which the tables came to be, and the one way to go up to the newest."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, text

from matchbot.adapters.store.engine import StoreError, make_engine

#: The newest step; a test holds it equal to what stands in `versions/`.
HEAD = "0013"
#: Whoever migrates on PostgreSQL holds this number, so that two starts do not collide.
_LOCK = 0x6D61746368626F74


def migrate(engine: Engine, url: URL) -> None:
    """Bring the database to HEAD. Safe when two processes start at once.

    Raises StoreError for a database made by a newer version.
    """
    with engine.connect().execution_options(reading=True) as connection:
        if _stands_at(connection) == HEAD:
            return
    migrating = make_engine(url, migrating=True)
    try:
        with migrating.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
            _upgrade(connection)
    finally:
        migrating.dispose()


def _stands_at(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    # Alembic takes half a second to import and is needed once per version.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            f"This database was made by another version of matchbot ({error}).",
            "Start the version that made it, or a newer one.",
        ) from error

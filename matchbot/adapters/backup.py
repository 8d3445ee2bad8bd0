"""A copy of the whole database as one file, and a database from such a copy."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL

from matchbot.adapters.store.engine import StoreError, parse_url, without_password

_SQLITE, _POSTGRES = b"SQLite format 3\0", b"PGDMP"
#: Holds what stands in the database at this URL; how many messages.
Hold = Callable[[str], int]


class BadCopy(Exception):
    """The file cannot be used as a copy, or stands in the way; the words say how to mend it."""


class BrokenCopy(BadCopy):
    """The file is a copy that was damaged."""


def back_up(url: str, target: Path) -> int:
    """Copy the database into the new file `target`, also while others write; its size in bytes.

    Only its owner may read the file. Raises BadCopy, StoreError.
    """
    parsed = parse_url(url)
    if target.exists():
        raise BadCopy(f"{target} is there already: give the name of a new file")
    with _whole_or_nothing(target) as part:
        if parsed.get_backend_name() == "sqlite":
            _copy_sqlite(Path(str(parsed.database)), part)
        else:
            _run_tool(parsed, "pg_dump", "--format=custom", "--file", str(part))
    return target.stat().st_size


def restore(url: str, source: Path, hold: Hold) -> int:
    """Make the database from the copy `source`; how many messages were held in it.

    Nobody can use a SQLite database before its messages are held. Raises BadCopy, StoreError.
    """
    parsed = parse_url(url)
    on_sqlite = parsed.get_backend_name() == "sqlite"
    _check_kind(source, _SQLITE if on_sqlite else _POSTGRES, parsed)
    if not on_sqlite:
        _run_tool(parsed, "pg_restore", "--exit-on-error", "--single-transaction", str(source))
        return hold(url)
    target = Path(str(parsed.database))
    if target.exists():
        raise BadCopy(f"{target} is there already: move it away first")
    _check_sqlite(source)
    with _whole_or_nothing(target) as part:
        _copy_sqlite(source, part)
        return hold(f"sqlite:///{part}")


@contextmanager
def _whole_or_nothing(target: Path) -> Iterator[Path]:
    """A new file beside `target`, readable for its owner alone, that takes its name at the end."""
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield part
        _keep(part)
        part.rename(target)
        _keep(target.parent)
    except OSError as problem:
        raise BadCopy(f"{target} cannot be written: {problem.strerror}") from None
    finally:
        for left in (part, *(part.with_name(part.name + tail) for tail in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)


def _keep(path: Path) -> None:
    """On the disk, not only in memory."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.is_file():
        raise StoreError(f"There is no database {source}.", "Check MATCHBOT_DATABASE_URL.")
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(target)) as new,
        ):
            old.backup(new)
    except sqlite3.DatabaseError as problem:
        raise BrokenCopy(f"{source} cannot be copied: {problem}") from None


def _check_kind(source: Path, magic: bytes, url: URL) -> None:
    try:
        with source.open("rb") as file:
            start = file.read(16)
    except OSError as problem:
        raise BadCopy(f"{source} cannot be read: {problem.strerror}") from None
    if start.startswith(magic):
        return
    if start.startswith((_SQLITE, _POSTGRES)):
        raise BadCopy(f"{source} is a copy of another kind of database than {url.drivername}")
    raise BrokenCopy(f"{source} is no copy of a database: give a file of matchbot backup")


def _check_sqlite(source: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
            copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as problem:
        found = str(problem)
    if found != "ok":
        raise BrokenCopy(f"{source} is damaged or not of matchbot: {found}")


def _run_tool(url: URL, tool: str, *words: str) -> None:
    """Run PostgreSQL's own tool on the database; the password is not among its words."""
    found = shutil.which(tool)
    if found is None:
        raise StoreError(f"{tool} is not installed.", "Install the client of your PostgreSQL.")
    plain = url.set(drivername="postgresql", password=None).render_as_string()
    secret = {"PGPASSWORD": url.password} if url.password else {}
    done = subprocess.run(
        [found, "--no-owner", "--no-privileges", "--no-password", "--dbname", plain, *words],
        env={**os.environ, **secret},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        _refuse(url, tool, done.stderr.strip().splitlines())


def _refuse(url: URL, tool: str, said: list[str]) -> None:
    words = next((line for line in said if "error" in line), tool).removeprefix(f"{tool}: ")
    if "already exists" in words:
        shown = without_password(url)
        raise BadCopy(f"{shown} holds tables already: give the URL of an empty database")
    if "connection" in words or "version" in words:
        raise StoreError(f"{tool}: {words}.", "Check the server, and that the tool is as new.")
    raise BrokenCopy(f"{tool}: {words}")

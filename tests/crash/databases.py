"""An empty, migrated database for one run."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from postgres import empty_database, postgres_server

from crash import warm
from matchbot.adapters.store import SqlStore


@contextmanager
def database(kind: str) -> Iterator[tuple[SqlStore, str]]:
    """A new database as the judge sees it, and its URL for the workers."""
    with _url(kind) as url:
        store = SqlStore.open(url, warm.platform().id)
        try:
            yield store, url
        finally:
            store.close()


@contextmanager
def _url(kind: str) -> Iterator[str]:
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="matchbot-crash-") as folder:
            yield f"sqlite:///{Path(folder) / 'matchbot.db'}"
        return
    with postgres_server() as server, empty_database(server, "matchbot_crash") as url:
        yield url.render_as_string(hide_password=False)

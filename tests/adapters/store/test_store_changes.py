"""A changed catalogue is told to those who wait for it, and looked for when nobody tells."""

from __future__ import annotations

import threading
import time
from datetime import datetime

import pytest

from matchbot.adapters.store import SqlStore
from matchbot.adapters.store.changes import Changes
from matchbot.core.offering import Catalogue, Wise


def change(store: SqlStore, name: str, now: datetime) -> None:
    with store.begin() as tx:
        tx.catalogue.put(Catalogue({"w": Wise("w", name)}), now)


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_whoever_waits_is_woken_by_the_commit(store: SqlStore, now: datetime) -> None:
    changes = store.changes()
    changes.wait(0.01)
    woken = threading.Event()

    def wait() -> None:
        changes.wait(60)
        woken.set()

    waiting = threading.Thread(target=wait)
    waiting.start()
    with store.begin() as tx:
        tx.catalogue.put(Catalogue({"w": Wise("w", "De Veter")}), now)
        assert not woken.wait(0.3)
    assert woken.wait(10)
    waiting.join()
    changes.close()


def test_nobody_waits_longer_than_asked(store: SqlStore) -> None:
    changes = store.changes()
    began = time.monotonic()
    changes.wait(0.05)
    assert time.monotonic() - began >= 0.05
    changes.close()


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_a_lost_connection_is_made_anew(store: SqlStore, now: datetime) -> None:
    changes = Changes(store._engine)
    changes.wait(0.01)
    changes._connection.close()
    changes.wait(0.01)
    changes.wait(0.01)
    assert not changes._connection.closed
    changes.close()

"""A command runs in a folder of its own, on a database that holds the sample catalogue."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from matchbot.adapters.store import SqlStore


@pytest.fixture
def stocked(
    stocked_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SqlStore]:
    """The store that the commands of this test work on, to put rows into."""
    file = tmp_path / "matchbot.db"
    shutil.copyfile(stocked_file, file)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MATCHBOT_DATABASE_URL", f"sqlite:///{file}")
    store = SqlStore.open(f"sqlite:///{file}", "amsterdam-sample")
    yield store
    store.close()

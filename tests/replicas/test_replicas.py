"""Two processes over one PostgreSQL behind a balancer: nothing is lost while they are restarted."""

from __future__ import annotations

import contextlib
import csv
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from matchbot.adapters.shipped import shipped
from matchbot.adapters.store import SqlStore

pytestmark = [pytest.mark.postgres, pytest.mark.long]
COMMAND = [sys.executable, "-m", "matchbot"]
PLATFORM = "amsterdam-sample"
PATIENCE = 400.0


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@dataclass
class Replica:
    """One process of `serve`, that can be stopped and started again."""

    settings: dict[str, str]
    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def site(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        env = {**os.environ, **self.settings, "MATCHBOT_PORT": str(self.port)}
        words = [*COMMAND, "serve", "--only", "web,deliver,schedule"]
        with (self.folder / f"{self.port}.log").open("ab") as log:
            self.process = subprocess.Popen(words, env=env, cwd=self.folder, stderr=log)

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{self.site}/ready", timeout=5).status_code == 200:
                    return
            time.sleep(0.1)
        raise TimeoutError((self.folder / f"{self.port}.log").read_text()[-2000:])

    def stop(self) -> float:
        """SIGTERM; how many seconds it took to end, in good order."""
        assert self.process is not None
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(60) == 0
        return time.monotonic() - began


@pytest.fixture
def settings(fresh_postgres_name: str, tmp_path: Path) -> dict[str, str]:
    shutil.copytree(shipped("amsterdam-sample"), tmp_path / "catalogue")
    return {
        "MATCHBOT_DATABASE_URL": fresh_postgres_name,
        "MATCHBOT_CATALOGUE": str(tmp_path / "catalogue"),
        "MATCHBOT_MAIL_FOLDER": str(tmp_path / "letters"),
        "MATCHBOT_PUBLIC_URL": "",
    }


@pytest.fixture
def replicas(settings: dict[str, str], tmp_path: Path) -> Iterator[list[Replica]]:
    two = [Replica(settings, tmp_path), Replica(settings, tmp_path)]
    for replica in two:
        replica.start()
    try:
        for replica in two:
            replica.wait()
        yield two
    finally:
        for replica in two:
            if replica.process is not None and replica.process.poll() is None:
                replica.process.kill()
                replica.process.wait()


@dataclass
class Buyer:
    """A browser behind a balancer that tries the next process when one does not answer."""

    replicas: list[Replica]
    number: int
    said: int = 0
    cookies: dict[str, str] = field(default_factory=dict)

    def say(self, text: str) -> None:
        self.said += 1
        form = {"text": text, "message_id": f"b{self.number}-m{self.said}"}
        until = time.monotonic() + PATIENCE
        for turn in range(10_000):
            replica = self.replicas[(self.said + turn) % len(self.replicas)]
            if (answer := self._post(replica, form)) is not None and answer.status_code in (
                200,
                303,
            ):
                self.cookies.update(dict(answer.cookies))
                return
            if time.monotonic() > until:
                break
            time.sleep(0.05)
        raise TimeoutError(text)

    def _post(self, replica: Replica, form: dict[str, str]) -> httpx.Response | None:
        headers = {"Origin": replica.site, "Accept": "application/json"}
        try:
            with httpx.Client(cookies=self.cookies, timeout=30) as client:
                return client.post(f"{replica.site}/nl/chat", data=form, headers=headers)
        except httpx.HTTPError:
            return None


def test_a_rolling_restart_loses_nothing_and_says_nothing_twice(
    replicas: list[Replica], settings: dict[str, str]
) -> None:
    buyers = [Buyer(replicas, number) for number in range(6)]
    texts = ["Lunch voor 40 personen in Noord", "toch 60 personen", "waarom?", "/mine"]
    ended = []
    for round, text in enumerate(texts * 2):
        for buyer in buyers:
            buyer.say(f"{text}")
        if round in (1, 4):
            replica = replicas[round % 2]
            ended.append(replica.stop())
            for buyer in buyers:
                buyer.say(text)
            replica.start()
            replica.wait()
    assert max(ended) < 10
    store = SqlStore.open(settings["MATCHBOT_DATABASE_URL"], PLATFORM)
    with store.read() as tx:
        heard = [tx.conversations.find("web", address) for address in _addresses(store)]
        lines = [tx.conversations.utterances(c.id, limit=1000) for c in heard if c is not None]
    store.close()
    assert len(lines) == len(buyers)
    for said in lines:
        by_person = [line.text for line in said if line.who == "person"]
        assert len(by_person) == buyers[0].said
        # Each turn has its answer right behind it: none was lost, none came twice.
        assert all(a.who != "person" or b.who == "bot" for a, b in pairwise(said))
        assert said[-1].who == "bot"


def _addresses(store: SqlStore) -> list[str]:
    from sqlalchemy import text

    with store._engine.connect() as connection:
        rows: Any = connection.execute(text("SELECT address FROM conversation"))
        return [row[0] for row in rows]


def test_a_changed_catalogue_is_known_to_every_process_within_two_seconds(
    replicas: list[Replica], settings: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "catalogue" / "offerings.csv"
    with file.open(encoding="utf-8", newline="") as given:
        rows = list(csv.reader(given))
    title = rows[0].index("title")
    rows[1][title] = "Een heel nieuwe titel"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    words = [*COMMAND, "catalogue", "import", str(tmp_path / "catalogue")]
    env = {**os.environ, **settings}
    subprocess.run(words, env=env, cwd=tmp_path, check=True, capture_output=True)
    imported = time.monotonic()
    known: dict[int, float] = {}
    page = f"/nl/offerings/{rows[1][rows[0].index('id')]}"
    while len(known) < 2 and time.monotonic() - imported < PATIENCE:
        for replica in replicas:
            answer = httpx.get(f"{replica.site}{page}", timeout=30)
            if replica.port not in known and re.search("Een heel nieuwe titel", answer.text):
                known[replica.port] = time.monotonic() - imported
        time.sleep(0.02)
    assert len(known) == 2
    assert max(known.values()) < 2

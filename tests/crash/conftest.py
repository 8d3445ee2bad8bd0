"""A relay, a database and letters for tests that strike one process at one step."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crash import warm
from crash.clock import FastClock
from crash.letters import Letters
from crash.life import Order
from crash.lives import Life
from crash.relay import Relay
from crash.rows import OUTBOX, rows
from crash.steps import Strike
from matchbot.adapters.store import SqlStore
from matchbot.core.outbox import FINAL, OutboxMessage

PATIENCE = 60.0
#: Until a process has nothing to do but to wait for the relay.
A_MOMENT = 0.1


@dataclass
class Bench:
    """One letter at a time, and a life that is struck over it.

    While lives are struck their clock runs as all clocks do, so that no lease runs out; the
    clock of `finish` is an hour ahead.
    """

    store: SqlStore
    relay: Relay
    order: Order
    lives: list[Life] = field(default_factory=list)

    def put(self, number: int, purpose: str) -> str:
        """A letter that waits; its recipient."""
        letters = Letters("leads", 0, self.store, self.order.clock, self.relay)
        address, now = letters.address(number), self.order.clock.now()
        mark = f"<{number}.{purpose}@match.example>"
        body = f"To: {address}\r\nMessage-ID: {mark}\r\n\r\nHallo\r\n".encode()
        message = OutboxMessage(
            f"m{number}", self.store.platform, "mail", purpose, f"k{number}", address, body, mark,
            "post@match.example", not_before=now, created_at=now,
        )  # fmt: skip
        with self.store.begin() as tx:
            tx.outbox.add(replace(message, **letters.wanted(tx, purpose, number)))
        return address

    def strike(self, step: str, signal: int, nth: int = 1) -> Life:
        """A life that is struck at this step: one of the relay's, or a commit of its own.

        It does not tidy, and the relay waits a moment: who is stopped with SQLite's lock in hand
        stops everybody.
        """
        order = replace(self.order, tidies=False)
        if ":" in step:
            return self._begin(replace(order, strike=Strike(step, signal, nth)))
        struck = threading.Event()
        begun: queue.SimpleQueue[int] = queue.SimpleQueue()

        def watch(stage: str, session: Any) -> None:
            if stage == step and not struck.is_set():
                struck.set()
                time.sleep(A_MOMENT)
                os.kill(begun.get(), signal)

        self.relay.watch = watch
        life = self._begin(order)
        begun.put(life.pid)
        return life

    def _begin(self, order: Order) -> Life:
        self.lives.append(Life(order))
        return self.lives[-1]

    def end(self) -> None:
        """Nobody lives on, not even who was stopped."""
        for life in self.lives:
            life.kill()

    def finish(self, clock: FastClock | None = None) -> None:
        """Another life, an hour later, takes over and works until all is final."""
        later = clock or self.order.clock.later(timedelta(hours=1))
        life = self._begin(replace(self.order, clock=later))
        self.wait_for(lambda: {row["state"] for row in self.letters()} <= FINAL)
        life.kill()

    def wait_for(self, what: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < until, [dict(row) for row in self.letters()]
            time.sleep(0.05)

    def letters(self) -> list[Any]:
        c = OUTBOX.c
        return rows(self.store, select(c.recipient, c.state, c.resends, c.answer, c.reason))

    def state(self, address: str) -> tuple[str, int]:
        """What its row says at last, and how many copies the relay took, all the same."""
        (row,) = [row for row in self.letters() if row["recipient"] == address]
        copies = self.relay.taken().get(address, [])
        assert len({(copy.message_id, copy.sha256) for copy in copies}) <= 1
        return row["state"], len(copies)


@pytest.fixture(scope="session", autouse=True)
def _found_by_the_fork_server() -> Iterator[None]:
    """It makes itself ready only if it can import what it shall."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
        yield


@pytest.fixture
def bench(database_url: str, tmp_path: Path) -> Iterator[Bench]:
    """An empty database, and a relay that answers at once."""
    store = SqlStore.open(database_url, warm.platform().id)
    clock = FastClock.starting(speed=1.0)
    relay = Relay(tmp_path / "relay.log", 1, clock, slowest=0.0)
    with relay.listening():
        order = Order("leads", database_url, clock, smtp_port=relay.sink.port, connections=1)
        made = Bench(store, relay, order)
        yield made
        made.end()
    store.close()

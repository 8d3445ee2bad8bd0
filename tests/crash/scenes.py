"""What a run of each kind needs: its work, the outside world, and the order for the workers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from crash.bot_api import FakeBotApi
from crash.chats import Chats, updates
from crash.clock import FastClock
from crash.databases import database
from crash.letters import Letters
from crash.life import JOURNAL, Order
from crash.mails import Mails, put_mails
from crash.plan import Plan
from crash.relay import QUIET_BESIDE_OTHERS, Relay
from crash.verdict import Verdict
from matchbot.adapters.store import SqlStore

#: Letters or messages that one process has on their way at a time.
CONNECTIONS = 4


class Work(Protocol):
    """What a run of one kind is about."""

    count: int

    def finished(self) -> bool: ...

    def progress(self) -> int: ...

    def states(self) -> Any: ...

    def sending(self, owner: str, since: float) -> int:
        """What this process had begun to say since then, and whose answer it did not record."""
        ...

    def say_more(self) -> None: ...

    def verdict(self) -> Verdict: ...


Scene = tuple[Work, Order, Callable[[], None]]


@contextmanager
def scene(plan: Plan) -> Iterator[Scene]:
    """The work, the order for those who do it, and how to wait until a killed one is silent."""
    with database(plan.database) as (store, url), tempfile.TemporaryDirectory() as folder:
        order = Order(plan.kind, url, FastClock.starting(plan.speed), connections=CONNECTIONS)
        with SCENES[plan.kind](plan, store, order, Path(folder)) as made:
            yield made


@contextmanager
def _post(plan: Plan, store: SqlStore, order: Order, folder: Path) -> Iterator[Scene]:
    journal = folder / "journal" if plan.evidence else None
    relay = Relay(folder / "relay.log", plan.seed, order.clock, plan.dropped, JOURNAL, journal)
    if plan.workers > 1:
        relay.quiet = QUIET_BESIDE_OTHERS
    with relay.listening():
        work = Letters(plan.kind, plan.letters, store, order.clock, relay)
        work.fill()
        naive = plan.sender == "naive"
        order = replace(order, smtp_port=relay.sink.port, naive=naive, journal=journal)
        yield work, order, relay.wait_until_quiet


@contextmanager
def _chats(plan: Plan, store: SqlStore, order: Order, folder: Path) -> Iterator[Scene]:
    with FakeBotApi(updates(plan.letters), plan.seed).listening() as api:
        yield (
            Chats(plan.letters, store, api),
            replace(order, telegram=api.url),
            api.wait_until_quiet,
        )


@contextmanager
def _mails(plan: Plan, store: SqlStore, order: Order, folder: Path) -> Iterator[Scene]:
    put_mails(folder / "mails", plan.letters)
    with Relay(folder / "relay.log", plan.seed, order.clock).listening() as relay:
        order = replace(order, mails=folder / "mails", smtp_port=relay.sink.port)
        yield Mails(plan.letters, store, relay), order, relay.wait_until_quiet


SCENES: dict[str, Callable[[Plan, SqlStore, Order, Path], AbstractContextManager[Scene]]] = {
    "digest": _post,
    "leads": _post,
    "telegram": _chats,
    "inbound": _mails,
}

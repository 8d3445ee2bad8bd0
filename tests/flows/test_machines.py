"""Outbox, inbox and clock keep their promises on a real database, whatever happens and when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from machines.inbox_machine import InboxMachine
from machines.outbox_machine import START, OutboxMachine
from machines.pure_inbox import PureInbox
from machines.schedule_machine import PureRuns, ScheduleMachine
from machines.store_desk import StoreDesk

from matchbot.adapters.store import SqlStore

Machine = Callable[[SqlStore], Any]
MACHINES: dict[str, Machine] = {
    "outbox": lambda store: OutboxMachine(StoreDesk(store, START)),
    "outbox with a journal": lambda store: OutboxMachine(StoreDesk(store, START), journal=True),
    "inbox": InboxMachine,
    "schedule": ScheduleMachine,
}


def run(make: Callable[[], Any], lives: int, steps: int) -> None:
    calm = settings(
        max_examples=lives,
        stateful_step_count=steps,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(make, settings=calm)


@pytest.mark.parametrize("name", MACHINES)
def test_a_short_life_on_a_database(name: str, fresh_store: Callable[[], SqlStore]) -> None:
    run(lambda: MACHINES[name](fresh_store()), lives=4, steps=25)


@pytest.mark.long
@pytest.mark.parametrize("name", MACHINES)
def test_two_hundred_lives_on_a_database(name: str, fresh_store: Callable[[], SqlStore]) -> None:
    run(lambda: MACHINES[name](fresh_store()), lives=200, steps=50)


#: Without a database: its part is done in memory, as the store has to do it.
PURE: dict[str, Callable[[], Any]] = {
    "inbox": lambda: InboxMachine(PureInbox()),
    "schedule": lambda: ScheduleMachine(PureRuns()),
}


@pytest.mark.parametrize("name", PURE)
def test_a_short_life_in_memory(name: str) -> None:
    run(PURE[name], lives=60, steps=40)


@pytest.mark.long
@pytest.mark.parametrize("name", PURE)
def test_twenty_thousand_long_lives_in_memory(name: str) -> None:
    run(PURE[name], lives=20_000, steps=100)

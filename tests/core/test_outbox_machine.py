"""A message comes to its end and goes out once, whatever happens on the way: the pure core."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from machines.outbox_machine import OutboxMachine, PureDesk

CALM = list(HealthCheck)


@pytest.mark.parametrize("journal", [False, True])
def test_no_message_is_lost_or_goes_twice(journal: bool) -> None:
    run_state_machine_as_test(
        lambda: OutboxMachine(PureDesk(), journal),
        settings=settings(max_examples=60, stateful_step_count=40, suppress_health_check=CALM),
    )


@pytest.mark.long
@pytest.mark.parametrize("journal", [False, True])
def test_no_message_is_lost_or_goes_twice_in_ten_thousand_long_lives(journal: bool) -> None:
    run_state_machine_as_test(
        lambda: OutboxMachine(PureDesk(), journal),
        settings=settings(max_examples=10_000, stateful_step_count=100, suppress_health_check=CALM),
    )

"""A process that was stopped, and goes on when its right to send is long gone."""

from __future__ import annotations

import signal
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from crash.conftest import PATIENCE, Bench

#: Seconds; thirty in earnest. A busy machine takes longer than half a second to the content.
GATE_HOLDS = 2.0


def stopped(bench: Bench, step: str, purpose: str = "digest") -> tuple[str, object]:
    """A letter, and a life that was stopped over it at this step."""
    bench.order = replace(bench.order, gate_holds=GATE_HOLDS)
    address = bench.put(1, purpose)
    life = bench.strike(step, signal.SIGSTOP)
    assert life.stopped(PATIENCE)
    time.sleep(GATE_HOLDS + 0.2)
    return address, life


@pytest.mark.crash
def test_who_was_stopped_before_the_gate_does_not_pass_it_when_others_took_over(
    bench: Bench,
) -> None:
    address, life = stopped(bench, "write:before begin")
    bench.finish()
    life.go_on()
    time.sleep(1)
    life.kill()
    assert bench.state(address) == ("sent", 1)


@pytest.mark.crash
@pytest.mark.parametrize(("purpose", "end"), [("digest", ("unresolved", 0)), ("lead", ("sent", 1))])
@pytest.mark.parametrize("step", ["write:after commit", "data"])
def test_who_was_stopped_behind_the_gate_says_no_word_of_the_content(
    bench: Bench, step: str, purpose: str, end: tuple[str, int]
) -> None:
    address, life = stopped(bench, step, purpose)
    bench.finish()
    contents = len(bench.relay.sink.letters)
    life.go_on()
    time.sleep(1)
    life.kill()
    assert len(bench.relay.sink.letters) == contents
    assert bench.state(address) == end


@pytest.mark.crash
def test_who_was_stopped_behind_the_gate_and_alone_sends_it_anew(bench: Bench) -> None:
    """Nothing was sent, so there is no doubt."""
    address, life = stopped(bench, "write:after commit")
    life.go_on()
    bench.wait_for(lambda: [row["state"] for row in bench.letters()] == ["queued"])
    assert bench.relay.begun == {}
    life.kill()
    bench.finish(bench.order.clock.later(timedelta(minutes=2)))
    assert bench.state(address) == ("sent", 1)

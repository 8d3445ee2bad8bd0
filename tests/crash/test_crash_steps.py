"""A process is killed at each step of a letter's way; each class of letter has its right end."""

from __future__ import annotations

import signal

import pytest

from crash.conftest import PATIENCE, Bench

#: What became of a letter: it left once; it may have left and did not; it may have left and did.
LEFT, DOUBT_NOT_LEFT, DOUBT_LEFT = "left", "doubt, not left", "doubt, left"
#: Each commit and each network write, the last two first: their letters wait for the next life.
STEPS = [
    ("claim:after commit", 1, LEFT),
    ("banner", 1, LEFT),
    ("ehlo", 1, LEFT),
    ("mail", 1, LEFT),
    ("rcpt", 1, LEFT),
    ("write:before begin", 1, LEFT),
    ("write:before commit", 1, LEFT),
    ("write:after commit", 1, DOUBT_NOT_LEFT),  # behind the gate
    ("data", 1, DOUBT_NOT_LEFT),
    ("dot", 1, DOUBT_LEFT),
    ("kept", 1, DOUBT_LEFT),
    ("write:before begin", 2, DOUBT_LEFT),
    ("write:before commit", 2, DOUBT_LEFT),
    ("write:after commit", 2, LEFT),  # the answer is written down
    ("claim:before commit", 1, LEFT),
    ("claim:before begin", 1, LEFT),
]
#: By class: does it go once more when nobody knows whether it left?
AGAIN = {
    "digest": False, "notice": False, "follow_up": False,
    "lead": True, "introduction": True, "decision": True, "confirmation": True,
}  # fmt: skip
#: State of the row at last, and copies that the relay took.
ENDS = {
    (LEFT, False): ("sent", 1),
    (LEFT, True): ("sent", 1),
    (DOUBT_NOT_LEFT, False): ("unresolved", 0),
    (DOUBT_NOT_LEFT, True): ("sent", 1),
    (DOUBT_LEFT, False): ("unresolved", 1),
    (DOUBT_LEFT, True): ("sent", 2),
}


def _classes() -> list[object]:
    """In every check the two that matter most; all of them in acceptance."""
    short = ("digest", "lead")
    return [c if c in short else pytest.param(c, marks=pytest.mark.long) for c in AGAIN]


@pytest.mark.crash
@pytest.mark.parametrize("purpose", _classes())
def test_a_kill_at_any_step_ends_as_its_class_demands(bench: Bench, purpose: str) -> None:
    addresses = []
    for number, (step, nth, _) in enumerate(STEPS):
        addresses.append(bench.put(number, purpose))
        life = bench.strike(step, signal.SIGKILL, nth)
        assert life.ended(PATIENCE), step
        bench.relay.wait_until_quiet()
    bench.finish()
    found = {
        f"{step} {nth}": bench.state(address)
        for (step, nth, _), address in zip(STEPS, addresses, strict=True)
    }
    assert found == {f"{step} {nth}": ENDS[became, AGAIN[purpose]] for step, nth, became in STEPS}

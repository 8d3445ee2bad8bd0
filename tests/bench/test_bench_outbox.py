"""The benchmark of the outbox sends everything both ways, and stays small."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest


def bench(*words: str) -> dict[str, float]:
    """In a process of its own, because its peak of memory is measured."""
    command = [sys.executable, "-m", "matchbot", "bench", "outbox", "--json", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def test_the_outbox_is_measured_beside_sending_without_one() -> None:
    found = bench("--letters", "40", "--connections", "4", "--thinks", "1", "--kilobytes", "2")
    assert (found["letters"], found["connections"]) == (40, 4)
    assert found["share"] == pytest.approx(found["outbox_per_second"] / found["blast_per_second"])


@pytest.mark.long
def test_a_hundred_thousand_letters_need_little_memory() -> None:
    found = bench("--letters", "100000", "--thinks", "0", "--kilobytes", "4")
    assert found["peak_mb"] < 200

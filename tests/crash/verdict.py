"""What a run came to: what was lost, what went out twice, what stayed in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crash.plan import Plan


@dataclass(frozen=True)
class Verdict:
    """Names of the letters, updates or mails concerned.

    `lost`: never reached the outside, or was never handled, and nobody is told. `doubled`: did
    twice. `in_doubt`: the row says that nobody knows. `resent`: those of `doubled` that may be,
    because their class goes once more after silence, and the copies are the same to the byte.
    `faults`: promises broken in another way, in words. `counts`: what else was counted.
    """

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    in_doubt: list[str] = field(default_factory=list)
    resent: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    counts: dict[str, Any] = field(default_factory=dict)

    def judge_numbers(self, said: Mapping[str, list[int]], count: int, what: str) -> None:
        """Every number from 1 to `count` took effect once; each person's in their order."""
        for person, numbers in said.items():
            if numbers != sorted(numbers):
                self.faults.append(f"{person}: {what}s handled out of order")
        times = Counter(number for numbers in said.values() for number in numbers)
        for number in range(1, count + 1):
            if times[number] != 1:
                (self.doubled if times[number] else self.lost).append(f"{what} {number}")

    def held(self, plan: Plan, connections: int) -> bool:
        """Was everything kept that is promised?"""
        most = 0 if plan.evidence else plan.kills * connections + _swallowed(plan)
        unasked = set(self.doubled) - set(self.resent)
        return not (self.lost or self.faults or unasked) and len(self.in_doubt) <= most


def _swallowed(plan: Plan) -> int:
    """A swallowed 250 is doubt too; chance may give some more than its share."""
    return int(plan.letters * plan.dropped * 1.5) + (10 if plan.dropped else 0)

"""Time in the demo: days go by hour by hour, so that what is due in between happens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

#: Follow-ups are looked at each hour, and only in working hours: a longer step would miss them.
STEP = timedelta(hours=1)


class Movable(Protocol):
    """A clock that can be moved ahead."""

    def advance(self, by: timedelta) -> datetime:
        """Move the clock ahead; the new present."""


def live(clock: Movable, days: int, each_hour: Callable[[], object]) -> None:
    """Let `days` days go by; `each_hour` does what is due."""
    for _ in range(days * timedelta(days=1) // STEP):
        clock.advance(STEP)
        each_hour()

"""What time it is: the system's clock, or the demo's clock that can be moved ahead."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from matchbot.flows.ports import Store

_STEADY: int | None = getattr(time, "CLOCK_BOOTTIME", None)
_NAME = "clock.ahead_seconds"


def elapsed() -> float:
    """Seconds that never go back and go on while a process is stopped or the machine sleeps."""
    return time.clock_gettime(_STEADY) if _STEADY is not None else time.monotonic()


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """The present."""
        return datetime.now(UTC)


class DemoClock:
    """The machine's clock moved ahead by what the database remembers, so a restart keeps it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        with store.read() as tx:
            self._ahead = timedelta(seconds=float(tx.memory.get(_NAME) or 0))

    def now(self) -> datetime:
        """The demo's present."""
        return datetime.now(UTC) + self._ahead

    def advance(self, by: timedelta) -> datetime:
        """Move the clock ahead; the new present."""
        self._ahead += by
        with self._store.begin() as tx:
            tx.memory.set(_NAME, str(self._ahead.total_seconds()))
        return self.now()

"""A clock that runs fast, the same in every process of a run."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

#: A quarter of an hour (a lease, the wait in doubt) is seven and a half seconds.
SPEED = 120.0


@dataclass(frozen=True)
class FastClock:
    """Started at `began` (seconds of the machine's clock), when it was `start`."""

    start: datetime
    began: float
    speed: float = SPEED

    @classmethod
    def starting(cls, speed: float = SPEED) -> FastClock:
        """A clock that starts now, on a Tuesday: the clock's own jobs have other days."""
        return cls(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), time.time(), speed)

    def later(self, by: timedelta) -> FastClock:
        """The same clock, put forward."""
        return replace(self, start=self.start + by)

    def now(self) -> datetime:
        """The present of this run."""
        return self.start + timedelta(seconds=(time.time() - self.began) * self.speed)

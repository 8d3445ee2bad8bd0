"""How fast messages leave: a rate, limits of answers, a breaker for when nobody answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

#: How far ahead places in the stream are given away.
AHEAD = timedelta(seconds=1)


@dataclass(frozen=True)
class AnswerLimits:
    """Letters to one address before we fall silent, and in an hour to all together.

    A person needs fewer; a loop does not stop by itself.
    """

    an_hour: int = 10
    a_day: int = 40
    of_all: int = 500


def places(
    next_free: datetime | None, now: datetime, rate: float, wanted: int
) -> tuple[datetime, ...]:
    """Moments at which messages may leave, `rate` a second, at most `wanted` within AHEAD.

    `next_free` is the first moment that nobody was given yet; one that is further ahead than any
    was ever given comes from before the clock was set back.
    """
    gap = timedelta(seconds=1 / rate)
    known = next_free or now
    first = max(known, now) if known <= now + AHEAD + gap else now
    moments = (first + gap * n for n in range(wanted))
    return tuple(moment for moment in moments if moment < now + AHEAD)


def next_free(taken: tuple[datetime, ...], rate: float) -> datetime:
    """The first moment after those that were taken."""
    return taken[-1] + timedelta(seconds=1 / rate)


@dataclass(frozen=True)
class Breaker:
    """Lets everything through until some attempts in a row reached nobody; then one at a time.

    Between two such probes it waits, longer each time. `closed_until` None: all may pass.
    """

    in_row: int = 0
    closed_until: datetime | None = None

    #: Attempts in a row that reached nobody, until nothing more is tried.
    patience: ClassVar[int] = 3
    first_wait: ClassVar[timedelta] = timedelta(seconds=5)
    longest_wait: ClassVar[timedelta] = timedelta(minutes=5)

    def unreached(self, now: datetime) -> Breaker:
        """After an attempt that reached nobody. Those that were on their way together count once."""
        if self.closed_until is not None and now < self.closed_until:
            return self
        in_row = self.in_row + 1
        if in_row < self.patience:
            return Breaker(in_row)
        wait = min(self.first_wait * 2 ** min(in_row - self.patience, 10), self.longest_wait)
        return Breaker(in_row, now + wait)

    def wait(self, now: datetime, wait: timedelta) -> Breaker:
        """The outside answered that it wants to be left alone for a while."""
        return Breaker(0, now + wait)

    @property
    def probes(self) -> bool:
        """Whether one attempt at a time may find out if somebody answers again."""
        return self.closed_until is not None and self.in_row > 0

    def room(self, now: datetime, wanted: int) -> int:
        """How many of `wanted` may be tried now."""
        if self.closed_until is not None and now < self.closed_until:
            set_back = self.probes and self.closed_until - now > self.longest_wait
            return int(set_back)
        return 1 if self.probes else wanted

"""The clock with everything that can happen to it, and what must hold all the same (T1-T3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from cast import PLATFORM, PredictableLuck, StillClock
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from matchbot.core.clock import Weekly, due, iso_week
from matchbot.flows.office import Office
from matchbot.flows.ports import Store
from matchbot.schedule import LEASE, Job, knock

#: A Saturday before the night in which clocks go back; week 53 and a new year follow.
START = datetime(2026, 10, 24, 12, tzinfo=UTC)
LONG_AGO = START - timedelta(days=365)
HERE = ZoneInfo(PLATFORM.timezone)
MONDAY = Weekly(0, time(8))
LATE = timedelta(days=6)
NOTHING: Any = None


class Death(BaseException):
    """The process ends in the middle of a run, and frees nothing."""


@dataclass
class PureRuns:
    """The clock's table in memory; an outbox in which nothing is to be tidied."""

    runs: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    @contextmanager
    def begin(self) -> Iterator[Any]:
        yield SimpleNamespace(runs=self, outbox=self, memory={})

    read = begin

    def lease(self, job: str, period: str, owner: str, now: datetime, until: datetime) -> bool:
        there = self.runs.setdefault((job, period), {"until": None, "done": False})
        if there["done"] or (there["until"] and there["until"] > now):
            return False
        there["until"] = until
        return True

    def free(self, job: str, period: str, owner: str) -> None:
        self.runs[job, period]["until"] = None

    def finish(self, job: str, period: str, now: datetime) -> None:
        self.runs[job, period]["done"] = True

    def finished(self, job: str, period: str) -> bool:
        return bool(self.runs.get((job, period), {}).get("done"))

    def oldest_tried(self, channel: str) -> datetime | None:
        return None

    last_sent = oldest_tried

    def last(self, job: str) -> tuple[str, datetime] | None:
        periods = [period for name, period in self.runs if name == job]
        return (max(periods), START) if periods else None

    def lapsed(self, now: datetime) -> list[Any]:
        return []

    doubtful = lapsed


def clock_office(store: Any, clock: StillClock) -> Office:
    """An office as far as the clock needs one."""
    knowledge: Any = SimpleNamespace(platform=PLATFORM)
    return Office("amsterdam", store, NOTHING, NOTHING, clock, PredictableLuck(), lambda: knowledge)


class ScheduleMachine(RuleBasedStateMachine):
    """Several replicas knock; some die while they run; the clock jumps, also back."""

    def __init__(self, store: Store | PureRuns) -> None:
        super().__init__()
        self.clock = StillClock(START)
        self.office = clock_office(store, self.clock)
        self.begun: list[str] = []
        self.done: Counter[str] = Counter()
        self.lease_ends = LONG_AGO
        self.dies = False
        self.job = Job("digest", MONDAY, self._run, LATE)

    def _run(self, office: Office) -> None:
        period, moment = due(MONDAY, self.clock.now(), PLATFORM.timezone)
        assert moment <= self.clock.now() <= moment + LATE  # T2
        assert self.clock.now() >= self.lease_ends  # nobody runs it beside another
        assert period >= max(self.begun, default="")
        self.begun.append(period)
        if self.dies:
            self.lease_ends = self.clock.now() + LEASE
            raise Death
        self.done[period] += 1

    @rule(replicas=st.integers(1, 3))
    def knock(self, replicas: int) -> None:
        for _ in range(replicas):
            knock(self.office, [self.job])
        period, moment = due(MONDAY, self.clock.now(), PLATFORM.timezone)
        newest = max(self.begun, default="")
        free = self.clock.now() >= self.lease_ends
        if period >= newest and free and self.clock.now() - moment <= LATE:
            assert self.done[period] == 1  # T2: it ran, however late

    @rule(frees=st.booleans())
    def knock_and_die(self, frees: bool) -> None:
        """A process that is killed frees nothing; one whose job stumbles gives its run back."""
        self.dies = True
        try:
            knock(
                self.office if frees else clock_office(_Deaf(self.office.store), self.clock),
                [self.job],
            )
        except Death:
            if frees:
                self.lease_ends = LONG_AGO
        finally:
            self.dies = False

    @rule(hours=st.sampled_from([0.1, 1, 5, 24, 7 * 24, 3 * 7 * 24]))
    def time_passes(self, hours: float) -> None:
        self.clock.at += timedelta(hours=hours)

    @rule(hours=st.sampled_from([1, 3, 30]))
    def the_clock_is_set_back(self, hours: int) -> None:
        self.clock.at -= timedelta(hours=hours)
        # Its leases seem longer by as much; that is a delay and no harm.
        if self.lease_ends > self.clock.now():
            self.clock.at = max(self.clock.at, self.lease_ends - timedelta(hours=1))

    @invariant()
    def a_period_is_done_once(self) -> None:
        assert all(times == 1 for times in self.done.values())  # T1

    @invariant()
    def it_is_due_on_monday_at_eight(self) -> None:
        period, moment = due(MONDAY, self.clock.now(), PLATFORM.timezone)
        there = moment.astimezone(HERE)
        assert (there.weekday(), there.time(), iso_week(there.date())) == (0, time(8), period)  # T3


class _Deaf:
    """A store through which a dying process can no longer give its run back."""

    def __init__(self, store: Any) -> None:
        self._store = store

    @contextmanager
    def begin(self) -> Iterator[Any]:
        with self._store.begin() as tx:
            runs = SimpleNamespace(
                last=tx.runs.last, lease=tx.runs.lease, free=lambda *_: None, finish=tx.runs.finish
            )
            yield SimpleNamespace(runs=runs, outbox=tx.outbox)

    @contextmanager
    def read(self) -> Iterator[Any]:
        with self._store.read() as tx:
            yield tx

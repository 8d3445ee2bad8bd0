"""The judge: starts workers, kills them at random moments, and counts at the end."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from crash.life import Order
from crash.lives import Life
from crash.plan import Plan
from crash.scenes import CONNECTIONS, Work, scene
from crash.verdict import Verdict
from matchbot.core.outbox import FINAL

#: Seconds without any change after which a run is over, whatever its rows say.
STALLED = 120.0
LONGEST_LIFE = 30.0
#: As long as one letter may take.
A_MOMENT = 0.08


@dataclass
class Result:
    """A run and what it came to."""

    plan: Plan
    verdict: Verdict
    kills: int
    kills_while_sending: int
    seconds: float

    @property
    def held(self) -> bool:
        """Did the promise hold?"""
        return self.verdict.held(self.plan, CONNECTIONS)

    def line(self) -> dict[str, Any]:
        """The figures of a run, in short."""
        return {
            "kind": self.plan.kind,
            "database": self.plan.database,
            "letters": self.plan.letters,
            "kills": self.kills,
            "kills_while_sending": self.kills_while_sending,
            "lost": len(self.verdict.lost),
            "doubled": len(self.verdict.doubled),
            "in_doubt": len(self.verdict.in_doubt),
            "seed": self.plan.seed,
        }


@dataclass
class Judge:
    """Kills `plan.kills` times. When, is chance."""

    plan: Plan
    work: Work
    order: Order
    quiet: Callable[[], None]
    tell: Callable[[str], None]
    kills: int = 0
    while_sending: int = 0
    _dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.plan.seed)

    def run(self) -> None:
        """All kills, and then one life that may finish."""
        lives = [Life(self.order) for _ in range(self.plan.workers)]
        try:
            while self.kills < self.plan.kills:
                self._wait()
                self._kill(lives, self._dice.randrange(len(lives)))
            self._drain()
        finally:
            for life in lives:
                life.kill()

    def _wait(self) -> None:
        """Until the next kill: a fair share of the work that is left, times chance.

        Shares are counted in work done, so that kills do not fall on idle processes; the moment
        within the work is chance.
        """
        done = self.work.progress()
        share = (self.work.count - done) / (self.plan.kills - self.kills + 1)
        enough, until = done + self._dice.uniform(0, 2 * share), time.monotonic() + LONGEST_LIFE
        while self.work.progress() < enough and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(self._dice.uniform(0, A_MOMENT))

    def _kill(self, lives: list[Life], which: int) -> None:
        life = lives[which]
        life.kill()
        self.kills += 1
        self.quiet()
        begun = self.work.sending(life.owner, life.began)
        self.while_sending += begun > 0
        self.tell(
            f"kill {self.kills}: {begun} begun and not recorded; "
            f"{self.work.progress()} of {self.work.count} done"
        )
        lives[which] = Life(self.order)

    def _drain(self) -> None:
        """Until all is finished, or nothing happens any more."""
        before, since, said = None, time.monotonic(), not self.plan.evidence
        while not self.work.finished() and time.monotonic() - since < STALLED:
            time.sleep(0.25)
            states = self.work.states()
            if not said and set(states) <= {*FINAL, "in_doubt"}:
                self.work.say_more()
                said = True
            if (seen := (self.work.progress(), states)) != before:
                before, since = seen, time.monotonic()


def run(plan: Plan, tell: Callable[[str], None]) -> Result:
    """Carry out a plan."""
    began = time.monotonic()
    with scene(plan) as (work, order, quiet):
        tell(f"filled after {time.monotonic() - began:.0f} s; seed {plan.seed}")
        judge = Judge(plan, work, order, quiet, tell)
        judge.run()
        return Result(
            plan, work.verdict(), judge.kills, judge.while_sending, time.monotonic() - began
        )

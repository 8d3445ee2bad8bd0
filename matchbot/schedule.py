"""What runs when: one table. The clock only knocks; the right to run is a row in the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import time, timedelta

from matchbot.core.clock import Daily, Hourly, Monthly, Rhythm, Weekly, due
from matchbot.flows.allowance import forget_allowances
from matchbot.flows.coach import send_coaching
from matchbot.flows.demand import send_demand_letters
from matchbot.flows.digest import is_held, send_digests
from matchbot.flows.followup import follow_up, send_wise_notes
from matchbot.flows.isomorphism import keep_likeness
from matchbot.flows.labels import remind_of_labels
from matchbot.flows.office import Office
from matchbot.flows.outbox import tidy, waits_for_release
from matchbot.flows.retention import forget_old
from matchbot.flows.saved_needs import tell_of_finds
from matchbot.flows.sisters import pull_due
from matchbot.flows.subscriptions import forget_pending
from matchbot.flows.watch import raise_alarms
from matchbot.flows.yearly_figures import ask_for_figures


@dataclass(frozen=True)
class Job:
    """A piece of regular work: its name, when, what, and until how late it still makes sense.

    `held` tells whether somebody wants it to wait: it is tried again at the next knock.
    """

    name: str
    rhythm: Rhythm
    run: Callable[[Office], object]
    late: timedelta
    held: Callable[[Office], bool] = lambda office: False


#: Once per period each, over all processes; a missed period runs once, late, within `late`.
JOBS: tuple[Job, ...] = (
    Job("digest", Weekly(0, time(8)), send_digests, timedelta(days=6), is_held),
    Job("wise_week", Weekly(0, time(8, 30)), send_wise_notes, timedelta(days=4)),
    Job("demand", Monthly(3, time(9)), send_demand_letters, timedelta(days=20)),
    Job("coach", Monthly(17, time(9)), send_coaching, timedelta(days=10)),
    Job("yearly_figures", Monthly(11, time(9)), ask_for_figures, timedelta(days=15)),
    Job("likeness", Monthly(1, time(10)), keep_likeness, timedelta(days=25)),
    Job("labels", Daily(time(9)), remind_of_labels, timedelta(hours=12)),
    Job("forget_old", Daily(time(4, 30)), forget_old, timedelta(hours=23)),
    Job("forget_pending", Daily(time(5)), forget_pending, timedelta(hours=23)),
    Job("forget_allowances", Daily(time(5, 30)), forget_allowances, timedelta(hours=23)),
    Job("follow_up", Hourly(), follow_up, timedelta(hours=1)),
    Job("sisters", Hourly(), pull_due, timedelta(hours=1)),
    Job("saved_needs", Hourly(times=4), tell_of_finds, timedelta(minutes=15)),
)

#: A run that did not come back for so long is taken over; every job may be cut off and run again.
LEASE = timedelta(minutes=5)

#: At every knock, any number of times.
ALWAYS: tuple[Callable[[Office], object], ...] = (tidy, raise_alarms)


def knock(office: Office, jobs: Sequence[Job] = JOBS) -> list[str]:
    """Run what is due and was not run; the names of the jobs that ran.

    In a restored database none runs before an operator's word: its letters may have left before.
    """
    waits = waits_for_release(office)
    ran = [] if waits else [job.name for job in _waiting(office, jobs) if _run(office, job)]
    for chore in ALWAYS:
        chore(office)
    return ran


def _waiting(office: Office, jobs: Sequence[Job]) -> list[Job]:
    """Those whose newest period is not finished: mostly none, and then no writer is held up."""
    now, zone = office.clock.now(), office.knowledge().platform.timezone
    with office.store.read() as tx:
        return [
            job
            for job in jobs
            if not tx.runs.finished(f"clock:{job.name}", due(job.rhythm, now, zone)[0])
        ]


def _run(office: Office, job: Job) -> bool:
    now, owner = office.clock.now(), office.luck.id()
    period, moment = due(job.rhythm, now, office.knowledge().platform.timezone)
    if now - moment > job.late or job.held(office):
        return False
    name = f"clock:{job.name}"
    with office.store.begin() as tx:
        last = tx.runs.last(name)
        # A clock that was set back must not run an older period after a newer one.
        overtaken = last is not None and last[0] > period
        if overtaken or not tx.runs.lease(name, period, owner, now, now + LEASE):
            return False
    try:
        job.run(office)
    except BaseException:
        with office.store.begin() as tx:
            tx.runs.free(name, period, owner)
        raise
    with office.store.begin() as tx:
        tx.runs.finish(name, period, office.clock.now())
    return True


def lateness(office: Office, jobs: Sequence[Job] = JOBS) -> dict[str, float]:
    """For each job: for how many seconds its newest period waits to be run; 0 when it was."""
    now, zone = office.clock.now(), office.knowledge().platform.timezone
    late: dict[str, float] = {}
    with office.store.read() as tx:
        for job in jobs:
            period, moment = due(job.rhythm, now, zone)
            last = tx.runs.last(f"clock:{job.name}")
            waits = (last is None or last[0] < period) and now - moment <= job.late
            late[job.name] = (now - moment).total_seconds() if waits else 0.0
    return late

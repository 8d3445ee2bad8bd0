"""What runs when: one table. The clock only knocks; the right to run is a row in the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta

from matchbot.core.clock import Daily, Rhythm, Weekly, due
from matchbot.flows.digest import send_digests
from matchbot.flows.followup import ask_outcomes
from matchbot.flows.office import Office
from matchbot.flows.outbox import tidy


@dataclass(frozen=True)
class Job:
    """A piece of regular work: its name, when, what, and until how late it still makes sense."""

    name: str
    rhythm: Rhythm
    run: Callable[[Office], object]
    late: timedelta


#: Once per period each, over all processes; a missed period runs once, late, within `late`.
JOBS: tuple[Job, ...] = (
    Job("digest", Weekly(0, time(8)), send_digests, timedelta(days=6)),
    Job("follow_up", Daily(time(9)), ask_outcomes, timedelta(hours=23)),
)

#: At every knock, any number of times.
ALWAYS: tuple[Callable[[Office], object], ...] = (tidy,)


def knock(office: Office) -> list[str]:
    """Run what is due and was not run; the names of the jobs that ran."""
    ran = [job.name for job in JOBS if _run(office, job)]
    for chore in ALWAYS:
        chore(office)
    return ran


def _run(office: Office, job: Job) -> bool:
    now = office.clock.now()
    period, moment = due(job.rhythm, now, office.knowledge().platform.timezone)
    if now - moment > job.late:
        return False
    with office.store.begin() as tx:
        mine = tx.runs.start(f"clock:{job.name}", period, now)
        unfinished = not mine and period in tx.runs.unfinished(f"clock:{job.name}")
    if not mine and not unfinished:
        return False
    job.run(office)
    with office.store.begin() as tx:
        tx.runs.finish(f"clock:{job.name}", period, office.clock.now())
    return True

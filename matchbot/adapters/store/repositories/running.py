"""What the platform itself keeps: keys, runs of the clock, tasks, suppressions, named values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, or_

from matchbot.adapters.store.columns import table_of
from matchbot.adapters.store.tables import (
    LinkKeyRow,
    MemoryRow,
    ScheduleRunRow,
    SuppressionRow,
    TaskRow,
)
from matchbot.adapters.store.work import Work, record
from matchbot.core.keys import Key
from matchbot.core.outbox import COMPLAINT
from matchbot.flows.records import Task

LINK_KEY = table_of(LinkKeyRow)
RUN = table_of(ScheduleRunRow)
SUPPRESSION = table_of(SuppressionRow)
TASK = table_of(TaskRow)
MEMORY = table_of(MemoryRow)


class SqlKeys:
    """Keys of links, as hashes."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, key: Key) -> None:
        self._work.add(LINK_KEY, self._work.values(key))

    def add_all(self, keys: Sequence[Key]) -> None:
        self._work.add_all(LINK_KEY, [self._work.values(key) for key in keys])

    def get(self, hash: str) -> Key | None:
        row = self._work.one(self._work.query(LINK_KEY, LINK_KEY.c.hash == hash))
        return record(Key, row) if row else None

    def newest(self, purpose: str, subject: str) -> Key | None:
        about = (LINK_KEY.c.purpose == purpose, LINK_KEY.c.subject == subject)
        newest_first = self._work.query(LINK_KEY, *about).order_by(LINK_KEY.c.created_at.desc())
        row = self._work.one(newest_first.limit(1))
        return record(Key, row) if row else None

    def spend(self, hash: str, now: datetime) -> bool:
        unspent = (LINK_KEY.c.hash == hash, LINK_KEY.c.spent_at.is_(None))
        return self._work.change(LINK_KEY, {"spent_at": now}, *unspent) == 1


def _run(job: str, period: str) -> tuple[ColumnElement[bool], ...]:
    return RUN.c.job == job, RUN.c.period == period, RUN.c.finished_at.is_(None)


class SqlRuns:
    """The clock's table."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def start(self, job: str, period: str, now: datetime) -> bool:
        return self._begin(job, period, now, {"lease_owner": "", "lease_until": None})

    def lease(self, job: str, period: str, owner: str, now: datetime, until: datetime) -> bool:
        mine = {"lease_owner": owner, "lease_until": until}
        if self._begin(job, period, now, mine):
            return True
        left = or_(RUN.c.lease_until.is_(None), RUN.c.lease_until <= now)
        return self._work.change(RUN, mine, *_run(job, period), left) == 1

    def _begin(self, job: str, period: str, now: datetime, lease: dict[str, Any]) -> bool:
        values = {"job": job, "period": period, "started_at": now, "facts": {}}
        return self._work.add_new(RUN, {**values, **lease}, "job", "period")

    def free(self, job: str, period: str, owner: str) -> None:
        mine = (*_run(job, period), RUN.c.lease_owner == owner)
        self._work.change(RUN, {"lease_until": None}, *mine)

    def finish(
        self, job: str, period: str, now: datetime, facts: Mapping[str, Any] | None = None
    ) -> None:
        values = {"finished_at": now, "facts": dict(facts or {})}
        self._work.change(RUN, values, RUN.c.job == job, RUN.c.period == period)

    def finished(self, job: str, period: str) -> bool:
        this = (RUN.c.job == job, RUN.c.period == period, RUN.c.finished_at.is_not(None))
        return self._work.one(self._work.query(RUN, *this)) is not None

    def last(self, job: str) -> tuple[str, datetime] | None:
        query = self._work.query(RUN, RUN.c.job == job)
        row = self._work.one(query.order_by(RUN.c.started_at.desc(), RUN.c.period.desc()).limit(1))
        return (row["period"], row["started_at"]) if row else None

    def unfinished(self, job: str) -> list[str]:
        query = self._work.query(RUN, RUN.c.job == job, RUN.c.finished_at.is_(None))
        rows = self._work.all(query.order_by(RUN.c.started_at, RUN.c.period))
        return [row["period"] for row in rows]


class SqlSuppressions:
    """Addresses that must not be written to."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, hash: str, reason: str, now: datetime) -> None:
        self._work.lock("suppression", hash)
        row = {"hash": hash, "reason": reason, "at": now}
        if not self._work.add_new(SUPPRESSION, row, "hash") and reason == COMPLAINT:
            self._work.change(
                SUPPRESSION, {"reason": reason, "at": now}, SUPPRESSION.c.hash == hash
            )

    def among(self, hashes: Collection[str]) -> dict[str, str]:
        for hash in sorted(hashes):
            # Whoever suppresses it meanwhile waits until this transaction is through.
            self._work.lock("suppression", hash, shared=True)
        rows = self._work.all(self._work.query(SUPPRESSION, SUPPRESSION.c.hash.in_(hashes)))
        return {row["hash"]: row["reason"] for row in rows}

    def lift(self, hashes: Collection[str]) -> None:
        for hash in sorted(hashes):
            self._work.lock("suppression", hash)
        theirs = (self._work.mine(SUPPRESSION), SUPPRESSION.c.hash.in_(hashes))
        self._work.run(delete(SUPPRESSION).where(*theirs))

    def count(self, mark: str) -> int:
        theirs = self._work.query(SUPPRESSION, SUPPRESSION.c.hash.not_like(f"{mark}%"))
        return len(self._work.all(theirs))

    def has(self, hash: str) -> bool:
        return self._work.one(self._work.query(SUPPRESSION, SUPPRESSION.c.hash == hash)) is not None


class SqlTasks:
    """What waits for the platform's staff."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, task: Task) -> None:
        self._work.add(TASK, self._work.values(task))

    def open(self, limit: int = 100) -> list[Task]:
        query = self._work.query(TASK, TASK.c.done_at.is_(None))
        rows = self._work.all(query.order_by(TASK.c.at, TASK.c.id).limit(limit))
        return [record(Task, row) for row in rows]

    def close(self, id: str, now: datetime) -> None:
        self._work.change(TASK, {"done_at": now}, TASK.c.id == id, TASK.c.done_at.is_(None))


class SqlMemory:
    """Small named values."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, name: str) -> str | None:
        # Whoever finds nothing and then makes it must be the only one who does.
        self._work.lock("memory", name)
        row = self._work.one(self._work.query(MEMORY, MEMORY.c.name == name))
        return row["value"] if row else None

    def set(self, name: str, value: str) -> None:
        self._work.put(MEMORY, {"name": name, "value": value}, "name")

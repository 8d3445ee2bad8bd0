"""What the platform itself keeps: runs of the clock, tasks, suppressions, small named values."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index

from matchbot.adapters.store.columns import kept, key, maybe_moment, moment, short, words
from matchbot.adapters.store.tables.base import Row


class ScheduleRunRow(Row, table=True):
    """A run: the insert of (job, period) is the right to run, under a lease."""

    __tablename__ = "schedule_run"
    __table_args__ = (Index("ix_schedule_run_started", "platform", "job", "started_at"),)

    job: str = key()
    period: str = key()
    started_at: datetime = moment()
    finished_at: datetime | None = maybe_moment()
    facts: dict[str, Any] = kept(dict[str, Any])
    lease_owner: str = words()
    lease_until: datetime | None = maybe_moment()


class TaskRow(Row, table=True):
    """Something that waits for the platform's staff."""

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_open", "platform", "done_at", "at"),
        Index("ix_task_subject", "platform", "subject"),
    )

    id: str = key()
    kind: str = words()
    subject: str = short()
    text: str = words()
    at: datetime = moment()
    done_at: datetime | None = maybe_moment()


class SuppressionRow(Row, table=True):
    """An address that must not be written to, as a keyed hash."""

    __tablename__ = "suppression"

    hash: str = key()
    reason: str = words()
    at: datetime = moment()


class MemoryRow(Row, table=True):
    """A small named value."""

    __tablename__ = "memory"

    name: str = key()
    value: str = words()

"""What waits to leave, what came in, and how far each source was read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from matchbot.adapters.store.columns import blob, key, maybe_moment, moment, short, words
from matchbot.adapters.store.tables.base import Row


class OutboxRow(Row, table=True):
    """A letter or chat message; `number` is the order of insertion."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("platform", "id"),
        UniqueConstraint("platform", "dedupe_key"),
        Index("ix_outbox_waiting", "platform", "state", "number", "channel", "not_before"),
        Index("ix_outbox_expires", "platform", "state", "expires_at"),
        Index("ix_outbox_lease", "platform", "state", "lease_until"),
        Index("ix_outbox_lead", "platform", "lead_id"),
        Index("ix_outbox_person", "platform", "person_id"),
        Index("ix_outbox_subscription", "platform", "subscription_id"),
        Index("ix_outbox_recipient", "platform", "channel", "recipient"),
        Index("ix_outbox_sender", "platform", "sender"),
        {"sqlite_autoincrement": True},
    )

    platform: str = words()
    number: int | None = Field(default=None, primary_key=True)
    id: str = words()
    channel: str = words()
    purpose: str = words()
    dedupe_key: str = short()
    recipient: str = short()
    body: bytes = blob()
    message_id: str = words()
    sender: str = words()
    person_id: str = words()
    lead_id: str = words()
    subscription_id: str = words()
    state: str = words()
    attempts: int = 0
    resends: int = 0
    not_before: datetime | None = maybe_moment()
    expires_at: datetime | None = maybe_moment()
    lease_owner: str = words()
    lease_until: datetime | None = maybe_moment()
    answer: str = words()
    reason: str = words()
    created_at: datetime | None = maybe_moment()
    settled_at: datetime | None = maybe_moment()
    evidence: str = words()


class InboxRow(Row, table=True):
    """One update or mail, raw; items of a thread are handled in the order of `id`."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("platform", "source", "source_id"),
        Index("ix_inbox_state", "platform", "state", "id"),
        Index("ix_inbox_thread", "platform", "thread", "state", "id"),
        {"sqlite_autoincrement": True},
    )

    platform: str = words()
    id: int | None = Field(default=None, primary_key=True)
    source: str = words()
    source_id: str = short()
    thread: str = short()
    raw: bytes = blob()
    received_at: datetime = moment()
    state: str = words("received")
    attempts: int = 0
    reason: str = words()
    lease_owner: str = words()
    lease_until: datetime | None = maybe_moment()
    finished_at: datetime | None = maybe_moment()


class InboxCursorRow(Row, table=True):
    """How far a source was read."""

    __tablename__ = "inbox_cursor"

    source: str = key()
    position: str = words()

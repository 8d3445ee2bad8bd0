"""What the window keeps: teams and their chats, hidden offerings, photos, applications, the trail."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index

from matchbot.adapters.store.columns import (
    blob,
    kept,
    key,
    maybe_moment,
    moment,
    short,
    words,
)
from matchbot.adapters.store.tables.base import Row
from matchbot.core.application import Applied, Step


class TeamMemberRow(Row, table=True):
    """An address that may act for a WISE, beside the registered one."""

    __tablename__ = "team_member"
    __table_args__ = (Index("ix_team_member_address", "platform", "address"),)

    wise: str = key()
    address: str = key()
    added_at: datetime = moment()


class LinkedChatRow(Row, table=True):
    """A chat in which somebody acts for WISEs or the platform, and under which address."""

    __tablename__ = "linked_chat"
    __table_args__ = (Index("ix_linked_chat_address", "platform", "address"),)

    channel: str = key()
    chat: str = key()
    address: str = short()
    language: str = words()
    letters: bool = True
    asked: str = words()
    asked_at: datetime | None = maybe_moment()
    linked_at: datetime | None = maybe_moment()


class HiddenOfferingRow(Row, table=True):
    """An offering that does not show, and why: paused, waiting or removed."""

    __tablename__ = "hidden_offering"

    offering: str = key()
    why: str = words()
    at: datetime = moment()


class PhotoRow(Row, table=True):
    """The photo of an offering, as we drew it anew, with its words for who cannot see it."""

    __tablename__ = "photo"
    __table_args__ = (Index("ix_photo_hash", "platform", "hash"),)

    offering: str = key()
    hash: str = words()
    body: bytes = blob()
    alt: str = words()
    at: datetime = moment()


class ApplicationRow(Row, table=True):
    """A WISE that wants to join."""

    __tablename__ = "application"
    __table_args__ = (
        Index("ix_application_state", "platform", "state", "at"),
        Index("ix_application_email", "platform", "email"),
        Index("ix_application_conversation", "platform", "conversation_id"),
    )

    id: str = key()
    email: str = short()
    applied: Applied = kept(Applied)
    language: str = words()
    state: str = words()
    steps: tuple[Step, ...] = kept(tuple[Step, ...])
    wise_id: str = words()
    conversation_id: str = words()
    at: datetime = moment()
    decided_at: datetime | None = maybe_moment()


class AuditLineRow(Row, table=True):
    """One line of the audit trail: who did what to what."""

    __tablename__ = "audit_line"
    __table_args__ = (
        Index("ix_audit_line_at", "platform", "at"),
        Index("ix_audit_line_actor", "platform", "actor"),
    )

    id: str = key()
    at: datetime = moment()
    actor: str = short()
    act: str = words()
    subject: str = short()
    text: str = words()
    channel: str = words()


class AllowanceRow(Row, table=True):
    """How often somebody did something within a period; `who` is a keyless hash."""

    __tablename__ = "allowance"

    what: str = key()
    who: str = key()
    period: str = key()
    times: int = 0
    at: datetime = moment()

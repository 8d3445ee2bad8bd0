"""Needs as they were asked, leads, and the append-only history of each lead."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index

from matchbot.adapters.store.columns import kept, key, key_number, maybe_moment, moment, words
from matchbot.adapters.store.tables.base import Row, belongs_to
from matchbot.core.lead import Contact
from matchbot.core.need import Budget, Need


class NeedRow(Row, table=True):
    """A need, whose it was, and whether nothing fitted."""

    __tablename__ = "need"
    __table_args__ = (
        Index("ix_need_person", "platform", "person_id"),
        Index("ix_need_conversation", "platform", "conversation_id"),
        Index("ix_need_at", "platform", "at"),
    )

    id: str = key()
    person_id: str = words()
    conversation_id: str = words()
    need: Need = kept(Need)
    unmet: bool = False
    at: datetime = moment()


class LeadRow(Row, table=True):
    """A lead in its present state."""

    __tablename__ = "lead"
    __table_args__ = (
        Index("ix_lead_state", "platform", "state", "created_at"),
        Index("ix_lead_wise", "platform", "wise_id", "created_at"),
        Index("ix_lead_created", "platform", "created_at"),
        Index("ix_lead_follow_up", "platform", "follow_up_at"),
        Index("ix_lead_conversation", "platform", "conversation_id"),
        Index("ix_lead_person", "platform", "person_id"),
        Index("ix_lead_letter", "platform", "letter_id"),
    )

    id: str = key()
    need_id: str = words()
    offering_id: str = words()
    wise_id: str = words()
    person_id: str = words()
    conversation_id: str = words()
    need: Need = kept(Need)
    contact: Contact = kept(Contact)
    language: str = words()
    state: str = words()
    created_at: datetime | None = maybe_moment()
    notified_at: datetime | None = maybe_moment()
    decided_at: datetime | None = maybe_moment()
    follow_up_at: datetime | None = maybe_moment()
    followed: tuple[str, ...] = kept(tuple[str, ...])
    reminded_at: datetime | None = maybe_moment()
    outcome_at: datetime | None = maybe_moment()
    waits_until: date | None = None
    letter_id: str = words()
    reason: str = words()
    note: str = words()
    price: Budget | None = kept(Budget | None)
    buyer_says: str = words()
    wise_says: str = words()
    amount: float | None = None
    work: str = words()
    outcome_note: str = words()
    partners: tuple[str, ...] = kept(tuple[str, ...])


class LeadEventRow(Row, table=True):
    """One line of a lead's history, numbered within it."""

    __tablename__ = "lead_event"
    __table_args__ = (belongs_to("lead", "lead_id"),)

    lead_id: str = key()
    number: int = key_number()
    at: datetime = moment()
    actor: str = words()
    channel: str = words()
    step: str = words()
    before: str = words()
    after: str = words()
    facts: dict[str, Any] = kept(dict[str, Any])

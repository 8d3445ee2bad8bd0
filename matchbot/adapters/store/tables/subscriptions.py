"""Subscriptions, and the digests made for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index

from matchbot.adapters.store.columns import (
    kept,
    key,
    maybe_kept,
    maybe_moment,
    moment,
    short,
    words,
)
from matchbot.adapters.store.tables.base import Row, belongs_to
from matchbot.core.need import Need
from matchbot.core.subscription import Consent, Wish


class SubscriptionRow(Row, table=True):
    """A standing wish of a person, with the proof of consent."""

    __tablename__ = "subscription"
    __table_args__ = (
        belongs_to("person", "person_id"),
        Index("ix_subscription_state", "platform", "state", "id"),
        Index("ix_subscription_person", "platform", "person_id"),
        Index("ix_subscription_reader", "platform", "state", "person_id"),
    )

    id: str = key()
    person_id: str = words()
    channel: str = words()
    address: str = short()
    language: str = words()
    wish: Wish = kept(Wish)
    state: str = words()
    consent: Consent = kept(Consent)
    consent_at: datetime | None = maybe_moment()
    confirmed_at: datetime | None = maybe_moment()
    ended_at: datetime | None = maybe_moment()
    told_until: datetime | None = maybe_moment()
    need: Need | None = maybe_kept(Need | None)


class DigestRow(Row, table=True):
    """The digest of one person on one channel in one ISO week."""

    __tablename__ = "digest"
    __table_args__ = (
        belongs_to("person", "person_id"),
        Index("ix_digest_outbox", "platform", "outbox_id"),
    )

    person_id: str = key()
    channel: str = key()
    period: str = key()
    outbox_id: str = words()
    subscriptions: tuple[str, ...] = kept(tuple[str, ...])
    offerings: tuple[str, ...] = kept(tuple[str, ...])
    until: datetime = moment()

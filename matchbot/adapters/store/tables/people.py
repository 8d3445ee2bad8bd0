"""Persons, where they are reached, their conversations, and the keys of their links."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint

from matchbot.adapters.store.columns import (
    kept,
    key,
    key_number,
    maybe_moment,
    maybe_short,
    moment,
    short,
    words,
)
from matchbot.adapters.store.tables.base import Row, belongs_to
from matchbot.core.dialogue.conversation import Conversation, OfferedChoice


class PersonRow(Row, table=True):
    """Anyone we hold data of."""

    __tablename__ = "person"

    id: str = key()
    name: str = words()
    organisation: str = words()
    language: str = words()
    created_at: datetime | None = maybe_moment()


class IdentityRow(Row, table=True):
    """One address of a person on one channel."""

    __tablename__ = "identity"
    __table_args__ = (
        belongs_to("person", "person_id"),
        Index("ix_identity_person", "platform", "person_id"),
    )

    channel: str = key()
    address: str = key()
    person_id: str = words()
    confirmed_at: datetime | None = maybe_moment()


class ConversationRow(Row, table=True):
    """A conversation: `body` is all the dialogue remembers, the other columns find and lease it."""

    __tablename__ = "conversation"
    __table_args__ = (
        Index("ix_conversation_address", "platform", "channel", "address", "created_at"),
        Index("ix_conversation_person", "platform", "person_id"),
    )

    id: str = key()
    channel: str = words()
    address: str = short()
    person_id: str = words()
    body: Conversation = kept(Conversation)
    lease_owner: str = words()
    lease_until: datetime | None = maybe_moment()
    created_at: datetime = moment()
    changed_at: datetime = moment()


class UtteranceRow(Row, table=True):
    """One line of a conversation, numbered within it."""

    __tablename__ = "utterance"
    __table_args__ = (
        belongs_to("conversation", "conversation_id"),
        UniqueConstraint("platform", "conversation_id", "client_id"),
    )

    conversation_id: str = key()
    id: int = key_number()
    at: datetime = moment()
    who: str = words()
    text: str = words()
    choices: tuple[OfferedChoice, ...] = kept(tuple[OfferedChoice, ...])
    round: int = 0
    client_id: str | None = maybe_short()


class LinkKeyRow(Row, table=True):
    """A key of a link or a mailed code, as a hash."""

    __tablename__ = "link_key"
    __table_args__ = (
        Index("ix_link_key_person", "platform", "person_id"),
        Index("ix_link_key_subject", "platform", "subject"),
    )

    hash: str = key()
    purpose: str = words()
    subject: str = words()
    person_id: str = words()
    created_at: datetime | None = maybe_moment()
    expires_at: datetime | None = maybe_moment()
    spent_at: datetime | None = maybe_moment()

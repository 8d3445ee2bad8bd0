"""What the flows write down and hand out: lines of talk, needs, digests, tasks, letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from matchbot.core.dialogue.conversation import MailThread, OfferedChoice
from matchbot.core.need import Need


@dataclass(frozen=True)
class Utterance:
    """One line of a conversation as people see it; `who` is "person" or "bot"."""

    id: int
    conversation_id: str
    at: datetime
    who: str
    text: str
    choices: tuple[OfferedChoice, ...] = ()
    round: int = 0


@dataclass(frozen=True)
class NeedRecord:
    """A need as it was asked: whose, in which conversation, and whether nothing fitted."""

    id: str
    person_id: str
    conversation_id: str
    need: Need
    unmet: bool
    at: datetime


@dataclass(frozen=True)
class Digest:
    """A digest made for a person on a channel in an ISO week: for which subscriptions, of what."""

    person_id: str
    channel: str
    period: str
    outbox_id: str
    subscriptions: tuple[str, ...]
    offerings: tuple[str, ...]
    until: datetime


@dataclass(frozen=True)
class Task:
    """Something that waits for the platform's staff."""

    id: str
    kind: str
    subject: str
    text: str
    at: datetime
    done_at: datetime | None = None


@dataclass(frozen=True)
class CatalogueChange:
    """What an import did: ids added, changed (their content hash differs) and unchanged."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


@dataclass(frozen=True)
class Letter:
    """A mail as words, before it has bytes: which template, for whom, with which facts.

    `unsubscribe_key` set: the letter carries one-click unsubscribe headers. `thread` is the mail
    that it answers.
    """

    template: str
    language: str
    to: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    to_name: str = ""
    unsubscribe_key: str = ""
    reply_to: str = ""
    thread: MailThread | None = None

    def with_facts(self, **facts: Any) -> Letter:
        """The same letter with some facts more."""
        return replace(self, facts={**self.facts, **facts})


@dataclass(frozen=True)
class WrittenLetter:
    """A letter as it will go over the wire."""

    message_id: str
    sender: str
    body: bytes


@dataclass(frozen=True)
class VocabularyChange:
    """How many kinds and codes an import added, changed and found as they were."""

    added: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class AcceptedLead:
    """A need that a WISE said yes to: whose, for which offering, and when."""

    person_id: str
    offering_id: str
    need: Need
    at: datetime | None


@dataclass(frozen=True)
class Photo:
    """The photo of an offering: JPEG bytes that we drew anew, their hash, and its alt text."""

    offering: str
    hash: str
    body: bytes
    alt: str
    at: datetime


@dataclass(frozen=True)
class AuditLine:
    """Who did what to what, with which words, and on which channel."""

    id: str
    at: datetime
    actor: str
    act: str
    subject: str
    text: str = ""
    channel: str = ""


@dataclass(frozen=True)
class LinkedChat:
    """A chat in which somebody acts for WISEs or the platform, known there by a mail address.

    `letters`: leads also come by letter. `asked` is what the next words typed in it are about, as
    said at `asked_at`; empty when nothing was asked.
    """

    channel: str
    chat: str
    address: str
    language: str
    letters: bool = True
    asked: str = ""
    asked_at: datetime | None = None
    linked_at: datetime | None = None

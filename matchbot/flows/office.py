"""The office: what every flow works with, handed in by app."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, Literal

from matchbot.core.dialogue.conversation import OfferedChoice
from matchbot.core.followup import FollowUpTimings
from matchbot.core.keys import Key, KeyPurpose, Secrets, hash_key
from matchbot.core.knowledge import Knowledge
from matchbot.core.outbox import TIMINGS, OutboxMessage, Timings
from matchbot.core.pace import AnswerLimits
from matchbot.core.person import Identity, Person
from matchbot.core.retention import Retention
from matchbot.core.scopes import Scope
from matchbot.core.working_days import WorkingDays
from matchbot.flows.ports import (
    Clock,
    Journal,
    LetterWriter,
    Luck,
    Meter,
    SisterSource,
    Store,
    Transaction,
    Unmetered,
    Wording,
)
from matchbot.flows.records import Letter

LetThrough = Literal["none", "same_kind", "all"]


@dataclass(frozen=True)
class Rules:
    """Timings and addresses that the platform may set.

    `public_url` has no slash at its end. `operators` are the staff's addresses. Mail to
    `reply_domain` reaches us; `authserv_id` is the name our own mail server signs its results with.
    `network`, `city` and `viewers` are addresses that may see a part of the operator's page.
    `let_through` are new offerings that show without an operator: "none", those of a kind that the
    WISE sells already ("same_kind"), or "all".
    `rates` are messages a second by channel, over all processes; none: as fast as they are taken.
    `answers` limits those to mails.
    Leads that reach a WISE within `lead_letter_waits` are one letter. Follow-ups leave on working
    days between `opens` and `closes`. `keeps` says how long what is kept.
    `sisters` are addresses of sister platforms, of each of which so many offerings at most are taken;
    `sister_desk` is where their mail for us is read.
    """

    public_url: str = "http://127.0.0.1:8000"
    mail_from: str = "matchbot@localhost.example"
    reply_domain: str = ""
    authserv_id: str = ""
    reply_holds: timedelta = timedelta(days=90)
    operators: tuple[str, ...] = ()
    network: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    viewers: tuple[str, ...] = ()
    let_through: LetThrough = "same_kind"
    code_holds: timedelta = timedelta(hours=1)
    lead_key_holds: timedelta = timedelta(days=30)
    lead_letter_waits: timedelta = timedelta(0)
    timings: FollowUpTimings = FollowUpTimings()
    opens: time = time(8)
    closes: time = time(18)
    turn_lease: timedelta = timedelta(seconds=60)
    turn_patience: timedelta = timedelta(seconds=10)
    post: Timings = TIMINGS
    rates: Mapping[str, float] = field(default_factory=dict)
    answers: AnswerLimits = AnswerLimits()
    secrets: Secrets = field(default_factory=Secrets)
    keeps: Retention = field(default_factory=Retention)
    sisters: tuple[str, ...] = ()
    sister_offerings: int = 20_000
    sister_desk: str = ""

    def addresses_of(self, scope: Scope) -> tuple[str, ...]:
        """The addresses that have this scope."""
        return {
            "operator": self.operators,
            "network": self.network,
            "city": self.city,
            "viewer": self.viewers,
        }[scope]


@dataclass(frozen=True)
class Office:
    """Store, wording, letters, clock, luck, present knowledge, rules, meter; a journal and sisters if any."""

    platform: str
    store: Store
    wording: Wording
    letters: LetterWriter
    clock: Clock
    luck: Luck
    knowledge: Callable[[], Knowledge]
    rules: Rules = field(default_factory=Rules)
    wait: Callable[[float], None] = lambda seconds: None
    journal: Journal | None = None
    meter: Meter = field(default_factory=Unmetered)
    sisters: SisterSource | None = None

    def working_days(self) -> WorkingDays:
        """When people at work may be written to."""
        platform = self.knowledge().platform
        rules = self.rules
        return WorkingDays(platform.country, platform.timezone, rules.opens, rules.closes)

    def link(self, path: str) -> str:
        """A full address on the platform's own site."""
        return f"{self.rules.public_url}/{path.lstrip('/')}"


@dataclass(frozen=True)
class WordedReply:
    """A reply as text of the person's language, with its choices.

    `over` is the number of the message whose place it takes, on channels that can do so.
    """

    text: str
    choices: tuple[OfferedChoice, ...] = ()
    round: int = 0
    over: int = 0

    def as_json(self) -> bytes:
        """The form a chat message has in the outbox."""
        choices = [[c.value, c.label] for c in self.choices]
        content = {"text": self.text, "choices": choices, "round": self.round}
        content |= {"over": self.over} if self.over else {}
        return json.dumps(content, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, body: bytes) -> WordedReply:
        """Read back what as_json wrote."""
        content = json.loads(body)
        choices = tuple(OfferedChoice(v, label) for v, label in content["choices"])
        return cls(content["text"], choices, content["round"], content.get("over", 0))


def person_at(
    tx: Transaction, office: Office, channel: str, address: str, language: str, now: datetime
) -> str:
    """Whoever this address belongs to, or a new person whose address has yet to prove itself.

    A mail address is given as `same_address` spells it.
    """
    if known := tx.people.identity(channel, address):
        return known.person_id
    person_id = office.luck.id()
    tx.people.add(Person(person_id, office.platform, language=language, created_at=now))
    tx.people.link(Identity(person_id, channel, address))
    return person_id


def make_key(
    tx: Transaction,
    office: Office,
    purpose: KeyPurpose,
    subject: str,
    now: datetime,
    *,
    person_id: str = "",
    holds: timedelta | None = None,
) -> str:
    """Store a new key and give its word, for a link. Only the hash is kept."""
    word = office.luck.word()
    expires = now + holds if holds else None
    tx.keys.add(Key(hash_key(word), office.platform, purpose, subject, person_id, now, expires))
    return word


def post(
    tx: Transaction,
    office: Office,
    letter: Letter,
    now: datetime,
    *,
    purpose: str,
    dedupe_key: str,
    id: str = "",
    not_before: datetime | None = None,
    **links: Any,
) -> bool:
    """Write a letter and put it in the outbox, in the transaction of its cause.

    `links` are person_id, lead_id, subscription_id, expires_at. False when this dedupe key went
    before.
    """
    written = office.letters.write(letter, now)
    message = OutboxMessage(
        id=id or office.luck.id(),
        platform=office.platform,
        channel="mail",
        purpose=purpose,
        dedupe_key=dedupe_key,
        recipient=letter.to,
        body=written.body,
        message_id=written.message_id,
        sender=return_path(office) or written.sender,
        not_before=not_before or now,
        created_at=now,
        **links,
    )
    return tx.outbox.add(message)


def return_path(office: Office) -> str:
    """An envelope sender for one letter; nobody can guess it, so nobody can feign its return."""
    domain = office.rules.reply_domain
    return f"bounce+{hash_key(office.luck.word())[:32]}@{domain}" if domain else ""

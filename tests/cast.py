"""The fixed cast of the tests: a still clock, predictable luck, an office, letters that arrive."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from matchbot.adapters.delivery import Delivery, Sender
from matchbot.adapters.letters import MimeLetterWriter
from matchbot.adapters.maildir import MaildirSender
from matchbot.adapters.wording import GettextWording
from matchbot.core.dialogue.conversation import Turn
from matchbot.core.knowledge import Knowledge
from matchbot.core.lead import Contact
from matchbot.core.need import Need, Quantity
from matchbot.core.offering import Offering, Wise
from matchbot.core.outbox import OutboxMessage
from matchbot.core.person import Person
from matchbot.core.platform import Platform
from matchbot.core.subscription import Subscription, SubscriptionState, Wish
from matchbot.flows.enquiry import Answer, open_conversation, take_turn
from matchbot.flows.office import Office, Rules
from matchbot.flows.ports import Store

SITE = "https://match.example"
SENDER = "post@match.example"
OPERATOR = "noor@match.example"
ANNA = Contact("Gemeente Amsterdam", "Anna de Vries", "anna@gemeente.example")
VETER = Wise("veter", "De Veter", email="info@veter.example", website="https://veter.example")
LUNCH = Offering("veter-lunch", "veter", "Lunch", "Broodjes, soep en fruit.", kinds=("catering",))
LUNCH_NEED = Need("Lunch voor 40 personen", "lunch", quantity=Quantity(40, "persons"))
PLATFORM = Platform(name="Sociaal Amsterdam", contact="Noor, noor@match.example")


@dataclass
class StillClock:
    """A clock that stands still until a test moves it."""

    at: datetime

    def now(self) -> datetime:
        return self.at.astimezone(UTC)

    def advance(self, by: timedelta) -> datetime:
        self.at += by
        return self.now()


@dataclass
class PredictableLuck:
    """Ids, words and codes that count: id-000001, word-000002, 100003."""

    count: int = 0

    def _next(self) -> int:
        self.count += 1
        return self.count

    def id(self) -> str:
        return f"id-{self._next():06}"

    def word(self) -> str:
        return f"word-{self._next():06}"

    def code(self) -> str:
        return f"{100_000 + self._next()}"


def make_office(store: Store, knowledge: Knowledge, clock: StillClock, **rules: Any) -> Office:
    """An office of real parts, but for the clock and the luck."""
    wording = GettextWording(knowledge.platform.timezone)
    return Office(
        platform=knowledge.platform.id,
        store=store,
        wording=wording,
        letters=MimeLetterWriter(wording, knowledge.platform, SENDER, SITE),
        clock=clock,
        luck=PredictableLuck(),
        knowledge=lambda: knowledge,
        rules=Rules(
            public_url=SITE,
            operators=(OPERATOR,),
            turn_patience=timedelta(0),
            **rules,
        ),
    )


def deliver_with(office: Office, sender: Sender) -> int:
    """Deliver all mail that is due through the real delivery loop; how many were taken."""
    return asyncio.run(Delivery(office, {"mail": sender}).all_due())


@dataclass
class Mailbox:
    """A Maildir that the office's letters are delivered into, read in the order of arrival."""

    office: Office
    folder: Path
    _seen: set[str] = field(default_factory=set)

    def deliver(self) -> list[EmailMessage]:
        """Deliver what is due; the letters that are new since the last time."""
        with self.office.store.read() as tx:
            waits = tx.outbox.counts().get(("mail", "queued"), 0)
        if not waits:
            return []
        deliver_with(self.office, MaildirSender(self.folder))
        new = [f for f in (self.folder / "new").iterdir() if f.name not in self._seen]
        self._seen |= {f.name for f in new}
        return [read(f.read_bytes()) for f in sorted(new, key=lambda f: f.stat().st_mtime_ns)]


def read(raw: bytes) -> EmailMessage:
    """A letter's bytes as a message."""
    return message_from_bytes(raw, policy=default)


def body(message: EmailMessage, kind: str = "plain") -> str:
    """The text (or html) of a letter."""
    part = message.get_body(preferencelist=(kind,))
    assert part is not None, f"no {kind} part"
    return str(part.get_content())


def link_in(message: EmailMessage, purpose: str) -> str:
    """The word of the first link of this purpose in a letter."""
    found = re.search(rf"{re.escape(SITE)}/{purpose}/([\w-]+)", body(message))
    assert found, f"no {purpose} link in {message['Subject']}"
    return found[1]


def posted(office: Office, purpose: str) -> list[OutboxMessage]:
    """The outbox messages of this purpose, newest first."""
    with office.store.read() as tx:
        return [m for m in tx.outbox.find(limit=1000) if m.purpose == purpose]


def buyer(office: Office, address: str = "visitor", language: str = "nl") -> Callable[..., Answer]:
    """Someone who talks with the bot in the web chat: call it with what they say."""
    c = open_conversation(office, "web", address, language)

    def says(text: str = "", **turn: Any) -> Answer:
        return take_turn(office, c.id, Turn(text, **turn))

    return says


def subscriber(
    office: Office, id: str = "s1", wish: Wish | None = None, state: SubscriptionState = "active"
) -> Subscription:
    """A person with a subscription, confirmed now."""
    now = office.clock.now()
    made = Subscription(
        id, office.platform, f"person-{id}", "mail", f"{id}@stad.example", "nl", wish or Wish(),
        state, consent_at=now, confirmed_at=now, told_until=now,
    )  # fmt: skip
    with office.store.begin() as tx:
        tx.people.add(Person(made.person_id, office.platform, created_at=now))
        tx.subscriptions.add(made)
    return made

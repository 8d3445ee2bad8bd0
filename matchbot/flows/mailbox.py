"""Mail arrives: committed raw to the inbox with how far the mailbox was read, handled after that."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from matchbot.flows.office import Office

SOURCE = "mail"
#: Mails whose sender confirmed by the link we mailed come through the inbox a second time.
PROVEN = "mail_proven"


class MailboxProblem(Exception):
    """The mailbox cannot be read now; the message says why. Nothing was lost: it is read later."""


@dataclass(frozen=True)
class NewMail:
    """Raw mails, oldest first, and the position of the mailbox after them."""

    mails: tuple[bytes, ...]
    position: str


class Mailbox(Protocol):
    """A mailbox that is only read: nothing in it is moved, marked or deleted."""

    @property
    def name(self) -> str: ...

    def new(self, position: str, today: date) -> NewMail:
        """What came after `position` ("" = never read). Raises MailboxProblem."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`; True when it is time to look. Raises MailboxProblem."""
        ...

    def close(self) -> None: ...


def take_new(office: Office, mailbox: Mailbox, thread_of: Callable[[bytes], str]) -> int:
    """Commit the next mails of this mailbox; how many it gave, also when they were known.

    A mail is known by its bytes: a mailbox that numbers its mails anew, or delivers one again,
    brings nothing twice.
    """
    cursor = f"{SOURCE}:{mailbox.name}"
    with office.store.read() as tx:
        position = tx.inbox.cursor(cursor) or ""
    now = office.clock.now()
    batch = mailbox.new(position, now.date())
    if not batch.mails and batch.position == position:
        return 0
    mails = {hashlib.sha256(raw).hexdigest(): raw for raw in batch.mails}
    with office.store.read() as tx:
        known = tx.inbox.known(SOURCE, mails)
    with office.store.begin() as tx:
        for name, raw in mails.items():
            if name not in known:
                tx.inbox.receive(SOURCE, name, thread_of(raw), raw, now)
        tx.inbox.set_cursor(cursor, batch.position)
    return len(batch.mails)

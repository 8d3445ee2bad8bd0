"""Runs with mails that come in (KIND=inbound): they lie in a Maildir, each says its number.

The seam: `receive_from` stands for the source of the mail channel, `read_mail` for its reader.
They do the least that a source and a reader do; the inbox, the turn and the store are the real
ones.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from sqlalchemy import select

from crash.rows import OUTBOX, rows
from crash.said import said_by_person
from crash.verdict import Verdict
from matchbot.adapters.store import SqlStore
from matchbot.core.dialogue.conversation import Turn
from matchbot.core.inbox import InboxItem
from matchbot.flows.inbox import Incoming
from matchbot.flows.office import Office

SOURCE = "mail"
PEOPLE = 64
BATCH = 20


def put_mails(folder: Path, count: int) -> None:
    """`count` mails, from people in turn; their names are in the order in which they came."""
    (folder / "new").mkdir(parents=True)
    for number in range(1, count + 1):
        mail = EmailMessage()
        mail["From"] = f"n{number % PEOPLE}@stad.example"
        mail["To"], mail["Subject"] = "post@match.example", "Dank"
        mail["Message-ID"] = f"<{number}@stad.example>"
        mail.set_content(f"dank u wel {number}")
        (folder / "new" / f"{number:08}").write_bytes(mail.as_bytes())


def receive_from(folder: Path, office: Office) -> int:
    """Commit the next mails raw, and how far we are, together; how many there were."""
    with office.store.read() as tx:
        last = tx.inbox.cursor(SOURCE) or ""
    names = sorted(f.name for f in (folder / "new").iterdir() if f.name > last)[:BATCH]
    if names:
        with office.store.begin() as tx:
            for name in names:
                raw = (folder / "new" / name).read_bytes()
                tx.inbox.receive(SOURCE, name, f"mail:{_sender(raw)}", raw, office.clock.now())
            tx.inbox.set_cursor(SOURCE, names[-1])
    return len(names)


def read_mail(item: InboxItem) -> Incoming:
    """A mail as a turn."""
    mail = message_from_bytes(item.raw, policy=default)
    return Incoming("mail", _sender(item.raw), Turn(mail.get_content().strip()), "nl")


def _sender(raw: bytes) -> str:
    return str(message_from_bytes(raw, policy=default)["From"])


@dataclass
class Mails:
    """`count` mails, and what came of them."""

    count: int
    store: SqlStore

    def finished(self) -> bool:
        """Is every mail handled?"""
        return self.progress() == self.count

    def progress(self) -> int:
        """How many mails are handled."""
        return self.states().get("handled", 0)

    def states(self) -> Counter[str]:
        """How many mails there are in each state."""
        with self.store.read() as tx:
            return Counter(tx.inbox.counts())

    def sending(self, owner: str, since: float) -> int:
        """Nothing leaves here: mails that were begun to be handled and not finished."""
        return self.states().get("handling", 0)

    def say_more(self) -> None:
        """Nothing needs it here."""

    def verdict(self) -> Verdict:
        """Each mail's effect once and in order, with one reply."""
        found = Verdict()
        found.judge_numbers(said_by_person(self.store), self.count, "mail")
        replies = Counter(
            row["dedupe_key"].split(":")[2]
            for row in rows(self.store, select(OUTBOX.c.dedupe_key))
        )  # fmt: skip
        missing = self.count - len(replies)
        found.lost.extend([f"{missing} mails have no reply"] if missing else [])
        found.counts.update(states=dict(self.states()), replies=sum(replies.values()))
        return found

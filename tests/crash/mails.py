"""Runs with mails that come in (KIND=inbound): people write into a Maildir, each mail says its number.

The way is the real one: folder, inbox, child process that reads, turn, outbox, relay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

from sqlalchemy import select

from crash.life import AUTHSERV_ID
from crash.relay import Relay, Taken, digest_of
from crash.rows import DOUBT, INBOX, OUTBOX, rows
from crash.said import said_by_person
from crash.verdict import Verdict
from matchbot.adapters.store import SqlStore
from matchbot.core.outbox import FINAL

#: Mails of one person: a thread that must stay in order.
EACH = 10
#: Each so many mails one is a need; the others are thanks, which take less thinking.
NEEDS = 5


def put_mails(folder: Path, count: int) -> None:
    """`count` mails, from people in turn; their names are in the order in which they came."""
    for name in ("tmp", "new", "cur"):
        (folder / name).mkdir(parents=True)
    people = -(-count // EACH)
    for number in range(1, count + 1):
        (folder / "new" / f"{number:08}").write_bytes(
            _mail(number, f"n{number % people}@stad.example")
        )


def _mail(number: int, sender: str) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["Authentication-Results"] = f"{AUTHSERV_ID}; dmarc=pass header.from=stad.example"
    mail["From"], mail["To"], mail["Subject"] = sender, "post@match.example", f"bericht {number}"
    mail["Message-ID"] = f"<{number}@stad.example>"
    mail.set_content(text_of(number))
    return mail.as_bytes()


def text_of(number: int) -> str:
    """What somebody writes."""
    if number % NEEDS:
        return f"dank u wel {number}"
    return f"Wij zoeken een vegetarische lunch in Noord, ons kenmerk is {number}"


@dataclass
class Mails:
    """`count` mails, and what came of them."""

    count: int
    store: SqlStore
    relay: Relay
    struck_handling: int = 0

    def finished(self) -> bool:
        """Is every mail handled, and every reply in a state that stays?"""
        return self.progress() == self.count and {row["state"] for row in self._outbox()} <= FINAL

    def progress(self) -> int:
        """How many mails are handled."""
        return self._inbox_states().get("handled", 0)

    def states(self) -> Counter[str]:
        """How many mails and replies there are in each state."""
        replies = Counter(f"reply {row['state']}" for row in self._outbox())
        return replies + Counter(self._inbox_states())

    def sending(self, owner: str, since: float) -> int:
        """Replies begun and not recorded; kills in the middle of handling are counted apart."""
        self.struck_handling += self._inbox_states().get("handling", 0) > 0
        held = select(OUTBOX.c.recipient).where(
            OUTBOX.c.state == "sending", OUTBOX.c.lease_owner == owner
        )
        begun = self.relay.begun
        return sum(begun.get(row["recipient"], 0.0) > since for row in rows(self.store, held))

    def say_more(self) -> None:
        """Nothing needs it here."""

    def verdict(self) -> Verdict:
        """Each mail's effect once and in order, with one reply, which left once."""
        found = Verdict()
        found.judge_numbers(said_by_person(self.store), self.count, "mail")
        replies = self._outbox(OUTBOX.c.message_id, OUTBOX.c.body, OUTBOX.c.resends)
        self._judge_replies(found, replies)
        found.counts.update(
            states=dict(self.states()),
            accepted=self.relay.accepted,
            kills_while_handling=self.struck_handling,
        )
        return found

    def _judge_replies(self, found: Verdict, replies: Sequence[Any]) -> None:
        """One letter to each mail; its copies are those that the relay took."""
        mails = {row["source_id"] for row in rows(self.store, select(INBOX.c.source_id))}
        answered = Counter(row["dedupe_key"].rpartition(":")[2] for row in replies)
        found.lost.extend(f"mail {one} has no reply" for one in mails - set(answered))
        found.doubled.extend(f"mail {one} has {n} replies" for one, n in answered.items() if n > 1)
        copies: dict[str, list[Taken]] = {}
        for to in self.relay.taken().values():
            for taken in to:
                copies.setdefault(taken.message_id, []).append(taken)
        for row in replies:
            _judge(found, row, copies.pop(row["message_id"], []))
        found.faults.extend(f"{one}: nobody wrote this" for one in copies)

    def _inbox_states(self) -> dict[str, int]:
        with self.store.read() as tx:
            return dict(tx.inbox.counts())

    def _outbox(self, *more: Any) -> list[Any]:
        columns = OUTBOX.c.state, OUTBOX.c.dedupe_key
        return rows(self.store, select(*columns, *more))


def _judge(found: Verdict, row: Any, copies: Sequence[Taken]) -> None:
    """One reply: its row, and the copies of it that the relay took."""
    name = row["dedupe_key"]
    if row["state"] in DOUBT:
        found.in_doubt.append(f"{name} {row['state']} {'taken' if copies else 'not taken'}")
    elif row["state"] != "sent":
        found.faults.append(f"{name}: its row says {row['state']}")
    elif not copies:
        found.lost.append(name)
    if any(copy.sha256 != digest_of(row["body"]) for copy in copies):
        found.faults.append(f"{name}: what was taken is not what was written")
    if len(copies) > 1:
        found.doubled.append(name)
        if len(copies) <= 1 + row["resends"]:
            found.resent.append(name)

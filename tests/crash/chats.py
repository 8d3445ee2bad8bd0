"""Runs with Telegram updates (KIND=telegram): people write, each message says its number."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from crash.bot_api import FakeBotApi
from crash.rows import DOUBT, OUTBOX, rows
from crash.said import said_by_person
from crash.verdict import Verdict
from matchbot.adapters.store import SqlStore
from matchbot.channels.telegram.shape import pieces
from matchbot.core.outbox import FINAL
from matchbot.flows.office import WordedReply

PEOPLE = 64


def updates(count: int) -> list[dict[str, Any]]:
    """Update 1 to `count`: people in turn, each with messages that say their number."""
    return [_update(n + 1, n % PEOPLE + 1) for n in range(count)]


def _update(number: int, chat: int) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "Anna", "language_code": "nl"}
    message = {
        "message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person,
        "text": text_of(number),
    }  # fmt: skip
    return {"update_id": number, "message": message}


def text_of(number: int) -> str:
    """What somebody writes."""
    return f"dank u wel {number}"


@dataclass
class Chats:
    """`count` updates that wait at a Bot API, and what came of them."""

    count: int
    store: SqlStore
    api: FakeBotApi

    def finished(self) -> bool:
        """Is every update handled, and every reply in a state that stays?"""
        handled = self._inbox_states().get("handled", 0)
        return handled == self.count and {row["state"] for row in self._outbox()} <= FINAL

    def progress(self) -> int:
        """How many updates are handled."""
        return self._inbox_states().get("handled", 0)

    def states(self) -> Counter[str]:
        """How many updates and replies there are in each state."""
        replies = Counter(f"reply {row['state']}" for row in self._outbox())
        return replies + Counter(self._inbox_states())

    def sending(self, owner: str, since: float) -> int:
        """Replies, by the chat they are for."""
        held = select(OUTBOX.c.recipient).where(
            OUTBOX.c.state == "sending", OUTBOX.c.lease_owner == owner
        )
        begun = self.api.begun
        return sum(begun.get(row["recipient"], 0.0) > since for row in rows(self.store, held))

    def say_more(self) -> None:
        """Nothing needs it here."""

    def verdict(self) -> Verdict:
        """Each update's effect once and in order; each reply said, and once unless in doubt."""
        found = Verdict()
        found.judge_numbers(said_by_person(self.store), self.count, "update")
        self._judge_replies(found)
        found.counts.update(states=dict(self.states()), replies=sum(self.api.said.values()))
        return found

    def _judge_replies(self, found: Verdict) -> None:
        """Texts that came, beside those that the outbox says have left or may have left."""
        least: Counter[tuple[str, str]] = Counter()
        most: Counter[tuple[str, str]] = Counter()
        wanted: Counter[str] = Counter()
        for row in self._outbox(OUTBOX.c.body, OUTBOX.c.dedupe_key, OUTBOX.c.resends):
            wanted[row["dedupe_key"].rpartition(":")[0]] += 1
            if row["state"] in DOUBT:
                found.in_doubt.append(f"reply {row['dedupe_key']} {row['state']}")
            for text in pieces(WordedReply.from_json(row["body"]).text):
                key = row["recipient"], text
                least[key] += row["state"] not in DOUBT
                most[key] += 1 + row["resends"]
        unanswered = self.count - len(wanted)
        found.lost.extend([f"{unanswered} updates have no reply"] if unanswered else [])
        for key in (least - self.api.said).elements():
            found.lost.append(f"reply in chat {key[0]}")
        for key in (self.api.said - most).elements():
            found.doubled.append(f"reply in chat {key[0]}")
        found.counts["replies_again"] = sum(self.api.said.values()) - sum(least.values())

    def _inbox_states(self) -> dict[str, int]:
        with self.store.read() as tx:
            return dict(tx.inbox.counts())

    def _outbox(self, *more: Any) -> list[Any]:
        columns = OUTBOX.c.state, OUTBOX.c.lease_owner, OUTBOX.c.recipient
        return rows(self.store, select(*columns, *more))

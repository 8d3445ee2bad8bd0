"""Incoming messages with everything that can go wrong, and what must hold all the same (I1-I7)."""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from machines.pure_inbox import PureInbox

from matchbot.core.dialogue.conversation import Conversation
from matchbot.core.inbox import InboxItem
from matchbot.core.outbox import OutboxMessage
from matchbot.flows.ports import Store

START = datetime(2026, 11, 23, 8, tzinfo=UTC)
LEASE = timedelta(minutes=2)
WORKERS, THREADS = st.integers(0, 2), st.sampled_from(["a", "b", "c"])
#: When a process dies, if it does: in the middle of its transaction, or before it tells anybody.
DEATHS = st.sampled_from(["", "", "before commit", "after commit"])
CHAT = "web-chat"


class Death(BaseException):
    """The process ends."""


@dataclass
class Held:
    """An item in the hands of a worker."""

    item: InboxItem
    owner: str
    until: datetime


class InboxMachine(RuleBasedStateMachine):
    """Three processes handle three threads; sources repeat themselves, processes die."""

    def __init__(self, store: Store | PureInbox) -> None:
        super().__init__()
        self.store: Any = store
        self.now, self.starts = START, 0
        self.held: list[Held] = []
        #: What the source has, and how far we told it that we have it.
        self.source: list[tuple[str, str]] = []
        self.acknowledged = 0
        self.received: set[str] = set()
        self.ended: list[tuple[str, int]] = []
        self.handled: set[str] = set()
        self.effects: Counter[str] = Counter()
        self.said: Counter[int] = Counter()
        with self.store.begin() as tx:
            tx.conversations.add(Conversation(CHAT, "amsterdam", "web", "", "p1"), START)

    @rule(thread=THREADS)
    def something_comes(self, thread: str) -> None:
        self.source.append((f"update-{len(self.source)}", thread))

    @rule(dies=DEATHS)
    def poll(self, dies: str) -> None:
        """The source is told only after the commit; until then it gives the same again."""
        batch = self.source[self.acknowledged : self.acknowledged + 3]
        upto = self.acknowledged + len(batch)
        with contextlib.suppress(Death), self.store.begin() as tx:
            for name, thread in batch:
                new = tx.inbox.receive("telegram", name, thread, name.encode(), self.now)
                assert new == (name not in self.received)  # I2
            tx.inbox.set_cursor("telegram", str(upto))
            if dies == "before commit":
                raise Death
        if dies != "before commit":
            self.received |= {name for name, _ in batch}
        if not dies:
            self.acknowledged = upto

    @rule(n=st.integers(0, 50), thread=THREADS)
    def it_comes_again_changed(self, n: int, thread: str) -> None:
        name = f"update-{n}"
        if name in self.received:
            with self.store.begin() as tx:
                assert not tx.inbox.receive("telegram", name, thread, b"other", self.now)  # I2

    @rule()
    def take(self) -> None:
        self.starts += 1
        owner, until = f"worker-{self.starts}", self.now + LEASE
        with self.store.begin() as tx:
            item = tx.inbox.take(owner, self.now, until)
        if item is None:
            return
        assert item.raw == item.source_id.encode()  # I5
        alive = [h.item.thread for h in self.held if h.until > self.now]
        assert item.thread not in alive  # I4: one at a time
        self.held.append(Held(item, owner, until))

    @rule(
        which=WORKERS,
        state=st.sampled_from(["handled", "handled", "ignored", "quarantined"]),
        dies=DEATHS,
    )
    def finish(self, which: int, state: str, dies: str) -> None:
        """Effect, mark and reply are one transaction: only who still holds the item has one."""
        if not self.held:
            return
        held, mine = self.held.pop(which % len(self.held)), False
        with contextlib.suppress(Death), self.store.begin() as tx:
            mine = tx.inbox.finish(held.item, held.owner, state, self.now)
            if mine and state == "handled":
                assert tx.outbox.add(self._reply(held.item))  # I6
            if dies == "before commit":
                raise Death
        if mine and dies != "before commit":
            self._count(held.item, state)

    def _reply(self, item: InboxItem) -> OutboxMessage:
        key = f"reply:{item.source_id}"
        return OutboxMessage(
            key, "amsterdam", "telegram", "reply", key, item.thread, b"", created_at=self.now
        )

    def _count(self, item: InboxItem, state: str) -> None:
        self.effects[item.source_id] += 1
        self.ended.append((item.thread, item.id))
        if state == "handled":
            self.handled.add(item.source_id)

    @rule(which=WORKERS, waits=st.booleans())
    def put_back(self, which: int, waits: bool) -> None:
        if self.held:
            held = self.held.pop(which % len(self.held))
            until = self.now + timedelta(seconds=2) if waits else None
            with self.store.begin() as tx:
                tx.inbox.put_back(held.item, held.owner, until)

    @rule(which=WORKERS)
    def die(self, which: int) -> None:
        if self.held:
            self.held.pop(which % len(self.held))

    @rule(seconds=st.sampled_from([1, 3, 130]))
    def tick(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(n=st.integers(0, 5))
    def say_in_the_web_chat(self, n: int) -> None:
        """A browser posts again when it heard no answer."""
        with self.store.begin() as tx:
            new = tx.conversations.utter(CHAT, "person", f"{n}", self.now, client_id=f"m{n}")
        assert new == (not self.said[n])  # I7
        self.said[n] += 1

    @invariant()
    def what_is_acknowledged_is_kept(self) -> None:
        assert {name for name, _ in self.source[: self.acknowledged]} <= self.received  # I1

    @invariant()
    def each_has_one_effect_in_order(self) -> None:
        assert all(times == 1 for times in self.effects.values())  # I3
        for thread in "abc":
            order = [id for where, id in self.ended if where == thread]
            assert order == sorted(order)  # I4: in order

    def teardown(self) -> None:
        """When all is well again, everything that came in comes to its end, with one reply."""
        self.now += LEASE
        self.held.clear()
        while self.acknowledged < len(self.source):
            self.poll("")
        while True:
            with self.store.begin() as tx:
                item = tx.inbox.take("last", self.now, self.now + LEASE)
                if item is None:
                    break
                assert tx.inbox.finish(item, "last", "handled", self.now)
                assert tx.outbox.add(self._reply(item))
            self._count(item, "handled")
        self.each_has_one_effect_in_order()
        assert set(self.effects) == {name for name, _ in self.source}
        with self.store.begin() as tx:
            replied = {message.dedupe_key for message in tx.outbox.find(limit=1000)}
        assert replied == {f"reply:{name}" for name in self.handled}  # I3, I6

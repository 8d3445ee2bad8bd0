"""Incoming messages with everything that can go wrong, and what must hold all the same (I1-I7)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from matchbot.core.inbox import InboxItem
from matchbot.flows.ports import Store

START = datetime(2026, 11, 23, 8, tzinfo=UTC)
LEASE = timedelta(minutes=2)
WORKERS, THREADS = st.integers(0, 2), st.sampled_from(["a", "b", "c"])


@dataclass
class Held:
    """An item in the hands of a worker."""

    item: InboxItem
    owner: str
    until: datetime


class InboxMachine(RuleBasedStateMachine):
    """Three processes handle three threads; sources repeat themselves, processes die."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store, self.now, self.starts = store, START, 0
        self.held: list[Held] = []
        self.received: dict[str, str] = {}
        self.ended: list[tuple[str, int, str]] = []
        self.effects: Counter[str] = Counter()

    @rule(thread=THREADS)
    def receive(self, thread: str) -> None:
        name = f"update-{len(self.received)}"
        with self.store.begin() as tx:
            assert tx.inbox.receive("telegram", name, thread, name.encode(), self.now)
        self.received[name] = thread

    @rule(n=st.integers(0, 50), thread=THREADS)
    def receive_again(self, n: int, thread: str) -> None:
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

    @rule(which=WORKERS, state=st.sampled_from(["handled", "handled", "ignored", "quarantined"]))
    def finish(self, which: int, state: str) -> None:
        """The effect is in the same transaction: only who still holds the item has one."""
        if self.held:
            held = self.held.pop(which % len(self.held))
            with self.store.begin() as tx:
                mine = tx.inbox.finish(held.item, held.owner, state, self.now)
            if mine:
                self.effects[held.item.source_id] += 1
                self.ended.append((held.item.thread, held.item.id, state))

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

    @invariant()
    def each_has_one_effect_in_order(self) -> None:
        assert all(times == 1 for times in self.effects.values())  # I3, I6
        for thread in "abc":
            order = [id for where, id, _ in self.ended if where == thread]
            assert order == sorted(order)  # I4: in order

    def teardown(self) -> None:
        """When all is well again, everything that came in comes to its end."""
        self.now += LEASE
        self.held.clear()
        while True:
            with self.store.begin() as tx:
                item = tx.inbox.take("last", self.now, self.now + LEASE)
                if item is None:
                    break
                assert tx.inbox.finish(item, "last", "handled", self.now)
                self.effects[item.source_id] += 1
                self.ended.append((item.thread, item.id, "handled"))
        self.each_has_one_effect_in_order()
        assert set(self.effects) == set(self.received)

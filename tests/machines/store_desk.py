"""The desk of the outbox machine over a real database: the flows as delivery calls them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from cast import StillClock
from machines.schedule_machine import clock_office

from matchbot.adapters.store import SqlStore
from matchbot.core.addresses import same_address
from matchbot.core.keys import hash_key
from matchbot.core.outbox import OutboxMessage, Outcome
from matchbot.core.person import Person
from matchbot.core.subscription import Subscription
from matchbot.flows import outbox


@dataclass
class Copies:
    """A journal that is whole: what it does not have, the relay did not take."""

    found: Collection[str]

    def copies(self, since: datetime) -> Collection[str] | None:
        return self.found


class StoreDesk:
    """Implements Desk."""

    def __init__(self, store: SqlStore, start: datetime) -> None:
        self.store, self.clock = store, StillClock(start)
        self.office = clock_office(store, self.clock)

    def _at(self, now: datetime) -> Any:
        self.clock.at = now
        return self.office

    def add(self, message: OutboxMessage) -> bool:
        with self.store.begin() as tx:
            if (id := message.subscription_id) and tx.subscriptions.get(id) is None:
                tx.people.add(Person(f"p-{id}", "amsterdam"))
                tx.subscriptions.add(
                    Subscription(
                        id,
                        "amsterdam",
                        f"p-{id}",
                        "mail",
                        message.recipient,
                        "nl",
                        state="active",
                    )
                )
            return tx.outbox.add(message)

    def claim(self, owner: str, now: datetime, limit: int) -> list[OutboxMessage]:
        return outbox.claim(self._at(now), owner, ["mail"], limit)

    def enter(self, message: OutboxMessage, owner: str, now: datetime) -> OutboxMessage | None:
        return outbox.pass_gate(self._at(now), message, owner)

    def settle(self, message: OutboxMessage, outcome: Outcome, owner: str, now: datetime) -> None:
        outbox.settle(self._at(now), message, outcome, owner)

    def tidy(self, now: datetime, copies: set[str] | None) -> None:
        journal = None if copies is None else Copies(copies)
        outbox.tidy(replace(self._at(now), journal=journal))

    def stop(self, subscription: str, now: datetime) -> None:
        with self.store.begin() as tx:
            there = tx.subscriptions.get(subscription)
            assert there is not None
            tx.subscriptions.save(replace(there, state="unsubscribed"))

    def suppress(self, address: str, now: datetime) -> None:
        with self.store.begin() as tx:
            tx.suppressions.add(hash_key(same_address(address)), "bounce", now)

    def rows(self) -> dict[str, OutboxMessage]:
        with self.store.read() as tx:
            return {m.id: m for m in tx.outbox.find(limit=1000)}

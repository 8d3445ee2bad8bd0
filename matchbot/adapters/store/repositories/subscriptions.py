"""Subscriptions and the digests made for them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select

from matchbot.adapters.store.columns import table_of
from matchbot.adapters.store.tables import DigestRow, SubscriptionRow
from matchbot.adapters.store.work import Work, record
from matchbot.core.subscription import Subscription, SubscriptionState
from matchbot.flows.records import Digest

SUBSCRIPTION = table_of(SubscriptionRow)
DIGEST = table_of(DigestRow)
_S = SUBSCRIPTION.c
_D = DIGEST.c


class SqlSubscriptions:
    """Subscriptions. What a writing transaction reads of them nobody else changes meanwhile."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, subscription: Subscription) -> None:
        self._work.add(SUBSCRIPTION, self._work.values(subscription))

    def get(self, id: str) -> Subscription | None:
        found = self._subscriptions(self._work.query(SUBSCRIPTION, _S.id == id))
        return found[0] if found else None

    def save(self, subscription: Subscription) -> None:
        values = self._work.values(subscription, "id", "platform")
        self._work.change(SUBSCRIPTION, values, _S.id == subscription.id)

    def states(self, ids: Collection[str]) -> dict[str, SubscriptionState]:
        return self._work.states(SUBSCRIPTION, ids)

    def of_person(self, person_id: str) -> list[Subscription]:
        query = self._work.query(SUBSCRIPTION, _S.person_id == person_id)
        return self._subscriptions(query.order_by(_S.id))

    def active(self, after: str = "", limit: int = 500) -> list[Subscription]:
        query = self._work.query(SUBSCRIPTION, _S.state == "active", _S.id > after)
        return self._subscriptions(query.order_by(_S.id).limit(limit))

    def counts(self) -> dict[str, int]:
        return dict(self._work.tally(SUBSCRIPTION, _S.state))

    def add_digest(self, digest: Digest) -> bool:
        return self._work.add_new(DIGEST, self._work.values(digest), "subscription_id", "period")

    def digests(self, subscription_id: str, limit: int = 10) -> list[Digest]:
        query = self._work.query(DIGEST, _D.subscription_id == subscription_id)
        newest_first = query.order_by(_D.until.desc(), _D.period.desc()).limit(limit)
        return [record(Digest, row) for row in self._work.all(newest_first)]

    def _subscriptions(self, query: Select[Any]) -> list[Subscription]:
        return [record(Subscription, row) for row in self._work.all(self._work.held(query))]

"""Subscriptions and the digests made for them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, null, select

from matchbot.adapters.store.columns import table_of
from matchbot.adapters.store.tables import DigestRow, SubscriptionRow
from matchbot.adapters.store.work import Work, record
from matchbot.core.subscription import Subscription, SubscriptionState
from matchbot.flows.records import Digest

SUBSCRIPTION = table_of(SubscriptionRow)
DIGEST = table_of(DigestRow)
_S = SUBSCRIPTION.c
_D = DIGEST.c
#: Active subscriptions to the digest, and active needs that were saved.
DIGESTS = (_S.state == "active", _S.need.is_(null()))
SAVED_NEEDS = (_S.state == "active", _S.need.is_not(null()))


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

    def of_address(self, channel: str, address: str) -> list[Subscription]:
        there = (_S.channel == channel, func.lower(_S.address) == address)
        return self._subscriptions(self._work.query(SUBSCRIPTION, *there).order_by(_S.id))

    def active(self, after: str = "", people: int = 500) -> list[Subscription]:
        active = (self._work.mine(SUBSCRIPTION), *DIGESTS)
        persons = select(_S.person_id).distinct().where(*active, _S.person_id > after)
        page = persons.order_by(_S.person_id).limit(people)
        query = self._work.query(SUBSCRIPTION, *DIGESTS, _S.person_id.in_(page))
        return self._subscriptions(query.order_by(_S.person_id, _S.channel, _S.id))

    def saved_needs(self, after: str = "", limit: int = 100) -> list[Subscription]:
        query = self._work.query(SUBSCRIPTION, *SAVED_NEEDS, _S.id > after)
        return self._subscriptions(query.order_by(_S.id).limit(limit))

    def pending(self, before: datetime, limit: int = 100) -> list[Subscription]:
        query = self._work.query(SUBSCRIPTION, _S.state == "pending", _S.consent_at < before)
        return self._subscriptions(query.order_by(_S.id).limit(limit))

    def remove(self, id: str) -> None:
        self._work.run(delete(SUBSCRIPTION).where(self._work.mine(SUBSCRIPTION), _S.id == id))

    def earliest_told(self, *, saved_needs: bool = False) -> datetime | None:
        theirs = SAVED_NEEDS if saved_needs else DIGESTS
        earliest: datetime | None = self._work.run(
            select(func.min(_S.told_until)).where(self._work.mine(SUBSCRIPTION), *theirs)
        ).scalar()
        return earliest

    def looked(self, ids: Sequence[str], until: datetime) -> None:
        if ids:
            still = (_S.id.in_(ids), _S.state == "active", _S.told_until < until)
            self._work.change(SUBSCRIPTION, {"told_until": until}, *still)

    def counts(self) -> dict[str, int]:
        return dict(self._work.tally(SUBSCRIPTION, _S.state))

    def add_digest(self, digest: Digest) -> bool:
        values = self._work.values(digest)
        return self._work.add_new(DIGEST, values, "person_id", "channel", "period")

    def add_digests(self, digests: Sequence[Digest]) -> None:
        rows = [self._work.values(digest) for digest in digests]
        self._work.add_all_new(DIGEST, rows, "person_id", "channel", "period")

    def digests_of(self, outbox_ids: Sequence[str]) -> dict[str, Digest]:
        if not outbox_ids:
            return {}
        rows = self._work.all(self._work.query(DIGEST, _D.outbox_id.in_(outbox_ids)))
        return {row["outbox_id"]: record(Digest, row) for row in rows}

    def digests(self, person_ids: Sequence[str], period: str) -> list[Digest]:
        theirs = (_D.person_id.in_(person_ids), _D.period == period)
        return [record(Digest, row) for row in self._work.all(self._work.query(DIGEST, *theirs))]

    def last_digests(self, person_ids: Sequence[str]) -> dict[tuple[str, str], datetime]:
        query = (
            select(_D.person_id, _D.channel, func.max(_D.until).label("last"))
            .where(self._work.mine(DIGEST), _D.person_id.in_(person_ids))
            .group_by(_D.person_id, _D.channel)
        )
        rows = self._work.all(query)
        return {(row["person_id"], row["channel"]): row["last"] for row in rows}

    def _subscriptions(self, query: Select[Any]) -> list[Subscription]:
        return [record(Subscription, row) for row in self._work.all(self._work.held(query))]

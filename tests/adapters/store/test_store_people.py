"""Persons, identities, subscriptions, digests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from matchbot.adapters.store import SqlStore
from matchbot.core.person import Identity, Person
from matchbot.core.subscription import Consent, Subscription, Wish, stop
from matchbot.flows.records import Digest

WEEK = timedelta(weeks=1)


def people(store: SqlStore, now: datetime, *ids: str) -> None:
    with store.begin() as tx:
        for id in ids:
            tx.people.add(Person(id, "amsterdam", created_at=now))


def subscription(id: str, **facts: Any) -> Subscription:
    usual = Subscription(id, "amsterdam", "p1", "mail", "a@example.org", "nl", Wish("lunch"))
    return replace(usual, **facts)


def test_a_person_comes_back_as_last_saved(store: SqlStore, now: datetime) -> None:
    people(store, now, "p1")
    with store.begin() as tx:
        tx.people.save(Person("p1", "amsterdam", "Ann", "Gemeente", "de"))
    with store.read() as tx:
        assert tx.people.get("p1") == Person("p1", "amsterdam", "Ann", "Gemeente", "de", now)
        assert tx.people.get("p2") is None


def test_an_address_belongs_to_the_person_it_was_last_linked_to(
    store: SqlStore, now: datetime
) -> None:
    people(store, now, "p1", "p2")
    with store.begin() as tx:
        tx.people.link(Identity("p1", "mail", "a@example.org", now))
        tx.people.link(Identity("p2", "mail", "a@example.org"))
        assert tx.people.identities("p1") == []
        assert tx.people.identity("mail", "a@example.org") == Identity(
            "p2", "mail", "a@example.org", now
        )
        assert tx.people.identity("web", "a@example.org") is None


@pytest.mark.parametrize("first", [None, -1, 0, 1])
def test_the_later_confirmation_of_an_address_is_kept(
    store: SqlStore, now: datetime, first: int | None
) -> None:
    people(store, now, "p1")
    before = None if first is None else now + first * WEEK
    with store.begin() as tx:
        tx.people.link(Identity("p1", "mail", "a@example.org", before))
        tx.people.link(Identity("p1", "mail", "a@example.org", now))
        (identity,) = tx.people.identities("p1")
    assert identity.confirmed_at == max(now, before or now)


def test_no_address_without_a_person(store: SqlStore) -> None:
    with pytest.raises(IntegrityError), store.begin() as tx:
        tx.people.link(Identity("nobody", "mail", "a@example.org"))
    with store.read() as tx:
        assert tx.people.identity("mail", "a@example.org") is None


def test_rows_of_one_transaction_may_be_written_in_any_order(
    store: SqlStore, now: datetime
) -> None:
    with store.begin() as tx:
        tx.people.link(Identity("p1", "mail", "a@example.org"))
        tx.people.add(Person("p1", "amsterdam"))


def test_a_subscription_comes_back_as_last_saved(store: SqlStore, now: datetime) -> None:
    people(store, now, "p1")
    first = subscription(
        "s1", state="active", consent=Consent("v1"), consent_at=now, told_until=now
    )
    with store.begin() as tx:
        tx.subscriptions.add(first)
        assert tx.subscriptions.get("s1") == first
        tx.subscriptions.save(stop(first, now))
        assert tx.subscriptions.get("s1") == stop(first, now)
        assert tx.subscriptions.get("s2") is None


def test_active_subscriptions_come_person_by_person(store: SqlStore, now: datetime) -> None:
    people(store, now, "p1", "p2", "p3")
    with store.begin() as tx:
        for number in range(5):
            person = "p1" if number % 2 else "p2"
            tx.subscriptions.add(subscription(f"s{number}", state="active", person_id=person))
        tx.subscriptions.add(subscription("s9", person_id="p3"))
    with store.read() as tx:
        assert [one.id for one in tx.subscriptions.active(people=1)] == ["s1", "s3"]
        assert [one.id for one in tx.subscriptions.active("p1", 1)] == ["s0", "s2", "s4"]
        assert tx.subscriptions.active("p2") == []
        assert [one.id for one in tx.subscriptions.of_person("p3")] == ["s9"]
        assert tx.subscriptions.counts() == {"active": 5, "pending": 1}


def test_a_person_has_one_digest_a_week_on_a_channel(store: SqlStore, now: datetime) -> None:
    people(store, now, "p1")
    digest = Digest("p1", "mail", "2026-W48", "m1", ("s1",), ("o1", "o2"), now)
    later = replace(digest, period="2026-W49", outbox_id="m3", until=now + WEEK)
    with store.begin() as tx:
        assert tx.subscriptions.add_digest(digest)
        assert not tx.subscriptions.add_digest(replace(digest, outbox_id="m2"))
        assert tx.subscriptions.add_digest(replace(digest, channel="telegram", outbox_id="m4"))
        assert tx.subscriptions.add_digest(later)
        assert tx.subscriptions.digests(["p1"], "2026-W49") == [later]
        assert tx.subscriptions.digests_of(["m1", "m9"]) == {"m1": digest}
        assert tx.subscriptions.last_digests(["p1", "p2"]) == {
            ("p1", "mail"): now + WEEK, ("p1", "telegram"): now,
        }  # fmt: skip


def test_only_who_is_still_active_is_noted_as_looked_at(store: SqlStore, now: datetime) -> None:
    people(store, now, "p1")
    with store.begin() as tx:
        tx.subscriptions.add(subscription("s1", state="active", told_until=now))
        tx.subscriptions.add(subscription("s2", state="paused", told_until=now))
        tx.subscriptions.looked(["s1", "s2"], now + WEEK)
        assert tx.subscriptions.earliest_told() == now + WEEK
        paused = tx.subscriptions.get("s2")
        assert paused is not None and paused.told_until == now


def test_what_was_not_confirmed_can_be_removed(store: SqlStore, now: datetime) -> None:
    people(store, now, "p1")
    with store.begin() as tx:
        tx.subscriptions.add(subscription("s1", consent_at=now))
        assert tx.subscriptions.pending(now) == []
        assert [s.id for s in tx.subscriptions.pending(now + WEEK)] == ["s1"]
        tx.subscriptions.remove("s1")
        assert tx.subscriptions.get("s1") is None

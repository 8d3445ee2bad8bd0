"""Keys, runs of the clock, suppressions, tasks, named values."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

from matchbot.adapters.store import SqlStore
from matchbot.core.keys import Key, hash_key
from matchbot.flows.records import Task

HOUR = timedelta(hours=1)


def test_a_key_is_spent_once(store: SqlStore, now: datetime) -> None:
    key = Key(hash_key("word"), "amsterdam", "lead", "l1", "p1", now, now + HOUR)
    with store.begin() as tx:
        tx.keys.add(key)
        assert tx.keys.get(key.hash) == key
        assert tx.keys.spend(key.hash, now)
        assert not tx.keys.spend(key.hash, now + HOUR)
        assert not tx.keys.spend(hash_key("other"), now)
        assert tx.keys.get(key.hash) == replace(key, spent_at=now)
        assert tx.keys.get("word") is None


def test_of_many_who_spend_a_key_at_once_one_does(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        tx.keys.add(Key("h", "amsterdam", "confirm", "c1"))

    def spend(_: int) -> bool:
        with store.begin() as tx:
            return tx.keys.spend("h", now)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(spend, range(8))) == 1


def test_a_period_is_run_once(store: SqlStore, now: datetime) -> None:
    def start(_: int) -> bool:
        with store.begin() as tx:
            return tx.runs.start("digest", "2026-W48", now)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(start, range(8))) == 1


def test_a_run_that_was_not_finished_is_known(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        assert tx.runs.last("digest") is None
        for number, period in enumerate(("2026-W46", "2026-W47", "2026-W48")):
            assert tx.runs.start("digest", period, now + number * HOUR)
        assert tx.runs.start("follow_up", "2026-11-23", now)
        tx.runs.finish("digest", "2026-W47", now, {"sent": 3, "at": now})
        assert tx.runs.unfinished("digest") == ["2026-W46", "2026-W48"]
        assert tx.runs.last("digest") == ("2026-W48", now + 2 * HOUR)


def test_a_suppressed_address_stays_suppressed(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        assert not tx.suppressions.has("h")
        tx.suppressions.add("h", "bounce", now)
        assert tx.suppressions.among(["h", "other"]) == {"h": "bounce"}
        tx.suppressions.add("h", "complaint", now)
        tx.suppressions.add("h", "bounce", now)
        assert tx.suppressions.among(["h"]) == {"h": "complaint"}


def test_a_suppression_is_lifted_for_this_address_alone(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        tx.suppressions.add("h", "bounce", now)
        tx.suppressions.add("other", "bounce", now)
        tx.suppressions.lift(["h", "unknown"])
        assert tx.suppressions.among(["h", "other"]) == {"other": "bounce"}


def test_tasks_wait_oldest_first_until_closed(store: SqlStore, now: datetime) -> None:
    old = Task("t2", "complaint", "c1", "Niemand belt terug", now - HOUR)
    new = Task("t1", "human", "c2", "Graag een mens", now)
    with store.begin() as tx:
        tx.tasks.add(new)
        tx.tasks.add(old)
        assert tx.tasks.open() == [old, new]
        assert tx.tasks.open(limit=1) == [old]
        tx.tasks.close("t2", now)
        assert tx.tasks.open() == [new]


def test_a_named_value_is_the_last_one_set(store: SqlStore) -> None:
    with store.begin() as tx:
        assert tx.memory.get("clock") is None
        tx.memory.set("clock", "1")
        tx.memory.set("clock", "2")
    with store.read() as tx:
        assert tx.memory.get("clock") == "2"


def test_of_many_first_starts_one_makes_the_secret(store: SqlStore) -> None:
    def secret(word: int) -> str:
        with store.begin() as tx:
            known = tx.memory.get("secret")
            if known is None:
                tx.memory.set("secret", str(word))
            return known or str(word)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(secret, range(8)))) == 1


def test_a_run_is_of_one_process_at_a_time_and_taken_over_from_the_dead(
    store: SqlStore, now: datetime
) -> None:
    later = now + timedelta(minutes=5)

    def lease(owner: str, at: datetime) -> bool:
        with store.begin() as tx:
            return tx.runs.lease("digest", "2026-W48", owner, at, at + timedelta(minutes=5))

    assert lease("a", now)
    assert not lease("b", now)
    assert lease("b", later)
    with store.begin() as tx:
        tx.runs.free("digest", "2026-W48", "a")  # a is not the one who holds it
    assert not lease("c", later)
    with store.begin() as tx:
        tx.runs.free("digest", "2026-W48", "b")
    assert lease("c", later)
    with store.begin() as tx:
        tx.runs.finish("digest", "2026-W48", later)
    assert not lease("d", later + timedelta(days=1))


def test_of_three_replicas_that_knock_at_once_one_runs(store: SqlStore, now: datetime) -> None:
    def lease(owner: str) -> bool:
        with store.begin() as tx:
            return tx.runs.lease("digest", "2026-W48", owner, now, now + timedelta(minutes=5))

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(lease, "abc")) == [False, False, True]

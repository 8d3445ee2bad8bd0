"""The inbox: committed once, handled in order, one at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from matchbot.adapters.store import SqlStore

MINUTE = timedelta(minutes=1)


def receive(store: SqlStore, now: datetime, *items: tuple[str, str]) -> None:
    with store.begin() as tx:
        for source_id, thread in items:
            assert tx.inbox.receive("telegram", source_id, thread, source_id.encode(), now)


def test_a_source_id_is_received_once(store: SqlStore, now: datetime) -> None:
    receive(store, now, ("1", "chat-a"))
    with store.begin() as tx:
        assert not tx.inbox.receive("telegram", "1", "chat-b", b"again", now)
        assert tx.inbox.receive("mail", "1", "chat-a", b"other source", now)
        assert tx.inbox.counts() == {"received": 2}


def test_which_ids_of_a_source_are_known(store: SqlStore, now: datetime) -> None:
    receive(store, now, ("1", "a"), ("2", "a"))
    with store.read() as tx:
        assert tx.inbox.known("telegram", ["2", "3"]) == {"2"}
        assert tx.inbox.known("mail", ["1", "2"]) == set()
        assert tx.inbox.known("telegram", []) == set()


def test_an_item_is_kept_raw(store: SqlStore, now: datetime) -> None:
    raw = bytes(range(256))
    with store.begin() as tx:
        tx.inbox.receive("mail", "7", "ann@example.org", raw, now)
        item = tx.inbox.take("me", now, now + MINUTE)
        assert item is not None
        assert (item.raw, item.source, item.source_id) == (raw, "mail", "7")
        assert (item.state, item.received_at, item.thread) == ("handling", now, "ann@example.org")


def test_items_of_a_thread_are_handled_in_order_one_at_a_time(
    store: SqlStore, now: datetime
) -> None:
    receive(store, now, ("1", "a"), ("2", "a"), ("3", "b"))
    with store.begin() as tx:
        first = tx.inbox.take("x", now, now + MINUTE)
        other = tx.inbox.take("y", now, now + MINUTE)
        assert first is not None and other is not None
        assert (first.source_id, other.source_id) == ("1", "3")
        assert tx.inbox.take("z", now, now + MINUTE) is None
        assert tx.inbox.finish(first, "x", "handled", now)
        second = tx.inbox.take("z", now, now + MINUTE)
        assert second is not None and second.source_id == "2"
        assert tx.inbox.counts() == {"handled": 1, "handling": 2}


def test_several_are_taken_at_once_each_of_another_thread_and_oldest_first(
    store: SqlStore, now: datetime
) -> None:
    receive(store, now, ("1", "a"), ("2", "a"), ("3", "b"), ("4", "c"), ("5", "d"))
    with store.begin() as tx:
        taken = tx.inbox.take_some("x", now, now + MINUTE, 3)
        assert [item.source_id for item in taken] == ["1", "3", "4"]
        rest = tx.inbox.take_some("y", now, now + MINUTE, 3)
        assert [item.source_id for item in rest] == ["5"]


def test_what_a_dead_process_left_is_taken_alone_so_that_its_neighbours_are_not_blamed(
    store: SqlStore, now: datetime
) -> None:
    receive(store, now, ("1", "a"), ("2", "b"), ("3", "c"))
    with store.begin() as tx:
        assert len(tx.inbox.take_some("dead", now, now + MINUTE, 3)) == 3
        for n, source_id in enumerate(("1", "2", "3"), 1):
            later = now + n * MINUTE
            (item,) = tx.inbox.take_some("x", later, later + 9 * MINUTE, 3)
            assert (item.source_id, item.attempts) == (source_id, 1)


def test_an_item_whose_lease_lapsed_is_taken_again_and_counts_an_attempt(
    store: SqlStore, now: datetime
) -> None:
    receive(store, now, ("1", "a"), ("2", "a"))
    with store.begin() as tx:
        stuck = tx.inbox.take("slow", now, now + MINUTE)
        assert stuck is not None and stuck.attempts == 0
        again = tx.inbox.take("quick", now + MINUTE, now + 2 * MINUTE)
        assert again is not None and (again.id, again.attempts) == (stuck.id, 1)
        assert not tx.inbox.finish(stuck, "slow", "handled", now)
        tx.inbox.put_back(stuck, "slow")
        assert tx.inbox.counts() == {"handling": 1, "received": 1}
        assert tx.inbox.finish(again, "quick", "quarantined", now, "poison")
        assert not tx.inbox.finish(again, "quick", "handled", now)


def test_an_item_put_back_is_next_in_its_thread(store: SqlStore, now: datetime) -> None:
    receive(store, now, ("1", "a"), ("2", "a"))
    with store.begin() as tx:
        item = tx.inbox.take("x", now, now + MINUTE)
        assert item is not None
        tx.inbox.put_back(item, "x")
        again = tx.inbox.take("y", now, now + MINUTE)
        assert again is not None and (again.source_id, again.attempts) == ("1", 1)


def test_an_item_that_waits_for_its_turn_is_not_taken_before_and_counts_no_attempt(
    store: SqlStore, now: datetime
) -> None:
    receive(store, now, ("1", "a"), ("2", "a"))
    with store.begin() as tx:
        item = tx.inbox.take("x", now, now + MINUTE)
        assert item is not None
        tx.inbox.put_back(item, "x", now + 2 * MINUTE)
        assert tx.inbox.take("y", now + MINUTE, now + 9 * MINUTE) is None
        again = tx.inbox.take("y", now + 2 * MINUTE, now + 9 * MINUTE)
        assert again is not None and (again.source_id, again.attempts) == ("1", 0)


def test_what_was_put_aside_is_listed_and_may_be_handled_again(
    store: SqlStore, now: datetime
) -> None:
    receive(store, now, ("1", "a"), ("2", "b"))
    with store.begin() as tx:
        item = tx.inbox.take("x", now, now + MINUTE)
        assert item is not None
        tx.inbox.finish(item, "x", "quarantined", now, "cannot be read")
        (aside,) = tx.inbox.find(state="quarantined")
        assert (aside.source_id, aside.reason, aside.raw) == ("1", "cannot be read", b"")
        assert [found.source_id for found in tx.inbox.find()] == ["2", "1"]
        assert (tx.inbox.again(aside.id), tx.inbox.again(aside.id)) == (True, False)
        fresh = tx.inbox.take("x", now, now + MINUTE)
        assert fresh is not None and (fresh.id, fresh.attempts) == (aside.id, 0)


def test_how_far_a_source_was_read_is_remembered(store: SqlStore) -> None:
    with store.begin() as tx:
        assert tx.inbox.cursor("mail") is None
        tx.inbox.set_cursor("mail", "7:100")
        tx.inbox.set_cursor("mail", "7:101")
        tx.inbox.set_cursor("telegram", "5")
    with store.read() as tx:
        assert (tx.inbox.cursor("mail"), tx.inbox.cursor("telegram")) == ("7:101", "5")


def test_four_handlers_at_once_keep_each_thread_in_order(store: SqlStore, now: datetime) -> None:
    receive(store, now, *((f"{n:02}", f"chat-{n % 3}") for n in range(30)))
    handled: list[tuple[str, str]] = []

    def handler(owner: str) -> None:
        while True:
            with store.begin() as tx:
                item = tx.inbox.take(owner, now, now + MINUTE)
            if item is None:
                with store.read() as tx:
                    if set(tx.inbox.counts()) == {"handled"}:
                        return
                continue
            handled.append((item.thread, item.source_id))
            with store.begin() as tx:
                assert tx.inbox.finish(item, owner, "handled", now)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(handler, "abcd"))
    assert len(handled) == 30
    for chat in range(3):
        order = [id for thread, id in handled if thread == f"chat-{chat}"]
        assert order == sorted(order) and len(order) == 10


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.postgres
def test_an_item_being_taken_blocks_its_thread_for_other_replicas(
    store: SqlStore, now: datetime
) -> None:
    receive(store, now, ("1", "a"), ("2", "a"), ("3", "b"))
    with store.begin() as first:
        assert first.inbox.take("x", now, now + MINUTE) is not None
        with store.begin() as second:
            item = second.inbox.take("y", now, now + MINUTE)
            assert item is not None and item.source_id == "3"

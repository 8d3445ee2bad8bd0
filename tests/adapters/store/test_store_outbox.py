"""The outbox: said once, claimed once, written only by who holds it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from matchbot.adapters.store import SqlStore
from matchbot.core.outbox import OutboxMessage

MINUTE = timedelta(minutes=1)


def message(id: str, **facts: Any) -> OutboxMessage:
    usual = {"channel": "mail", "purpose": "lead", "recipient": "a@example.org", "body": b"\x00hi"}
    return OutboxMessage(id=id, platform="amsterdam", dedupe_key=f"key:{id}", **{**usual, **facts})


def put(store: SqlStore, *messages: OutboxMessage) -> None:
    with store.begin() as tx:
        for one in messages:
            assert tx.outbox.add(one)


def claim(store: SqlStore, now: datetime, limit: int = 10, owner: str = "me") -> list[str]:
    with store.begin() as tx:
        claimed = tx.outbox.claim(owner, now, now + 15 * MINUTE, ["mail"], limit)
    return [one.id for one in claimed]


def test_a_message_comes_back_as_it_was(store: SqlStore, now: datetime) -> None:
    full = message(
        "a", message_id="<1@x>", sender="b@x", lead_id="l", not_before=now, created_at=now
    )
    put(store, full)
    with store.read() as tx:
        assert tx.outbox.get("a") == full
        assert tx.outbox.get("b") is None


def test_a_dedupe_key_is_used_once_over_all_time(store: SqlStore, now: datetime) -> None:
    put(store, message("a", state="sent"))
    with store.begin() as tx:
        assert not tx.outbox.add(replace(message("b"), dedupe_key="key:a"))
        assert tx.outbox.get("b") is None


def test_due_messages_are_claimed_in_order_of_insertion(store: SqlStore, now: datetime) -> None:
    put(
        store,
        message("z"),
        message("later", not_before=now + MINUTE),
        message("a", not_before=now),
        message("chat", channel="telegram"),
        message("m"),
        message("done", state="sent"),
    )
    assert claim(store, now, limit=2) == ["z", "a"]
    assert claim(store, now) == ["m"]
    assert claim(store, now) == []


def test_a_claimed_message_is_under_its_owner_until_its_lease_ends(
    store: SqlStore, now: datetime
) -> None:
    put(store, message("a"), message("b"))
    with store.begin() as tx:
        (claimed,) = tx.outbox.claim("me", now, now + MINUTE, ["mail"], 1)
        assert (claimed.state, claimed.lease_owner) == ("claimed", "me")
        assert claimed.lease_until == now + MINUTE
        assert tx.outbox.lapsed(now) == []
        # Without its body: nothing will be sent of it now.
        assert tx.outbox.lapsed(now + MINUTE) == [replace(claimed, body=b"")]


def test_a_message_past_its_use_by_expires_instead_of_leaving(
    store: SqlStore, now: datetime
) -> None:
    put(store, message("late", expires_at=now), message("good", expires_at=now + MINUTE))
    assert claim(store, now) == ["good"]
    with store.read() as tx:
        (late,) = tx.outbox.find(state="expired")
        assert (late.id, late.settled_at, late.reason) == ("late", now, "late")


def test_only_who_holds_a_message_in_its_state_writes_it(store: SqlStore, now: datetime) -> None:
    put(store, message("a"))
    with store.begin() as tx:
        (mine,) = tx.outbox.claim("me", now, now + MINUTE, ["mail"], 1)
        sending = replace(mine, state="sending")
        assert not tx.outbox.save(sending, replace(mine, lease_owner="other"))
        assert not tx.outbox.save(sending, replace(mine, lease_owner="", lease_until=None))
        assert not tx.outbox.save(sending, replace(mine, state="queued"))
        assert not tx.outbox.save(sending, replace(mine, lease_until=now + 2 * MINUTE))
        assert tx.outbox.save(sending, mine)
        assert not tx.outbox.save(sending, mine)
        sent = replace(sending, state="sent", lease_owner="", lease_until=None, settled_at=now)
        assert tx.outbox.save(sent, sending)
        assert tx.outbox.get("a") == sent
        assert not tx.outbox.save(replace(sent, state="queued"), sending)


def test_an_unleased_message_is_written_under_no_owner(store: SqlStore, now: datetime) -> None:
    put(store, message("a"))
    with store.begin() as tx:
        assert tx.outbox.save(replace(message("a"), state="cancelled"), message("a"))


def test_what_goes_over_the_wire_never_changes(store: SqlStore) -> None:
    first = message("a", message_id="<1@x>", sender="b@x")
    put(store, first)
    forged = replace(first, body=b"else", recipient="c@x", message_id="<2@x>", sender="d@x")
    with store.begin() as tx:
        assert tx.outbox.save(replace(forged, attempts=3), forged)
        assert tx.outbox.get("a") == replace(first, attempts=3)


def test_doubtful_messages_come_when_their_wait_is_over(store: SqlStore, now: datetime) -> None:
    put(
        store,
        message("waits", state="in_doubt", not_before=now + MINUTE),
        message("over", state="in_doubt", not_before=now),
        message("queued"),
    )
    with store.read() as tx:
        assert [one.id for one in tx.outbox.doubtful(now)] == ["over"]


def test_messages_are_found_newest_first_and_counted(store: SqlStore, now: datetime) -> None:
    put(
        store,
        message("a", lead_id="l1", created_at=now),
        message("b", lead_id="l2", created_at=now - MINUTE),
        message("c", lead_id="l1", state="sent", created_at=now - 2 * MINUTE),
        message("d", channel="telegram", created_at=now),
    )
    with store.read() as tx:
        assert [one.id for one in tx.outbox.find(lead_id="l1")] == ["c", "a"]
        assert [one.id for one in tx.outbox.find(state="queued", limit=2)] == ["d", "b"]
        assert tx.outbox.counts() == {
            ("mail", "queued"): 2,
            ("mail", "sent"): 1,
            ("telegram", "queued"): 1,
        }
        assert tx.outbox.oldest_waiting() == now - MINUTE


def test_nothing_waiting_has_no_age(store: SqlStore) -> None:
    with store.read() as tx:
        assert tx.outbox.oldest_waiting() is None
        assert tx.outbox.counts() == {}


def test_four_senders_at_once_claim_each_message_once(store: SqlStore, now: datetime) -> None:
    put(store, *(message(f"{number:03}") for number in range(120)))

    def sender(owner: str) -> list[str]:
        mine: list[str] = []
        while got := claim(store, now, limit=7, owner=owner):
            mine += got
        return mine

    with ThreadPoolExecutor(4) as pool:
        shares = list(pool.map(sender, "abcd"))
    claimed = [id for share in shares for id in share]
    assert sorted(claimed) == [f"{number:03}" for number in range(120)]


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.postgres
def test_a_sender_does_not_wait_for_what_another_is_claiming(
    store: SqlStore, now: datetime
) -> None:
    put(store, *(message(f"{number}") for number in range(5)))
    with store.begin() as first:
        held = first.outbox.claim("a", now, now + MINUTE, ["mail"], 2)
        assert claim(store, now, limit=2, owner="b") == ["2", "3"]
    assert [one.id for one in held] == ["0", "1"]

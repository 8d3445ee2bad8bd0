"""One database, many threads and processes, several platforms; and databases that are away."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from matchbot.adapters.store import SqlStore, StoreError
from matchbot.core.dialogue.conversation import Conversation
from matchbot.core.inbox import InboxItem
from matchbot.core.keys import Key
from matchbot.core.lead import Contact, Lead, LeadEvent
from matchbot.core.need import Need
from matchbot.core.offering import Catalogue, Offering
from matchbot.core.outbox import OutboxMessage
from matchbot.core.person import Identity, Person
from matchbot.core.subscription import Subscription
from matchbot.flows.ports import Store, Transaction
from matchbot.flows.records import Digest, NeedRecord, Task

MINUTE = timedelta(minutes=1)


def test_it_is_a_store_of_the_flows(store: SqlStore) -> None:
    as_store: Store = store
    with as_store.begin() as tx:
        assert all(hasattr(tx, name) for name in vars(Transaction) if not name.startswith("_"))


def test_an_exception_undoes_the_whole_transaction(store: SqlStore) -> None:
    with pytest.raises(RuntimeError, match="half way"), store.begin() as tx:
        tx.memory.set("a", "1")
        raise RuntimeError("half way")
    with store.read() as tx:
        assert tx.memory.get("a") is None


def test_a_reading_transaction_cannot_write(store: SqlStore) -> None:
    with pytest.raises((StoreError, DBAPIError), match=r"(?i)read-?only"), store.read() as tx:
        tx.memory.set("a", "1")
    with store.begin() as tx:
        tx.memory.set("a", "2")


def test_a_reader_sees_one_moment_and_waits_for_no_writer(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.memory.set("a", "old")
    with store.read() as reader:
        assert reader.memory.get("a") == "old"
        with store.begin() as writer:
            writer.memory.set("a", "new")
            assert reader.memory.get("a") == "old"
        assert reader.memory.get("a") == "old"
    with store.read() as reader:
        assert reader.memory.get("a") == "new"


def _count(store: SqlStore, times: int) -> None:
    """Add one to a number in each of two places, each in a transaction of its own."""
    for _ in range(times):
        with store.begin() as tx:
            tx.memory.set("count", str(int(tx.memory.get("count") or 0) + 1))
        with store.begin() as tx:
            person = tx.people.get("p1")
            assert person is not None
            tx.people.save(replace(person, name=str(int(person.name or 0) + 1)))


def _count_in_process(url: str, times: int) -> None:
    store = SqlStore.open(url, "amsterdam")
    _count(store, times)
    store.close()


def _counted(store: SqlStore) -> tuple[str | None, str]:
    with store.read() as tx:
        person = tx.people.get("p1")
        assert person is not None
        return tx.memory.get("count"), person.name


def test_four_threads_that_read_then_write_lose_nothing(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.people.add(Person("p1", "amsterdam"))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: _count(store, 50), range(4)))
    assert _counted(store) == ("200", "200")


@pytest.mark.parametrize("times", [25, pytest.param(200, marks=pytest.mark.long)])
def test_four_processes_that_read_then_write_lose_nothing(
    store: SqlStore, database_url: str, times: int
) -> None:
    with store.begin() as tx:
        tx.people.add(Person("p1", "amsterdam"))
    context = multiprocessing.get_context("spawn")
    workers = [
        context.Process(target=_count_in_process, args=(database_url, times)) for _ in "1234"
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0, 0, 0]
    assert _counted(store) == (str(4 * times), str(4 * times))


def test_lines_said_at_once_are_numbered_without_gaps(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        tx.conversations.add(Conversation("c1", "amsterdam", "web"), now)

    def say(number: int) -> None:
        with store.begin() as tx:
            assert tx.conversations.utter("c1", "person", str(number), now)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(say, range(40)))
    with store.read() as tx:
        assert [line.id for line in tx.conversations.utterances("c1")] == list(range(1, 41))


def _fill(tx: Transaction, now: datetime) -> None:
    lead = Lead("l", "amsterdam", "n", "o", "w", "p", "c", Need(), Contact(), "nl")
    lead = replace(lead, state="accepted", follow_up_at=now, created_at=now)
    tx.people.add(Person("p", "amsterdam"))
    tx.people.link(Identity("p", "web", "x"))
    tx.conversations.add(Conversation("c", "amsterdam", "web", "x", "p"), now)
    tx.conversations.utter("c", "person", "hallo", now)
    tx.needs.add(NeedRecord("n", "p", "c", Need(), False, now))
    tx.leads.add(lead, LeadEvent("l", now, "buyer", "web", "choose", "new", "new"))
    declined = replace(lead, id="l2", state="declined", decided_at=now, follow_up_at=None)
    tx.leads.add(declined, LeadEvent("l2", now, "wise", "web", "decline", "new", "declined"))
    tx.outbox.add(OutboxMessage("m", "amsterdam", "mail", "lead", "k", "x", b"", created_at=now))
    tx.outbox.add(OutboxMessage("d", "amsterdam", "mail", "lead", "k2", "x", b"", state="in_doubt"))
    tx.inbox.receive("mail", "1", "x", b"", now)
    tx.inbox.set_cursor("mail", "1")
    active = Subscription("s", "amsterdam", "p", "web", "x", "nl", state="active", told_until=now)
    tx.subscriptions.add(active)
    tx.subscriptions.add(replace(active, id="s2", state="pending", consent_at=now - MINUTE))
    tx.subscriptions.add_digest(Digest("p", "web", "2026-W48", "m", ("s",), (), now))
    tx.keys.add(Key("h", "amsterdam", "lead", "l"))
    tx.runs.start("digest", "2026-W48", now)
    tx.catalogue.put(Catalogue(offerings={"o": Offering("o")}), now)
    tx.suppressions.add("h", "bounce", now)
    tx.tasks.add(Task("t", "human", "c", "help", now))
    tx.memory.set("a", "1")


def _seen(tx: Transaction, now: datetime) -> list[object]:
    return [
        tx.people.get("p"),
        tx.people.identity("web", "x"),
        tx.people.identities("p"),
        tx.people.export("p"),
        tx.conversations.get("c"),
        tx.conversations.find("web", "x"),
        tx.conversations.utterances("c"),
        tx.needs.get("n"),
        tx.leads.get("l"),
        tx.leads.find(),
        tx.leads.of_conversation("c"),
        tx.leads.due_follow_up(now),
        tx.leads.events("l"),
        tx.outbox.get("m"),
        tx.outbox.find(),
        tx.outbox.lapsed(now + MINUTE),
        tx.outbox.doubtful(now),
        tx.outbox.counts(),
        tx.outbox.oldest_waiting(),
        tx.inbox.cursor("mail"),
        tx.inbox.counts(),
        tx.subscriptions.get("s"),
        tx.subscriptions.of_person("p"),
        tx.subscriptions.active(),
        tx.subscriptions.counts(),
        tx.subscriptions.digests(["p"], "2026-W48"),
        tx.subscriptions.digests_of(["m"]),
        tx.subscriptions.last_digests(["p"]),
        tx.subscriptions.pending(now),
        tx.subscriptions.earliest_told(),
        tx.leads.of_person("p"),
        tx.leads.of_letters([""]),
        tx.leads.declines(now),
        tx.keys.get("h"),
        tx.runs.last("digest"),
        tx.runs.unfinished("digest"),
        tx.catalogue.load().offerings,
        tx.catalogue.version(),
        tx.catalogue.changed_since(now - MINUTE, now),
        tx.suppressions.has("h"),
        tx.tasks.open(),
        tx.memory.get("a"),
    ]


def _changed(tx: Transaction, now: datetime) -> list[object]:
    """What each method that changes rows says it did; none of it to be undone here."""
    item = InboxItem(1, "haarlem", "mail", "1", "x", b"", now)
    lead = Lead("l", "haarlem", "n", "o", "w", "p", "c", Need(), Contact(), "nl")
    message = OutboxMessage("m", "haarlem", "mail", "lead", "k", "x", b"")
    tx.people.save(Person("p", "haarlem", name="other"))
    tx.needs.mark_unmet("n")
    tx.subscriptions.save(Subscription("s", "haarlem", "p", "web", "y", "nl"))
    tx.runs.finish("digest", "2026-W48", now)
    tx.tasks.close("t", now)
    return [
        tx.conversations.lease("c", "me", now, now + MINUTE),
        tx.leads.save(lead, None, "accepted"),
        tx.outbox.claim("me", now, now + MINUTE, ["mail"], 9),
        tx.outbox.save(message, message),
        tx.inbox.take("me", now, now + MINUTE),
        tx.inbox.finish(item, "", "handled", now),
        tx.keys.spend("h", now),
        tx.people.erase("p"),
    ]


def test_a_platform_neither_sees_nor_touches_the_rows_of_another(
    store: SqlStore, database_url: str, now: datetime
) -> None:
    with store.begin() as tx:
        _fill(tx, now)
        before = _seen(tx, now)
    assert [place for place in before if not place] == [[]]  # no message has a lapsed lease
    haarlem = SqlStore.open(database_url, "haarlem")
    with haarlem.begin() as tx:
        assert not any(_seen(tx, now))
        assert not any(_changed(tx, now))
    haarlem.close()
    with store.read() as tx:
        assert _seen(tx, now) == before


def test_what_waits_on_another_platform_does_not_stand_in_the_way(
    store: SqlStore, database_url: str, now: datetime
) -> None:
    haarlem = SqlStore.open(database_url, "haarlem")
    for place in (store, haarlem):
        with place.begin() as tx:
            tx.inbox.receive("mail", "1", "x", place.platform.encode(), now)
            tx.outbox.add(OutboxMessage("m", place.platform, "mail", "lead", "k", "x", b""))
    with haarlem.begin() as tx:
        item = tx.inbox.take("me", now, now + MINUTE)
        assert item is not None and item.raw == b"haarlem"
        (claimed,) = tx.outbox.claim("me", now, now + MINUTE, ["mail"], 1)
        assert claimed.platform == "haarlem"
    haarlem.close()


def test_what_is_of_another_platform_is_refused(store: SqlStore) -> None:
    with pytest.raises(ValueError, match="haarlem"), store.begin() as tx:
        tx.people.add(Person("p", "haarlem"))

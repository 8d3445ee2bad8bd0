"""Whose rows are whose: export gives all of a person, erasure leaves nothing of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import LargeBinary, Table, create_engine, select

from matchbot.adapters.store import SqlStore
from matchbot.adapters.store.columns import CleanText, Kept
from matchbot.adapters.store.personal_data import NOBODYS, OWNED
from matchbot.adapters.store.tables import metadata
from matchbot.core.application import Application, Applied, Step
from matchbot.core.dialogue.conversation import Conversation, OfferedChoice
from matchbot.core.keys import Key
from matchbot.core.lead import Contact, Lead, LeadEvent
from matchbot.core.need import KindGuess, Need, Place
from matchbot.core.outbox import OutboxMessage
from matchbot.core.person import Identity, Person
from matchbot.core.subscription import Subscription, Wish
from matchbot.flows.ports import Transaction
from matchbot.flows.records import AuditLine, Digest, LinkedChat, NeedRecord, Task

MINUTE = timedelta(minutes=1)
MARK = "Xqzmarker"
#: Columns of persons' tables that hold our own words, or keys that stay by design.
OURS = {
    "platform",
    "language",
    "state",
    "step",
    "actor",
    "before",
    "after",
    "who",
    "kind",
    "channel",
    "conversation_id",
    "purpose",
    "partners",
    "consent",
    "period",
    "source",
    "lease_owner",
    "evidence",
    "act",
    "wise",
    "wise_id",
    "offering_id",
    "offerings",
    "subscriptions",
    "followed",
    "letter_id",
    "price",
    "buyer_says",
    "wise_says",
    "work",
    "need_id",
    "lead_id",
    "outbox_id",
    "message_id",
    "dedupe_key",
    "source_id",
    "client_id",
    "hash",
}


def need(mark: str) -> Need:
    place = Place(f"{mark} street", 52.0, 4.0, 1.0)
    return Need(mark, mark, (KindGuess("catering", 1.0),), place, without=(mark,))


def seed(tx: Transaction, mark: str, now: datetime) -> str:
    """A person with rows in every table, `mark` in all that is said by or about them."""
    person, talk, about = f"p-{mark}", f"c-{mark}", f"s-{mark}"
    address = f"{mark}@example.org"
    contact = Contact(mark, mark, address)
    tx.people.add(Person(person, "amsterdam", mark, mark))
    tx.people.link(Identity(person, "mail", address))
    tx.conversations.add(
        Conversation(talk, "amsterdam", "mail", address, person, need=need(mark), contact=contact),
        now,
    )
    tx.conversations.utter(talk, "bot", mark, now, choices=(OfferedChoice(mark, mark),))
    tx.needs.add(NeedRecord(f"n{len(mark)}", person, talk, need(mark), True, now))
    lead = Lead(
        f"l{len(mark)}",
        "amsterdam",
        f"n{len(mark)}",
        "o1",
        "w1",
        person,
        talk,
        need(mark),
        contact,
        "nl",
        "won",
        created_at=now,
        amount=500.0,
        reason=mark,
        note=mark,
        outcome_note=mark,
    )
    tx.leads.add(lead, LeadEvent(lead.id, now, "buyer", "web", "win", "new", "won", {"note": mark}))
    tx.subscriptions.add(
        Subscription(
            about, "amsterdam", person, "mail", address, "nl", Wish(mark, (), mark), need=Need(mark)
        )
    )
    tx.subscriptions.add_digest(Digest(person, "mail", "2026-W48", "m1", (about,), ("o1",), now))
    for number, message in enumerate(messages(mark, person, address, lead.id, about)):
        full = {"body": mark.encode(), "sender": mark, "answer": mark, "reason": mark, **message}
        id = f"m{len(mark)}-{number}"
        tx.outbox.add(OutboxMessage(id, "amsterdam", dedupe_key=id, purpose="lead", **full))
    for number, thread in enumerate((address, f"mail:{address}", talk)):
        tx.inbox.receive("mail", f"{len(mark)}-{number}", thread, mark.encode(), now)
    tx.keys.add(Key(f"h1{len(mark)}", "amsterdam", "login", talk, person))
    tx.keys.add(Key(f"h2{len(mark)}", "amsterdam", "unsubscribe", about))
    tx.teams.add("w1", address, now)
    tx.chats.save(LinkedChat("telegram", f"{mark} 4711", address, "nl", asked=f"say:{mark}"))
    step = Step("ask", now, "operator", mark)
    tx.applications.add(
        Application(f"a{len(mark)}", address, Applied(mark), "nl", now, "asked", (step,))
    )
    tx.audit.add(AuditLine(f"d{len(mark)}", now, address, "team", address, mark))
    tx.tasks.add(Task(f"t1{len(mark)}", "human", talk, mark, now))
    tx.tasks.add(Task(f"t2{len(mark)}", "complaint", address, mark, now))
    return person


def messages(
    mark: str, person: str, address: str, lead: str, subscription: str
) -> Iterator[dict[str, Any]]:
    """Messages that hang on a person in each possible way."""
    wise = "wise@example.org"
    yield {"channel": "mail", "recipient": wise, "lead_id": lead, "state": "queued"}
    yield {"channel": "mail", "recipient": address, "state": "sent"}
    yield {"channel": "mail", "recipient": wise, "person_id": person, "state": "in_doubt"}
    yield {"channel": "web", "recipient": wise, "subscription_id": subscription, "state": "failed"}


def everything(database_url: str) -> dict[str, list[dict[str, Any]]]:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        tables = {
            name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for name, table in metadata.tables.items()
        }
    engine.dispose()
    return tables


def said(rows: list[dict[str, Any]], column: str) -> str:
    return " ".join(repr(row[column]) for row in rows)


def columns_with_words(table: Table) -> list[str]:
    """Columns that may hold what somebody said."""
    kinds = (CleanText, Kept, LargeBinary)
    return [column.name for column in table.columns if isinstance(column.type, kinds)]


def test_every_table_has_an_owner_or_is_declared_nobodys() -> None:
    owned = [owned.table.name for owned in OWNED]
    assert sorted([*owned, *(table.name for table in NOBODYS)]) == sorted(metadata.tables)


@pytest.mark.parametrize(
    "column", ["person_id", "conversation_id", "address", "recipient", "contact", "thread"]
)
def test_a_table_that_names_a_person_is_not_nobodys(column: str) -> None:
    assert [table.name for table in NOBODYS if column in table.columns] == []


def test_after_erasure_nothing_of_the_person_is_left(
    store: SqlStore, database_url: str, now: datetime
) -> None:
    with store.begin() as tx:
        person = seed(tx, MARK, now)
    before = everything(database_url)
    for table in (owned.table for owned in OWNED):
        unmarked = {
            column
            for column in columns_with_words(table)
            if MARK not in said(before[table.name], column)
        }
        assert unmarked <= OURS | {"id", "reason"}, table.name
    with store.begin() as tx:
        assert tx.people.erase(person) == sum(len(before[owned.table.name]) for owned in OWNED)
    after = everything(database_url)
    for name, rows in after.items():
        assert MARK not in repr(rows), name


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_after_erasure_nothing_is_left_in_the_file(
    store: SqlStore, database_url: str, now: datetime
) -> None:
    with store.begin() as tx:
        person = seed(tx, MARK, now)
    file = Path(database_url.removeprefix("sqlite:///"))
    log = file.with_name(f"{file.name}-wal")
    assert MARK.encode() in file.read_bytes() + log.read_bytes()
    with store.begin() as tx:
        tx.people.erase(person)
    assert MARK.encode() not in file.read_bytes() + log.read_bytes()


def test_erasure_keeps_what_is_counted(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        tx.people.erase(seed(tx, MARK, now))
        (lead,) = tx.leads.find(state="won")
        assert (lead.amount, lead.need.kinds, lead.wise_id) == (
            500.0,
            (KindGuess("catering", 1.0),),
            "w1",
        )
        kept = tx.needs.get(lead.need_id)
        assert kept is not None and kept.unmet and kept.need.kinds == lead.need.kinds
        assert [line.step for line in tx.leads.events(lead.id)] == ["win"]


def test_an_erased_persons_messages_do_not_leave_any_more(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        tx.people.erase(seed(tx, MARK, now))
        assert tx.outbox.counts() == {
            ("mail", "cancelled"): 1,
            ("mail", "sent"): 1,
            ("mail", "unresolved"): 1,
            ("web", "failed"): 1,
        }
        assert tx.outbox.claim("me", now, now + MINUTE, ["mail", "web"], 9) == []
        again = OutboxMessage(
            "again", "amsterdam", "mail", "lead", f"m{len(MARK)}-0", "w@example.org", b""
        )
        assert not tx.outbox.add(again)


def test_the_item_that_asks_for_erasure_can_still_be_finished(
    store: SqlStore, now: datetime
) -> None:
    with store.begin() as tx:
        person = seed(tx, MARK, now)
        item = tx.inbox.take("me", now, now + MINUTE)
        assert item is not None
        tx.people.erase(person)
        assert tx.inbox.take("other", now, now + MINUTE) is None
        assert tx.inbox.finish(item, "me", "handled", now)
        assert tx.inbox.counts() == {"handled": 1, "ignored": 2}


def test_erasing_twice_is_the_same_as_once(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        person = seed(tx, MARK, now)
        assert tx.people.erase(person) > 0
        assert tx.people.erase(person) == 0
        assert tx.people.erase("nobody") == 0


def test_erasing_one_person_leaves_the_others_alone(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        person, other = seed(tx, MARK, now), seed(tx, "Somebody else", now)
        before = tx.people.export(other)
        tx.people.erase(person)
        assert tx.people.export(other) == before
        assert tx.people.export(person) == {}


def test_an_export_has_every_row_that_hangs_on_the_person(
    store: SqlStore, database_url: str, now: datetime
) -> None:
    with store.begin() as tx:
        person = seed(tx, MARK, now)
        seed(tx, "Somebody else", now)
    with store.read() as tx:
        export = tx.people.export(person)
    assert set(export) == {owned.table.name for owned in OWNED}
    text = json.dumps(export)
    assert "Somebody else" not in text
    for name, rows in everything(database_url).items():
        marked = [row for row in rows if MARK in repr(row)]
        assert len(export.get(name, [])) >= len(marked), name
        for column in {
            column for row in marked for column, value in row.items() if MARK in repr(value)
        }:
            assert MARK in said(export[name], column), (name, column)
    assert export["outbox"][0]["body"] == MARK
    assert export["lead"][0]["contact"]["email"] == f"{MARK}@example.org"

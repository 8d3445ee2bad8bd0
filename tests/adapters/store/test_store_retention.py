"""What is kept long enough goes; what is still needed, counted or proof stays."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from test_store_personal_data import MARK, everything, seed

from matchbot.adapters.store import SqlStore
from matchbot.adapters.store.personal_data import OWNED
from matchbot.adapters.store.register import PROCESSINGS, register
from matchbot.core.dialogue.conversation import Turn
from matchbot.core.lead import Contact, Lead, LeadEvent
from matchbot.core.need import Need
from matchbot.core.outbox import OutboxMessage
from matchbot.core.retention import Retention, cutoffs
from matchbot.flows.enquiry import open_conversation, take_turn
from matchbot.flows.office import Office
from matchbot.flows.retention import forget_old

DAY = timedelta(days=1)


def forget(store: SqlStore, now: datetime, limit: int = 200) -> dict[str, int]:
    with store.begin() as tx:
        return tx.retention.forget(cutoffs(Retention(), now), limit)


def letter(id: str, state: str, now: datetime) -> OutboxMessage:
    return OutboxMessage(
        id, "amsterdam", "mail", "lead", id, f"{MARK}@b.example", MARK.encode(), sender=MARK,
        answer=MARK, state=state, created_at=now, settled_at=now,
    )  # fmt: skip


def test_nothing_goes_before_its_time(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        person = seed(tx, MARK, now)
        tx.outbox.add(letter("gone", "sent", now))
        before = tx.people.export(person)
    assert set(forget(store, now + 29 * DAY).values()) == {0}
    with store.read() as tx:
        assert tx.people.export(person) == before


@pytest.mark.parametrize("state", ["sent", "failed", "cancelled", "expired", "unresolved"])
def test_of_a_letter_that_left_long_ago_only_its_key_stays(
    store: SqlStore, now: datetime, state: str
) -> None:
    with store.begin() as tx:
        tx.outbox.add(letter("gone", state, now))
    assert forget(store, now + 31 * DAY)["letters"] == 1
    with store.begin() as tx:
        after = tx.outbox.get("gone")
        assert after is not None and after.state == state and MARK not in repr(after)
        assert not tx.outbox.add(letter("gone", "queued", now))


@pytest.mark.parametrize("state", ["queued", "claimed", "sending", "in_doubt", "held"])
def test_a_letter_that_has_not_left_is_kept(store: SqlStore, now: datetime, state: str) -> None:
    with store.begin() as tx:
        tx.outbox.add(letter("waits", state, now))
    assert forget(store, now + 500 * DAY)["letters"] == 0


def test_a_raw_mail_goes_thirty_days_after_it_was_handled(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        tx.inbox.receive("mail", "1", f"mail:{MARK}", MARK.encode(), now)
        tx.inbox.receive("mail", "2", f"mail:{MARK}", MARK.encode(), now)
        item = tx.inbox.take("me", now, now + DAY)
        assert item is not None and tx.inbox.finish(item, "me", "handled", now)
    assert forget(store, now + 31 * DAY)["inbound"] == 1
    with store.begin() as tx:
        handled, waits = sorted(tx.inbox.find(), key=lambda i: i.source_id)
        assert (handled.thread, waits.thread) == ("", f"mail:{MARK}")
        assert not tx.inbox.receive("mail", "1", "mail:x", b"x", now)


def test_after_two_years_nothing_of_a_person_is_left_but_consent(
    store: SqlStore, database_url: str, now: datetime
) -> None:
    with store.begin() as tx:
        seed(tx, MARK, now)
        for item in iter(lambda: tx.inbox.take("me", now, now + DAY), None):
            tx.inbox.finish(item, "me", "handled", now)
        for task in tx.tasks.open():
            tx.tasks.close(task.id, now)
    forget(store, now + 731 * DAY)
    after = everything(database_url)
    marked = {name for name, rows in after.items() if MARK in repr(rows)}
    # A subscription is kept until the person ends it, as are a place in a team and a linked chat;
    # letters were never sent in this test.
    stays = {"person", "identity", "subscription", "digest", "outbox", "link_key", "team_member"}
    stays |= {"linked_chat"}
    assert marked <= stays
    assert after["conversation"] == [] and after["utterance"] == []


def test_a_chat_with_a_lead_is_kept_as_long_as_the_lead(office: Office) -> None:
    now = office.clock.now()
    c = open_conversation(office, "telegram", "1", "nl")
    take_turn(office, c.id, Turn("Lunch voor 40 personen in Noord"))
    other = open_conversation(office, "telegram", "2", "nl")
    take_turn(office, other.id, Turn("hallo"))
    with office.store.begin() as tx:
        lead = Lead("l", office.platform, "n", "o", "w", c.person_id, c.id, Need(), Contact(), "nl",
                    created_at=now)  # fmt: skip
        tx.leads.add(lead, LeadEvent("l", now, "buyer", "telegram", "create", "new", "new"))
    office.clock.advance(91 * DAY)  # type: ignore[attr-defined]
    assert forget_old(office)["chats"] == 1
    with office.store.read() as tx:
        assert tx.conversations.get(c.id) is not None
        assert tx.conversations.get(other.id) is None
        assert tx.people.get(c.person_id) is not None
        assert tx.people.get(other.person_id) is None


def test_it_goes_in_small_portions_and_twice_is_the_same_as_once(office: Office) -> None:
    now = office.clock.now()
    with office.store.begin() as tx:
        for n in range(450):
            tx.inbox.receive("mail", str(n), "mail:x", b"x", now)
        for item in iter(lambda: tx.inbox.take("me", now, now + DAY), None):
            tx.inbox.finish(item, "me", "handled", now)
    office.clock.advance(31 * DAY)  # type: ignore[attr-defined]
    assert forget_old(office)["inbound"] == 450
    assert set(forget_old(office).values()) == {0}


def test_the_register_of_processing_knows_every_table_of_persons() -> None:
    assert set(PROCESSINGS) == {owned.table.name for owned in OWNED}
    made = register()
    for owned in OWNED:
        assert f"| `{owned.table.name}` |" in made

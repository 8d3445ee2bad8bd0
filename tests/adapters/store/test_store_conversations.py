"""Conversations: leases, fences, and lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.exc import StatementError

from matchbot.adapters.store import SqlStore
from matchbot.core.dialogue.conversation import Conversation, LeadView, OfferedChoice, PendingCode
from matchbot.core.lead import Contact
from matchbot.core.need import Budget, KindGuess, Need, Period, Place, Quantity
from matchbot.core.subscription import Wish

MINUTE = timedelta(minutes=1)


def full(now: datetime) -> Conversation:
    need = Need(
        text="lunch voor 40 man, geen vlees \U0001f957",
        what="lunch",
        kinds=(KindGuess("catering", 0.91, ("55520000-1",)),),
        place=Place("Amsterdam-Noord", 52.4, 4.92, 4.0, "NL"),
        when=Period(date(2026, 12, 12), date(2026, 12, 12)),
        quantity=Quantity(40, "persons"),
        budget=Budget(max=800.0, vat="excl"),
        without=("vlees",),
    )
    return Conversation(
        "c1",
        "amsterdam",
        "web",
        "browser-1",
        "p1",
        step="code",
        need=need,
        shown=("o1", "o2"),
        contact=Contact("Gemeente", "Ann", "ann@example.org"),
        aim="leads",
        wish=Wish("lunch", ("catering",), "Noord"),
        code=PendingCode("abc", now, 1),
        choices=(OfferedChoice("1", "Kies"),),
        leads=(LeadView("l1", "o1", "w1", "new"),),
        last_at=now,
    )


def opened(store: SqlStore, now: datetime) -> Conversation:
    conversation = full(now)
    with store.begin() as tx:
        tx.conversations.add(conversation, now)
    return conversation


def test_a_conversation_comes_back_as_it_was(store: SqlStore, now: datetime) -> None:
    conversation = opened(store, now)
    with store.read() as tx:
        assert tx.conversations.get("c1") == conversation
        assert tx.conversations.get("c2") is None


def test_the_newest_conversation_at_an_address_is_found(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        for number, at in enumerate((now, now + MINUTE, now - MINUTE)):
            tx.conversations.add(replace(full(now), id=f"c{number}"), at)
        tx.conversations.add(replace(full(now), id="c9", address="browser-2"), now + 2 * MINUTE)
    with store.read() as tx:
        found = tx.conversations.find("web", "browser-1")
        assert found is not None and found.id == "c1"
        assert tx.conversations.find("telegram", "browser-1") is None


def test_a_conversation_is_leased_to_one_turn_at_a_time(store: SqlStore, now: datetime) -> None:
    conversation = opened(store, now)
    with store.begin() as tx:
        assert tx.conversations.lease("c1", "a", now, now + MINUTE) == conversation
        assert tx.conversations.lease("c1", "b", now, now + MINUTE) is None
        assert tx.conversations.lease("c1", "a", now, now + MINUTE) is None
        assert tx.conversations.lease("nobody", "a", now, now + MINUTE) is None


def test_a_saved_conversation_is_free_again(store: SqlStore, now: datetime) -> None:
    conversation = opened(store, now)
    with store.begin() as tx:
        tx.conversations.lease("c1", "a", now, now + MINUTE)
        changed = replace(conversation, language="de", address="browser-3")
        assert tx.conversations.save(changed, "a", now)
        assert not tx.conversations.save(changed, "a", now)
        assert tx.conversations.lease("c1", "b", now, now + MINUTE) == changed
        assert tx.conversations.find("web", "browser-3") == changed


def test_a_turn_that_lost_its_lease_writes_nothing(store: SqlStore, now: datetime) -> None:
    conversation = opened(store, now)
    with store.begin() as tx:
        tx.conversations.lease("c1", "slow", now, now + MINUTE)
        late = now + 2 * MINUTE
        assert tx.conversations.lease("c1", "quick", late, late + MINUTE) == conversation
        assert not tx.conversations.save(replace(conversation, language="fr"), "slow", late)
        tx.conversations.release("c1", "slow")
        assert tx.conversations.lease("c1", "third", late, late + MINUTE) is None
        assert tx.conversations.get("c1") == conversation


def test_nobody_saves_a_conversation_without_a_lease(store: SqlStore, now: datetime) -> None:
    conversation = opened(store, now)
    with store.begin() as tx:
        assert not tx.conversations.save(conversation, "", now)


def test_a_released_conversation_is_free(store: SqlStore, now: datetime) -> None:
    opened(store, now)
    with store.begin() as tx:
        tx.conversations.lease("c1", "a", now, now + MINUTE)
        tx.conversations.release("c1", "a")
        assert tx.conversations.lease("c1", "b", now, now + MINUTE) is not None


def test_the_same_client_id_is_said_once(store: SqlStore, now: datetime) -> None:
    opened(store, now)
    with store.begin() as tx:
        tx.conversations.add(replace(full(now), id="c2"), now)
        utter = tx.conversations.utter
        assert utter("c1", "person", "hallo", now, client_id="m1")
        assert not utter("c1", "person", "hallo", now, client_id="m1")
        assert utter("c2", "person", "hallo", now, client_id="m1")
        assert utter("c1", "bot", "dag", now) and utter("c1", "bot", "dag", now)
        assert [line.text for line in tx.conversations.utterances("c1")] == ["hallo", "dag", "dag"]


def test_lines_come_oldest_first_and_the_newest_when_there_are_many(
    store: SqlStore, now: datetime
) -> None:
    opened(store, now)
    choices = (OfferedChoice("1", "Eén"),)
    with store.begin() as tx:
        for number in range(5):
            tx.conversations.utter("c1", "bot", str(number), now, choices=choices, round=number)
    with store.read() as tx:
        lines = tx.conversations.utterances("c1", limit=3)
        assert [line.text for line in lines] == ["2", "3", "4"]
        assert (lines[0].choices, lines[0].round, lines[0].who) == (choices, 2, "bot")
        after = tx.conversations.utterances("c1", after=lines[1].id)
        assert [line.text for line in after] == ["4"]


def test_a_moment_without_timezone_is_refused(store: SqlStore, now: datetime) -> None:
    with pytest.raises(StatementError, match="without timezone"), store.begin() as tx:
        tx.conversations.add(full(now), now.replace(tzinfo=None))


def test_text_that_no_database_can_hold_is_kept_without_it(store: SqlStore, now: datetime) -> None:
    conversation = replace(full(now), need=Need(text="a\x00b\ud800"))
    with store.begin() as tx:
        tx.conversations.add(conversation, now)
        assert tx.conversations.utter("c1", "person", "x\x00\udfff", now, client_id="\x00" * 9999)
    with store.read() as tx:
        kept = tx.conversations.get("c1")
        assert kept is not None and kept.need is not None
        assert kept.need.text == "a\ufffdb\ufffd"
        assert tx.conversations.utterances("c1")[0].text == "x\ufffd\ufffd"

"""Needs, leads and their history."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from matchbot.adapters.store import SqlStore
from matchbot.core.lead import Contact, Lead, LeadEvent, move
from matchbot.core.need import KindGuess, Need
from matchbot.flows.records import NeedRecord

DAY = timedelta(days=1)


def lead(id: str, now: datetime, **facts: Any) -> Lead:
    first = Lead(
        id,
        "amsterdam",
        "n1",
        "o1",
        "w1",
        "p1",
        "c1",
        Need("lunch", kinds=(KindGuess("catering", 0.9),)),
        Contact("Gemeente", "Ann", "ann@example.org"),
        "nl",
        created_at=now,
    )
    return replace(first, **facts)


def event(lead: Lead, now: datetime) -> LeadEvent:
    return LeadEvent(lead.id, now, "buyer", "web", "choose", "new", lead.state, {"a": [1, "x"]})


def put(store: SqlStore, now: datetime, *leads: Lead) -> None:
    with store.begin() as tx:
        for one in leads:
            tx.leads.add(one, event(one, now))


def test_a_lead_comes_back_as_it_was_with_its_history(store: SqlStore, now: datetime) -> None:
    first = lead("l1", now, amount=12.5, follow_up_at=now + DAY)
    put(store, now, first)
    with store.read() as tx:
        assert tx.leads.get("l1") == first
        assert tx.leads.get("l2") is None
        assert tx.leads.events("l1") == [event(first, now)]


def test_of_two_opposite_answers_one_wins(store: SqlStore, now: datetime) -> None:
    first = lead("l1", now, state="notified")
    put(store, now, first)
    yes, said_yes = move(first, "accept", now, actor="wise", channel="web", note="graag")
    no, said_no = move(first, "decline", now, actor="wise", channel="mail")
    with store.begin() as tx:
        assert tx.leads.save(yes, said_yes, "notified")
        assert not tx.leads.save(no, said_no, "notified")
        assert tx.leads.get("l1") == yes
        assert [line.after for line in tx.leads.events("l1")] == ["notified", "accepted"]


def test_a_lead_is_saved_without_a_line_of_history(store: SqlStore, now: datetime) -> None:
    first = lead("l1", now)
    put(store, now, first)
    with store.begin() as tx:
        assert tx.leads.save(replace(first, followed=("remind",)), None, "new")
        assert len(tx.leads.events("l1")) == 1


def test_leads_are_found_newest_first(store: SqlStore, now: datetime) -> None:
    put(
        store,
        now,
        lead("l1", now, wise_id="w2"),
        lead("l2", now + DAY, state="won"),
        lead("l3", now + 2 * DAY),
        lead("l4", now, conversation_id="c2", created_at=None),
    )
    with store.read() as tx:
        assert [one.id for one in tx.leads.find()] == ["l3", "l2", "l1", "l4"]
        assert [one.id for one in tx.leads.find(state="new", limit=2)] == ["l3", "l1"]
        assert [one.id for one in tx.leads.find(wise_id="w2")] == ["l1"]
        assert [one.id for one in tx.leads.of_conversation("c1")] == ["l1", "l2", "l3"]


def test_follow_ups_come_when_due_oldest_first(store: SqlStore, now: datetime) -> None:
    put(
        store,
        now,
        lead("l1", now, state="accepted", follow_up_at=now),
        lead("l2", now, state="not_yet", follow_up_at=now - DAY),
        lead("l3", now, state="contacted", follow_up_at=now + DAY),
        lead("l5", now, state="accepted"),
    )
    with store.read() as tx:
        assert [one.id for one in tx.leads.due_follow_up(now)] == ["l2", "l1"]
        assert [one.id for one in tx.leads.due_follow_up(now, limit=1)] == ["l2"]


def test_refusals_are_counted_by_offering_and_reason(store: SqlStore, now: datetime) -> None:
    said_no = {"state": "declined", "decided_at": now}
    put(
        store,
        now,
        lead("l1", now, reason="too_far", **said_no),
        lead("l2", now, reason="too_far", **said_no),
        lead("l3", now, reason="too_busy", offering_id="o2", **said_no),
        lead("l4", now, reason="too_far", state="declined", decided_at=now - DAY),
        lead("l5", now, state="accepted", decided_at=now),
    )
    with store.read() as tx:
        assert tx.leads.declines(now) == {("o1", "too_far"): 2, ("o2", "too_busy"): 1}


def test_leads_are_found_by_their_letter_and_by_their_person(
    store: SqlStore, now: datetime
) -> None:
    put(store, now, lead("l1", now, letter_id="m1"), lead("l2", now, person_id="p2"))
    with store.read() as tx:
        assert [one.id for one in tx.leads.of_letters(["m1"])] == ["l1"]
        assert [one.id for one in tx.leads.of_person("p2")] == ["l2"]


def test_a_need_nothing_fitted_is_kept_as_unmet(store: SqlStore, now: datetime) -> None:
    need = NeedRecord("n1", "p1", "c1", Need("een olifant"), unmet=False, at=now)
    with store.begin() as tx:
        tx.needs.add(need)
        tx.needs.mark_unmet("n1")
    with store.read() as tx:
        assert tx.needs.get("n1") == replace(need, unmet=True)
        assert tx.needs.get("n2") is None

"""Leads and digests through the whole office, in any order, with crashes: each letter once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from cast import StillClock, body, buyer, make_office, read, subscriber
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from machines.on_store import empty, live_on

from matchbot.adapters.store import SqlStore
from matchbot.core.clock import iso_week
from matchbot.core.knowledge import Knowledge
from matchbot.core.lead import ANSWERED, NotPossible, replayed
from matchbot.core.outbox import OutboxMessage, Outcome
from matchbot.core.person import Person
from matchbot.core.subscription import Consent, Subscription
from matchbot.flows.catalogue import import_catalogue
from matchbot.flows.erasure import forget_person
from matchbot.flows.inbox import handle_all
from matchbot.flows.late_answers import answer_offer
from matchbot.flows.leads import KeyRefused, answer_lead, undo_answer
from matchbot.flows.office import Office
from matchbot.flows.outbox import claim, pass_gate, settle
from matchbot.flows.outcomes import wise_outcome
from matchbot.schedule import knock

HERE = ZoneInfo("Europe/Amsterdam")
START = datetime(2026, 10, 19, 9, tzinfo=HERE)
LONG_BEFORE = START - timedelta(days=30)
NEED = "Lunch voor 40 personen in Noord, vegetarisch"
NAMES = ("anna", "bob", "carla")


class Cut(Exception):
    """The process was cut off here."""


class AtWork(RuleBasedStateMachine):
    """Three buyers, their WISEs, a subscriber, the clock and the post, on a real store."""

    store: SqlStore
    knowledge: Knowledge

    @initialize()
    def open(self) -> None:
        """An empty platform at work, a week before the clocks change."""
        empty(self.store)
        self.clock = StillClock(START)
        made = make_office(self.store, self.knowledge, self.clock)
        waits = replace(made.rules, lead_letter_waits=timedelta(minutes=30))
        self.office: Office = replace(made, rules=waits)
        self.words: list[str] = []
        self.arrived: list[OutboxMessage] = []
        self._subscribe()

    def _subscribe(self) -> None:
        now = self.office.clock.now()
        there = Subscription(
            "s1", self.office.platform, "p1", "mail",
            "reader@stad.example", "nl", state="active",
            consent=Consent("digest-2", "h", "web", "k"), consent_at=now, confirmed_at=now,
            told_until=now,
        )  # fmt: skip
        with self.office.store.begin() as tx:
            tx.people.add(Person(there.person_id, self.office.platform, created_at=now))
            tx.subscriptions.add(there)

    @rule(name=st.sampled_from(NAMES))
    def a_buyer_asks(self, name: str) -> None:
        says = buyer(self.office, name)
        for text in ("/new", NEED, "1", f"Bureau, {name}, {name}@bureau.example"):
            says(text)
        code = self._code(f"{name}@bureau.example")
        if code:
            says(code)

    def _code(self, address: str) -> str:
        with self.office.store.read() as tx:
            letters = [m for m in tx.outbox.find(limit=30) if m.recipient == address]
        found = [re.search(r"\d{6}", str(read(m.body)["Subject"])) for m in letters]
        return next((f[0] for f in found if f), "")

    @rule(hours=st.sampled_from((1, 4, 24, 96)))
    def time_passes(self, hours: int) -> None:
        self.clock.advance(timedelta(hours=hours))

    @rule(times=st.integers(1, 3))
    def the_clock_knocks(self, times: int) -> None:
        for _ in range(times):
            knock(self.office)
            handle_all(self.office, {}, "at work")

    @rule(works=st.booleans())
    def the_post_goes(self, works: bool) -> None:
        """Each letter claimed passes the gate and arrives, or its sender is cut off before it."""
        for message in claim(self.office, "post", ("mail",), 50):
            if not works:
                break  # a dead process: the lease runs out, and somebody takes it back
            sending = pass_gate(self.office, message, "post")
            if sending is not None:
                self.arrived.append(sending)
                self.words += re.findall(r"/lead/([\w-]+)\?answer=accept", body(read(sending.body)))
                settle(self.office, sending, Outcome("accepted", "250"), "post")

    @rule(pick=st.integers(0, 50), step=st.sampled_from(("accept", "decline", "undo")))
    def a_wise_answers(self, pick: int, step: Any) -> None:
        if self.words:
            self._behind_a_link(pick, step)

    def _behind_a_link(self, pick: int, step: Any) -> None:
        word = self.words[pick % len(self.words)]
        try:
            if step == "undo":
                undo_answer(self.office, word)
            else:
                answer_lead(self.office, word, step)
        except (NotPossible, KeyRefused):
            return

    @rule(name=st.sampled_from(NAMES), agrees=st.booleans())
    def a_buyer_answers_a_late_yes(self, name: str, agrees: bool) -> None:
        now = self.office.clock.now()
        with self.office.store.begin() as tx:
            for lead in tx.leads.find(state="offered"):
                if lead.contact.email == f"{name}@bureau.example":
                    answer_offer(tx, self.office, lead, agrees, now, "web")

    @rule(pick=st.integers(0, 50), step=st.sampled_from(("win", "lose", "wait")))
    def a_wise_tells_the_outcome(self, pick: int, step: Any) -> None:
        if self.words:
            try:
                wise_outcome(self.office, self.words[pick % len(self.words)], step)
            except (NotPossible, KeyRefused):
                return

    @rule(name=st.sampled_from(NAMES))
    def a_buyer_is_erased(self, name: str) -> None:
        with self.office.store.begin() as tx:
            there = tx.people.identity("mail", f"{name}@bureau.example")
            if there is not None:
                forget_person(tx, self.office, there.person_id, self.office.clock.now(), "web")

    @rule()
    def something_is_cut(self) -> None:
        """A transaction that does not come to its end leaves nothing behind."""
        with pytest.raises(Cut), self.office.store.begin() as tx:
            for lead in tx.leads.find(state="notified", limit=1):
                forget_person(tx, self.office, lead.person_id, self.office.clock.now(), "web")
            raise Cut

    @rule(id=st.sampled_from(("de-volle-lepel-lunch", "glimploeg-oost-glasbewassing")))
    def an_offering_changes(self, id: str) -> None:
        now = self.clock.advance(timedelta(minutes=1))
        offering = self.knowledge.catalogue.offerings[id]
        changed = replace(offering, description=f"{offering.description} {now:%c}")
        import_catalogue(
            self.office.store, replace(self.knowledge.catalogue, offerings={id: changed}), now
        )

    @invariant()
    def every_history_leads_to_its_state(self) -> None:
        with self.office.store.read() as tx:
            for lead in tx.leads.find():
                assert replayed(tx.leads.events(lead.id)) == lead.state

    @invariant()
    def no_lead_is_silent(self) -> None:
        """L9: what is new has a letter on its way, or one that a human is shown."""
        with self.office.store.read() as tx:
            for lead in tx.leads.find(state="new"):
                letter = tx.outbox.get(lead.letter_id)
                assert letter is not None and letter.state != "cancelled"

    @invariant()
    def no_letter_arrives_twice(self) -> None:
        keys = Counter(message.dedupe_key for message in self.arrived)
        assert not keys or max(keys.values()) == 1
        weeks = Counter(
            (m.recipient, iso_week(m.created_at.astimezone(HERE).date()))
            for m in self.arrived
            if m.purpose == "digest" and m.created_at
        )
        assert not weeks or max(weeks.values()) == 1

    @invariant()
    def who_was_not_accepted_stays_unknown(self) -> None:
        """L5: no letter to a WISE names a buyer before its yes."""
        for message in self.arrived:
            if message.purpose in {"lead", "lead_reminder"}:
                assert "@bureau.example" not in body(read(message.body))

    @invariant()
    def each_yes_is_introduced(self) -> None:
        with self.office.store.read() as tx:
            for lead in tx.leads.find():
                if lead.state in ANSWERED and lead.contact.email:
                    letters = tx.outbox.find(lead_id=lead.id)
                    assert any(m.purpose == "introduction" for m in letters)


def test_the_office_keeps_its_promises_in_any_order(
    fresh_sqlite: Callable[[], str], knowledge: Knowledge
) -> None:
    live_on(fresh_sqlite(), knowledge, AtWork, LONG_BEFORE, lives=4, steps=20)


@pytest.mark.long
def test_the_office_keeps_its_promises_on_both_databases(
    database_url: str, knowledge: Knowledge
) -> None:
    live_on(database_url, knowledge, AtWork, LONG_BEFORE, lives=200, steps=50)


def weeks_of_digests(office: Office, clock: StillClock, weeks: int) -> Counter[str]:
    """Weeks with knocks at odd moments, some missed; how many digests each ISO week had."""
    k = office.knowledge()
    id = "de-volle-lepel-lunch"
    clock.at = datetime(2026, 10, 12, 7, tzinfo=HERE)
    for week in range(weeks):
        now = clock.now()
        told = replace(k.catalogue.offerings[id], description=f"Week {week}")
        import_catalogue(office.store, replace(k.catalogue, offerings={id: told}), now)
        for hour in (1, 1.5, 26, 27 + week % 100):
            clock.at = now + timedelta(hours=hour)
            knock(office)
        for message in claim(office, "post", ("mail",), 50):
            if sending := pass_gate(office, message, "post"):
                settle(office, sending, Outcome("accepted"), "post")
        # Monday at seven by the wall, whatever the clocks did in between.
        monday = now.astimezone(HERE).date() + timedelta(days=7)
        clock.at = datetime(monday.year, monday.month, monday.day, 7, tzinfo=HERE)
    with office.store.read() as tx:
        sent = tx.outbox.find(limit=10_000)
    return Counter(m.dedupe_key.split(":")[1] for m in sent if m.purpose == "digest")


def test_half_a_year_over_both_time_changes_has_one_digest_a_week(
    office: Office, clock: StillClock
) -> None:
    clock.at = datetime(2026, 10, 11, 7, tzinfo=HERE)
    subscriber(office)
    made = weeks_of_digests(office, clock, 26)
    assert len(made) == 26 and set(made.values()) == {1}


@pytest.mark.long
def test_a_thousand_weeks_have_a_thousand_digests(office: Office, clock: StillClock) -> None:
    clock.at = datetime(2026, 10, 11, 7, tzinfo=HERE)
    subscriber(office)
    made = weeks_of_digests(office, clock, 1000)
    assert len(made) == 1000 and set(made.values()) == {1}

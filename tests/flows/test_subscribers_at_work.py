"""Subscriptions through the whole office, in any order: rules S1-S7 on a real database."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from cast import StillClock, body, make_office, read
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from machines.on_store import empty, live_on

from matchbot.adapters.store import SqlStore
from matchbot.core.addresses import same_address
from matchbot.core.clock import iso_week
from matchbot.core.knowledge import Knowledge
from matchbot.core.outbox import OutboxMessage, Outcome
from matchbot.core.subscription import ASKED_AGAIN_AFTER, Subscription, Wish
from matchbot.flows.bounces import suppress_address
from matchbot.flows.catalogue import import_catalogue
from matchbot.flows.leads import KeyRefused
from matchbot.flows.office import Office, make_key
from matchbot.flows.outbox import claim, pass_gate, settle
from matchbot.flows.people import stop_subscription
from matchbot.flows.subscriptions import (
    change_state,
    confirm_subscription,
    open_pending,
    sign_up,
)
from matchbot.schedule import knock

HERE = ZoneInfo("Europe/Amsterdam")
#: After the hour of the digest, so that a week later the next one is due.
START = datetime(2026, 10, 19, 9, tzinfo=HERE)
LONG_BEFORE = START - timedelta(days=30)
WISHES = (Wish(), Wish("lunch", ("catering",)))
#: Each as it may be spelled.
SPELLED = {
    "claire@kantoor.example": ("claire@kantoor.example", "Claire@Kantoor.EXAMPLE"),
    "noor@xn--bcher-kva.example": ("noor@bücher.example", "Noor@BÜCHER.example"),
}
NEWS = ("de-volle-lepel-lunch", "tongriem-lunch", "glimploeg-oost-glasbewassing")
#: From so many letters on one may come back: its address hears nothing after that.
LATER = 4
MARK = re.compile(r"\bbericht \d+\b")


class SubscribersAtWork(RuleBasedStateMachine):
    """Two people who subscribe, confirm, pause, stop and come back; `hears` is who may hear.

    One has a digest from the start, so that short lives see more than signing up.
    """

    store: SqlStore
    knowledge: Knowledge

    @initialize()
    def open(self) -> None:
        empty(self.store)
        self.clock = StillClock(START)
        self.office: Office = make_office(self.store, self.knowledge, self.clock)
        self.hears = dict.fromkeys(SPELLED, "no")
        self.asked: list[str] = []
        self.arrived: list[OutboxMessage] = []
        self.stop_words: dict[str, str] = {}
        self.news = 0
        self.somebody_signs_up("claire@kantoor.example", 1, WISHES[0])
        self.the_post_goes(True)
        self.a_confirmation_is_used(0)

    @rule(
        who=st.sampled_from(tuple(SPELLED)), spelled=st.integers(0, 1), wish=st.sampled_from(WISHES)
    )
    def somebody_signs_up(self, who: str, spelled: int, wish: Wish) -> None:
        sign_up(self.office, SPELLED[who][spelled], wish, "nl", "web")

    @rule(pick=st.integers(0, 9))
    def a_confirmation_is_used(self, pick: int) -> None:
        """Also an old one, and one that was used."""
        if not self.asked:
            return
        word = self.asked[pick % len(self.asked)]
        try:
            before = open_pending(self.office, word)
            after = confirm_subscription(self.office, word)
        except KeyRefused:
            return  # forgotten after a week
        if (before.state, after.state) == ("pending", "active"):
            self.hears[same_address(after.address)] = "yes"
            self._keep_a_link(after)

    def _keep_a_link(self, there: Subscription) -> None:
        with self.store.begin() as tx:
            word = make_key(
                tx, self.office, "unsubscribe", there.id, self.clock.now(),
                person_id=there.person_id,
            )  # fmt: skip
        self.stop_words[same_address(there.address)] = word

    @rule(who=st.sampled_from(tuple(SPELLED)))
    def somebody_stops(self, who: str) -> None:
        if who in self.stop_words:
            stop_subscription(self.office, self.stop_words[who])
            self.hears[who] = "no"

    @rule(who=st.sampled_from(tuple(SPELLED)), step=st.sampled_from(("pause", "resume")))
    def somebody_rests_or_resumes(self, who: str, step: str) -> None:
        if who not in self.stop_words:
            return
        change_state(self.office, self.stop_words[who], "", step)  # type: ignore[arg-type]
        before, after = ("yes", "paused") if step == "pause" else ("paused", "yes")
        self.hears[who] = after if self.hears[who] == before else self.hears[who]

    @precondition(lambda self: len(self.arrived) > LATER)
    @rule(who=st.sampled_from(tuple(SPELLED)))
    def a_letter_comes_back(self, who: str) -> None:
        with self.office.store.begin() as tx:
            there = tx.subscriptions.of_address("mail", who)
            if there:
                now, person = self.clock.now(), there[0].person_id
                suppress_address(tx, self.office, who, "hard", now, person)
                self.hears[who] = "no"

    @rule(id=st.sampled_from(NEWS))
    def an_offering_changes(self, id: str) -> None:
        now = self.clock.advance(timedelta(minutes=1))
        self.news += 1
        catalogue, told = self.office.knowledge().catalogue, f"Er is bericht {self.news}."
        changed = {id: replace(catalogue.offerings[id], description=told)}
        import_catalogue(self.store, replace(catalogue, offerings=changed), now)
        served = replace(catalogue, offerings={**catalogue.offerings, **changed})
        known = replace(self.knowledge, catalogue=served)
        self.office = replace(self.office, knowledge=lambda: known)

    @rule(hours=st.sampled_from((1, 30, 100)))
    def time_passes(self, hours: int) -> None:
        self.clock.advance(timedelta(hours=hours))
        knock(self.office)

    @rule(id=st.sampled_from(NEWS), knocks=st.integers(1, 2))
    def a_week_with_news_goes_by(self, id: str, knocks: int) -> None:
        self.an_offering_changes(id)
        self.clock.advance(timedelta(days=7))
        for _ in range(knocks):
            knock(self.office)

    @rule(works=st.sampled_from((True, True, False)))
    def the_post_goes(self, works: bool) -> None:
        for message in claim(self.office, "post", ("mail",), 50):
            if works and (sending := pass_gate(self.office, message, "post")):
                self._arrives(sending)
                settle(self.office, sending, Outcome("accepted", "250"), "post")

    def _arrives(self, message: OutboxMessage) -> None:
        text, who = body(read(message.body)), same_address(message.recipient)
        if message.purpose == "digest":
            assert self.hears[who] == "yes"  # S2, S3
        self.asked += re.findall(r"/confirm/([\w-]+)", text)
        self.arrived.append(message)

    def _every(self) -> list[Subscription]:
        with self.office.store.read() as tx:
            return [s for who in SPELLED for s in tx.subscriptions.of_address("mail", who)]

    @invariant()
    def s1_who_is_active_said_yes(self) -> None:
        for there in self._every():
            if there.state in {"active", "paused"}:
                consent = there.consent
                assert consent.version and consent.hash and consent.channel and consent.key
                assert there.consent_at and there.confirmed_at and there.told_until

    @invariant()
    def s5_one_digest_a_week(self) -> None:
        weeks = Counter(
            (same_address(m.recipient), iso_week(m.created_at.astimezone(HERE).date()))
            for m in self.arrived
            if m.purpose == "digest" and m.created_at
        )
        assert max(weeks.values(), default=1) == 1

    @invariant()
    def s6_nothing_is_told_twice(self) -> None:
        told = Counter(
            (same_address(m.recipient), mark)
            for m in self.arrived
            if m.purpose == "digest"
            for mark in set(MARK.findall(body(read(m.body))))
        )
        assert max(told.values(), default=1) == 1

    @invariant()
    def s7_however_it_is_spelled_one_address_is_one_person(self) -> None:
        persons: dict[str, set[str]] = {}
        for there in self._every():
            persons.setdefault(same_address(there.address), set()).add(there.person_id)
        assert all(len(ids) == 1 for ids in persons.values())

    @invariant()
    def nobody_is_asked_twice_within_a_day_but_who_said_yes(self) -> None:
        for who in SPELLED:
            asked = sorted(
                m.created_at
                for m in self.arrived
                if m.purpose == "confirmation" and same_address(m.recipient) == who and m.created_at
            )
            near = [b for a, b in pairwise(asked) if b - a < ASKED_AGAIN_AFTER]
            assert not near or self._said_yes(who)

    def _said_yes(self, who: str) -> bool:
        return any(s.confirmed_at for s in self._every() if same_address(s.address) == who)


def test_subscriptions_keep_their_rules_in_any_order(
    fresh_sqlite: Callable[[], str], knowledge: Knowledge
) -> None:
    live_on(fresh_sqlite(), knowledge, SubscribersAtWork, LONG_BEFORE, lives=4, steps=20)


@pytest.mark.long
def test_subscriptions_keep_their_rules_on_both_databases(
    database_url: str, knowledge: Knowledge
) -> None:
    live_on(database_url, knowledge, SubscribersAtWork, LONG_BEFORE, lives=200, steps=50)

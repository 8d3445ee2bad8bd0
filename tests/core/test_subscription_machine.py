"""A subscription, whatever happens to it in whatever order: the rules S1-S7 hold after each step."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from matchbot.core.addresses import same_address
from matchbot.core.clock import iso_week
from matchbot.core.subscription import (
    Subscription,
    ask_again,
    confirm,
    consent_to,
    forgotten,
    may_be_asked,
    pause,
    resume,
    stop,
    suppress,
)

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
CONSENT = consent_to("digest-2", "Ja, elke week.", "web")


class SubscriptionMachine(RuleBasedStateMachine):
    """One address with its digests: made once a week, sent, or left in doubt."""

    @initialize()
    def begin(self) -> None:
        self.now = START
        self.there = Subscription(
            "s1", "amsterdam", "p1", "mail", "Claire@Kantoor.example", "nl",
            consent=CONSENT, consent_at=START,
        )  # fmt: skip
        self.letters = [START]
        self.stopped = False
        self.items: list[datetime] = []
        self.weeks: dict[str, str] = {}
        self.waiting: tuple[datetime, list[datetime]] | None = None
        self.told: list[datetime] = []

    @rule(hours=st.integers(1, 200))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(key=st.sampled_from(("k1", "k2")))
    def the_link_is_used(self, key: str) -> None:
        was = self.there
        self.there = confirm(was, self.now, key)
        assert (self.there != was) == (was.state == "pending")

    @rule()
    def the_person_stops(self) -> None:
        """S3: from every state, and twice is the same as once."""
        self.there = stop(self.there, self.now)
        assert self.there.state == "unsubscribed"
        assert stop(self.there, self.now + timedelta(1)) == self.there
        self.stopped = True

    @rule()
    def the_person_pauses(self) -> None:
        self.there = pause(self.there)

    @rule()
    def the_person_resumes(self) -> None:
        self.there = resume(self.there)

    @rule()
    def the_address_bounces(self) -> None:
        self.there = suppress(self.there, self.now)

    @rule()
    def the_person_signs_up(self) -> None:
        """Only the person starts again what was stopped, and the address proves itself anew."""
        if may_be_asked(self.there, self.now):
            asked = ask_again(self.there, CONSENT, self.now)
            if asked != self.there:
                self.letters.append(self.now)
                self.stopped = False
            self.there = asked

    @rule()
    def something_new_appears(self) -> None:
        self.now += timedelta(seconds=1)
        self.items.append(self.now)

    @rule(runs=st.integers(1, 3))
    def the_digest_is_made(self, runs: int) -> None:
        """S5: however often it is run."""
        for _ in range(runs):
            week = iso_week(self.now.date())
            new = self._new()
            if self.there.state == "active" and week not in self.weeks and new:
                self.weeks[week] = "made"
                self.waiting = (self.now, new)

    def _new(self) -> list[datetime]:
        since = self.there.told_until
        return [at for at in self.items if since is not None and since < at <= self.now]

    @rule(arrives=st.booleans())
    def the_digest_leaves(self, arrives: bool) -> None:
        """S2: the gate looks once more; what stays in doubt moves nothing."""
        if self.waiting is None:
            return
        until, items = self.waiting
        self.waiting = None
        if self.there.state == "active" and arrives and until > (self.there.told_until or until):
            # S6: what was told is not told again.
            assert not set(items) & set(self.told)
            self.told += items
            self.there = replace(self.there, told_until=until)

    @invariant()
    def s1_who_is_active_said_yes(self) -> None:
        if self.there.state in {"active", "paused"}:
            consent = self.there.consent
            assert consent.version and consent.hash and consent.channel and consent.key
            assert self.there.consent_at and self.there.confirmed_at and self.there.told_until

    @invariant()
    def s3_what_was_stopped_stays_stopped(self) -> None:
        if self.stopped:
            assert self.there.state == "unsubscribed"

    @invariant()
    def s6_what_was_not_told_comes_next(self) -> None:
        confirmed = self.there.confirmed_at
        if self.there.state == "active" and confirmed:
            missing = [at for at in self.items if confirmed < at <= self.now]
            assert [at for at in missing if at not in self.told] == self._new()

    @invariant()
    def s7_spellings_are_one(self) -> None:
        assert same_address(self.there.address) == "claire@kantoor.example"

    @invariant()
    def nobody_is_asked_twice_within_a_day_while_it_waits(self) -> None:
        assert not forgotten(self.there, self.now) or self.there.state == "pending"


def test_a_subscription_keeps_its_rules_whatever_happens() -> None:
    shape = settings(max_examples=30, stateful_step_count=30, deadline=None)
    run_state_machine_as_test(SubscriptionMachine, settings=shape)  # type: ignore[no-untyped-call]


@pytest.mark.long
def test_a_subscription_keeps_its_rules_over_twenty_thousand_lives() -> None:
    shape = settings(max_examples=20_000, stateful_step_count=100, deadline=None)
    run_state_machine_as_test(SubscriptionMachine, settings=shape)  # type: ignore[no-untyped-call]

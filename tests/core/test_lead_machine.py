"""A lead, whatever happens to it in whatever order: the rules L1-L10 hold after every step."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from cast import ANNA, LUNCH_NEED
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from matchbot.core.followup import (
    FINAL_STEPS,
    FOLLOW_UPS,
    FollowUpTimings,
    followed,
    next_follow_up,
    scheduled,
    tell_outcome,
)
from matchbot.core.lead import (
    ANSWERED,
    DECLINE_REASONS,
    OPEN,
    UNDO_WITHIN,
    UNSETTLED,
    Lead,
    LeadEvent,
    NotPossible,
    contact_shown,
    move,
    note,
    replayed,
)
from matchbot.core.need import Period
from matchbot.core.working_days import WorkingDays

DAYS, TIMINGS = WorkingDays(), FollowUpTimings()
START = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("UTC"))
#: Follow-ups that ask for an answer, and those that ask what came of it.
CHASING, ASKING = {"remind", "tell_buyer", "expire"}, {"ask_buyer", "ask_wise", "ask_buyer_again"}


class LeadMachine(RuleBasedStateMachine):
    """One lead with its history, moved by buyer, WISE, staff and clock."""

    @initialize(days_ahead=st.none() | st.integers(-3, 40))
    def begin(self, days_ahead: int | None) -> None:
        """A buyer chose it; the wanted date may lie in the past."""
        self.now = START
        day = START.date() + timedelta(days=days_ahead or 0)
        when = None if days_ahead is None else Period(day, day)
        need = replace(LUNCH_NEED, when=when)
        self.lead = Lead("l1", "amsterdam", "n1", "o1", "w1", "p1", "c1", need, ANNA, "nl")
        self.events: list[LeadEvent] = [
            LeadEvent("l1", self.now, "buyer", "web", "create", "new", "new")
        ]
        self.tasks = 0

    def _try(self, step: str, actor: str, **facts: Any) -> bool:
        try:
            moved, event = move(self.lead, step, self.now, actor=actor, channel="web", **facts)
        except NotPossible as refused:
            assert refused.lead == self.lead
            return False
        self._keep(moved, event)
        return True

    def _keep(self, moved: Lead, event: LeadEvent) -> None:
        self.lead = scheduled(moved, TIMINGS, DAYS)
        self.events.append(event)

    @rule(hours=st.integers(1, 120))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def its_letter_is_sent(self) -> None:
        was = self.lead.state
        assert self._try("notify", "post") == (was == "new")

    @rule(
        step=st.sampled_from(("accept", "decline")), reason=st.sampled_from(("", *DECLINE_REASONS))
    )
    def the_wise_answers(self, step: str, reason: str) -> None:
        """L2, L3, L8: an open lead takes any answer, with or without a reason; others none."""
        was = self.lead.state
        facts = {"reason": reason} if step == "decline" else {}
        assert self._try(step, "wise", **facts) == (was in OPEN)

    @rule()
    def the_wise_takes_it_back(self) -> None:
        was, decided = self.lead.state, self.lead.decided_at
        recent = decided is not None and self.now - decided < UNDO_WITHIN
        recent = recent and "expire" not in self.lead.followed
        assert self._try("undo", "wise") == (was in {"accepted", "declined"} and recent)

    @rule(step=st.sampled_from(("withdraw", "cancel")))
    def it_is_taken_away(self, step: str) -> None:
        was = self.lead.state
        assert self._try(step, "buyer" if step == "withdraw" else "operator") == (was in UNSETTLED)

    @rule()
    def the_wise_says_yes_after_its_time(self) -> None:
        was = self.lead
        over = was.need.when is not None and was.need.when.end < self.now.date()
        late = was.state == "expired" and "lapse" not in was.followed and not over
        assert self._try("offer", "wise") == late

    @rule()
    def the_buyer_agrees_to_a_late_yes(self) -> None:
        was = self.lead.state
        assert self._try("agree", "buyer") == (was == "offered")

    @rule(runs=st.integers(1, 3))
    def the_clock_knocks(self, runs: int) -> None:
        """However often: what was made is not made again."""
        for _ in range(runs):
            if DAYS.is_open(self.now):
                self._follow_up()

    def _follow_up(self) -> None:
        while (due := next_follow_up(self.lead, TIMINGS, DAYS)) and due[1] <= self.now:
            name = due[0]
            if name in {"expire", "lapse"}:
                moved, event = move(self.lead, name, self.now, actor="clock", channel="")
                self._keep(followed(moved, name, self.now), event)
            else:
                event = note(self.lead, name, self.now, actor="clock")
                self._keep(followed(self.lead, name, self.now), event)

    @precondition(lambda self: self.lead.state in ANSWERED)
    @rule(
        side=st.sampled_from(("buyer", "wise")),
        step=st.sampled_from(("win", "lose", "wait", "contact")),
    )
    def somebody_tells_what_came_of_it(self, side: Any, step: str) -> None:
        other = self.lead.wise_says if side == "buyer" else self.lead.buyer_says
        was = self.lead.state
        told, event, verdict = tell_outcome(self.lead, side, step, self.now, channel="web")
        opposite = {step, other} == FINAL_STEPS
        assert not verdict or opposite
        assert not opposite or told.state == was
        self.tasks += verdict == "task"
        self._keep(told, event)

    @invariant()
    def l1_the_history_leads_to_the_state(self) -> None:
        assert replayed(self.events) == self.lead.state
        moments = [event.at for event in self.events]
        assert moments == sorted(moments)
        assert all(event.actor for event in self.events)

    @invariant()
    def l2_each_answer_stands_until_it_is_taken_back(self) -> None:
        answers = [e.step for e in self.events if e.step in {"accept", "decline", "undo"}]
        assert all(a == "undo" or b == "undo" for a, b in itertools.pairwise(answers))

    @invariant()
    def l5_the_contact_shows_only_after_a_yes(self) -> None:
        assert contact_shown(self.lead) == (self.lead.state in ANSWERED)

    @invariant()
    def l5_a_late_yes_counts_only_with_the_buyers_own(self) -> None:
        steps = [e.step for e in self.events]
        if "expire" in steps and self.lead.state in ANSWERED:
            assert "agree" in steps[steps.index("offer") :]

    @invariant()
    def l6_each_follow_up_comes_at_most_once_and_never_after_a_decision(self) -> None:
        made = Counter(e.step for e in self.events if e.step in {row.name for row in FOLLOW_UPS})
        assert not made or max(made.values()) == 1
        for event in self.events:
            assert event.step not in CHASING or event.before == "notified"
            assert event.step not in ASKING or event.before in {"accepted", "contacted", "not_yet"}
        asked = [e.at for e in self.events if e.step in {"ask_buyer", "ask_buyer_again"}]
        assert all(b - a >= timedelta(days=5) for a, b in itertools.pairwise(asked))

    @invariant()
    def l7_a_disagreement_reaches_the_staff_at_most_once(self) -> None:
        assert self.tasks <= 1

    @invariant()
    def l9_an_open_or_accepted_lead_always_has_something_to_come(self) -> None:
        """No lead is silent: a lead that was told of is followed up until somebody answers."""
        if self.lead.state in {"notified", "offered"}:
            assert self.lead.follow_up_at is not None

    @invariant()
    def l10_nothing_expires_that_was_not_sent_and_reminded_of(self) -> None:
        steps = [e.step for e in self.events]
        if "expire" in steps:
            before = self.events[: steps.index("expire")]
            assert any(e.step in {"notify", "undo"} for e in before)
            reminded = next(e.at for e in before if e.step == "remind")
            expired = self.events[steps.index("expire")].at
            assert expired >= DAYS.after(reminded, 1)

    @invariant()
    def follow_ups_are_due_in_working_hours(self) -> None:
        at = self.lead.follow_up_at
        assert at is None or DAYS.is_open(at)


def test_a_lead_keeps_its_rules_whatever_happens() -> None:
    shape = settings(max_examples=30, stateful_step_count=30, deadline=None)
    run_state_machine_as_test(LeadMachine, settings=shape)  # type: ignore[no-untyped-call]


@pytest.mark.long
def test_a_lead_keeps_its_rules_over_twenty_thousand_lives() -> None:
    shape = settings(max_examples=20_000, stateful_step_count=100, deadline=None)
    run_state_machine_as_test(LeadMachine, settings=shape)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("moment", "days", "after"),
    [
        ("2026-11-23T10:00", 1, "2026-11-24T10:00"),
        ("2026-11-27T15:00", 1, "2026-11-30T15:00"),  # Friday to Monday
        ("2026-11-28T12:00", 1, "2026-12-01T08:00"),  # Saturday counts from Monday's opening
        ("2026-11-23T22:00", 1, "2026-11-25T08:00"),  # an evening from the next morning
        ("2026-12-24T10:00", 1, "2026-12-28T10:00"),  # both days of Christmas, and a weekend
        ("2027-03-25T10:00", 1, "2027-03-30T10:00"),  # over Easter and the change to summer time
        ("2026-11-23T10:00", 5, "2026-11-30T10:00"),
    ],
)
def test_working_days_skip_weekends_holidays_and_nights(moment: str, days: int, after: str) -> None:
    here = ZoneInfo("Europe/Amsterdam")
    start = datetime.fromisoformat(moment).replace(tzinfo=here)
    assert DAYS.after(start, days).astimezone(here).strftime("%Y-%m-%dT%H:%M") == after


def test_a_country_nobody_knows_has_weekends_only() -> None:
    christmas = datetime(2026, 12, 25, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert not DAYS.is_open(christmas)
    assert WorkingDays(country="XX").is_open(christmas)
    assert date(2026, 12, 25).weekday() == 4

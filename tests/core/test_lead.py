"""The states of a lead, and which step leads from which to which."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, get_args

import pytest
from cast import ANNA, LUNCH_NEED

from matchbot.core.lead import (
    ANSWERED,
    DECIDED,
    OPEN,
    UNDO_WITHIN,
    Contact,
    Lead,
    LeadState,
    NotPossible,
    can_offer,
    can_undo,
    contact_shown,
    move,
    note,
    replayed,
)
from matchbot.core.need import Period

MINUTE = timedelta(minutes=1)

STATES: tuple[LeadState, ...] = get_args(LeadState)
STEPS = ("notify", "accept", "decline", "expire", "withdraw", "cancel", "contact", "win", "lose",
         "wait", "undo", "reopen", "offer", "agree", "lapse")  # fmt: skip
#: Everything that is possible; whatever is not written here is not.
POSSIBLE: dict[str, dict[str, str]] = {
    "new": {"notify": "notified", "accept": "accepted", "decline": "declined",
            "withdraw": "withdrawn", "cancel": "cancelled"},
    "notified": {"accept": "accepted", "decline": "declined", "expire": "expired",
                 "withdraw": "withdrawn", "cancel": "cancelled"},
    "expired": {"offer": "offered"},
    "offered": {"agree": "accepted", "withdraw": "withdrawn", "lapse": "expired",
                "cancel": "cancelled"},
    "accepted": {"contact": "contacted", "win": "won", "lose": "lost", "wait": "not_yet",
                 "undo": "notified"},
    "declined": {"undo": "notified"},
    "contacted": {"win": "won", "lose": "lost", "wait": "not_yet"},
    "not_yet": {"win": "won", "lose": "lost", "wait": "not_yet", "contact": "contacted"},
    "won": {"lose": "lost"},
    "lost": {"win": "won"},
}  # fmt: skip


def lead(state: LeadState, **facts: Any) -> Lead:
    made = Lead("l1", "amsterdam", "n1", "o1", "w1", "p1", "c1", LUNCH_NEED, ANNA, "nl", state)
    return replace(made, **facts)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", STEPS)
def test_a_lead_moves_as_the_table_says_and_no_other_way(
    state: LeadState, step: str, now: datetime
) -> None:
    after = POSSIBLE.get(state, {}).get(step)
    there = lead(state, decided_at=now)
    if after is None:
        with pytest.raises(NotPossible) as refused:
            move(there, step, now, actor="wise", channel="web")
        assert refused.value.lead.state == state
        return
    moved, event = move(there, step, now, actor="wise", channel="web")
    assert (moved.state, event.before, event.after, event.at) == (after, state, after, now)


def test_the_facts_of_a_step_stand_on_the_lead_and_in_its_history(now: datetime) -> None:
    moved, event = move(
        lead("new"), "decline", now, actor="wise", channel="web", reason="too_far", note="Spijt ons"
    )
    assert (moved.reason, moved.note) == ("too_far", "Spijt ons")
    assert event.facts == {"reason": "too_far", "note": "Spijt ons"}


def test_a_fact_that_is_no_field_stands_in_the_history_only(now: datetime) -> None:
    moved, event = move(lead("new"), "accept", now, actor="wise", channel="web", browser="lynx")
    assert event.facts == {"browser": "lynx"}
    assert not hasattr(moved, "browser")


@pytest.mark.parametrize(
    ("step", "stamp"),
    [("notify", "notified_at"), ("accept", "decided_at"), ("decline", "decided_at")],
)
def test_telling_and_deciding_are_stamped_with_their_moment(
    step: str, stamp: str, now: datetime
) -> None:
    moved, _ = move(lead("new"), step, now, actor="wise", channel="web")
    assert getattr(moved, stamp) == now


def test_only_an_open_lead_can_be_answered() -> None:
    assert {state for state in STATES if "accept" in POSSIBLE.get(state, {})} == OPEN


def test_an_answered_lead_opens_again_only_by_undo() -> None:
    reached = {
        after
        for state in DECIDED
        for step, after in POSSIBLE.get(state, {}).items()
        if step != "undo"
    }
    assert reached <= ANSWERED


@pytest.mark.parametrize("state", ["accepted", "declined"])
def test_a_wise_takes_its_answer_back_within_a_day(state: LeadState, now: datetime) -> None:
    answered = lead(state, decided_at=now, reason="too_far", note="Spijt ons")
    moved, _ = move(answered, "undo", now + UNDO_WITHIN - MINUTE, actor="wise", channel="web")
    assert (moved.state, moved.decided_at, moved.reason, moved.note) == ("notified", None, "", "")
    with pytest.raises(NotPossible):
        move(answered, "undo", now + UNDO_WITHIN, actor="wise", channel="web")


def test_a_wise_says_yes_after_its_time_once_and_before_the_wanted_date(now: datetime) -> None:
    day = now.date()
    expired = lead("expired", followed=("remind", "expire"))
    assert can_offer(expired, now)
    assert can_offer(replace(expired, need=replace(LUNCH_NEED, when=Period(day, day))), now)
    yesterday = Period(day - timedelta(days=1), day - timedelta(days=1))
    assert not can_offer(replace(expired, need=replace(LUNCH_NEED, when=yesterday)), now)
    lapsed = replace(expired, followed=("remind", "expire", "lapse"))
    with pytest.raises(NotPossible):
        move(lapsed, "offer", now, actor="wise", channel="web")


def test_a_yes_after_its_time_shows_no_contact_and_is_not_taken_back(now: datetime) -> None:
    expired = lead("expired", followed=("remind", "expire"))
    offered, _ = move(expired, "offer", now, actor="wise", channel="web")
    assert not contact_shown(offered)
    agreed, _ = move(offered, "agree", now, actor="buyer", channel="web")
    assert contact_shown(agreed)
    assert not can_undo(agreed, now)


def test_a_history_can_be_replayed_and_shows_its_gaps(now: datetime) -> None:
    notified, first = move(lead("new"), "notify", now, actor="post", channel="mail")
    reminded = note(notified, "remind", now, actor="clock")
    _, last = move(notified, "accept", now, actor="wise", channel="web")
    assert replayed([first, reminded, last]) == "accepted"
    with pytest.raises(ValueError, match="accept from notified, was new"):
        replayed([last])


def test_a_wise_sees_who_the_buyer_is_only_after_its_yes() -> None:
    assert {state for state in STATES if contact_shown(lead(state))} == ANSWERED
    assert not contact_shown(lead("accepted", contact=Contact()))

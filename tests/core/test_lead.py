"""The states of a lead, and which step leads from which to which."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

import pytest
from cast import ANNA, LUNCH_NEED

from matchbot.core.lead import ANSWERED, DECIDED, OPEN, Lead, LeadState, NotPossible, move

STATES: tuple[LeadState, ...] = get_args(LeadState)
STEPS = ("notify", "accept", "decline", "expire", "withdraw", "cancel", "contact", "win", "lose",
         "wait", "reopen")  # fmt: skip
#: Everything that is possible; whatever is not written here is not.
POSSIBLE: dict[str, dict[str, str]] = {
    "new": {"notify": "notified", "accept": "accepted", "decline": "declined",
            "withdraw": "withdrawn", "cancel": "cancelled"},
    "notified": {"accept": "accepted", "decline": "declined", "expire": "expired",
                 "withdraw": "withdrawn", "cancel": "cancelled"},
    "accepted": {"contact": "contacted", "win": "won", "lose": "lost", "wait": "not_yet"},
    "contacted": {"win": "won", "lose": "lost", "wait": "not_yet"},
    "not_yet": {"win": "won", "lose": "lost", "wait": "not_yet", "contact": "contacted"},
}  # fmt: skip


def lead(state: LeadState) -> Lead:
    return Lead("l1", "amsterdam", "n1", "o1", "w1", "p1", "c1", LUNCH_NEED, ANNA, "nl", state)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", STEPS)
def test_a_lead_moves_as_the_table_says_and_no_other_way(
    state: LeadState, step: str, now: datetime
) -> None:
    after = POSSIBLE.get(state, {}).get(step)
    if after is None:
        with pytest.raises(NotPossible) as refused:
            move(lead(state), step, now, actor="wise", channel="web")
        assert refused.value.lead.state == state
        return
    moved, event = move(lead(state), step, now, actor="wise", channel="web")
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


def test_an_answered_lead_never_opens_again() -> None:
    reached = {after for state in DECIDED for after in POSSIBLE.get(state, {}).values()}
    assert reached <= ANSWERED

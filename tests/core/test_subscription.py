"""A subscription is confirmed once and can be stopped from every state."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import get_args

import pytest

from matchbot.core.subscription import Subscription, SubscriptionState, confirm, stop

STATES: tuple[SubscriptionState, ...] = get_args(SubscriptionState)


def subscription(state: SubscriptionState) -> Subscription:
    return Subscription("s1", "amsterdam", "p1", "mail", "a@b.example", "nl", state=state)


@pytest.mark.parametrize("state", STATES)
def test_confirming_starts_only_what_waits_for_it(state: SubscriptionState, now: datetime) -> None:
    after = confirm(subscription(state), now)
    if state == "pending":
        assert (after.state, after.confirmed_at, after.told_until) == ("active", now, now)
    else:
        assert after == subscription(state)


@pytest.mark.parametrize("state", STATES)
def test_stopping_works_from_every_state(state: SubscriptionState, now: datetime) -> None:
    assert stop(subscription(state), now).state == "unsubscribed"


def test_stopping_twice_keeps_the_first_moment(now: datetime) -> None:
    stopped = stop(subscription("active"), now)
    assert stop(stopped, now + timedelta(days=1)) == stopped
    assert stopped.ended_at == now


def test_a_stopped_subscription_is_not_started_by_an_old_confirmation(now: datetime) -> None:
    assert confirm(stop(subscription("pending"), now), now).state == "unsubscribed"

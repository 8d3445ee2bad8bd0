"""A rate that replicas share, and a breaker for when nobody answers."""

from __future__ import annotations

from datetime import datetime, timedelta

from matchbot.core.pace import Breaker, next_free, places

SECOND = timedelta(seconds=1)


def test_places_are_as_far_apart_as_the_rate_says(now: datetime) -> None:
    assert places(None, now, 4, 3) == (now, now + SECOND / 4, now + SECOND / 2)


def test_no_more_places_are_given_than_a_second_holds(now: datetime) -> None:
    given = places(None, now, 4, 100)
    assert len(given) == 4
    assert next_free(given, 4) == now + SECOND
    assert places(next_free(given, 4), now, 4, 100) == ()


def test_what_was_not_used_in_time_is_not_made_up_for(now: datetime) -> None:
    assert places(now - 60 * SECOND, now, 4, 1) == (now,)


def test_a_clock_that_was_set_back_stops_nothing(now: datetime) -> None:
    ahead = now + timedelta(hours=1)
    assert places(ahead, now, 4, 1) == (now,)
    assert places(now + 100 * SECOND, now, 0.01, 1) == ()  # a slow rate, no jump
    assert Breaker(2).unreached(ahead).room(now, 8) == 1


def test_a_breaker_lets_single_failures_pass(now: datetime) -> None:
    shaken = Breaker().unreached(now).unreached(now)
    assert shaken.room(now, 8) == 8
    assert shaken.unreached(now).room(now, 8) == 0


def test_a_breaker_probes_one_at_a_time_and_waits_longer_each_time(now: datetime) -> None:
    breaker, waits = Breaker(2), []
    for _ in range(9):
        breaker = breaker.unreached(now)
        assert breaker.closed_until is not None
        waits.append((breaker.closed_until - now).total_seconds())
        now = breaker.closed_until
        assert (breaker.probes, breaker.room(now, 8)) == (True, 1)
    assert waits == [5, 10, 20, 40, 80, 160, 300, 300, 300]


def test_failures_that_were_on_their_way_together_count_once(now: datetime) -> None:
    closed = Breaker(2).unreached(now)
    assert closed.unreached(now) == closed


def test_who_asks_to_be_left_alone_is_left_alone_and_no_more(now: datetime) -> None:
    asked = Breaker().wait(now, 30 * SECOND)
    assert asked.room(now + 29 * SECOND, 8) == 0
    assert asked.room(now + 30 * SECOND, 8) == 8

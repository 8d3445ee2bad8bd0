"""The states of an outbox message: what an attempt comes to, and when it is tried again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from matchbot.core.outbox import (
    MAX_ATTEMPTS,
    OutboxMessage,
    Outcome,
    recover,
    resolve_doubt,
    settle,
)

MINUTE = timedelta(minutes=1)
REFUSED = Outcome("refused", "451 later")


@pytest.fixture
def sending(now: datetime) -> OutboxMessage:
    return OutboxMessage(
        "m1", "amsterdam", "mail", "lead", "lead:1", "a@b.example", b"x",
        state="sending", lease_owner="me", lease_until=now + 15 * MINUTE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tried_before", "minutes"),
    [(0, 1), (1, 5), (2, 15), (3, 60), (4, 240), (5, 720), (6, 1440)],
)
def test_after_each_refusal_the_wait_is_longer(
    sending: OutboxMessage, now: datetime, tried_before: int, minutes: int
) -> None:
    after = settle(replace(sending, attempts=tried_before), REFUSED, now)
    assert (after.state, after.attempts) == ("queued", tried_before + 1)
    assert after.not_before == now + minutes * MINUTE


def test_the_eighth_refusal_is_the_last(sending: OutboxMessage, now: datetime) -> None:
    after = settle(replace(sending, attempts=7), REFUSED, now)
    assert (after.state, after.attempts, after.settled_at) == ("failed", MAX_ATTEMPTS, now)


def test_a_refusal_for_good_is_not_tried_again(sending: OutboxMessage, now: datetime) -> None:
    after = settle(sending, Outcome("refused", "550 no such user", permanent=True), now)
    assert (after.state, after.answer) == ("failed", "550 no such user")


def test_what_the_outside_asks_us_to_wait_is_waited(sending: OutboxMessage, now: datetime) -> None:
    after = settle(sending, Outcome("refused", "429", wait=timedelta(seconds=37)), now)
    assert after.not_before == now + timedelta(seconds=37)


def test_what_was_never_reached_costs_no_attempt(sending: OutboxMessage, now: datetime) -> None:
    after = settle(sending, Outcome("unreached", "refused"), now)
    assert (after.state, after.attempts, after.not_before) == ("queued", 0, now + MINUTE)


def test_a_yes_is_final_and_has_evidence(sending: OutboxMessage, now: datetime) -> None:
    after = settle(sending, Outcome("accepted", "250 ok"), now)
    assert (after.state, after.settled_at, after.evidence) == ("sent", now, "answer")


def test_silence_after_the_content_is_doubt(sending: OutboxMessage, now: datetime) -> None:
    after = settle(sending, Outcome("silent"), now)
    assert (after.state, after.attempts) == ("in_doubt", 0)
    assert after.not_before == now + 15 * MINUTE


@pytest.mark.parametrize("result", ["accepted", "refused", "unreached", "silent"])
def test_whatever_happened_the_lease_is_free(
    sending: OutboxMessage, now: datetime, result: str
) -> None:
    after = settle(sending, Outcome(result), now)  # type: ignore[arg-type]
    assert (after.lease_owner, after.lease_until) == ("", None)


def test_an_answer_of_any_length_is_kept_short(sending: OutboxMessage, now: datetime) -> None:
    assert len(settle(sending, Outcome("accepted", "x" * 9000), now).answer) == 500


@pytest.mark.parametrize(
    ("purpose", "state"),
    [
        ("lead", "queued"),
        ("introduction", "queued"),
        ("decision", "queued"),
        ("confirmation", "queued"),
        ("reply", "queued"),
        ("digest", "unresolved"),
        ("follow_up", "unresolved"),
        ("notice", "unresolved"),
    ],
)
def test_after_doubt_only_what_matters_goes_once_more(
    sending: OutboxMessage, now: datetime, purpose: str, state: str
) -> None:
    doubtful = replace(sending, state="in_doubt", purpose=purpose)  # type: ignore[arg-type]
    once = resolve_doubt(doubtful, now)
    assert once.state == state
    assert resolve_doubt(replace(doubtful, resends=1), now).state == "unresolved"


@pytest.mark.parametrize(("held", "state"), [("claimed", "queued"), ("sending", "in_doubt")])
def test_what_a_dead_process_held_is_taken_back(
    sending: OutboxMessage, now: datetime, held: str, state: str
) -> None:
    after = recover(replace(sending, state=held), now)  # type: ignore[arg-type]
    assert (after.state, after.lease_owner, after.attempts) == (state, "", 0)

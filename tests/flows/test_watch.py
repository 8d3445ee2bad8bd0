"""The staff hear of it when nothing came in or left for an hour, once for each silence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cast import OPERATOR, StillClock, posted

from matchbot.core.outbox import OutboxMessage
from matchbot.flows.office import Office
from matchbot.flows.watch import Pulse, raise_alarms
from matchbot.schedule import knock

HOUR = timedelta(hours=1, seconds=1)


def waiting(office: Office, id: str, answer: str) -> None:
    now = office.clock.now()
    message = OutboxMessage(
        id, office.platform, "mail", "lead", id, "a@b.example", b"x", answer=answer,
        not_before=now + timedelta(days=1), created_at=now,
    )  # fmt: skip
    with office.store.begin() as tx:
        tx.outbox.add(message)


@pytest.mark.parametrize("source", ["telegram", "mail"])
def test_a_source_that_was_heard_and_is_silent_for_an_hour_is_told_once(
    office: Office, clock: StillClock, source: str
) -> None:
    Pulse(office, source).beat()
    assert raise_alarms(office) == []
    clock.advance(HOUR)
    assert raise_alarms(office) == [source]
    assert raise_alarms(office) == []
    (letter,) = posted(office, "notice")
    assert letter.recipient == OPERATOR
    with office.store.read() as tx:
        (task,) = tx.tasks.open()
    assert task.kind == f"silent_{source}"
    Pulse(office, source).beat()
    clock.advance(HOUR)
    assert raise_alarms(office) == [source]


def test_letters_that_were_tried_for_an_hour_raise_an_alarm(
    office: Office, clock: StillClock
) -> None:
    waiting(office, "tried", "unreached")
    clock.advance(HOUR)
    knock(office, ())
    assert [m.recipient for m in posted(office, "notice")] == [OPERATOR]


def test_a_letter_that_waits_for_its_moment_raises_none(office: Office, clock: StillClock) -> None:
    waiting(office, "later", "")
    clock.advance(HOUR)
    assert raise_alarms(office) == []


def test_nothing_is_told_while_other_letters_leave(office: Office, clock: StillClock) -> None:
    waiting(office, "tried", "450 later")
    clock.advance(HOUR)
    now = office.clock.now()
    with office.store.begin() as tx:
        tx.outbox.add(
            OutboxMessage(
                "gone",
                office.platform,
                "mail",
                "lead",
                "gone",
                "c@d.example",
                b"x",
                state="sent",
                settled_at=now,
                created_at=now,
            )
        )
    assert raise_alarms(office) == []

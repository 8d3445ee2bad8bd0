"""An application goes from new to decided, and says why."""

from __future__ import annotations

from datetime import datetime

import pytest

from matchbot.core.application import Application, Applied, NotNow, WordsNeeded, move


@pytest.fixture
def asked(now: datetime) -> Application:
    new = Application("a1", "info@veter.example", Applied("De Veter"), "nl", now)
    return move(new, "ask", now, "Hoeveel mensen werken er?")


def test_a_question_and_its_answer_bring_it_back_to_new(asked: Application, now: datetime) -> None:
    answered = move(asked, "answer", now, " Twaalf ")
    assert (asked.state, answered.state, answered.last_words) == ("asked", "new", "Twaalf")
    assert [(s.move, s.by) for s in answered.steps] == [("ask", "operator"), ("answer", "wise")]


def test_what_is_decided_stays_decided(asked: Application, now: datetime) -> None:
    approved = move(asked, "approve", now)
    assert approved.decided_at == now
    for step in ("ask", "answer", "approve", "refuse"):
        with pytest.raises(NotNow):
            move(approved, step, now, "woorden")  # type: ignore[arg-type]


@pytest.mark.parametrize("step", ["ask", "refuse"])
def test_a_question_or_refusal_without_words_is_none(step: str, now: datetime) -> None:
    new = Application("a1", "info@veter.example", Applied("De Veter"), "nl", now)
    with pytest.raises(WordsNeeded):
        move(new, step, now, "  ")  # type: ignore[arg-type]

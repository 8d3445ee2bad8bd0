"""The one question: asked only if an answer would change the matches, and never twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from talk import Talk

from matchbot.core.dialogue.question import ANSWERS, SHOWN, best_question
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.match import Match
from matchbot.core.matching.rank import rank
from matchbot.core.need import Need
from matchbot.core.reading.read import read_need


@pytest.fixture
def need(knowledge: Knowledge, now: datetime) -> Need:
    return read_need("Wij zoeken een cateraar", knowledge, now, "nl").need


def ranked(need: Need, knowledge: Knowledge, now: datetime) -> tuple[Match, ...]:
    return rank(need, knowledge, now=now.date(), limit=10).matches


def test_some_answer_to_the_question_changes_the_matches_shown(
    need: Need, knowledge: Knowledge, now: datetime
) -> None:
    matches = ranked(need, knowledge, now)
    fact = best_question(need, (), matches, knowledge, now.date())
    assert fact is not None
    shown = [m.offering.id for m in matches[:SHOWN]]
    answers = ANSWERS[fact](need, matches, knowledge, now.date())
    after = [ranked(replace(need, **{fact: answer}), knowledge, now) for answer in answers]
    assert any([m.offering.id for m in one[:SHOWN]] != shown for one in after)


def test_no_question_is_asked_when_the_offerings_do_not_differ(
    need: Need, knowledge: Knowledge, now: datetime
) -> None:
    plain = tuple(
        replace(m, offering=replace(m.offering, radius_km=None, areas=(), min_quantity=None,
                                    max_quantity=None, lead_days=None))
        for m in ranked(need, knowledge, now)
    )  # fmt: skip
    assert best_question(need, (), plain, knowledge, now.date()) is None


def test_what_is_known_or_was_asked_is_not_asked(knowledge: Knowledge, now: datetime) -> None:
    text = "Lunch voor 40 personen in Noord op 12 december"
    told = read_need(text, knowledge, now, "nl").need
    assert best_question(told, (), ranked(told, knowledge, now), knowledge, now.date()) is None
    asked = tuple(ANSWERS)
    need = read_need("Wij zoeken een cateraar", knowledge, now, "nl").need
    assert best_question(need, asked, ranked(need, knowledge, now), knowledge, now.date()) is None


def test_each_fact_is_asked_for_once_and_each_answer_is_taken(
    knowledge: Knowledge, now: datetime
) -> None:
    talk = Talk(knowledge, now, "nl")
    answers = {"ask.place": "Zuidoost", "ask.quantity": "60", "ask.when": "dinsdag"}
    talk.says("Wij zoeken een cateraar")
    asked = []
    while question := next((key for key in talk.said() if key in answers), None):
        asked.append(question)
        talk.says(answers[question])
    assert len(asked) == len(set(asked)) > 0
    need = talk.conversation.need
    assert need is not None
    facts = {"ask.place": need.place, "ask.quantity": need.quantity, "ask.when": need.when}
    assert all(facts[question] is not None for question in asked)

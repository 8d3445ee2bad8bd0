"""Where a reserved contract is required: yes first, then unknown with "ask them", no left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from small import TODAY, knowledge, need, offering, wise

from matchbot.core.matching.rank import order, rank
from matchbot.core.offering import Label

PROVEN = {"reserved_source": "PSO-Nederland", "reserved_date": date(2024, 5, 14)}
WORLD = knowledge(
    offering("anders-lunch", "Lunch", kinds=("catering",)),
    offering("boven-lunch", "Lunch met broodjes en soep", kinds=("catering",)),
    offering("clara-lunch", "Lunch", kinds=("catering",)),
    wises=(
        wise("anders", reserved="no", **PROVEN),
        wise("boven", reserved="yes", **PROVEN),
        wise("clara"),
    ),
)
REQUIRED = replace(need("lunch"), reserved=True)


def reasons(match):
    return {reason.criterion: reason.said for reason in match.reasons}


def test_yes_stands_before_unknown_and_no_is_left_out():
    ranking = rank(REQUIRED, WORLD, now=TODAY)
    assert [m.wise.id for m in ranking.matches] == ["boven", "clara"]
    assert [m.wise.id for m in ranking.left_out] == ["anders"]


def test_each_says_its_standing_with_source_and_month():
    yes, unknown = rank(REQUIRED, WORLD, now=TODAY).matches
    said = reasons(yes)["reserved"]
    assert said.key == "reason.reserved.yes"
    assert said.facts["proof"].facts["source"] == "PSO-Nederland"
    assert said.facts["proof"].facts["month"].start == date(2024, 5, 1)
    assert reasons(unknown)["reserved"].key == "reason.reserved.unknown"
    assert "reserved" in [r.criterion for r in unknown.best_reasons()]


def test_without_the_requirement_nothing_is_said_or_left_out():
    for said in (None, False):
        ranking = rank(replace(REQUIRED, reserved=said), WORLD, now=TODAY)
        assert len(ranking.matches) == 3
        assert not ranking.left_out
        assert all("reserved" not in reasons(m) for m in ranking.matches)


def test_what_only_comes_nearest_is_not_one_that_is_ruled_out():
    ranking = rank(replace(need("raketmotoren"), reserved=True), WORLD, now=TODAY)
    assert ranking.abstained
    assert "anders" not in {m.wise.id for m in ranking.nearest}


def test_a_better_text_of_an_unknown_one_does_not_outweigh_a_yes():
    better = offering("clara-lunch", "Vegetarische lunch met broodjes", kinds=("catering",))
    world = knowledge(
        better,
        offering("boven-lunch", "Catering", kinds=("catering",)),
        wises=(wise("boven", reserved="yes"),),
    )
    asked = replace(need("vegetarische lunch met broodjes"), reserved=True)
    assert order(replace(asked, reserved=None), world, now=TODAY)[0].wise.id == "clara"
    assert order(asked, world, now=TODAY)[0].wise.id == "boven"


def test_a_label_that_has_expired_is_not_held():
    label = Label("clara", "PSO 30+", "PSO-Nederland", expires=TODAY)
    for day, held in ((TODAY, True), (TODAY + timedelta(days=1), False)):
        world = knowledge(offering("clara-lunch", "Lunch", kinds=("catering",)), labels=(label,))
        (match,) = rank(need("lunch"), world, now=day).matches
        assert ("labels" in reasons(match)) is held

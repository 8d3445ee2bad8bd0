"""The figures of impact: what is counted, what is hidden, where something lies."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from matchbot.core.insight.impact import impact_of
from matchbot.core.insight.records import AskedNeed, LeadStory
from matchbot.core.insight.town import Town
from matchbot.core.knowledge import Knowledge
from matchbot.core.lead import LeadState
from matchbot.core.need import KindGuess, Need, Place
from matchbot.core.offering import Catalogue, PeopleFigure

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
MAY = datetime(2026, 5, 4, 8, tzinfo=UTC)
NEED = Need("lunch", "lunch", (KindGuess("catering", 0.9),))


def needs(count: int, need: Need = NEED, at: datetime = MAY) -> list[AskedNeed]:
    return [AskedNeed(f"{need.what}{n}", f"p{n}", need, False, at) for n in range(count)]


def lead(
    number: int, state: LeadState = "accepted", hours: float = 1, **facts: object
) -> LeadStory:
    decided = MAY + timedelta(hours=hours) if state not in {"notified", "expired"} else None
    return replace(
        LeadStory(f"l{number}", f"lunch{number}", "o", "w", "p", NEED, state, MAY, MAY, decided),
        **facts,  # type: ignore[arg-type]
    )


def test_a_need_is_met_when_one_wise_says_yes(knowledge: Knowledge) -> None:
    leads = [lead(n) for n in range(6)] + [lead(n, "declined") for n in range(6, 12)]
    row = impact_of(knowledge, needs(12), leads, NOW).year(2026)
    assert row and (row.needs, row.needs_met, row.leads) == (12, 6, 12)


def test_late_and_silent_are_not_in_time_and_taken_back_does_not_count(
    knowledge: Knowledge,
) -> None:
    leads = [
        *(lead(n, hours=48) for n in range(5)),
        *(lead(n, "declined", hours=48.1) for n in range(5, 8)),
        *(lead(n, "expired") for n in range(8, 11)),
        *(lead(n, "withdrawn") for n in range(11, 17)),
    ]
    row = impact_of(knowledge, needs(17), leads, NOW).year(2026)
    assert row and (row.leads_due, row.leads_in_time) == (11, 5)


def test_a_lead_whose_two_days_are_not_over_is_not_due(knowledge: Knowledge) -> None:
    leads = [lead(n, "notified") for n in range(9)]
    soon = impact_of(knowledge, needs(9), leads, MAY + timedelta(days=1)).year(2026)
    assert soon and (soon.leads, soon.leads_due) == (9, 0)


def test_an_amount_of_fewer_than_five_orders_is_hidden(knowledge: Knowledge) -> None:
    won = [lead(n, "won", amount=100.0) for n in range(5)]
    row = impact_of(knowledge, needs(5), [*won[:4], lead(4, "won")], NOW).year(2026)
    assert row and (row.leads_won, row.amounts, row.won_amount) == (5, None, None)
    row = impact_of(knowledge, needs(5), won, NOW).year(2026)
    assert row and (row.leads_won, row.amounts, row.won_amount) == (5, 5, 500.0)


def test_a_small_kind_cannot_be_worked_out_from_the_others(knowledge: Knowledge) -> None:
    green = replace(NEED, what="tuin", kinds=(KindGuess("green", 0.9),))
    print_ = replace(NEED, what="folders", kinds=(KindGuess("printing", 0.9),))
    asked = needs(12) + needs(3, green) + needs(7, print_)
    found = {group.id: group.needs for group in impact_of(knowledge, asked, [], NOW).kinds}
    assert (found["catering"], found["green"], found["printing"]) == (12, None, None)


def test_people_of_one_wise_in_a_small_group_are_not_shown(knowledge: Knowledge) -> None:
    figures = (PeopleFigure("a", 2025, paid=3, volunteer=8, daytime=40, moved_to_paid=2),)
    known = replace(knowledge, catalogue=Catalogue(people=figures))
    row = impact_of(known, [], [], NOW).year(2025)
    assert row and (row.paid, row.volunteer, row.daytime, row.people) == (None, None, 40, 51)
    assert row.moved_to_paid is None and row.reported == 1


@pytest.mark.parametrize(
    ("place", "part"),
    [
        (Place("Amsterdam-Noord", 52.4, 4.925, 5), "Noord"),
        (Place("Holendrecht", 52.296, 4.96, 1), "Zuidoost"),
        (Place("Diemen", 52.3396, 4.9626, 3), "Diemen"),
        (Place("Amsterdam", 52.374, 4.8897, 10), "Amsterdam"),
        (Place("Nederland", 52.2, 5.3, 180), "Nederland"),
        (Place("Utrecht", 52.0907, 5.1214, 8), "Utrecht"),
        (None, ""),
    ],
)
def test_a_place_lies_in_a_borough_or_in_another_town(
    knowledge: Knowledge, place: Place | None, part: str
) -> None:
    assert Town(knowledge).part(place) == part

"""Teams: the volume is reached, no WISE twice, at most three, near each other, all come to the place."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.area import ground_of, km_between, km_outside
from matchbot.core.matching.combine import (
    LOOKED_AT,
    MOST_PARTNERS,
    TOGETHER_KM,
    Part,
    combine,
    teams,
)
from matchbot.core.matching.match import Match
from matchbot.core.need import KindGuess, Need, Place, Quantity
from matchbot.core.offering import Offering, Wise

TODAY = date(2026, 11, 23)


def part(
    wise: int, most: float, least: float = 0.0, north: float = 0.0, score: float = 0.9
) -> Part:
    offering = Offering(f"o{wise}", f"w{wise}", max_quantity=most, unit="persons")
    match = Match(offering, Wise(f"w{wise}", f"W{wise}"), score)
    return Part(match, Place("x", 52.3 + north / 111, 4.9, 0.0), least, most)


PARTS = st.lists(
    st.builds(
        part, st.integers(0, 9), st.floats(1, 500), st.floats(0, 60), st.floats(0, 80),
        st.floats(0.77, 1.0),
    ),
    max_size=18,
)  # fmt: skip


@given(PARTS, st.floats(1, 1500))
def test_every_team_keeps_what_is_promised(parts: list[Part], asked: float) -> None:
    for team in teams(parts, asked):
        wises = {one.match.wise.id for one in team.parts}
        assert 2 <= len(team.parts) == len(wises) <= MOST_PARTNERS
        assert sum(one.least for one in team.parts) <= asked <= sum(one.most for one in team.parts)
        gaps = [km_between(a.spot, b.spot) for a in team.parts for b in team.parts]
        assert max(gaps) == pytest.approx(team.km) and team.km <= TOGETHER_KM
        for left_out in team.parts:
            assert sum(one.most for one in team.parts if one is not left_out) < asked
        assert team.parts[0].most == max(one.most for one in team.parts)


@given(PARTS, st.floats(1, 1500))
def test_the_best_team_comes_first_and_the_search_is_bounded(
    parts: list[Part], asked: float
) -> None:
    found = teams(parts, asked)
    assert [team.value for team in found] == sorted((t.value for t in found), reverse=True)
    assert len(found) <= LOOKED_AT * (LOOKED_AT - 1) * (LOOKED_AT + 1) // 6


def test_two_do_it_rather_than_three_and_neighbours_rather_than_far_ones() -> None:
    near, far = part(1, 60, north=1), part(2, 60, north=25)
    (team, *_) = teams([part(0, 50), far, near, part(3, 30), part(4, 30)], 100)
    assert team.offerings == ("o1", "o0")


def need(count: float, *, kind: str = "catering", north: float = 52.3957) -> Need:
    place = Place("Noord", north, 4.9407, 3.0, "NL")
    return Need(
        "lunch", "lunch", (KindGuess(kind, 0.98),), place, quantity=Quantity(count, "persons")
    )


@pytest.mark.parametrize("count", [900, 950, 1000, 1100, 1200, 1250])
def test_all_of_a_team_come_to_the_place_and_reach_the_volume(
    knowledge: Knowledge, count: float
) -> None:
    asked = need(count)
    team = combine(asked, knowledge, now=TODAY)
    assert team is not None and asked.place is not None
    assert sum(one.most for one in team.parts) >= count
    for one in team.parts:
        ground = ground_of(one.match.offering, one.match.wise, knowledge)
        assert km_outside(asked.place, ground, one.match.offering.radius_km) == 0
        assert one.match.offering.kinds[0] == "catering"


def test_there_is_no_team_where_one_can_alone_or_all_together_cannot(knowledge: Knowledge) -> None:
    assert combine(need(700), knowledge, now=TODAY) is None
    assert combine(need(90_000), knowledge, now=TODAY) is None
    assert combine(need(1000, north=53.2), knowledge, now=TODAY) is None
    assert combine(Need("lunch", "lunch"), knowledge, now=TODAY) is None

"""Rotation shares the first places, costs little, and stays the same for one need on one day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from matchbot.bench.judged import NOW, load_judged
from matchbot.bench.rotation import EQUALS, Turns, equal_offers, noise, take_turns, trade
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.calibration import AMONG_KIND
from matchbot.core.matching.criteria import CRITERIA
from matchbot.core.matching.rank import rank
from matchbot.core.reading.read import read_need

FOLDER = Path(__file__).parent
#: 200 first places fall so unevenly on ten by chance: 0.13 on average.
DAYS, CHANCE = 5, 0.18
#: A small WISE draws one of the best lots 1 / 0.7 times as often as another: 59% of them.
SMALL_AT_MOST = 0.68
#: The most that a draw adds among offerings of a named kind, in log-odds.
IN_USE = AMONG_KIND["rotation"] * next(c.weight for c in CRITERIA if c.name == "rotation")


def test_the_same_need_on_the_same_day_has_the_same_order(knowledge: Knowledge):
    need = read_need("kantoor schoonmaken", knowledge, NOW, "nl").need
    orders = [
        [m.offering.id for m in rank(need, knowledge, now=NOW.date(), rotate=True).matches]
        for _ in range(3)
    ]
    assert orders[0] == orders[1] == orders[2]


def test_over_some_days_the_order_turns(knowledge: Knowledge):
    need = read_need("kantoor schoonmaken", knowledge, NOW, "nl").need
    days = [NOW.date() + timedelta(days=n) for n in range(20)]
    orders = {
        tuple(m.offering.id for m in rank(need, knowledge, now=day, rotate=True).matches)
        for day in days
    }
    assert len(orders) > 1


@pytest.mark.long
def test_rotation_shares_the_first_places_more_evenly_at_little_cost(knowledge: Knowledge):
    needs = load_judged(FOLDER)[0]
    without, with_it = (take_turns(needs, knowledge, 4, rotate=r) for r in (False, True))
    assert with_it.gini <= without.gini - 0.02
    assert with_it.wises_first > without.wises_first
    assert with_it.ndcg >= without.ndcg - 0.02


def turns_of_equals(knowledge: Knowledge, *, small: int = 0, rotate: bool = True) -> Turns:
    needs, equals = equal_offers(replace(knowledge, embedder=None), small)
    return take_turns(needs, equals, DAYS, rotate=rotate)


def test_those_who_offer_the_very_same_share_the_first_place(knowledge: Knowledge):
    without, with_it = (turns_of_equals(knowledge, rotate=rotate) for rotate in (False, True))
    assert (without.gini, without.wises_first) == (pytest.approx(0.9), 1)
    assert with_it.gini <= CHANCE


@pytest.mark.long
def test_small_wises_stand_first_more_often_but_not_much(knowledge: Knowledge):
    helped = turns_of_equals(knowledge, small=EQUALS // 2)
    assert 0.5 < helped.small_or_new <= SMALL_AT_MOST


def test_draws_added_afterwards_give_what_the_ranking_gives(knowledge: Knowledge):
    needs = load_judged(FOLDER)[0][:12]
    ranked = take_turns(needs, knowledge, 2, rotate=True)
    drawn = trade(needs, knowledge, 2, [IN_USE])[IN_USE]
    assert drawn.first_places == ranked.first_places
    assert drawn.ndcg == pytest.approx(ranked.ndcg, abs=0.01)
    assert drawn.wises_first == pytest.approx(ranked.wises_first, abs=1)


@pytest.mark.long
def test_turns_are_taken_only_where_the_order_is_unsure(knowledge: Knowledge):
    gaps = noise(load_judged(FOLDER)[0], knowledge)
    unsure = [gap for gap in gaps if gap.least < IN_USE / 2]
    sure = [gap for gap in gaps if gap.least >= IN_USE]
    assert all(gap.right < 0.7 for gap in unsure)
    assert all(gap.right > 0.8 for gap in sure)

"""Rotation shares the first places, costs little, and stays the same for one need on one day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from matchbot.bench.judged import NOW, load_judged
from matchbot.bench.rotation import take_turns
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.rank import rank
from matchbot.core.reading.read import read_need

FOLDER = Path(__file__).parent


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

"""How leads and first places are divided: figures that can be checked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from matchbot.core.insight.records import AskedNeed, LeadStory
from matchbot.core.insight.shares import Share, division, shares_of
from matchbot.core.knowledge import Knowledge
from matchbot.core.need import Need

MAY = datetime(2026, 5, 4, 8, tzinfo=UTC)
TODAY = date(2026, 5, 4)


def test_an_equal_division_is_a_straight_line() -> None:
    rows = [Share(id, id == "a", 2, 0, 0) for id in "abcd"]
    found = division(dict.fromkeys("abcd", 2), rows)
    assert (found.gini, found.helped, found.curve) == (0, 0.25, (0, 0.25, 0.5, 0.75, 1))


def test_all_to_one_of_four() -> None:
    rows = [Share(id, id == "a", 0, 0, 0) for id in "abcd"]
    found = division({"a": 0, "b": 0, "c": 0, "d": 8}, rows)
    assert (found.gini, found.helped, found.curve) == (0.75, 0, (0, 0, 0, 0, 1))


def test_nothing_is_divided_without_complaint() -> None:
    assert division({}, []).gini == 0 and division({"a": 0}, []).total == 0


def test_rotation_divides_first_places_no_less_equally_and_its_cost_is_told(
    knowledge: Knowledge,
) -> None:
    texts = ("lunch voor 40 personen", "kantoor schoonmaken", "tuin onderhouden", "flyers drukken")
    needs = [AskedNeed(str(n), "p", Need(text, text), False, MAY) for n, text in enumerate(texts)]
    wise = next(iter(knowledge.catalogue.wises))
    leads = [LeadStory("l", "0", "o", wise, "p", Need(), "new", MAY)]
    found = shares_of(needs, leads, replace(knowledge, rotation=True), TODAY)
    assert found.wises[0].wise == wise and found.leads.total == 1
    assert found.first.total == pytest.approx(len(texts), abs=0.1)
    assert found.first.gini <= found.first_without.gini
    assert 0 <= found.cost < 0.05

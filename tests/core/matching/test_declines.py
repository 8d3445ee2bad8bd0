"""What a WISE declined comes a little later in its list, when a need is like it, and says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.declines import Decline, like_declines
from matchbot.core.matching.rank import odds_of, rank
from matchbot.core.need import KindGuess, Need, Period, Place, Quantity
from matchbot.core.reading.read import read_need

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HERE = Place("Amsterdam", 52.37, 4.9, 0)
HAARLEM, UTRECHT = Place("Haarlem", 52.38, 4.64, 3), Place("Utrecht", 52.09, 5.12, 5)
CATERING = (KindGuess("catering", 0.9),)


def persons(count: float) -> Need:
    return Need("Lunch", "lunch", CATERING, quantity=Quantity(count, "persons"))


def on(days: int) -> Need:
    day = TODAY + timedelta(days=days)
    return Need("Lunch", "lunch", when=Period(day, day))


@pytest.mark.parametrize(
    ("reason", "before", "now", "alike"),
    [
        ("too_far", Need(place=HAARLEM), Need(place=UTRECHT), True),
        ("too_far", Need(place=UTRECHT), Need(place=HAARLEM), False),
        ("too_far", Need(place=HAARLEM), Need(), False),
        ("too_small", persons(10), persons(8), True),
        ("too_small", persons(10), persons(40), False),
        ("too_large", persons(200), persons(300), True),
        ("too_large", persons(200), persons(40), False),
        ("too_large", Need(), persons(40), False),
        ("too_soon", on(2), on(1), True),
        ("too_soon", on(2), on(20), False),
        ("not_ours", persons(10), persons(40), True),
        ("not_ours", Need(), persons(40), False),
        ("other", persons(10), persons(10), False),
    ],
)
def test_only_needs_like_the_one_it_declined_count(
    reason: str, before: Need, now: Need, alike: bool
) -> None:
    no = Decline("lunch", reason, before, TODAY)
    assert like_declines(now, "lunch", HERE, [no], TODAY) == int(alike)


@pytest.mark.parametrize(("days", "counts"), [(0, 1), (14, 1), (15, 0)])
def test_who_was_too_busy_is_asked_again_after_two_weeks(days: int, counts: int) -> None:
    no = Decline("lunch", "too_busy", Need(), TODAY - timedelta(days=days))
    assert like_declines(persons(40), "lunch", HERE, [no], TODAY) == counts


def test_three_refusals_lower_a_match_a_little_and_are_explained(knowledge: Knowledge) -> None:
    need = read_need("Lunch voor 8 personen in Noord", knowledge, NOW, "nl").need
    first = rank(need, knowledge, now=TODAY).matches[0]
    no = Decline(
        first.offering.id, "too_small", replace(need, quantity=Quantity(10, "persons")), TODAY
    )
    known = replace(knowledge, declines={first.wise.id: (no,) * 3})
    matches = rank(need, known, now=TODAY).matches
    again = next(m for m in matches if m.offering.id == first.offering.id)
    (reason,) = (r for r in again.reasons if r.criterion == "declines")
    assert (reason.weight, reason.said.facts["count"]) == (-0.5, 3)
    assert odds_of(again) == pytest.approx(odds_of(first) - 0.5)
    assert not any(r.criterion == "declines" for r in first.reasons)

"""The isomorphism watch: a bend is two years outside the band; small groups are no points."""

from __future__ import annotations

import pytest

from matchbot.core.insight.isomorphism import Point, bend_of, line_of
from matchbot.core.insight.likeness import LEAST_WISES, likeness
from matchbot.core.offering import Catalogue, Offering


def points(*values: float) -> tuple[Point, ...]:
    return tuple(Point(2015 + at, value) for at, value in enumerate(values))


def test_two_years_outside_the_band_are_a_bend() -> None:
    bend = bend_of(points(0.4, 0.42, 0.39, 0.41, 0.6, 0.65), 0.1)
    assert bend is not None
    assert (bend.since, bend.up, bend.before) == (2019, True, 0.405)
    down = bend_of(points(0.4, 0.42, 0.39, 0.2, 0.15), 0.1)
    assert down is not None and not down.up


@pytest.mark.parametrize(
    "values",
    [
        (0.4, 0.42, 0.39, 0.41, 0.9),  # one odd year
        (0.4, 0.42, 0.39, 0.9, 0.1),  # first up, then down
        (0.1, 0.9, 0.2, 0.8, 0.95, 0.95),  # never steady
        (0.4, 0.42, 0.47, 0.48),  # too few years before
        (0.40, 0.40, 0.40, 0.45, 0.46),  # too small to speak of
        (),
    ],
)
def test_what_is_no_bend(values: tuple[float, ...]) -> None:
    assert bend_of(points(*values), 0.1) is None


def test_turnover_is_measured_by_its_own_size() -> None:
    steady, doubled = {2020: 1000.0, 2021: 1050.0, 2022: 990.0}, {2023: 2000.0, 2024: 2100.0}
    assert line_of("turnover", steady | {2023: 1100.0, 2024: 1150.0}).bend is None
    assert line_of("turnover", steady | doubled).bend is not None


def shop(*texts: str) -> Catalogue:
    rows = [Offering(f"w{at}-o", f"w{at}", text) for at, text in enumerate(texts)]
    return Catalogue(offerings={one.id: one for one in rows})


DIFFERENT = ("soep koken", "fietsen repareren", "ramen wassen", "bomen snoeien", "brieven vouwen")


def test_texts_that_drift_towards_each_other_are_more_alike() -> None:
    own = likeness(shop(*DIFFERENT, "hout zagen"))
    alike = likeness(
        shop(*DIFFERENT[:4], "sociale kwaliteit met passie", "sociale kwaliteit en passie")
    )
    assert own[""] == 0.0
    assert alike["w5"] > own["w5"] and alike[""] > own[""]


def test_too_few_wises_would_tell_of_one_another() -> None:
    assert likeness(shop(*DIFFERENT[: LEAST_WISES - 1])) == {}
    assert likeness(shop()) == {}

"""How far groups agree with codes: the same division is 1, one by chance is near 0."""

from __future__ import annotations

import random

import pytest

from matchbot.bench.demand import agreement

CODES = ["551"] * 6 + ["773"] * 6 + ["909"] * 6


def test_the_same_division_agrees_fully() -> None:
    found = agreement("x", [1] * 6 + [2] * 6 + [3] * 6, CODES)
    assert (found.groups, found.share, found.agreement) == (3, 1.0, pytest.approx(1.0))


def test_a_division_by_chance_does_not_agree() -> None:
    chance = random.Random(1)
    codes = CODES * 20
    found = agreement("x", [chance.randint(1, 3) for _ in codes], codes)
    assert abs(found.agreement) < 0.05


def test_needs_in_small_groups_count_as_not_grouped() -> None:
    found = agreement("x", [1] * 6 + [2] * 6 + list(range(3, 9)), CODES)
    assert (found.groups, round(found.share, 2), found.agreement) == (2, 0.67, pytest.approx(1.0))

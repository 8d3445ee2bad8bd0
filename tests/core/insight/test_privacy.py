"""No group under five is told, and none can be worked out from what is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matchbot.core.insight.privacy import LEAST, alone, share, told


def test_one_to_four_are_hidden_and_none_is_none() -> None:
    assert [alone(number) for number in (0, 1, 4, 5, 12)] == [0, None, None, 5, 12]


def test_a_small_part_hides_the_next_smallest_too() -> None:
    assert told([3, 20, 9]) == [None, 20, None]
    assert told([3, 20, 4]) == [None, 20, None]
    assert told([3, 0, 0]) == [None, 0, 0]


def test_the_rest_of_a_part_is_a_group_too() -> None:
    assert share(17, 20) == (None, 20)
    assert share(20, 20) == (20, 20)
    assert share(0, 20) == (0, 20)
    assert share(2, 3) == (None, None)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8))
def test_what_is_hidden_cannot_be_worked_out_from_the_total(parts: list[int]) -> None:
    shown = told(parts)
    assert all(seen is None or seen == part for seen, part in zip(shown, parts, strict=True))
    assert all(seen != part for seen, part in zip(shown, parts, strict=True) if 0 < part < LEAST)
    total, hidden = sum(parts), sum(p for p, s in zip(parts, shown, strict=True) if s is None)
    # Where the hidden ones together are a small group, there is nothing but them and zeros,
    # and the total is small and is hidden as well.
    assert hidden == 0 or hidden >= LEAST or (hidden == total and alone(total) is None)

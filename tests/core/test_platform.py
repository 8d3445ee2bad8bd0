"""A platform's day is the day at its place, whatever the clock of the machine says."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from matchbot.core.platform import Platform


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 23, 22, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 23, 1, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 7, 1, 22, 1, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 11, 23, 23, 1), date(2026, 11, 23)),
    ],
)
def test_a_new_day_begins_at_midnight_of_the_place(moment: datetime, day: date) -> None:
    assert Platform(timezone="Europe/Amsterdam").today(moment) == day

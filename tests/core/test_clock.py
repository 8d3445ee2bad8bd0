"""Which period is due: over clock changes, week 53 and the turn of the year."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchbot.core.clock import Daily, Hourly, Monthly, Weekly, due, iso_week
from matchbot.schedule import JOBS

ZONE = "Europe/Amsterdam"
HERE = ZoneInfo(ZONE)
MONDAY_AT_8 = Weekly(0, time(8))


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 11, 23), "2026-W48"),
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
def test_a_day_lies_in_its_iso_week(day: date, week: str) -> None:
    assert iso_week(day) == week


@pytest.mark.parametrize(
    ("here", "week"),
    [
        (datetime(2026, 11, 23, 7, 59), "2026-W47"),
        (datetime(2026, 11, 23, 8, 0), "2026-W48"),
        (datetime(2026, 11, 29, 23, 59), "2026-W48"),
        (datetime(2027, 1, 3, 12, 0), "2026-W53"),
        (datetime(2027, 1, 4, 7, 59), "2026-W53"),
        (datetime(2027, 1, 4, 8, 0), "2027-W01"),
    ],
)
def test_a_week_is_due_from_its_moment_on(here: datetime, week: str) -> None:
    assert due(MONDAY_AT_8, here.replace(tzinfo=HERE), ZONE)[0] == week


@pytest.mark.parametrize(
    ("here", "utc_hour"),
    [
        (datetime(2026, 3, 28, 10), 8),  # the day before the clock goes forward
        (datetime(2026, 3, 29, 10), 7),
        (datetime(2026, 10, 24, 10), 7),  # the day before it goes back
        (datetime(2026, 10, 25, 10), 8),
    ],
)
def test_a_daily_job_keeps_its_local_hour_when_the_clock_changes(
    here: datetime, utc_hour: int
) -> None:
    period, moment = due(Daily(time(9)), here.replace(tzinfo=HERE), ZONE)
    assert (period, moment) == (
        here.date().isoformat(),
        datetime(here.year, here.month, here.day, utc_hour, tzinfo=UTC),
    )


@pytest.mark.parametrize("change", [datetime(2026, 3, 28), datetime(2026, 10, 24)])
def test_each_day_is_due_once_over_the_night_of_a_clock_change(change: datetime) -> None:
    start = change.replace(tzinfo=HERE).astimezone(UTC)
    knocks = [start + timedelta(minutes=10) * n for n in range(6 * 24 * 3)]
    periods = [due(Daily(time(9)), at, ZONE)[0] for at in knocks]
    assert periods == sorted(periods)
    assert len(set(periods)) == 4  # the day before the change and three from there


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
    st.sampled_from([MONDAY_AT_8, Weekly(6, time(23, 30)), Daily(time(0, 30)), Daily(time(9))]),
)
def test_what_is_due_has_come_and_is_the_newest(now: datetime, rhythm: Weekly | Daily) -> None:
    _, moment = due(rhythm, now, ZONE)
    length = timedelta(days=1 if isinstance(rhythm, Daily) else 7)
    assert moment <= now < moment + length + timedelta(hours=1)


@pytest.mark.parametrize("at", [time(1), time(2, 30), time(3, 59)])
def test_nothing_may_be_due_in_the_hours_that_a_clock_change_skips_or_repeats(at: time) -> None:
    with pytest.raises(ValueError, match="nothing may be due"):
        Daily(at)
    with pytest.raises(ValueError, match="nothing may be due"):
        Weekly(6, at)


def test_of_three_hundred_months_each_is_due_once_on_its_day_at_nine() -> None:
    start = datetime(2026, 1, 3, 9, tzinfo=HERE).astimezone(UTC)
    knocks = (start + timedelta(hours=7) * n for n in range(9131 * 24 // 7))
    found = dict.fromkeys(due(Monthly(3, time(9)), at, ZONE) for at in knocks)
    months = [month for month, _ in found]
    assert len(months) == len(set(months)) == 300
    assert months == sorted(months) and months[0] == "2026-01"
    for month, moment in found:
        here = moment.astimezone(HERE)
        assert (f"{here:%Y-%m}", here.day, here.time()) == (month, 3, time(9))


def test_a_day_that_some_months_lack_is_refused() -> None:
    with pytest.raises(ValueError, match="no month may lack"):
        Monthly(29, time(9))


def test_of_a_thousand_weeks_each_is_due_once_on_monday_at_eight() -> None:
    start = datetime(2026, 1, 5, 8, tzinfo=HERE).astimezone(UTC)
    knocks = (start + timedelta(hours=5) * n for n in range(1000 * 7 * 24 // 5))
    found = dict.fromkeys(due(MONDAY_AT_8, at, ZONE) for at in knocks)
    weeks = [week for week, _ in found]
    assert len(weeks) == len(set(weeks)) == 1000
    assert weeks == sorted(weeks)
    assert {"2026-W53", "2027-W01", "2032-W53"} <= set(weeks)
    for week, moment in found:
        here = moment.astimezone(HERE)
        assert (here.weekday(), here.time(), iso_week(here.date())) == (0, time(8), week)


def test_nothing_is_scheduled_in_the_hours_that_a_clock_change_skips_or_repeats() -> None:
    fixed = [job.rhythm.at for job in JOBS if not isinstance(job.rhythm, Hourly)]
    assert fixed and all(not time(1) <= at < time(4) for at in fixed)


def test_an_hourly_period_has_its_hour_in_utc_so_that_no_night_has_one_twice() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=HERE, fold=0)
    second = datetime(2026, 10, 25, 2, 30, tzinfo=HERE, fold=1)
    periods = [due(Hourly(), moment, ZONE)[0] for moment in (first, second)]
    assert periods == ["2026-10-25T00Z", "2026-10-25T01Z"]

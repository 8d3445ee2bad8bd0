"""Which period of a regular job is due: weeks, days and minutes of the platform's own zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: Between these hours, local time, some nights lack an hour or have one twice.
_UNSURE = (time(1), time(4))


@dataclass(frozen=True)
class Weekly:
    """Each week on `weekday` (Monday = 0) at `at`, local time.

    Raises ValueError for a time between 01:00 and 04:00.
    """

    weekday: int
    at: time

    def __post_init__(self) -> None:
        _refuse_unsure(self.at)


@dataclass(frozen=True)
class Daily:
    """Each day at `at`, local time. Raises ValueError for a time between 01:00 and 04:00."""

    at: time

    def __post_init__(self) -> None:
        _refuse_unsure(self.at)


def _refuse_unsure(at: time) -> None:
    start, end = _UNSURE
    if start <= at < end:
        raise ValueError(f"nothing may be due at {at:%H:%M}: some nights lack it or have it twice")


@dataclass(frozen=True)
class Monthly:
    """Each month on `day` (1 to 28) at `at`, local time.

    Raises ValueError for a day that some months lack, and for a time between 01:00 and 04:00.
    """

    day: int
    at: time

    def __post_init__(self) -> None:
        if not 1 <= self.day <= 28:
            raise ValueError(f"no month may lack its day: {self.day}")
        _refuse_unsure(self.at)


@dataclass(frozen=True)
class Hourly:
    """Each hour, on the hour, or so many `times` an hour."""

    times: int = 1


Rhythm = Weekly | Daily | Monthly | Hourly


def iso_week(day: date) -> str:
    """The ISO week a day lies in, as "2026-W48"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def due(rhythm: Rhythm, now: datetime, zone: str) -> tuple[str, datetime]:
    """The newest period whose moment has come: its name and that moment in UTC.

    A missed period is therefore run once, late; older ones that were missed are not.
    """
    if isinstance(rhythm, Hourly):
        at = now.astimezone(ZoneInfo("UTC"))
        minute = at.minute - at.minute % (60 // rhythm.times)
        moment = at.replace(minute=minute, second=0, microsecond=0)
        return (
            f"{moment:%Y-%m-%dT%H}Z" if rhythm.times == 1 else f"{moment:%Y-%m-%dT%H:%M}Z",
            moment,
        )
    here = ZoneInfo(zone)
    today = now.astimezone(here).date()
    if isinstance(rhythm, Daily):
        moment = _moment(today, rhythm.at, here)
        day = today if moment <= now else today - timedelta(days=1)
        return day.isoformat(), _moment(day, rhythm.at, here)
    if isinstance(rhythm, Monthly):
        day = today.replace(day=rhythm.day)
        if _moment(day, rhythm.at, here) > now:
            day = (today.replace(day=1) - timedelta(days=1)).replace(day=rhythm.day)
        return f"{day:%Y-%m}", _moment(day, rhythm.at, here)
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=rhythm.weekday)
    if _moment(day, rhythm.at, here) > now:
        day -= timedelta(days=7)
    return iso_week(day), _moment(day, rhythm.at, here)


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    # Compared and stepped in UTC: Python compares two times of one zone by wall clock.
    return datetime.combine(day, at, tzinfo=zone).astimezone(ZoneInfo("UTC"))

"""Working days and hours of a country: when people at work may be written to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkingDays:
    """Monday to Friday without the public holidays of `country` (ISO 3166), from `opens` to `closes`.

    A country that the holidays package does not know has no holidays.
    """

    country: str = "NL"
    zone: str = "Europe/Amsterdam"
    opens: time = time(8)
    closes: time = time(18)

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody at work may be written to now."""
        here = moment.astimezone(ZoneInfo(self.zone))
        return self._works(here.date()) and self.opens <= here.time() < self.closes

    def open_at(self, moment: datetime) -> datetime:
        """The moment itself when it is open, else the next opening, in UTC."""
        here = moment.astimezone(ZoneInfo(self.zone))
        day = here.date()
        if self.is_open(moment):
            return moment.astimezone(UTC)
        if not self._works(day) or here.time() >= self.closes:
            day = self._next(day)
        return self._at(day, self.opens)

    def after(self, moment: datetime, days: int) -> datetime:
        """So many working days later at the same hour; outside hours, counted from the opening."""
        start = self.open_at(moment).astimezone(ZoneInfo(self.zone))
        day = start.date()
        for _ in range(days):
            day = self._next(day)
        return self._at(day, start.time())

    def _next(self, day: date) -> date:
        day += DAY
        while not self._works(day):
            day += DAY
        return day

    def _works(self, day: date) -> bool:
        return day.weekday() < 5 and day not in _holidays(self.country)

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)


@lru_cache(maxsize=32)
def _holidays(country: str) -> Any:
    import holidays

    if country not in holidays.list_supported_countries():
        return frozenset[date]()
    return holidays.country_holidays(country)

"""A platform: a city's or network's installation under its own name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Platform:
    """Name, languages (first is the default), country (ISO 3166), zone and how to reach a person.

    `colour` and `accent` are CSS colours of the window; `sample` marks a platform whose WISEs
    are made up.
    """

    id: str = "amsterdam"
    name: str = "matchbot"
    languages: tuple[str, ...] = ("nl", "en")
    country: str = "NL"
    timezone: str = "Europe/Amsterdam"
    place: str = "Amsterdam"
    contact: str = ""
    colour: str = "#0b5d4e"
    accent: str = "#c2410c"
    sample: bool = False

    def today(self, now: datetime) -> date:
        """The day that it is here at that moment; a naive time is one of here."""
        return (now.astimezone(ZoneInfo(self.timezone)) if now.tzinfo else now).date()

"""A person: anyone we hold data of, with one or more identities (channel, address)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Person:
    """Name, organisation and language of someone; all personal data hangs on this id."""

    id: str
    platform: str
    name: str = ""
    organisation: str = ""
    language: str = "nl"
    created_at: datetime | None = None


@dataclass(frozen=True)
class Identity:
    """Where a person can be reached. `confirmed_at` is set once the address proved itself."""

    person_id: str
    channel: str
    address: str
    confirmed_at: datetime | None = None

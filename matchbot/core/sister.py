"""Sister platforms: other installations whose signed feed of offerings is read here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from matchbot.core.offering import Offering, Wise

#: Where a platform says what it is and with which keys it signs.
WELL_KNOWN = "/.well-known/matchbot.json"
#: The object of ours in a feed, and in each of its items (JSON Feed lets names begin so).
EXTENSION = "_matchbot"
#: A sister that answered is asked again after so long; one that was down at the next knock.
PULL_EVERY = timedelta(hours=20)
#: Troubles after which it is asked again at the next knock.
PASSING = frozenset({"down", "overtaken"})
#: What was read of a sister is shown for so long after it was last seen to be true.
HOLDS = timedelta(days=14)


class SisterTrouble(Exception):
    """A sister whose feed cannot be taken; `key` says why, `facts` what was seen."""

    def __init__(self, key: str, **facts: Any) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts

    @property
    def passing(self) -> bool:
        """Whether it may well work at the next try, so that nobody need be called."""
        return self.key in PASSING


@dataclass(frozen=True)
class Sister:
    """What is known of a sister platform.

    `id` is its host (with a port where there is one), `url` where it was asked, `key` the public
    key that was pinned when it was first read. `edition` counts what was taken in: rows of another
    edition are not shown; `taking` is the one being taken in. `count` is how many offerings its
    feed holds, `taken` how many of them were taken. `figures` are those it publishes of itself.
    `trouble` is the key of what went wrong last, empty when it went well.
    """

    id: str
    url: str
    name: str = ""
    key: str = ""
    desk: str = ""
    etag: str = ""
    edition: int = 0
    taking: int = 0
    count: int = 0
    taken: int = 0
    figures: Mapping[str, Any] = field(default_factory=dict)
    trouble: str = ""
    tried_at: datetime | None = None
    pulled_at: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether it is to be asked again: a day after it was, sooner while it is only down."""
        last = self.pulled_at if self.trouble in PASSING else self.tried_at
        return last is None or now - last >= PULL_EVERY

    def is_too_old(self, now: datetime) -> bool:
        """Whether what was read is no longer to be shown."""
        return self.pulled_at is None or now - self.pulled_at > HOLDS


@dataclass(frozen=True)
class SisterOffering:
    """An offering of a sister platform, its WISE, and the page of it there."""

    offering: Offering
    wise: Wise
    url: str


@dataclass(frozen=True)
class Card:
    """What a platform says of itself at its well-known path.

    `feed` is the address of the whole feed, `keys` its public keys, the present one first, `desk`
    the address at which its staff read mail.
    """

    name: str
    feed: str
    keys: tuple[str, ...]
    desk: str = ""

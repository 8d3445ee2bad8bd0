"""Sister platforms and what they offer, apart from the catalogue of our own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from matchbot.adapters.store.columns import kept, key, key_number, maybe_moment, words
from matchbot.adapters.store.tables.base import Row
from matchbot.core.offering import Offering, Wise


class SisterRow(Row, table=True):
    """A sister platform: where it is, the key that was pinned, and how the last reading went."""

    __tablename__ = "sister"

    id: str = key()
    url: str = words()
    name: str = words()
    key: str = words()
    desk: str = words()
    etag: str = words()
    edition: int = 0
    taking: int = 0
    count: int = 0
    taken: int = 0
    figures: dict[str, Any] = kept(dict[str, Any])
    trouble: str = words()
    tried_at: dt.datetime | None = maybe_moment()
    pulled_at: dt.datetime | None = maybe_moment()


class SisterOfferingRow(Row, table=True):
    """An offering of a sister platform, as of one edition of its feed."""

    __tablename__ = "sister_offering"

    sister: str = key()
    edition: int = key_number()
    id: str = key()
    offering: Offering = kept(Offering)
    wise: Wise = kept(Wise)
    url: str = words()

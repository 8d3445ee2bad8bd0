"""How long what is kept, and from which moment on it has been long enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Retention:
    """Chats count from the last word, mails and letters from when they were done, leads from their beginning.

    Conversations with a lead that is still going on are kept as long as the lead.
    """

    chats: timedelta = timedelta(days=90)
    inbound: timedelta = timedelta(days=30)
    letters: timedelta = timedelta(days=30)
    leads: timedelta = timedelta(days=730)


@dataclass(frozen=True)
class Cutoffs:
    """What is older than these moments goes."""

    chats: datetime
    inbound: datetime
    letters: datetime
    leads: datetime


def cutoffs(keeps: Retention, now: datetime) -> Cutoffs:
    """The moments for a run of now."""
    return Cutoffs(now - keeps.chats, now - keeps.inbound, now - keeps.letters, now - keeps.leads)

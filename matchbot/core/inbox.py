"""The inbox: what came in from outside, kept raw until it is handled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

InboxState = Literal["received", "handling", "handled", "ignored", "quarantined"]


@dataclass(frozen=True)
class InboxItem:
    """One update or mail: unique by (source, source_id), handled in order per `thread`."""

    id: int
    platform: str
    source: str
    source_id: str
    thread: str
    raw: bytes
    received_at: datetime
    state: InboxState = "received"
    attempts: int = 0
    reason: str = ""

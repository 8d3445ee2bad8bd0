"""What insight is drawn from: needs as they were asked and leads as they went, without contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from matchbot.core.lead import LeadState
from matchbot.core.need import Need


@dataclass(frozen=True)
class AskedNeed:
    """A need that was put before WISEs, or one for which nothing fitted (`unmet`)."""

    id: str
    person_id: str
    need: Need
    unmet: bool
    at: datetime


@dataclass(frozen=True)
class LeadStory:
    """What became of a lead: which need, which offering, when it was told and answered."""

    id: str
    need_id: str
    offering_id: str
    wise_id: str
    person_id: str
    need: Need
    state: LeadState
    created_at: datetime | None = None
    notified_at: datetime | None = None
    decided_at: datetime | None = None
    reason: str = ""
    amount: float | None = None

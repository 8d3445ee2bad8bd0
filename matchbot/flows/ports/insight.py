"""What insight reads from the store: needs and leads of a time, without who the people are."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from matchbot.core.insight.records import AskedNeed, LeadStory


class Insight(Protocol):
    """Needs and leads to count. `since` None: from the first on."""

    def needs(self, since: datetime | None = None) -> list[AskedNeed]:
        """Needs asked from then on, oldest first."""
        ...

    def leads(self, since: datetime | None = None) -> list[LeadStory]:
        """Leads made from then on, oldest first."""
        ...

"""Needs and leads to count: the columns that say what was asked and what came of it, no contacts."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Column, Table, select

from matchbot.adapters.store.repositories.leads import LEAD, NEED
from matchbot.adapters.store.work import Work, record
from matchbot.core.insight.records import AskedNeed, LeadStory

Told = TypeVar("Told", AskedNeed, LeadStory)


class SqlInsight:
    """Reads only."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def needs(self, since: datetime | None = None) -> list[AskedNeed]:
        return self._told(NEED, AskedNeed, NEED.c.at, since)

    def leads(self, since: datetime | None = None) -> list[LeadStory]:
        return self._told(LEAD, LeadStory, LEAD.c.created_at, since)

    def _told(
        self, table: Table, kind: type[Told], at: Column[Any], since: datetime | None
    ) -> list[Told]:
        query = select(*(table.c[field.name] for field in fields(kind)))
        query = query.where(self._work.mine(table))
        if since is not None:
            query = query.where(at >= since)
        return [record(kind, row) for row in self._work.all(query.order_by(at, table.c.id))]

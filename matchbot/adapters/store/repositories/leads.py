"""Needs as they were asked; leads and their append-only history."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from matchbot.adapters.store.columns import table_of
from matchbot.adapters.store.tables import LeadEventRow, LeadRow, NeedRow
from matchbot.adapters.store.work import Work, record
from matchbot.core.lead import Lead, LeadEvent, LeadState
from matchbot.flows.records import NeedRecord

NEED = table_of(NeedRow)
LEAD = table_of(LeadRow)
LEAD_EVENT = table_of(LeadEventRow)
_L = LEAD.c
_E = LEAD_EVENT.c


class SqlNeeds:
    """Needs."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, need: NeedRecord) -> None:
        self._work.add(NEED, self._work.values(need))

    def get(self, id: str) -> NeedRecord | None:
        row = self._work.one(self._work.query(NEED, NEED.c.id == id))
        return record(NeedRecord, row) if row else None

    def mark_unmet(self, id: str) -> None:
        self._work.change(NEED, {"unmet": True}, NEED.c.id == id)


class SqlLeads:
    """Leads. The stored state decides who may write."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, lead: Lead, event: LeadEvent) -> None:
        self._work.add(LEAD, self._work.values(lead))
        self._note(event)

    def get(self, id: str) -> Lead | None:
        row = self._work.one(self._work.held(self._work.query(LEAD, _L.id == id)))
        return record(Lead, row) if row else None

    def save(self, lead: Lead, event: LeadEvent | None, before: LeadState) -> bool:
        values = self._work.values(lead, "id", "platform", "created_at")
        if self._work.change(LEAD, values, _L.id == lead.id, _L.state == before) == 0:
            return False
        if event is not None:
            self._note(event)
        return True

    def states(self, ids: Collection[str]) -> dict[str, LeadState]:
        return self._work.states(LEAD, ids)

    def of_conversation(self, conversation_id: str) -> list[Lead]:
        query = self._work.query(LEAD, _L.conversation_id == conversation_id)
        return self._leads(self._work.held(query.order_by(_L.created_at.nulls_first(), _L.id)))

    def find(
        self, *, state: LeadState | None = None, wise_id: str | None = None, limit: int = 1000
    ) -> list[Lead]:
        query = self._work.query(LEAD)
        if state is not None:
            query = query.where(_L.state == state)
        if wise_id is not None:
            query = query.where(_L.wise_id == wise_id)
        newest_first = (_L.created_at.desc().nulls_last(), _L.id.desc())
        return self._leads(query.order_by(*newest_first).limit(limit))

    def wises_with(self, states: Sequence[LeadState]) -> list[str]:
        query = select(_L.wise_id).where(self._work.mine(LEAD), _L.state.in_(states))
        return list(self._work.run(query.distinct().order_by(_L.wise_id)).scalars())

    def due_follow_up(self, now: datetime, limit: int = 100) -> list[Lead]:
        query = self._work.query(LEAD, _L.follow_up_at <= now)
        return self._leads(query.order_by(_L.follow_up_at, _L.id).limit(limit))

    def of_person(self, person_id: str) -> list[Lead]:
        query = self._work.query(LEAD, _L.person_id == person_id)
        return self._leads(self._work.held(query.order_by(_L.id)))

    def of_letters(self, outbox_ids: Sequence[str]) -> list[Lead]:
        if not outbox_ids:
            return []
        query = self._work.query(LEAD, _L.letter_id.in_(outbox_ids))
        return self._leads(self._work.held(query.order_by(_L.id)))

    def declined(self, since: datetime) -> list[Lead]:
        query = self._work.query(LEAD, _L.state == "declined", _L.decided_at >= since)
        return self._leads(query.order_by(_L.id))

    def declines(self, since: datetime) -> dict[tuple[str, str], int]:
        declined = (self._work.mine(LEAD), _L.state == "declined", _L.decided_at >= since)
        counted = select(_L.offering_id, _L.reason, func.count().label("times")).where(*declined)
        rows = self._work.all(counted.group_by(_L.offering_id, _L.reason))
        return {(row["offering_id"], row["reason"]): row["times"] for row in rows}

    def events(self, lead_id: str) -> list[LeadEvent]:
        query = self._work.query(LEAD_EVENT, _E.lead_id == lead_id).order_by(_E.number)
        return [record(LeadEvent, row) for row in self._work.all(query)]

    def _leads(self, query: Select[Any]) -> list[Lead]:
        return [record(Lead, row) for row in self._work.all(query)]

    def _note(self, event: LeadEvent) -> None:
        # The lead's own row was written just before, so nobody else counts its lines now.
        number = self._work.next_number(
            _E.number, self._work.mine(LEAD_EVENT), _E.lead_id == event.lead_id
        )
        self._work.add(LEAD_EVENT, {**self._work.values(event), "number": number})

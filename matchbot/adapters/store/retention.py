"""Forgetting what is old: which rows, and what is left of them to be counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, exists, or_, select

from matchbot.adapters.store import personal_data
from matchbot.adapters.store.columns import table_of
from matchbot.adapters.store.repositories.people import SqlPeople
from matchbot.adapters.store.tables import (
    ApplicationRow,
    AuditLineRow,
    ConversationRow,
    InboxRow,
    LeadEventRow,
    LeadRow,
    LinkKeyRow,
    NeedRow,
    OutboxRow,
    PersonRow,
    SubscriptionRow,
    TaskRow,
    UtteranceRow,
)
from matchbot.adapters.store.work import Work
from matchbot.core.outbox import FINAL
from matchbot.core.retention import Cutoffs

_CONVERSATION, _UTTERANCE = table_of(ConversationRow), table_of(UtteranceRow)
_PERSON, _SUBSCRIPTION = table_of(PersonRow), table_of(SubscriptionRow)
_LEAD, _LEAD_EVENT, _NEED = table_of(LeadRow), table_of(LeadEventRow), table_of(NeedRow)
_OUTBOX, _INBOX = table_of(OutboxRow), table_of(InboxRow)
_APPLICATION, _AUDIT_LINE = table_of(ApplicationRow), table_of(AuditLineRow)
_TASK, _LINK_KEY = table_of(TaskRow), table_of(LinkKeyRow)
_DONE_WITH_INBOX = ("handled", "ignored", "quarantined")


class SqlRetention:
    """Forgets the oldest first, at most so many rows of each kind in one transaction."""

    def __init__(self, work: Work, people: SqlPeople) -> None:
        self._work, self._people = work, people

    def forget(self, old: Cutoffs, limit: int) -> dict[str, int]:
        done = {
            "leads": self._leads(old, limit),
            "needs": self._needs(old, limit),
            "lines": self._delete(
                _UTTERANCE, ("conversation_id", "id"), limit, _UTTERANCE.c.at < old.chats
            ),
            "chats": self._chats(old, limit),
            "people": self._persons(old, limit),
            "inbound": self._inbound(old, limit),
            "letters": self._letters(old, limit),
            "tasks": self._delete(_TASK, ("id",), limit, _TASK.c.done_at < old.chats),
            "applications": self._delete(
                _APPLICATION, ("id",), limit, _APPLICATION.c.at < old.leads
            ),
            "trail": self._delete(_AUDIT_LINE, ("id",), limit, _AUDIT_LINE.c.at < old.leads),
            "keys": self._delete(_LINK_KEY, ("hash",), limit, _LINK_KEY.c.expires_at < old.chats),
        }
        self._people.erased = self._people.erased or any(done.values())
        return done

    def _leads(self, old: Cutoffs, limit: int) -> int:
        c = _LEAD.c
        aged = (c.created_at < old.leads, or_(c.person_id != "", c.conversation_id != ""))
        found = self._ids(_LEAD, limit, *aged)
        self._empty(_LEAD, found)
        self._work.change(_LEAD_EVENT, {"facts": {}}, _LEAD_EVENT.c.lead_id.in_(found))
        return len(found)

    def _needs(self, old: Cutoffs, limit: int) -> int:
        c = _NEED.c
        theirs = or_(c.person_id != "", c.conversation_id != "")
        found = self._ids(_NEED, limit, c.at < old.chats, theirs)
        self._empty(_NEED, found)
        return len(found)

    def _empty(self, table: Table, ids: list[str]) -> None:
        """What is left is what is left after erasure: it can be counted and tells of nobody."""
        (owned,) = (o for o in personal_data.OWNED if o.table is table)
        assert owned.emptied is not None and owned.kept is not None
        for row in self._work.all(self._work.query(table, table.c.id.in_(ids))):
            self._work.change(table, {"need": owned.kept(row["need"])}, table.c.id == row["id"])
        self._work.change(table, owned.emptied, table.c.id.in_(ids))

    def _chats(self, old: Cutoffs, limit: int) -> int:
        c = _CONVERSATION.c
        goes_on = exists().where(_LEAD.c.platform == c.platform, _LEAD.c.conversation_id == c.id)
        found = self._ids(_CONVERSATION, limit, c.changed_at < old.chats, ~goes_on)
        of_them = _UTTERANCE.c.conversation_id.in_(found)
        self._work.run(delete(_UTTERANCE).where(self._work.mine(_UTTERANCE), of_them))
        self._work.run(delete(_CONVERSATION).where(self._work.mine(_CONVERSATION), c.id.in_(found)))
        return len(found)

    def _persons(self, old: Cutoffs, limit: int) -> int:
        """Who has no conversation, lead or subscription any more is nobody to us."""
        c = _PERSON.c

        def has(table: Table) -> ColumnElement[bool]:
            return exists().where(table.c.platform == c.platform, table.c.person_id == c.id)

        kept = or_(has(_CONVERSATION), has(_LEAD), has(_SUBSCRIPTION))
        found = self._ids(_PERSON, limit, c.created_at < old.chats, ~kept)
        for id in found:
            self._people.erase(id)
        return len(found)

    def _inbound(self, old: Cutoffs, limit: int) -> int:
        c = _INBOX.c
        done = (c.finished_at < old.inbound, c.state.in_(_DONE_WITH_INBOX), c.raw != b"")
        found = self._ids(_INBOX, limit, *done)
        return self._work.change(_INBOX, {"raw": b"", "thread": ""}, c.id.in_(found))

    def _letters(self, old: Cutoffs, limit: int) -> int:
        """Bodies and addresses go; that something was sent, and its key, stay for ever."""
        c = _OUTBOX.c
        done = (c.state.in_(FINAL), c.settled_at < old.letters, c.body != b"")
        found = self._ids(_OUTBOX, limit, *done)
        bare: Mapping[str, Any] = {"body": b"", "recipient": "", "sender": "", "answer": ""}
        return self._work.change(_OUTBOX, bare, c.id.in_(found))

    def _ids(self, table: Table, limit: int, *where: ColumnElement[bool]) -> list[Any]:
        query = select(table.c.id).where(self._work.mine(table), *where)
        return list(self._work.run(query.order_by(table.c.id).limit(limit)).scalars())

    def _delete(
        self, table: Table, names: tuple[str, ...], limit: int, *where: ColumnElement[bool]
    ) -> int:
        gone = list(self._rows(table, names, limit, *where))
        for row in gone:
            self._work.run(
                delete(table).where(
                    self._work.mine(table), *(table.c[name] == row[name] for name in names)
                )
            )
        return len(gone)

    def _rows(
        self, table: Table, names: tuple[str, ...], limit: int, *where: ColumnElement[bool]
    ) -> Iterator[Mapping[Any, Any]]:
        columns = [table.c[name] for name in names]
        query = select(*columns).where(self._work.mine(table), *where).limit(limit)
        yield from self._work.all(query)

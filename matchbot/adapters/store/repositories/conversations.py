"""Conversations with their leases, and what was said in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from matchbot.adapters.store.columns import table_of
from matchbot.adapters.store.tables import ConversationRow, UtteranceRow
from matchbot.adapters.store.work import Work, record
from matchbot.core.dialogue.conversation import Conversation, OfferedChoice
from matchbot.flows.records import Utterance

CONVERSATION = table_of(ConversationRow)
UTTERANCE = table_of(UtteranceRow)
_C = CONVERSATION.c
_U = UTTERANCE.c
_FREE = {"lease_owner": "", "lease_until": None}
# Made once: every turn runs them, and making them takes longer than running them.
_MINE = (_C.platform == bindparam("_platform"), _C.id == bindparam("_id"))
_LEASE = (
    update(CONVERSATION)
    .where(
        *_MINE,
        or_(_C.lease_owner == "", _C.lease_until <= bindparam("_now", type_=_C.lease_until.type)),
    )
    .values(lease_owner=bindparam("lease_owner"), lease_until=bindparam("lease_until"))
    .returning(_C.body)
)
_HELD = update(CONVERSATION).where(
    *_MINE, _C.lease_owner == bindparam("_owner"), _C.lease_owner != ""
)
#: The next number of a line, found as it is written.
_NEXT = (
    select(func.coalesce(func.max(_U.id), 0) + 1)
    .where(_U.platform == bindparam("_platform"), _U.conversation_id == bindparam("_id"))
    .scalar_subquery()
)
_LINE = {
    on_postgres: dialect.insert(UTTERANCE)
    .values(id=_NEXT)
    .on_conflict_do_nothing(index_elements=["platform", "conversation_id", "client_id"])
    .returning(_U.id)
    for on_postgres, dialect in ((True, postgresql), (False, sqlite))
}


class SqlConversations:
    """Conversations. A turn's lease is the fence for what it writes."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, id: str) -> Conversation | None:
        row = self._work.one(self._work.query(CONVERSATION, _C.id == id))
        return row["body"] if row else None

    def find(self, channel: str, address: str) -> Conversation | None:
        query = self._work.query(CONVERSATION, _C.channel == channel, _C.address == address)
        row = self._work.one(query.order_by(_C.created_at.desc(), _C.id.desc()).limit(1))
        return row["body"] if row else None

    def add(self, conversation: Conversation, now: datetime) -> None:
        self._work.add(
            CONVERSATION,
            {**self._columns(conversation), **_FREE, "created_at": now, "changed_at": now},
        )

    def lease(self, id: str, owner: str, now: datetime, until: datetime) -> Conversation | None:
        whose = {"_platform": self._work.platform, "_id": id, "_now": now}
        new = {"lease_owner": owner, "lease_until": until}
        body: Conversation | None = self._work.run(_LEASE, whose | new).scalar()
        return body

    def save(self, conversation: Conversation, owner: str, now: datetime) -> bool:
        values = {**self._columns(conversation), **_FREE, "changed_at": now}
        return self._change(conversation.id, owner, values)

    def release(self, id: str, owner: str) -> None:
        self._change(id, owner, _FREE)

    def utter(
        self,
        conversation_id: str,
        who: str,
        text: str,
        at: datetime,
        *,
        choices: Sequence[OfferedChoice] = (),
        round: int = 0,
        client_id: str | None = None,
    ) -> bool:
        self._hold(conversation_id)
        whose = {"_platform": self._work.platform, "_id": conversation_id}
        line = Utterance(0, conversation_id, at, who, text, tuple(choices), round)
        values = {**self._work.values(line, "id"), "client_id": client_id}
        return self._work.run(_LINE[self._work.on_postgres], values | whose).first() is not None

    def utterances(self, conversation_id: str, after: int = 0, limit: int = 200) -> list[Utterance]:
        query = self._work.query(UTTERANCE, _U.conversation_id == conversation_id, _U.id > after)
        newest = self._work.all(query.order_by(_U.id.desc()).limit(limit))
        return [record(Utterance, row) for row in reversed(newest)]

    def _columns(self, conversation: Conversation) -> dict[str, Any]:
        values = self._work.values(conversation)
        found_by = ("id", "channel", "address", "person_id")
        return {**{name: values[name] for name in found_by}, "body": conversation}

    def _change(self, id: str, owner: str, values: Mapping[str, Any]) -> bool:
        whose = {"_platform": self._work.platform, "_id": id, "_owner": owner}
        return self._work.run(_HELD, {**values, **whose}).rowcount == 1

    def _hold(self, id: str) -> None:
        """Lines of one conversation are numbered one after the other, over all replicas.

        On SQLite a writing transaction holds everything anyway.
        """
        if self._work.on_postgres:
            self._work.one(self._work.held(self._work.query(CONVERSATION, _C.id == id)))

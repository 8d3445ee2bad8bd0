"""Conversations with their leases, and what was said in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, update

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
        leased = (
            update(CONVERSATION)
            .where(
                self._work.mine(CONVERSATION),
                _C.id == id,
                or_(_C.lease_owner == "", _C.lease_until <= now),
            )
            .values(lease_owner=owner, lease_until=until)
            .returning(_C.body)
        )
        body: Conversation | None = self._work.run(leased).scalar()
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
        line = Utterance(
            self._next(conversation_id), conversation_id, at, who, text, tuple(choices), round
        )
        values = {**self._work.values(line), "client_id": client_id}
        return self._work.add_new(UTTERANCE, values, "conversation_id", "client_id")

    def utterances(self, conversation_id: str, after: int = 0, limit: int = 200) -> list[Utterance]:
        query = self._work.query(UTTERANCE, _U.conversation_id == conversation_id, _U.id > after)
        newest = self._work.all(query.order_by(_U.id.desc()).limit(limit))
        return [record(Utterance, row) for row in reversed(newest)]

    def _columns(self, conversation: Conversation) -> dict[str, Any]:
        values = self._work.values(conversation)
        found_by = ("id", "channel", "address", "person_id")
        return {**{name: values[name] for name in found_by}, "body": conversation}

    def _change(self, id: str, owner: str, values: Mapping[str, Any]) -> bool:
        mine = (_C.id == id, _C.lease_owner == owner, _C.lease_owner != "")
        return self._work.change(CONVERSATION, values, *mine) == 1

    def _hold(self, id: str) -> None:
        """Lines of one conversation are numbered one after the other, over all replicas."""
        self._work.one(self._work.held(self._work.query(CONVERSATION, _C.id == id)))

    def _next(self, id: str) -> int:
        return self._work.next_number(_U.id, self._work.mine(UTTERANCE), _U.conversation_id == id)

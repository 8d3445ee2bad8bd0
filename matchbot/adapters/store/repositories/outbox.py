"""Messages waiting to leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select, update

from matchbot.adapters.store.columns import table_of
from matchbot.adapters.store.tables import OutboxRow
from matchbot.adapters.store.work import Work, record
from matchbot.core.outbox import OutboxMessage

OUTBOX = table_of(OutboxRow)
_O = OUTBOX.c
#: What goes over the wire, and for whom, is fixed when the row is inserted.
_FIXED = (
    "id",
    "platform",
    "channel",
    "purpose",
    "dedupe_key",
    "recipient",
    "body",
    "message_id",
    "sender",
    "person_id",
    "lead_id",
    "subscription_id",
    "created_at",
)
_ALL_BUT_BODY = [column for column in _O if column.name != "body"]
#: What has not left for sure.
_PENDING = ("queued", "claimed", "sending", "in_doubt")
#: An earlier message for the same chat that is still on its way.
_EARLIER = OUTBOX.alias("earlier")
_ON_ITS_WAY = ("queued", "claimed", "sending")

#: Made once: every letter is saved at least once, and making it takes longer than running it.
_SAVE = (
    update(OUTBOX)
    .where(_O.platform == bindparam("_platform"), _O.id == bindparam("_id"))
    .where(_O.state == bindparam("_state"), _O.lease_owner == bindparam("_owner"))
    .where(_O.lease_until.is_not_distinct_from(bindparam("_until", type_=_O.lease_until.type)))
    .values({c.name: bindparam(c.name) for c in _O if c.name not in {*_FIXED, "number"}})
)


class SqlOutbox:
    """Messages. State and lease decide who may write."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, message: OutboxMessage) -> bool:
        return self._work.add_new(OUTBOX, self._work.values(message), "dedupe_key")

    def add_all(self, messages: Sequence[OutboxMessage]) -> None:
        rows = [self._work.values(message) for message in messages]
        self._work.add_all_new(OUTBOX, rows, "dedupe_key")

    def get(self, id: str) -> OutboxMessage | None:
        row = self._work.one(self._work.held(self._work.query(OUTBOX, _O.id == id)))
        return record(OutboxMessage, row) if row else None

    def claim(
        self, owner: str, now: datetime, until: datetime, channels: Sequence[str], limit: int
    ) -> list[OutboxMessage]:
        self._expire(now)
        due = or_(_O.not_before.is_(None), _O.not_before <= now)
        turn = or_(_O.channel == "mail", ~self._overtakes())
        picked = self._pick(limit, _O.state == "queued", _O.channel.in_(channels), due, turn)
        claimed = (
            update(OUTBOX)
            .where(_O.number.in_(picked))
            .values(state="claimed", lease_owner=owner, lease_until=until)
            .returning(OUTBOX)
        )
        rows = self._work.run(claimed).mappings().all()
        return [record(OutboxMessage, row) for row in sorted(rows, key=lambda row: row["number"])]

    def save(self, message: OutboxMessage, before: OutboxMessage) -> bool:
        same = {
            "_platform": message.platform, "_id": message.id, "_state": before.state,
            "_owner": before.lease_owner, "_until": before.lease_until,
        }  # fmt: skip
        return self._work.run(_SAVE, self._work.values(message, *_FIXED) | same).rowcount == 1

    def enter(self, ids: Sequence[str], owner: str, until: datetime) -> set[str]:
        if not ids:
            return set()
        entered = (
            update(OUTBOX)
            .where(self._work.mine(OUTBOX), _O.id.in_(ids))
            .where(_O.state == "claimed", _O.lease_owner == owner)
            .values(state="sending", lease_until=until)
            .returning(_O.id)
        )
        return set(self._work.run(entered).scalars())

    def lapsed(self, now: datetime, limit: int = 100) -> list[OutboxMessage]:
        query = self._light(_O.state.in_(("claimed", "sending")), _O.lease_until <= now)
        return self._messages(query.order_by(_O.number).limit(limit))

    def doubtful(self, now: datetime, limit: int = 100) -> list[OutboxMessage]:
        over = or_(_O.not_before.is_(None), _O.not_before <= now)
        query = self._light(_O.state == "in_doubt", over)
        return self._messages(query.order_by(_O.number).limit(limit))

    def find(
        self,
        *,
        state: str | None = None,
        lead_id: str | None = None,
        limit: int = 100,
        bodies: bool = True,
    ) -> list[OutboxMessage]:
        query = self._work.query(OUTBOX) if bodies else self._light()
        if state is not None:
            query = query.where(_O.state == state)
        if lead_id is not None:
            query = query.where(_O.lead_id == lead_id)
        return self._messages(query.order_by(_O.number.desc()).limit(limit))

    def counts(self) -> dict[tuple[str, str], int]:
        tally = self._work.tally(OUTBOX, _O.channel, _O.state)
        return {(channel, state): number for channel, state, number in tally}

    def oldest_waiting(self) -> datetime | None:
        query = select(func.min(_O.created_at)).where(self._work.mine(OUTBOX), _O.state == "queued")
        oldest: datetime | None = self._work.run(query).scalar()
        return oldest

    def oldest_tried(self, channel: str) -> datetime | None:
        tried = (_O.channel == channel, _O.state.in_(_PENDING), _O.answer != "")
        query = select(func.min(_O.created_at)).where(self._work.mine(OUTBOX), *tried)
        oldest: datetime | None = self._work.run(query).scalar()
        return oldest

    def last_sent(self, channel: str) -> datetime | None:
        sent = (_O.channel == channel, _O.state == "sent")
        query = select(func.max(_O.settled_at)).where(self._work.mine(OUTBOX), *sent)
        last: datetime | None = self._work.run(query).scalar()
        return last

    def hold(self) -> int:
        held = {"state": "held", "reason": "restored", "lease_owner": "", "lease_until": None}
        return self._work.change(OUTBOX, held, _O.state.in_(_PENDING))

    def release(self, now: datetime) -> int:
        free = {"state": "queued", "reason": "", "attempts": 0, "not_before": now}
        return self._work.change(OUTBOX, free, _O.state == "held", _O.recipient != "")

    def _overtakes(self) -> ColumnElement[bool]:
        return exists().where(
            _EARLIER.c.platform == self._work.platform,
            _EARLIER.c.channel == _O.channel,
            _EARLIER.c.recipient == _O.recipient,
            _EARLIER.c.state.in_(_ON_ITS_WAY),
            _EARLIER.c.number < _O.number,
        )

    def _light(self, *where: ColumnElement[bool]) -> Select[Any]:
        """Our rows without their bodies."""
        return select(*_ALL_BUT_BODY).where(self._work.mine(OUTBOX), *where)

    def written_since(self, since: datetime, recipient: str = "") -> int:
        if recipient:
            return self._written(("reply", "confirmation"), since, _O.recipient == recipient)
        return self._written(("reply", "confirmation", "relay"), since)

    def relayed_since(self, since: datetime, lead_id: str) -> int:
        return self._written(("relay",), since, _O.lead_id == lead_id)

    def _written(
        self, purposes: Sequence[str], since: datetime, *where: ColumnElement[bool]
    ) -> int:
        written = (_O.channel == "mail", _O.purpose.in_(purposes), _O.created_at > since)
        mine = (self._work.mine(OUTBOX), *written, *where)
        return int(self._work.run(select(func.count()).where(*mine)).scalar() or 0)

    def returned_since(self, since: datetime, recipient: str) -> int:
        came_back = (_O.evidence.startswith("returned"), _O.settled_at > since)
        mine = (
            self._work.mine(OUTBOX),
            _O.channel == "mail",
            _O.recipient == recipient,
            *came_back,
        )
        return int(self._work.run(select(func.count()).where(*mine)).scalar() or 0)

    def with_sender(self, sender: str) -> OutboxMessage | None:
        row = self._work.one(self._work.query(OUTBOX, _O.sender == sender))
        return record(OutboxMessage, row) if row else None

    def _expire(self, now: datetime) -> None:
        """What is past its use-by is final: it must not be claimed any more."""
        picked = self._pick(None, _O.state == "queued", _O.expires_at <= now)
        late = {"state": "expired", "reason": "late", "settled_at": now}
        self._work.run(update(OUTBOX).where(_O.number.in_(picked)).values(late))

    def _pick(self, limit: int | None, *where: ColumnElement[bool]) -> Select[Any]:
        """Numbers of our rows that no other transaction holds, held from now on by this one.

        Its own table expression, because PostgreSQL may run a plain subquery several times
        and then hold more rows than `limit`.
        """
        rows = select(_O.number).where(self._work.mine(OUTBOX), *where)
        picked = (
            rows.order_by(_O.number).limit(limit).with_for_update(skip_locked=True).cte("picked")
        )
        return select(picked.c.number)

    def _messages(self, query: Select[Any]) -> list[OutboxMessage]:
        rows = self._work.all(query)
        return [record(OutboxMessage, {"body": b"", **row}) for row in rows]

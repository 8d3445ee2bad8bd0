"""What came in, raw, and how far each source was read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, func, or_, select, update

from matchbot.adapters.store.columns import table_of
from matchbot.adapters.store.tables import InboxCursorRow, InboxRow
from matchbot.adapters.store.work import Work, record
from matchbot.core.inbox import InboxItem

INBOX = table_of(InboxRow)
CURSOR = table_of(InboxCursorRow)
_I = INBOX.c
_FREE: dict[str, Any] = {"lease_owner": "", "lease_until": None}
_UNFINISHED = ("received", "handling")
_ALL_BUT_RAW = [column for column in _I if column.name != "raw"]


def _taking(waiting: ColumnElement[bool]) -> Any:
    """Lease the first of a platform's rows that are `waiting` and that nothing earlier blocks.

    Of each thread that is one at most. Made once: making it takes longer than running it.
    """
    earlier = INBOX.alias("earlier")
    blocked = exists().where(
        earlier.c.platform == _I.platform,
        earlier.c.thread == _I.thread,
        earlier.c.state.in_(_UNFINISHED),
        earlier.c.id < _I.id,
    )
    picked = (
        select(_I.id)
        .where(_I.platform == bindparam("_platform"), waiting, ~blocked)
        .order_by(_I.id)
        .limit(bindparam("_most"))
        .with_for_update(skip_locked=True)
        .cte("picked")
    )
    # A lapsed lease was an attempt that did not come back.
    attempts = case((_I.state == "handling", _I.attempts + 1), else_=_I.attempts)
    return (
        update(INBOX)
        .where(_I.id.in_(select(picked.c.id)))
        .values(state="handling", attempts=attempts,
                lease_owner=bindparam("lease_owner"), lease_until=bindparam("lease_until"))
        .returning(INBOX)
    )  # fmt: skip


_NOW = bindparam("_now", type_=_I.lease_until.type)
_TAKE_LAPSED = _taking(and_(_I.state == "handling", _I.lease_until <= _NOW))
_TAKE_READY = _taking(
    and_(_I.state == "received", or_(_I.lease_until.is_(None), _I.lease_until <= _NOW))
)
_HELD = update(INBOX).where(
    _I.platform == bindparam("_platform"),
    _I.id == bindparam("_id"),
    _I.state == "handling",
    _I.lease_owner == bindparam("_owner"),
)


class SqlInbox:
    """Incoming items; of each thread one at a time, in order, over all replicas."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def receive(self, source: str, source_id: str, thread: str, raw: bytes, now: datetime) -> bool:
        # Ids of a thread must become visible in their order, or a later item overtakes.
        self._work.lock("inbox", thread)
        values = {
            "source": source,
            "source_id": source_id,
            "thread": thread,
            "raw": raw,
            "received_at": now,
            "state": "received",
            "attempts": 0,
            "reason": "",
            **_FREE,
        }
        return self._work.add_new(INBOX, values, "source", "source_id")

    def known(self, source: str, source_ids: Collection[str]) -> set[str]:
        query = select(_I.source_id).where(
            self._work.mine(INBOX), _I.source == source, _I.source_id.in_(source_ids)
        )
        return set(self._work.run(query).scalars())

    def take(self, owner: str, now: datetime, until: datetime) -> InboxItem | None:
        return next(iter(self.take_some(owner, now, until, 1)), None)

    def take_some(self, owner: str, now: datetime, until: datetime, most: int) -> list[InboxItem]:
        # What somebody began and did not finish is older than what nobody began. It may be what
        # ended them, so it is taken alone.
        whose = {"_platform": self._work.platform, "_now": now}
        lease = {"lease_owner": owner, "lease_until": until}
        for taking, limit in ((_TAKE_LAPSED, 1), (_TAKE_READY, most)):
            rows = self._work.run(taking, {**whose, **lease, "_most": limit}).mappings().all()
            if rows:
                return sorted((record(InboxItem, row) for row in rows), key=lambda item: item.id)
        return []

    def finish(
        self, item: InboxItem, owner: str, state: str, now: datetime, reason: str = ""
    ) -> bool:
        values = {**_FREE, "state": state, "reason": reason, "finished_at": now}
        return self._change(item, owner, values)

    def put_back(self, item: InboxItem, owner: str, until: datetime | None = None) -> None:
        attempts = _I.attempts + (1 if until is None else 0)
        back = {"state": "received", "lease_owner": "", "lease_until": until, "attempts": attempts}
        self._change(item, owner, back)

    def find(self, *, state: str | None = None, limit: int = 100) -> list[InboxItem]:
        query = select(*_ALL_BUT_RAW).where(self._work.mine(INBOX))
        if state is not None:
            query = query.where(_I.state == state)
        rows = self._work.all(query.order_by(_I.id.desc()).limit(limit))
        return [record(InboxItem, {**row, "raw": b""}) for row in rows]

    def again(self, id: int) -> bool:
        fresh = {**_FREE, "state": "received", "attempts": 0, "reason": "", "finished_at": None}
        return self._work.change(INBOX, fresh, _I.id == id, _I.state == "quarantined") == 1

    def ignored(self, thread: str, reason: str, since: datetime) -> list[InboxItem]:
        same = (_I.thread == thread, _I.state == "ignored", _I.reason == reason)
        query = self._work.query(INBOX, *same, _I.received_at > since).order_by(_I.id)
        return [record(InboxItem, row) for row in self._work.all(query)]

    def cursor(self, source: str) -> str | None:
        row = self._work.one(self._work.query(CURSOR, CURSOR.c.source == source))
        return row["position"] if row else None

    def set_cursor(self, source: str, position: str) -> None:
        self._work.put(CURSOR, {"source": source, "position": position}, "source")

    def counts(self) -> dict[str, int]:
        return dict(self._work.tally(INBOX, _I.state))

    def oldest_waiting(self) -> datetime | None:
        waiting = (self._work.mine(INBOX), _I.state.in_(("received", "handling")))
        oldest: datetime | None = self._work.run(
            select(func.min(_I.received_at)).where(*waiting)
        ).scalar()
        return oldest

    def _change(self, item: InboxItem, owner: str, values: dict[str, Any]) -> bool:
        whose = {"_platform": self._work.platform, "_id": item.id, "_owner": owner}
        return self._work.run(_HELD.values(values), whose).rowcount == 1

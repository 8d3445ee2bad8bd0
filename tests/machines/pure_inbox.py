"""The inbox in memory, as the store has to keep it: what the inbox machine runs on without a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from matchbot.core.inbox import InboxItem

UNFINISHED = {"received", "handling"}


@dataclass
class PureInbox:
    """Items with their leases, and what is written beside them; a transaction is whole or nothing."""

    items: dict[int, InboxItem] = field(default_factory=dict)
    leases: dict[int, tuple[str, datetime | None]] = field(default_factory=dict)
    cursors: dict[str, str] = field(default_factory=dict)
    replies: dict[str, Any] = field(default_factory=dict)
    lines: set[tuple[str, str]] = field(default_factory=set)

    @contextmanager
    def begin(self) -> Iterator[Any]:
        before = {f.name: copy(getattr(self, f.name)) for f in fields(self)}
        outbox = SimpleNamespace(add=self._reply, find=lambda limit: [*self.replies.values()])
        conversations = SimpleNamespace(add=lambda *_: None, utter=self._utter)
        try:
            yield SimpleNamespace(inbox=self, outbox=outbox, conversations=conversations)
        except BaseException:
            for name, value in before.items():
                setattr(self, name, value)
            raise

    def _reply(self, message: Any) -> bool:
        return self.replies.setdefault(message.dedupe_key, message) is message

    def _utter(
        self, conversation_id: str, who: str, text: str, at: datetime, *, client_id: str
    ) -> bool:
        new = (conversation_id, client_id) not in self.lines
        self.lines.add((conversation_id, client_id))
        return new

    def receive(self, source: str, source_id: str, thread: str, raw: bytes, now: datetime) -> bool:
        if any((i.source, i.source_id) == (source, source_id) for i in self.items.values()):
            return False
        id = len(self.items) + 1
        self.items[id] = InboxItem(id, "amsterdam", source, source_id, thread, raw, now)
        return True

    def take(self, owner: str, now: datetime, until: datetime) -> InboxItem | None:
        first: dict[str, InboxItem] = {}
        for item in self.items.values():
            if item.state in UNFINISHED:
                first.setdefault(item.thread, item)
        free = [i for i in first.values() if self._free(i.id, now)]
        if not free:
            return None
        item = min(free, key=lambda i: (i.state == "received", i.id))
        attempts = item.attempts + (item.state == "handling")
        self.items[item.id] = replace(item, state="handling", attempts=attempts)
        self.leases[item.id] = owner, until
        return self.items[item.id]

    def _free(self, id: int, now: datetime) -> bool:
        _, until = self.leases.get(id, ("", None))
        return until is None or until <= now

    def finish(
        self, item: InboxItem, owner: str, state: Any, now: datetime, reason: str = ""
    ) -> bool:
        return self._change(item, owner, None, state=state, reason=reason)

    def put_back(self, item: InboxItem, owner: str, until: datetime | None = None) -> None:
        attempts = self.items[item.id].attempts + (until is None)
        self._change(item, owner, until, state="received", attempts=attempts)

    def _change(self, item: InboxItem, owner: str, until: datetime | None, **values: Any) -> bool:
        there = self.items[item.id]
        if there.state != "handling" or self.leases[item.id][0] != owner:
            return False
        self.items[item.id] = replace(there, **values)
        self.leases[item.id] = "", until
        return True

    def cursor(self, source: str) -> str | None:
        return self.cursors.get(source)

    def set_cursor(self, source: str, position: str) -> None:
        self.cursors[source] = position

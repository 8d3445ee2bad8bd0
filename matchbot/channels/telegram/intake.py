"""Updates into the inbox: committed first, acknowledged and handled after that."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import structlog

from matchbot.channels.telegram.reading import pressed, thread_of
from matchbot.flows.office import Office

SOURCE = "telegram"
log = structlog.get_logger()


class Intake:
    """Writes updates down. `handle` handles what waits in the inbox."""

    def __init__(self, office: Office, handle: Callable[[], object]) -> None:
        self._office, self._handle = office, handle
        self._bell = asyncio.Event()

    def position(self) -> int:
        """The id after the last update that polling committed; 0 when there is none."""
        with self._office.store.read() as tx:
            return int(tx.inbox.cursor(SOURCE) or 0)

    def take_batch(self, updates: Sequence[Mapping[str, Any]]) -> list[str]:
        """Commit polled updates and how far we are, together; the buttons pressed in them."""
        with self._office.store.begin() as tx:
            new = [u for u in updates if self._receive(tx, u, _raw(u))]
            tx.inbox.set_cursor(SOURCE, str(updates[-1]["update_id"] + 1))
        return [query for u in new if (query := pressed(u))]

    def take_one(self, update: Mapping[str, Any], raw: bytes) -> str:
        """Commit one update of the webhook; the button pressed in it, if it is new."""
        with self._office.store.begin() as tx:
            new = self._receive(tx, update, raw)
        return pressed(update) if new else ""

    def _receive(self, tx: Any, update: Mapping[str, Any], raw: bytes) -> bool:
        now = self._office.clock.now()
        number, thread = str(update["update_id"]), thread_of(update)
        return bool(tx.inbox.receive(SOURCE, number, thread, raw, now))

    def ring(self) -> None:
        """Something waits. Call it in the event loop."""
        self._bell.set()

    async def handle_when_rung(self) -> None:
        """Handle the inbox whenever something waits, until cancelled."""
        while True:
            await self._bell.wait()
            self._bell.clear()
            try:
                await asyncio.to_thread(self._handle)
            except Exception:
                log.exception("the inbox stumbled; it goes on with the next update")


def _raw(update: Mapping[str, Any]) -> bytes:
    return json.dumps(update).encode()

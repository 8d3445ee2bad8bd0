"""Updates into the inbox: committed first, acknowledged and handled after that."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import structlog

from matchbot.channels.telegram.reading import passing, thread_of
from matchbot.flows.office import Office
from matchbot.flows.watch import Pulse

SOURCE = "telegram"
log = structlog.get_logger()


class Intake:
    """Writes updates down. `handle` handles what waits in the inbox."""

    def __init__(self, office: Office, handle: Callable[[], object]) -> None:
        self._office, self._handle = office, handle
        self._bell = asyncio.Event()
        self.pulse = Pulse(office, SOURCE)

    def position(self) -> int:
        """The id after the last update that polling committed; 0 when there is none."""
        with self._office.store.read() as tx:
            return int(tx.inbox.cursor(SOURCE) or 0)

    def take_batch(self, updates: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Commit polled updates and how far we are, together; those that are new."""
        with self._office.store.begin() as tx:
            new = [u for u in updates if self._receive(tx, u, _raw(u))]
            tx.inbox.set_cursor(SOURCE, str(updates[-1]["update_id"] + 1))
        return new

    def take_one(self, update: Mapping[str, Any], raw: bytes) -> bool:
        """Commit one update of the webhook; whether it is new."""
        if passing(update):
            return True
        with self._office.store.begin() as tx:
            return self._receive(tx, update, raw)

    def _receive(self, tx: Any, update: Mapping[str, Any], raw: bytes) -> bool:
        if passing(update):
            return True
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

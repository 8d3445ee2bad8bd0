"""The delivery loop: takes what is due from the outbox and hands it to the sender of its channel."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

import structlog

from matchbot.core.outbox import OutboxMessage, Outcome
from matchbot.flows import outbox
from matchbot.flows.office import Office

Gate = Callable[[], Awaitable[bool]]
IDLE = 1.0
log = structlog.get_logger()


class Sender(Protocol):
    """Sends the messages of one channel."""

    async def send(self, message: OutboxMessage, gate: Gate) -> Outcome | None:
        """Prepare, pass `gate` just before the content leaves, send. None: the gate said no."""
        ...


class Delivery:
    """Delivers the channels it has senders for. Any number of these may run side by side.

    `at_once` messages are in flight together. Its identity is new at every start, so that a
    restarted process never takes itself for its predecessor.
    """

    def __init__(self, office: Office, senders: Mapping[str, Sender], at_once: int = 4) -> None:
        self._office, self._senders, self._at_once = office, senders, at_once
        self.owner = uuid.uuid4().hex

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until `stop` is set; what is in flight then is finished."""
        while not stop.is_set():
            try:
                busy = await self.once() > 0
            except Exception:
                log.exception("delivery stumbled; goes on in a moment")
                busy = False
            if not busy:
                await _pause(stop, IDLE)

    async def once(self) -> int:
        """Deliver one batch of what is due; how many messages were taken."""
        messages = await asyncio.to_thread(
            outbox.claim, self._office, self.owner, tuple(self._senders)
        )
        places = asyncio.Semaphore(self._at_once)
        await asyncio.gather(*(self._one(m, places) for m in messages))
        return len(messages)

    async def all_due(self, limit: int = 1000) -> int:
        """Deliver until nothing is due; how many messages were taken."""
        taken = 0
        while taken < limit and (batch := await self.once()):
            taken += batch
        return taken

    async def _one(self, message: OutboxMessage, places: asyncio.Semaphore) -> None:
        async with places:
            passed = message

            async def gate() -> bool:
                nonlocal passed
                sending = await asyncio.to_thread(
                    outbox.pass_gate, self._office, message, self.owner
                )
                passed = sending or message
                return sending is not None

            outcome = await self._attempt(message, gate, lambda: passed)
            if outcome is not None:
                await asyncio.to_thread(outbox.settle, self._office, passed, outcome, self.owner)

    async def _attempt(
        self, message: OutboxMessage, gate: Gate, now: Callable[[], OutboxMessage]
    ) -> Outcome | None:
        """What the sender says; an unforeseen fault is no attempt before the gate, doubt after."""
        try:
            return await self._senders[message.channel].send(message, gate)
        except Exception as problem:
            log.exception("a sender stumbled", channel=message.channel, id=message.id)
            answer = f"{type(problem).__name__}: {problem}"
            if now().state == "sending":
                return Outcome("silent", answer)
            return Outcome("refused", answer)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return

"""The delivery loop: takes what is due from the outbox and hands it to the sender of its channel."""

from __future__ import annotations

import asyncio
import uuid
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Protocol

import structlog

from matchbot.adapters.clock import elapsed
from matchbot.adapters.store.engine import StoreError
from matchbot.adapters.together import Together
from matchbot.core.outbox import OutboxMessage, Outcome
from matchbot.core.pace import Breaker
from matchbot.flows import outbox
from matchbot.flows.office import Office

Gate = Callable[[], Awaitable[bool]]
IDLE = 1.0
#: Seconds between two looks for what a dead process held.
TIDY = 60.0
#: How long a part of the loop pauses after a fault, such as a database that is away.
FAULT = 2.0
log = structlog.get_logger()


class Sender(Protocol):
    """Sends the messages of one channel."""

    async def send(self, message: OutboxMessage, gate: Gate) -> Outcome | None:
        """Prepare, pass `gate` just before the content leaves, send. None: the gate said no."""
        ...


class Delivery:
    """Delivers the channels it has senders for. Any number of these may run side by side.

    `at_once` messages of each channel are in flight together. Its identity is new at every
    start, so that a restarted process never takes itself for its predecessor.
    """

    def __init__(self, office: Office, senders: Mapping[str, Sender], at_once: int = 4) -> None:
        self._office = office
        self.owner = uuid.uuid4().hex
        self._writes = Together[outbox.Move, OutboxMessage | None](
            partial(outbox.write, office, self.owner)
        )
        self._lines = [
            _Line(office, self.owner, channel, sender, self._writes, at_once)
            for channel, sender in senders.items()
        ]

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until `stop` is set; what is in flight then is finished."""
        try:
            await asyncio.gather(self._tidy(stop), *(line.run(stop) for line in self._lines))
        finally:
            await self._writes.done()

    async def _tidy(self, stop: asyncio.Event) -> None:
        """Whoever delivers also takes back what a dead process held: at the start, then often."""
        while not stop.is_set():
            try:
                await asyncio.to_thread(outbox.tidy, self._office)
            except Exception:
                log.exception("tidying the outbox stumbled; it is tried again")
            await pause(stop, TIDY)

    async def once(self) -> int:
        """Deliver one batch of what is due; how many messages were taken."""
        return await self.all_due(outbox.BATCH)

    async def all_due(self, limit: int = 1000) -> int:
        """Deliver until nothing is due, or `limit` were taken; how many were."""
        taken = 0
        while taken < limit and (more := await self._round(limit - taken)):
            taken += more
        return taken

    async def _round(self, limit: int) -> int:
        taken = 0
        for line in self._lines:
            taken += await line.drain(limit - taken)
        await self._writes.done()
        return taken


class _Line:
    """One channel: its sender, what was claimed for it, and whether anybody answers there."""

    def __init__(
        self,
        office: Office,
        owner: str,
        channel: str,
        sender: Sender,
        writes: Together[outbox.Move, OutboxMessage | None],
        at_once: int,
    ) -> None:
        self._office, self._owner, self._channel = office, owner, channel
        self._sender, self._writes, self._at_once = sender, writes, at_once
        self._claimed: deque[OutboxMessage] = deque()
        self._claiming: asyncio.Task[list[OutboxMessage]] | None = None
        self._turn = asyncio.Lock()
        self._wake = asyncio.Event()
        self._breaker = Breaker()
        self._probing = False
        self._settling: set[asyncio.Task[None]] = set()
        self._left = 0
        self._taken = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until `stop`; a slow message holds up nobody but its own connection."""
        workers = (self._work(partial(self._next, stop)) for _ in range(self._at_once))
        stopping = asyncio.create_task(self._wake_at(stop))
        try:
            await asyncio.gather(*workers)
        finally:
            stopping.cancel()
            await self._end()

    async def _wake_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._wake.set()

    async def drain(self, limit: int) -> int:
        """Deliver what is due, at most `limit` messages; how many were taken."""
        self._left, self._taken = limit, 0
        try:
            await asyncio.gather(*(self._work(self._next_due) for _ in range(self._at_once)))
        finally:
            await self._end()
        return self._taken

    async def _end(self) -> None:
        await self._give_back()
        await asyncio.gather(*self._settling)

    async def _work(self, next_one: Callable[[], Awaitable[OutboxMessage | None]]) -> None:
        while (message := await next_one()) is not None:
            self._taken += 1
            await self._deliver(message)

    async def _next(self, stop: asyncio.Event) -> OutboxMessage | None:
        """The next message, however long it takes to come; None when it is time to stop."""
        async with self._turn:
            while not stop.is_set():
                try:
                    self._wake.clear()
                    if (found := await self._take(self._at_once * 4)) is not None:
                        return await self._at_its_moment(found, stop)
                    await pause(self._wake, IDLE)
                except Exception:
                    log.exception("delivery stumbled; goes on in a moment", channel=self._channel)
                    await pause(stop, FAULT)
        return None

    async def _next_due(self) -> OutboxMessage | None:
        async with self._turn:
            found = await self._take(min(self._at_once * 4, self._left))
            if found is not None:
                self._left -= 1
                await self._at_its_moment(found, asyncio.Event())
            return found

    async def _at_its_moment(
        self, message: OutboxMessage, stop: asyncio.Event
    ) -> OutboxMessage | None:
        """Where there is a rate, a message waits for its place; others wait behind it."""
        if message.not_before is not None:
            wait = (message.not_before - self._office.clock.now()).total_seconds()
            if wait > 0:
                await pause(stop, wait)
                if stop.is_set():
                    self._claimed.appendleft(message)
                    return None
        return message

    async def _take(self, most: int) -> OutboxMessage | None:
        if not self._claimed:
            claiming, self._claiming = self._claiming, None
            more = await (claiming or self._claim(most))
            self._claimed.extend(more)
        if not self._claimed:
            return None
        found = self._claimed.popleft()
        if len(self._claimed) <= self._at_once and self._claiming is None:
            ahead = most - len(self._claimed) - 1
            self._claiming = asyncio.create_task(self._claim(ahead)) if ahead > 0 else None
        return found

    async def _claim(self, most: int) -> list[OutboxMessage]:
        room = self._breaker.room(self._office.clock.now(), most)
        if room <= 0 or self._probing:
            return []
        self._probing = self._breaker.probes
        claimed = await asyncio.to_thread(
            outbox.claim, self._office, self._owner, (self._channel,), room
        )
        self._probing = self._probing and bool(claimed)
        return claimed

    async def _give_back(self) -> None:
        """What was claimed and will not be tried now waits again; at the latest after its lease."""
        claiming, self._claiming = self._claiming, None
        try:
            more = await claiming if claiming is not None else []
            messages, self._claimed = [*self._claimed, *more], deque()
            self._probing = False
            if messages:
                await asyncio.to_thread(outbox.give_back, self._office, messages)
        except Exception:
            log.exception("claimed messages wait for the end of their lease")

    async def _deliver(self, message: OutboxMessage) -> None:
        passage = _Passage(message, self._writes, self._office.rules.post.gate_holds)
        outcome = await self._attempt(passage)
        self._probing = False
        if outcome is None:
            return
        code = outcome.answer[:3] if outcome.answer[:3].isdecimal() else ""
        self._office.meter.answer(self._channel, outcome.result, code)
        in_order = self._channel != "mail"
        move = (passage.message, outcome)
        # It takes its place in the row here: before the gate of this connection's next message.
        answer = self._writes.ask(move, hurry=in_order)
        settling = asyncio.create_task(self._settle(move, answer))
        self._settling.add(settling)
        settling.add_done_callback(self._settling.discard)
        await self._learn(outcome)
        if in_order:
            # The next message of this chat may be claimed only after this one is settled.
            await asyncio.wait([settling])

    async def _attempt(self, passage: _Passage) -> Outcome | None:
        """What the sender says; an unforeseen fault is an attempt before the gate, doubt after."""
        message = passage.message
        try:
            outcome = await self._sender.send(message, passage.gate)
            return passage.held_up or outcome
        except Exception as problem:
            if passage.held_up is not None:
                return passage.held_up
            log.exception("a sender stumbled", channel=message.channel, id=message.id)
            answer = f"{type(problem).__name__}: {problem}"
            after_gate = passage.message.state == "sending"
            return Outcome("silent" if after_gate else "stumbled", answer)

    async def _settle(
        self, move: outbox.Move, answer: asyncio.Future[OutboxMessage | None]
    ) -> None:
        """Wait until it is written down. While the database is away the answer is not forgotten."""
        until = elapsed() + self._office.rules.post.sending.total_seconds()
        while True:
            try:
                await answer
                break
            except StoreError as problem:
                log.error("an answer is not written down yet", problem=problem.problem)
            except Exception:
                log.exception("an answer cannot be written down; its lease will run out")
                break
            if elapsed() > until:
                break
            await asyncio.sleep(FAULT)
            answer = self._writes.ask(move)
        self._wake.set()

    async def _learn(self, outcome: Outcome) -> None:
        """Whether anybody answers: when nobody does, what was claimed need not be tried."""
        now = self._office.clock.now()
        if outcome.result == "unreached":
            self._breaker = self._breaker.unreached(now)
        elif outcome.result == "deferred" and outcome.wait:
            self._breaker = self._breaker.wait(now, outcome.wait)
        elif outcome.result in {"accepted", "refused"}:
            self._breaker = Breaker()
        if self._breaker.closed_until is not None and (self._claimed or self._claiming):
            await self._give_back()


class _Passage:
    """A message on its way through the gate; `held_up` tells what stopped it there."""

    def __init__(
        self,
        message: OutboxMessage,
        writes: Together[outbox.Move, OutboxMessage | None],
        holds: timedelta,
    ) -> None:
        self.message = message
        self.held_up: Outcome | None = None
        self._writes, self._holds = writes, holds.total_seconds()

    async def gate(self) -> bool:
        """Commit the passage. False: it must not be sent. Raises what the database raised."""
        asked = elapsed()
        try:
            sending = await self._writes.ask((self.message, None))
        except StoreError as problem:
            self.held_up = Outcome("deferred", problem.problem)
            raise
        if sending is None:
            return False
        self.message = sending
        # A process that was stopped here must not send on the word of an old gate.
        if elapsed() - asked > self._holds:
            self.held_up = Outcome("deferred", "stopped between the gate and the content")
        return self.held_up is None


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait, but not longer than until `stop`."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return

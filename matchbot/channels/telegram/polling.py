"""Asks Telegram for updates, for ever. What was not committed is asked for again."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog

from matchbot.channels.telegram.intake import Intake
from matchbot.channels.telegram.problems import BadToken, Taken, TelegramProblem, TooFast

if TYPE_CHECKING:
    from matchbot.channels.telegram.bot_api import BotApi

log = structlog.get_logger()


@dataclass(frozen=True)
class Pace:
    """Seconds: one long poll, first and longest pause after a fault, pause while taken."""

    long_poll: int = 25
    first_pause: float = 1.0
    longest_pause: float = 60.0
    taken_pause: float = 30.0


class Poller:
    """Polls until told to stop. `prepare` runs once before the first question.

    `answer` gets what is new: it shows at once that it was heard.
    """

    def __init__(
        self,
        api: Callable[[], BotApi],
        intake: Intake,
        prepare: Callable[[], Awaitable[None]],
        answer: Callable[[Iterable[Mapping[str, Any]]], None],
        pace: Pace,
    ) -> None:
        self._api, self._intake, self._prepare = api, intake, prepare
        self._answer, self._pace = answer, pace
        self._prepared = False
        self._faults = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set. A wrong token ends the asking, not this call."""
        handling = asyncio.create_task(self._intake.handle_when_rung())
        try:
            while not stop.is_set():
                pause = await self._once(stop)
                if pause:
                    await pause_or_stop(stop, pause)
        except BadToken as problem:
            log.error(f"Telegram is off: {problem}. The other parts go on.")
            await stop.wait()
        finally:
            handling.cancel()
            await asyncio.gather(handling, return_exceptions=True)

    async def _once(self, stop: asyncio.Event) -> float:
        """One question and its answer; how long to wait before the next."""
        try:
            if not self._prepared:
                await self._prepare()
                self._prepared = True
            await self._ask(stop)
        except BadToken:
            raise
        except TelegramProblem as problem:
            return self._after(problem)
        except Exception:
            # The database, most likely: nothing was acknowledged, so nothing is lost.
            log.exception("updates were not committed; they are asked for again")
            return self._grown_pause()
        if self._faults:
            log.info("Telegram answers again")
        self._faults = 0
        return 0.0

    async def _ask(self, stop: asyncio.Event) -> None:
        offset = await asyncio.to_thread(self._intake.position)
        asking = self._api().updates(offset, self._pace.long_poll)
        updates = await unless_stopped(asking, stop)
        if updates is not None:
            await asyncio.to_thread(self._intake.pulse.beat)
        if updates:
            new = await asyncio.to_thread(self._intake.take_batch, updates)
            self._intake.ring()
            self._answer(new)

    def _after(self, problem: TelegramProblem) -> float:
        if isinstance(problem, TooFast):
            return problem.wait.total_seconds()
        if isinstance(problem, Taken):
            if not self._faults:
                log.error(
                    "Another program receives this bot's messages (409 Conflict): only one may "
                    "poll with a token, and none beside a webhook. Stop the other one; trying "
                    f"again every {self._pace.taken_pause:g} seconds.",
                    answer=str(problem),
                )
            self._faults += 1
            return self._pace.taken_pause
        if not self._faults:
            log.warning("Telegram does not answer; trying again", answer=str(problem))
        return self._grown_pause()

    def _grown_pause(self) -> float:
        self._faults += 1
        pause = self._pace.first_pause * 2.0 ** min(self._faults - 1, 10)
        return min(pause, self._pace.longest_pause)


async def unless_stopped(call: Awaitable[list[dict[str, Any]]], stop: asyncio.Event) -> Any:
    """The call's result; None when `stop` comes first: the call is then given up."""
    calling, stopping = asyncio.ensure_future(call), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([calling, stopping], return_when=asyncio.FIRST_COMPLETED)
        return await calling if calling.done() else None
    finally:
        for task in (calling, stopping):
            task.cancel()
        await asyncio.gather(calling, stopping, return_exceptions=True)


async def pause_or_stop(stop: asyncio.Event, seconds: float) -> None:
    """Wait, but not longer than until `stop`."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)

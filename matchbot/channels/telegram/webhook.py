"""Telegram calls us: updates come to an address of ours instead of being asked for."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

import structlog

from matchbot.channels.telegram.intake import Intake
from matchbot.channels.telegram.polling import Pace, pause_or_stop
from matchbot.channels.telegram.problems import BadToken, Refused, TelegramProblem
from matchbot.channels.telegram.reading import parse_update

PATH = "/telegram"
log = structlog.get_logger()


class TelegramWebhook:
    """Receives updates for the web. `secret` is what Telegram must send along, in a header."""

    def __init__(
        self,
        secret: str,
        site: str,
        intake: Intake,
        prepare: Callable[[str, str], Awaitable[None]],
        answer: Callable[[Iterable[Mapping[str, Any]]], None],
        pace: Pace,
    ) -> None:
        self.secret, self.url = secret, f"{site}{PATH}"
        self._intake, self._prepare = intake, prepare
        self._answer, self._pace = answer, pace
        self._loop: asyncio.AbstractEventLoop | None = None

    def receive(self, body: bytes) -> None:
        """Commit one update. Raises ValueError when the body is none.

        Synchronous, for a worker thread of the web; handling starts after it.
        """
        update = parse_update(body)
        new = self._intake.take_one(update, body)
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._received, [update] if new else [])

    def _received(self, new: Sequence[Mapping[str, Any]]) -> None:
        self._intake.ring()
        self._answer(new)

    async def register(self, stop: asyncio.Event) -> None:
        """Tell Telegram our address and the secret, again and again until it is taken.

        Then handle what is received, until `stop`.
        """
        self._loop = asyncio.get_running_loop()
        handling = asyncio.create_task(self._intake.handle_when_rung())
        try:
            await self._registered(stop)
            await stop.wait()
        finally:
            self._loop = None
            handling.cancel()
            await asyncio.gather(handling, return_exceptions=True)

    async def _registered(self, stop: asyncio.Event) -> None:
        pause = self._pace.first_pause
        while not stop.is_set():
            try:
                _check(self.secret)
                await self._prepare(self.url, self.secret)
                return
            except TelegramProblem as problem:
                log.error(f"Telegram does not send updates to {self.url}: {problem}")
                if isinstance(problem, BadToken) or getattr(problem, "for_good", False):
                    return
            await pause_or_stop(stop, pause)
            pause = min(pause * 2, self._pace.longest_pause)


def _check(secret: str) -> None:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        words = "MATCHBOT_TELEGRAM_WEBHOOK_SECRET: only letters, digits, _ and -, at most 256"
        raise Refused(words, for_good=True)

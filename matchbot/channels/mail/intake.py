"""Reads a mailbox for ever. A mail that was not committed is read again."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from email.utils import getaddresses

import structlog

from matchbot.core.addresses import BadAddress, same_address
from matchbot.flows.mailbox import SOURCE, Mailbox, MailboxProblem, take_new
from matchbot.flows.office import Office
from matchbot.flows.watch import Pulse

log = structlog.get_logger()
HEADERS_AT_MOST = 64 * 1024


@dataclass(frozen=True)
class Pace:
    """Seconds: one wait for news, first and longest pause after a fault."""

    wait: float = 1.0
    first_pause: float = 1.0
    longest_pause: float = 60.0


class MailIntake:
    """Takes mails from one mailbox into the inbox; `handle` handles what waits there."""

    def __init__(
        self,
        office: Office,
        mailbox: Mailbox,
        handle: Callable[[], object],
        pace: Pace | None = None,
    ) -> None:
        self._office, self._mailbox, self._handle = office, mailbox, handle
        self._pace = pace or Pace()
        self._faults = 0
        self._pulse = Pulse(office, SOURCE)

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set; what is being committed then is finished."""
        try:
            while not stop.is_set():
                await self._once(stop)
        finally:
            await asyncio.to_thread(self._mailbox.close)

    async def _once(self, stop: asyncio.Event) -> None:
        try:
            if await asyncio.to_thread(self.take):
                await asyncio.to_thread(self._handle)
            else:
                await self._wait(stop)
        except MailboxProblem as problem:
            if not self._faults:
                log.warning("the mailbox cannot be read; trying again", problem=str(problem))
            await self._pause(stop)
        except Exception:
            # The database, most likely: the position did not move, so nothing is lost.
            log.exception("mails were not committed; they are read again")
            await self._pause(stop)

    def take(self) -> int:
        """Commit what is new; how many mails."""
        taken = take_new(self._office, self._mailbox, thread_of)
        self._pulse.beat()
        if self._faults:
            log.info("the mailbox is read again")
        self._faults = 0
        return taken

    async def _wait(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            news = await asyncio.to_thread(self._mailbox.wait, self._pace.wait)
            await asyncio.to_thread(self._pulse.beat)
            if news:
                return

    async def _pause(self, stop: asyncio.Event) -> None:
        self._faults += 1
        pause = self._pace.first_pause * 2.0 ** min(self._faults - 1, 10)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), min(pause, self._pace.longest_pause))


def thread_of(raw: bytes) -> str:
    """Whose mails must be handled in order: those of one sender."""
    try:
        headers = BytesHeaderParser().parsebytes(raw[:HEADERS_AT_MOST])
        sender = getaddresses([str(headers.get("From", ""))])[0][1]
        return f"{SOURCE}:{same_address(sender)}"
    except (BadAddress, IndexError, ValueError, LookupError):
        return f"{SOURCE}:"

"""Many small writes that wait at the same time, in one transaction."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Ask = TypeVar("Ask")
Answer = TypeVar("Answer")
#: How many at most are done together.
MOST = 64
#: Seconds that a request without haste waits for company.
LINGER = 0.01


class Together(Generic[Ask, Answer]):
    """Collects what is asked while a batch is at work, and does it in order, as the next batch.

    `work` runs in a worker thread, all or nothing. When a batch fails, each of it is done alone,
    so that one bad request harms no other.
    """

    def __init__(self, work: Callable[[Sequence[Ask]], Sequence[Answer]]) -> None:
        self._work = work
        self._waiting: list[tuple[Ask, asyncio.Future[Answer]]] = []
        self._running: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()

    def ask(self, question: Ask, *, hurry: bool = True) -> asyncio.Future[Answer]:
        """Take a place in the row, at once; the future has the answer when it was committed.

        Without `hurry` it may wait a moment for others.
        """
        if hurry:
            self._hurry.set()
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, answer))
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run())
        return answer

    async def done(self) -> None:
        """Wait until everything that was asked is answered."""
        self._hurry.set()
        while self._running is not None and not self._running.done():
            await asyncio.wait([self._running])

    async def _run(self) -> None:
        while self._waiting:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), LINGER)
            self._hurry.clear()
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            try:
                answers = await asyncio.to_thread(self._work, [ask for ask, _ in batch])
            except Exception as problem:
                await self._one_by_one(batch, problem)
                continue
            for (_, future), answer in zip(batch, answers, strict=True):
                _give(future, answer)

    async def _one_by_one(
        self, batch: list[tuple[Ask, asyncio.Future[Answer]]], problem: Exception
    ) -> None:
        for ask, future in batch:
            try:
                if len(batch) == 1:
                    raise problem
                (answer,) = await asyncio.to_thread(self._work, [ask])
            except Exception as own:
                if not future.done():
                    future.set_exception(own)
            else:
                _give(future, answer)


def _give(future: asyncio.Future[Answer], answer: Answer) -> None:
    if not future.done():
        future.set_result(answer)

"""A Bot API for one bot, on its own thread: updates that wait, and messages that came.

As with Telegram, updates below the offset that is asked for are gone for ever.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from loop_thread import loop_on_a_thread

from crash.relay import SLOWEST

AT_ONCE = 100
_ME = {"id": 1, "is_bot": True, "first_name": "matchbot", "username": "matchbot_bot"}


@dataclass
class FakeBotApi:
    """`said` counts (chat, text) of the messages taken; `begun` tells to which chats, and when
    at last, somebody began to write."""

    updates: Sequence[dict[str, Any]]
    seed: int
    slowest: float = SLOWEST
    said: Counter[tuple[str, str]] = field(default_factory=Counter)
    begun: dict[str, float] = field(default_factory=dict)
    confirmed: int = 0
    url: str = ""

    @contextmanager
    def listening(self) -> Iterator[FakeBotApi]:
        """Listens on a free port of this machine until the block ends."""
        self._dice = random.Random(self.seed)
        with loop_on_a_thread() as run:
            runner = run(self._listen())
            try:
                yield self
            finally:
                run(runner.cleanup())

    def wait_until_quiet(self) -> None:
        """Until what a killed process had said is answered, to nobody."""
        time.sleep(2 * self.slowest + 0.02)

    async def _listen(self) -> web.AppRunner:
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        return runner

    async def _answer(self, request: web.Request) -> web.Response:
        fields = dict(await request.post())
        if request.content_type == "application/json":
            fields = await request.json()
        method = request.match_info["method"]
        result = await getattr(self, f"_{method}", self._other)(fields)
        return web.Response(
            text=json.dumps({"ok": True, "result": result}), content_type="application/json"
        )

    async def _other(self, fields: dict[str, Any]) -> Any:
        return True

    async def _getMe(self, fields: dict[str, Any]) -> Any:
        return _ME

    async def _getUpdates(self, fields: dict[str, Any]) -> Any:
        self.confirmed = max(self.confirmed, int(fields.get("offset", 0)) - 1)
        waiting = self.updates[self.confirmed : self.confirmed + AT_ONCE]
        if not waiting:
            await asyncio.sleep(0.3)
        return waiting

    async def _sendMessage(self, fields: dict[str, Any]) -> Any:
        chat, text = str(fields["chat_id"]), str(fields["text"])
        self.begun[chat] = time.monotonic()
        await asyncio.sleep(self._dice.uniform(0, self.slowest))
        self.said[chat, text] += 1
        await asyncio.sleep(self._dice.uniform(0, self.slowest))
        return {"message_id": 1, "date": 1, "chat": {"id": int(chat), "type": "private"}}

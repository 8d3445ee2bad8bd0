"""Turns over the Bot API: our bot, and a bare echo of python-telegram-bot, at the same emulator.

The emulator is a process of its own: `python -m matchbot.bench.turns_telegram UPDATES`
prints its port, and its address `/sent` how many messages it took.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from matchbot.adapters.delivery import Delivery
from matchbot.bench.turns import TALK, Rate, Watch, said
from matchbot.flows.inbox import handle_all
from matchbot.flows.office import Office

TOKEN = "123456789:AAE-a_made_up_token_of_the_bench_0000"
PATIENCE = 600.0


class EmulatorMissing(Exception):
    """The emulator of the Bot API is not installed: pip install lo-bot-api-emulator==0.3.6"""

    def __str__(self) -> str:
        return self.__doc__ or ""


def compare(office: Office, updates: int) -> tuple[Rate, Rate]:
    """The same talk, without ranking: through our bot, and through a bare echo."""
    with _emulator(updates) as api:
        ours = asyncio.run(_ours(office, api, updates))
    with _emulator(updates) as api:
        echo = asyncio.run(_echo(api, updates))
    return ours, echo


async def _ours(office: Office, api: str, updates: int) -> Rate:
    from matchbot.channels.telegram import TelegramChannel

    def handle() -> int:
        return handle_all(office, {"telegram": channel.read}, "bench", updates)

    channel = TelegramChannel(office, TOKEN, api_url=api, handle=handle)
    stop = asyncio.Event()
    delivery = Delivery(office, {"telegram": channel}, 4)
    watch, began = Watch("no ranking, by Telegram"), time.perf_counter()
    parts = [asyncio.create_task(channel.poll(stop)), asyncio.create_task(delivery.run(stop))]
    while not await asyncio.to_thread(_all_answered, office, updates):
        await asyncio.sleep(0.1)
        assert time.perf_counter() - began < PATIENCE
    rate = watch.rate(updates)
    stop.set()
    await asyncio.gather(*parts)
    await channel.close()
    return rate


def _all_answered(office: Office, updates: int) -> bool:
    with office.store.read() as tx:
        handled, waiting = tx.inbox.counts(), tx.outbox.counts()
    return handled.get("handled", 0) >= updates and not any(
        number for (_, state), number in waiting.items() if state != "sent"
    )


async def _echo(api: str, updates: int) -> Rate:
    from telegram import Update
    from telegram.ext import Application, MessageHandler, filters

    echoed = 0

    async def answer(update: Update, _context: Any) -> None:
        nonlocal echoed
        if update.message is not None:
            await update.message.reply_text(update.message.text or "")
        echoed += 1

    made = Application.builder().token(TOKEN).base_url(f"{api}/bot").job_queue(None).build()
    made.add_handler(MessageHandler(filters.TEXT, answer))
    watch, began = Watch("a bare echo, by Telegram"), time.perf_counter()
    async with made:
        await made.start()
        assert made.updater is not None
        await made.updater.start_polling()
        while echoed < updates:
            await asyncio.sleep(0.05)
            assert time.perf_counter() - began < PATIENCE
        rate = watch.rate(updates)
        await made.updater.stop()
        await made.stop()
    return rate


@contextmanager
def _emulator(updates: int) -> Iterator[str]:
    command = [sys.executable, "-m", "matchbot.bench.turns_telegram", str(updates)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        try:
            port = process.stdout.readline().strip()
            if not port.isdecimal():
                raise EmulatorMissing
            api = f"http://127.0.0.1:{port}"
            httpx.get(f"{api}/sent")
            yield api
        finally:
            process.stdin.close()
            process.terminate()


async def _serve(updates: int) -> None:
    from aiohttp import web
    from lo_bot_api_emulator import LoBotApiEmulator

    class Emulator(LoBotApiEmulator):  # type: ignore[misc, unused-ignore]
        """Takes real fields that it does not know, and knows its own name."""

        sent = 0

        def validate(self, method: str, fields: dict[str, Any], uploads: Any) -> Any:
            fields.pop("link_preview_options", None)
            result = super().validate(method, fields, uploads)
            self.sent += method == "sendMessage"
            return dict(result, username="matchbot_bot") if method == "getMe" else result

    emulator = Emulator(max_updates=updates + 10)
    spoken = said(TALK)
    for number in range(updates):
        who, text = next(spoken)
        chat = {"id": 1000 + int(who), "type": "private"}
        person = {"id": chat["id"], "is_bot": False, "first_name": "Anna", "language_code": "nl"}
        message = {"message_id": number + 1, "date": 1, "chat": chat, "from": person, "text": text}
        await emulator.enqueue_update({"message": message}, token=TOKEN)

    async def sent(_request: web.Request) -> web.Response:
        return web.Response(text=str(emulator.sent))

    app = emulator.app()
    app.router.add_get("/sent", sent)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sys.stdout.write(f"{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))

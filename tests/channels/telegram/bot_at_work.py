"""A bot at work against the emulator: people's phones, the Bot API, the inbox, the delivery."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiohttp import web
from cast import Mailbox
from lo_bot_api_emulator import ApiRefusal, LoBotApiEmulator

from matchbot.adapters.delivery import Delivery
from matchbot.channels.telegram import TelegramChannel
from matchbot.channels.telegram.polling import Pace
from matchbot.flows.inbox import handle_all
from matchbot.flows.office import Office

TOKEN = "123456789:AAE-a_made_up_token_of_the_tests_0000"
NEED = "Lunch voor 40 personen in Noord op 12 december, graag vegetarisch"
WHO = "Gemeente Amsterdam, Anna de Vries, anna@gemeente.example"
QUICK = Pace(long_poll=1, first_pause=0.02, longest_pause=0.05, taken_pause=0.05)


class Emulator(LoBotApiEmulator):
    """Bot API on this machine. `sent` keeps each call that was accepted, with its fields."""

    def __init__(self) -> None:
        super().__init__(allow_insecure_loopback_webhooks=True)
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.floods, self.faults = 0, 0
        self.blocked: set[str] = set()
        self.refused: dict[str, ApiRefusal] = {}
        self.moved: dict[int, ApiRefusal] = {}
        self.token_known = True
        self.url = ""

    def validate(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> Any:
        fields.pop("link_preview_options", None)  # real, but the emulator refuses it
        if not self.token_known:
            raise ApiRefusal("Unauthorized", 401)
        if method in self.refused:
            raise self.refused[method]
        if method == "sendMessage":
            self._refuse_some(fields)
        result = super().validate(method, fields, uploads)
        self.sent.append((method, dict(fields)))
        return dict(result, username="matchbot_bot") if method == "getMe" else result

    def _refuse_some(self, fields: dict[str, Any]) -> None:
        if self.floods:
            self.floods -= 1
            raise ApiRefusal("Too Many Requests: retry after 2", 429, {"retry_after": 2})
        if self.faults:
            self.faults -= 1
            raise ApiRefusal("Internal Server Error", 500)
        if int(fields["chat_id"]) in self.moved:
            raise self.moved[int(fields["chat_id"])]
        if str(fields["chat_id"]) in self.blocked:
            raise ApiRefusal("Forbidden: bot was blocked by the user", 403)

    def calls(self, method: str) -> list[dict[str, Any]]:
        """The fields of each accepted call of this method."""
        return [fields for name, fields in self.sent if name == method]


@contextlib.asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[str]:
    """The app on a free port of this machine; its address."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@contextlib.asynccontextmanager
async def emulator() -> AsyncIterator[Emulator]:
    """An emulator that listens."""
    made = Emulator()
    async with served(made.app()) as made.url:
        yield made


@dataclass
class Bot:
    """The bot of an office: its channel, and what the rest of the process does for it."""

    office: Office
    api: Emulator
    channel: TelegramChannel = field(init=False)

    def __post_init__(self) -> None:
        self.channel = TelegramChannel(
            self.office, TOKEN, api_url=self.api.url, handle=self.handle, pace=QUICK
        )

    def handle(self) -> int:
        return handle_all(self.office, {"telegram": self.channel.read}, "tests")

    def states(self) -> dict[str, int]:
        """How many items of the inbox are in each state."""
        with self.office.store.read() as tx:
            return dict(tx.inbox.counts())

    async def arrived(self, count: int) -> None:
        """Wait until the inbox has had `count` items and none is waiting."""
        async with asyncio.timeout(20):
            while sum((now := self.states()).values()) < count or _busy(now):
                await asyncio.sleep(0.01)

    async def deliver(self) -> int:
        """Deliver what is due on Telegram; how many messages were taken."""
        return await Delivery(self.office, {"telegram": self.channel}).all_due()

    async def push(self) -> None:
        """Handle what the flows have to tell, and deliver it."""
        await asyncio.to_thread(self.handle)
        await self.deliver()

    def phone(self, number: int = 4711, **user: Any) -> Phone:
        return Phone(self, number, user)


@contextlib.asynccontextmanager
async def polling(office: Office, api: Emulator) -> AsyncIterator[Bot]:
    """A bot that polls."""
    bot = Bot(office, api)
    async with running(bot, bot.channel.poll):
        yield bot


@contextlib.asynccontextmanager
async def running(bot: Bot, part: Any) -> AsyncIterator[asyncio.Task[None]]:
    """A part of the process, until the block ends; it must end in good order."""
    stop = asyncio.Event()
    task = asyncio.create_task(part(stop))
    try:
        yield task
    finally:
        stop.set()
        async with asyncio.timeout(5):
            await task
        await bot.channel.close()


def _busy(states: dict[str, int]) -> bool:
    return bool(states.get("received") or states.get("handling"))


@dataclass
class Phone:
    """Somebody's chat with the bot. What it does returns the texts that came back."""

    bot: Bot
    number: int
    user: dict[str, Any] = field(default_factory=dict)
    read: int = 0

    async def says(self, text: str) -> list[str]:
        return await self.sends(text=text)

    async def sends(self, **content: Any) -> list[str]:
        """A message with this content (text=…, photo=…)."""
        await self.post(message=self.message(**content))
        return await self.heard()

    async def presses(self, label: str) -> list[str]:
        """The newest button with this label."""
        data = {text: data for keys in self.keyboards() for text, data in keys}[label]
        return await self.sends_back(data)

    async def sends_back(self, data: str) -> list[str]:
        """A pressed button with this data."""
        await self.post(callback_query=self.press(data))
        return await self.heard()

    async def post(self, **content: Any) -> None:
        """Send an update and see it handled."""
        before = sum(self.bot.states().values())
        await self.bot.api.enqueue_update(content, token=TOKEN)
        await self.bot.arrived(before + 1)

    def message(self, **content: Any) -> dict[str, Any]:
        chat = {"id": self.number, "type": "private"}
        return {"message_id": 1, "date": 1, "chat": chat, "from": self.person(), **content}

    def press(self, data: str) -> dict[str, Any]:
        shown = self.message(text="…")
        person = self.person()
        return {"id": "77", "from": person, "chat_instance": "1", "data": data, "message": shown}

    def person(self) -> dict[str, Any]:
        known = {"id": self.number, "is_bot": False, "first_name": "Anna", "language_code": "nl"}
        return {**known, **self.user}

    async def heard(self) -> list[str]:
        """Deliver; the texts that are new on this phone."""
        await self.bot.deliver()
        texts = [str(m["text"]) for m in self._messages()]
        new, self.read = texts[self.read :], len(texts)
        return new

    def keyboards(self) -> list[list[tuple[str, str]]]:
        """Of each message with buttons: their labels and data."""
        found = [json.loads(m["reply_markup"]) for m in self._messages() if "reply_markup" in m]
        return [
            [(b["text"], b["callback_data"]) for row in markup["inline_keyboard"] for b in row]
            for markup in found
        ]

    def _messages(self) -> list[dict[str, Any]]:
        sent = self.bot.api.calls("sendMessage")
        return [m for m in sent if str(m["chat_id"]) == str(self.number)]


async def letters(mailbox: Mailbox) -> list[EmailMessage]:
    """Deliver mail; the letters that are new."""
    return await asyncio.to_thread(mailbox.deliver)

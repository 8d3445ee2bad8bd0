"""The edge to the Bot API: our own polling loop, the webhook, and the sender of the outbox."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog

from matchbot.channels.telegram.messages import pieces
from matchbot.channels.telegram.updates import Reader, thread_of
from matchbot.core.inbox import InboxItem
from matchbot.core.outbox import OutboxMessage, Outcome
from matchbot.core.said import say
from matchbot.flows.inbox import Incoming
from matchbot.flows.office import Office, WordedReply

if TYPE_CHECKING:
    from telegram import Bot

SOURCE = "telegram"
KINDS = ["message", "callback_query"]
POLL_SECONDS = 20
COMMANDS = ("help", "new", "mine", "subscribe", "human", "stop", "export", "delete")
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{10,}")
log = structlog.get_logger()


class BadToken(ValueError):
    """This is no bot token; @BotFather gives one such as 123456:ABC-DEF."""

    def __init__(self) -> None:
        super().__init__(str(self.__doc__))


def make_bot(token: str, api_url: str) -> Bot:
    """A Bot of python-telegram-bot for this Bot API. Raises BadToken."""
    if not _TOKEN.fullmatch(token):
        raise BadToken
    from telegram import Bot

    return Bot(token, base_url=f"{api_url}/bot", base_file_url=f"{api_url}/file/bot")


async def who_am_i(token: str, api_url: str) -> str:
    """The bot's username. Errors do not show the token."""
    bot = make_bot(token, api_url)
    try:
        await bot.initialize()
        return bot.username or "unknown"
    except Exception as problem:
        raise ConnectionError(str(problem).replace(token, "…")) from None
    finally:
        await bot.shutdown()


class TelegramChannel:
    """Reads what the inbox kept of Telegram, sends what the outbox holds for it."""

    def __init__(
        self, office: Office, token: str, *, api_url: str, handle: Callable[[], object]
    ) -> None:
        self._office, self._token, self._api_url = office, token, api_url
        self._handle = handle
        self._bot = make_bot(token, api_url)
        self._ready = False
        self._starting = asyncio.Lock()
        self._languages = office.knowledge().platform.languages
        self._reader = Reader(self._languages)

    def read(self, item: InboxItem) -> Incoming | None:
        """The turn in an inbox item; None when there is nothing to answer."""
        return self._reader.read(item.raw)

    async def send(
        self, message: OutboxMessage, gate: Callable[[], Awaitable[bool]]
    ) -> Outcome | None:
        """Implements Sender: one reply, in as many messages as its length asks for."""
        from telegram.error import NetworkError, TelegramError, TimedOut

        try:
            await self._start()
        except TelegramError as problem:
            return self._failed(problem, sent=False)
        if not await gate():
            return None
        sent = False
        try:
            for text, markup in pieces(WordedReply.from_json(message.body)):
                await self._bot.send_message(int(message.recipient), text, reply_markup=markup)
                sent = True
        except TimedOut as problem:
            return Outcome("silent", self._words(problem))
        except (NetworkError, TelegramError) as problem:
            return self._failed(problem, sent=sent)
        return Outcome("accepted", "ok")

    def _failed(self, problem: Any, *, sent: bool) -> Outcome:
        from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

        if isinstance(problem, RetryAfter):
            wait = problem.retry_after
            wait = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
            return Outcome("refused", self._words(problem), wait=wait)
        permanent = isinstance(problem, (BadRequest, Forbidden, InvalidToken))
        if isinstance(problem, NetworkError) and not permanent:
            return Outcome("silent" if sent else "unreached", self._words(problem))
        return Outcome("refused", self._words(problem), permanent=permanent)

    def _words(self, problem: BaseException) -> str:
        return f"{type(problem).__name__}: {problem}".replace(self._token, "…")

    async def _start(self) -> None:
        async with self._starting:
            if not self._ready:
                await self._bot.initialize()
                self._reader = Reader(self._languages, self._bot.username or "")
                self._ready = True

    async def poll(self, stop: asyncio.Event) -> None:
        """Ask for updates until `stop`. The offset advances only after the updates are committed."""
        from telegram.error import Conflict, InvalidToken, TelegramError

        wait = 1.0
        while not stop.is_set():
            try:
                await self._start()
                await self._introduce()
                await self._poll_on(stop)
                return
            except InvalidToken:
                log.error("Telegram refuses MATCHBOT_TELEGRAM_TOKEN: get a new one at @BotFather")
                await stop.wait()
            except Conflict:
                log.error("another program polls with this token: stop it, or use a webhook")
                wait = 30.0
            except TelegramError as problem:
                log.warning("Telegram cannot be reached", problem=self._words(problem))
                wait = min(wait * 2, 60.0)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), wait)
        await self._bot.shutdown()

    async def _poll_on(self, stop: asyncio.Event) -> None:
        stopping = asyncio.create_task(stop.wait())
        while not stop.is_set():
            asking = asyncio.create_task(self._next_updates())
            await asyncio.wait([asking, stopping], return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                asking.cancel()
                await asyncio.gather(asking, return_exceptions=True)
                return
            updates = asking.result()
            if updates:
                await asyncio.to_thread(self._keep, updates)
                await self._answer_buttons(updates)
                await asyncio.to_thread(self._handle)

    async def _next_updates(self) -> list[dict[str, Any]]:
        with self._office.store.read() as tx:
            cursor = tx.inbox.cursor(SOURCE)
        found = await self._bot.get_updates(
            offset=int(cursor) if cursor else None,
            timeout=POLL_SECONDS,
            allowed_updates=KINDS,
            read_timeout=POLL_SECONDS + 10,
        )
        return [update.to_dict() for update in found]

    def _keep(self, updates: list[dict[str, Any]]) -> None:
        """Updates and the position after them, in one transaction."""
        now = self._office.clock.now()
        with self._office.store.begin() as tx:
            for update in updates:
                raw = json.dumps(update, ensure_ascii=False).encode()
                tx.inbox.receive(SOURCE, str(update["update_id"]), thread_of(update), raw, now)
            tx.inbox.set_cursor(SOURCE, str(updates[-1]["update_id"] + 1))

    async def _answer_buttons(self, updates: list[dict[str, Any]]) -> None:
        """End the waiting sign on the pressed button; it does not matter if that fails."""
        from telegram.error import TelegramError

        for update in updates:
            if pressed := update.get("callback_query"):
                with contextlib.suppress(TelegramError):
                    await self._bot.answer_callback_query(pressed["id"])

    async def _introduce(self) -> None:
        """Polling needs the webhook gone; the menu of commands is a courtesy."""
        from telegram.error import TelegramError

        await self._bot.delete_webhook(drop_pending_updates=False)
        for language in (None, *self._languages):
            speak = language or self._languages[0]
            menu = [
                (name, self._office.wording.text(say(f"telegram.command.{name}"), speak))
                for name in COMMANDS
            ]
            with contextlib.suppress(TelegramError):
                await self._bot.set_my_commands(menu, language_code=language)

    def webhook(self, secret: str, site: str) -> Webhook:
        """The other way in: Telegram posts updates to our web."""
        return Webhook(self, secret, site)

    def receive(self, body: bytes) -> None:
        """Commit one posted update. Raises ValueError when it is none."""
        update = json.loads(body)
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            raise ValueError("this is no update")
        now = self._office.clock.now()
        with self._office.store.begin() as tx:
            tx.inbox.receive(SOURCE, str(update["update_id"]), thread_of(update), body, now)

    async def register(self, secret: str, site: str) -> None:
        """Tell Telegram where to post updates, and with which secret."""
        await self._start()
        await self._bot.set_webhook(
            f"{site}/telegram", secret_token=secret, allowed_updates=KINDS,
            drop_pending_updates=False,
        )  # fmt: skip


@dataclass(frozen=True)
class Webhook:
    """What the web needs to receive updates: the secret, and who commits them."""

    channel: TelegramChannel
    secret: str
    site: str

    def receive(self, body: bytes) -> None:
        """Commit one posted update. Raises ValueError when it is none."""
        self.channel.receive(body)

    async def register(self, stop: asyncio.Event) -> None:
        """Tell Telegram where we are; tried again until it works or `stop`."""
        from telegram.error import TelegramError

        while not stop.is_set():
            try:
                await self.channel.register(self.secret, self.site)
                await stop.wait()
            except TelegramError as problem:
                log.warning("the webhook could not be set", problem=self.channel._words(problem))
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), 30)

"""The channel: reader, sender, polling and webhook of one bot, around one connection."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog

from matchbot.channels.telegram.deeds import acted
from matchbot.channels.telegram.inline import Inline, asked_inline
from matchbot.channels.telegram.intake import Intake
from matchbot.channels.telegram.polling import Pace, Poller
from matchbot.channels.telegram.problems import TelegramProblem, bot_number, checked_token
from matchbot.channels.telegram.reading import Ear, pressed, read_update, typed_to_us
from matchbot.channels.telegram.sending import Gate, Mouth
from matchbot.channels.telegram.shape import seal_of
from matchbot.channels.telegram.webhook import TelegramWebhook
from matchbot.core.inbox import InboxItem
from matchbot.core.outbox import OutboxMessage, Outcome
from matchbot.core.said import say
from matchbot.flows.inbox import Deed, Incoming
from matchbot.flows.linked_chat import Heard, may_answer, words_awaited
from matchbot.flows.linking import BOT
from matchbot.flows.office import Office

if TYPE_CHECKING:
    from matchbot.channels.telegram.bot_api import BotApi

PUBLIC_API = "https://api.telegram.org"
#: The menu, in the order in which phones show it; the descriptions are wording.
COMMANDS = (
    "help", "new", "more", "why", "mine", "subscribe", "human", "export", "delete", "stop",
)  # fmt: skip
#: To so many chats at a time is shown that an answer is being made.
TYPING_AT_ONCE = 4
log = structlog.get_logger()


class TelegramChannel:
    """One bot of one platform. Raises BadToken when the token has the wrong form.

    `handle` is called in a worker thread when something waits in the inbox. Connections are made
    at the first call and belong to the event loop of that call.
    """

    def __init__(
        self,
        office: Office,
        token: str,
        *,
        api_url: str = PUBLIC_API,
        handle: Callable[[], object] = lambda: None,
        pace: Pace | None = None,
    ) -> None:
        self._office, self._token, self._api_url = office, checked_token(token), api_url
        self._pace = pace or Pace()
        self._intake = Intake(office, handle)
        self._seal = seal_of(self._token)
        self._mouth = Mouth(self._api, self._seal)
        self._inline = Inline(office, self._api)
        self._made: BotApi | None = None
        self._name = ""
        self._typing = 0
        self._aside: set[asyncio.Task[None]] = set()

    def read(self, item: InboxItem) -> Incoming | Deed | None:
        """What a person said in this update, or what became of a chat. None: nothing to answer."""
        found = read_update(item.raw, self._ear())
        if isinstance(found, Incoming) and may_answer(found.turn):
            channel, chat, words = found.channel, found.address, found.turn.text
            if words_awaited(self._office, channel, chat):
                return acted(Heard(channel, chat, found.language, text=words))
        return found

    def _ear(self) -> Ear:
        return Ear(bot_number(self._token), self._known_name(), self._spoken, self._seal)

    async def send(self, message: OutboxMessage, gate: Gate) -> Outcome | None:
        """Send a message of the outbox (Sender). None: the gate said no."""
        return await self._mouth.send(message, gate)

    async def poll(self, stop: asyncio.Event) -> None:
        """Ask for updates until `stop`. A wrong token is one line in the log."""
        pace = self._pace
        await Poller(self._api, self._intake, self._for_polling, self._answer, pace).run(stop)

    def webhook(self, secret: str, site: str) -> TelegramWebhook:
        """What receives updates at {site}/telegram, with this secret."""
        prepare, pace = self._for_webhook, self._pace
        return TelegramWebhook(secret, site, self._intake, prepare, self._answer, pace)

    async def close(self) -> None:
        """Finish what was begun aside, and close the connections."""
        await asyncio.gather(*self._aside)
        if self._made is not None:
            await self._made.close()
            self._made = None

    @property
    def _spoken(self) -> tuple[str, ...]:
        return self._office.knowledge().platform.languages

    def _api(self) -> BotApi:
        if self._made is None:
            # The library takes half a second to import: only those who talk to Telegram pay.
            from matchbot.channels.telegram.bot_api import BotApi

            self._made = BotApi(self._token, self._api_url)
        return self._made

    def _known_name(self) -> str:
        """The bot's name. Another process may have asked for it, so it is in the database."""
        if not self._name:
            with self._office.store.read() as tx:
                self._name = tx.memory.get(BOT) or ""
        return self._name

    def _keep_name(self, name: str) -> None:
        with self._office.store.begin() as tx:
            tx.memory.set(BOT, name)
        self._name = name

    async def _introduce(self) -> None:
        """Learn our name, and set the menu aside of the rest."""
        name = await self._api().name()
        await asyncio.to_thread(self._keep_name, name)
        self._do_aside(self._set_menu())

    async def _for_polling(self) -> None:
        await self._introduce()
        await self._api().drop_webhook()

    async def _for_webhook(self, url: str, secret: str) -> None:
        await self._introduce()
        await self._api().use_webhook(url, secret)

    async def _set_menu(self) -> None:
        """Commands in every language; the platform's first for phones that speak none of them."""
        for code in ("", *self._spoken):
            text = partial(self._office.wording.text, language=code or self._spoken[0])
            menu = {name: text(say(f"telegram.command.{name}")) for name in COMMANDS}
            await self._api().set_commands(menu, code)

    def _answer(self, new: Iterable[Mapping[str, Any]]) -> None:
        """Show at once that it was heard; what is asked in passing is answered here alone."""
        for update in new:
            if query := pressed(update):
                self._do_aside(self._api().end_spinner(query))
            elif (asked := asked_inline(update, self._spoken)) is not None:
                self._do_aside(self._inline.answer(asked))
            else:
                self._do_aside(self._show_typing(update))

    async def _show_typing(self, update: Mapping[str, Any]) -> None:
        """Not in a crowd: these calls would stand in the way of the answers themselves."""
        if self._typing >= TYPING_AT_ONCE:
            return
        self._typing += 1
        try:
            ear = await asyncio.to_thread(self._ear)
            if (chat := typed_to_us(update, ear)) is not None:
                await self._api().show_typing(chat)
        finally:
            self._typing -= 1

    def _do_aside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it beside the rest; that it fails costs nobody anything."""
        task = asyncio.create_task(_best_effort(work))
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)


async def _best_effort(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except TelegramProblem as problem:
        log.info("Telegram did not take a small thing", answer=str(problem))


async def who_am_i(token: str, api_url: str = PUBLIC_API) -> str:
    """The user name of the bot with this token, without @. Raises a TelegramProblem."""
    token = checked_token(token)
    from matchbot.channels.telegram.bot_api import BotApi

    api = BotApi(token, api_url)
    try:
        return await api.name()
    finally:
        await api.close()

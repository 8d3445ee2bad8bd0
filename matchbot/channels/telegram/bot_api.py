"""The Bot API as far as we use it. The only module that imports python-telegram-bot."""

from __future__ import annotations

import logging
import os
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import httpx
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    error,
)
from telegram.request import HTTPXRequest

from matchbot.channels.telegram.problems import (
    BadToken,
    Moved,
    Refused,
    Silent,
    Taken,
    TelegramProblem,
    TooFast,
    Unreached,
    masked,
)

#: Kinds of updates we ask for; Telegram keeps the others to itself.
UPDATES = ("message", "callback_query", "inline_query", "my_chat_member")
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
# Without it the library warns, at every wait Telegram asks for, that waits change their type.
os.environ.setdefault("PTB_TIMEDELTA", "true")
T = TypeVar("T")

#: Rows of buttons, each a label and the data that comes back when it is pressed.
Keyboard = Sequence[Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class InlineFound:
    """One line of an inline answer: what is listed, and the text that is put into the chat."""

    title: str
    about: str
    text: str


class BotApi:
    """Calls to Telegram for one bot. Every method raises a TelegramProblem when it fails."""

    def __init__(self, token: str, api_url: str) -> None:
        # httpx logs whole addresses, and the token is a part of them.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        self._token = token
        self._bot = _RawBot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=HTTPXRequest(connection_pool_size=16, read_timeout=20, pool_timeout=10),
            get_updates_request=HTTPXRequest(connection_pool_size=1),
        )

    async def name(self) -> str:
        """The bot's user name, without @."""
        me = await self._call(self._bot.get_me())
        return me.username or me.first_name

    async def updates(self, offset: int, wait: int) -> list[dict[str, Any]]:
        """Updates from `offset` on, as Telegram sent them; waits up to `wait` seconds for one."""
        return await self._call(self._bot.raw_updates(offset, wait))

    async def say(self, chat: int, text: str, keyboard: Keyboard = ()) -> None:
        """Send plain text: no markup is read in it, so no text can become markup."""
        sending = self._bot.send_message(
            chat,
            text,
            reply_markup=_markup(keyboard),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        await self._call(sending)

    async def say_over(self, chat: int, message: int, text: str, keyboard: Keyboard = ()) -> None:
        """Put text and buttons in the place of a message of ours. Twice is the same as once."""
        editing = self._bot.edit_message_text(
            text,
            chat,
            message,
            reply_markup=_markup(keyboard),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        try:
            await self._call(editing)
        except Refused as problem:
            if "not modified" not in str(problem):
                raise

    async def show_typing(self, chat: int) -> None:
        """Show for some seconds that an answer is being made."""
        await self._call(self._bot.send_chat_action(chat, "typing"))

    async def answer_inline(self, query: str, found: Sequence[InlineFound]) -> None:
        """What may be put into any chat for this query; nobody else is shown it from a cache."""
        articles = [
            InlineQueryResultArticle(
                str(n), f.title[:200], InputTextMessageContent(f.text[:4000]), description=f.about
            )
            for n, f in enumerate(found)
        ]
        await self._call(
            self._bot.answer_inline_query(query, articles, cache_time=30, is_personal=True)
        )

    async def end_spinner(self, query: str) -> None:
        """Tell the phone that its button was pressed."""
        await self._call(self._bot.answer_callback_query(query))

    async def set_commands(self, commands: Mapping[str, str], language: str) -> None:
        """The commands of the menu, for phones in `language` ("" = all others)."""
        listed = [BotCommand(name, text) for name, text in commands.items()]
        await self._call(self._bot.set_my_commands(listed, language_code=language or None))

    async def use_webhook(self, url: str, secret: str) -> None:
        """Have updates sent to `url`, with `secret` in a header."""
        await self._call(
            self._bot.set_webhook(url, secret_token=secret, allowed_updates=list(UPDATES))
        )

    async def drop_webhook(self) -> None:
        """Have updates kept for polling. None of those that wait is thrown away."""
        await self._call(self._bot.delete_webhook(drop_pending_updates=False))

    async def close(self) -> None:
        """Close the connections."""
        for request in self._bot.requests:
            await request.shutdown()

    async def _call(self, call: Coroutine[Any, Any, T]) -> T:
        try:
            return await call
        except error.TelegramError as problem:
            raise _translated(problem, self._token) from None


class _RawBot(Bot):
    """A Bot that also gives updates raw.

    The library reads a batch as a whole: one update that it cannot read would hold up all that
    come after it, for ever.
    """

    @property
    def requests(self) -> Sequence[Any]:
        """Its two HTTP clients: for updates, and for all else."""
        return self._request

    async def raw_updates(self, offset: int, wait: int) -> list[dict[str, Any]]:
        """One getUpdates."""
        data: dict[str, Any] = {"timeout": wait, "allowed_updates": list(UPDATES)}
        if offset:
            data["offset"] = offset
        found: Any = await self._post("getUpdates", data, read_timeout=wait + 10)
        return list(found)


def _markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(t, callback_data=d) for t, d in row] for row in keyboard]
    return InlineKeyboardMarkup(rows) if rows else None


def _translated(problem: error.TelegramError, token: str) -> TelegramProblem:
    words = masked(f"{type(problem).__name__}: {problem}".strip(": "), token)
    if isinstance(problem, error.RetryAfter):
        return TooFast(words, _as_wait(problem.retry_after))
    if isinstance(problem, error.InvalidToken):
        return BadToken("Telegram does not know this token; ask @BotFather for the right one")
    if isinstance(problem, error.Conflict):
        return Taken(words)
    if isinstance(problem, error.ChatMigrated):
        return Moved(words, problem.new_chat_id)
    if isinstance(problem, error.Forbidden | error.BadRequest):
        return Refused(words, for_good=True)
    return _of_the_network(problem, words)


def _as_wait(asked: int | timedelta) -> timedelta:
    return asked if isinstance(asked, timedelta) else timedelta(seconds=asked)


def _of_the_network(problem: error.TelegramError, words: str) -> TelegramProblem:
    """Not sent, refused by Telegram's servers, or sent and without an answer."""
    cause = problem.__cause__
    if isinstance(cause, _NOT_SENT):
        return Unreached(words)
    if cause is None and type(problem) is error.NetworkError:
        return Refused(words, for_good=False)
    return Silent(words)

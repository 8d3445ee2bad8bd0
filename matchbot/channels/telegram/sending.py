"""Messages from the outbox to Telegram: in order per chat, and no faster than Telegram asks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from matchbot.channels.telegram.problems import (
    Moved,
    Refused,
    Silent,
    TelegramProblem,
    TooFast,
    Unreached,
)
from matchbot.channels.telegram.shape import Seal, keyboard, pieces
from matchbot.core.outbox import OutboxMessage, Outcome
from matchbot.flows.office import WordedReply

if TYPE_CHECKING:
    from matchbot.channels.telegram.bot_api import BotApi

Gate = Callable[[], Awaitable[bool]]
#: After a fault of Telegram's or of the network's: how long until the next attempt.
TRY_AGAIN = timedelta(seconds=15)
#: What waits behind a message leaves a little after it, so that the order holds.
BEHIND = timedelta(seconds=1)


@dataclass
class Mouth:
    """Sends chat messages through `api`. The outbox hands out one message of a chat at a time.

    How far a long text got is known to this process alone: one that a crash cut off starts again.
    """

    api: Callable[[], BotApi]
    seal: Seal
    _said: dict[str, int] = field(default_factory=dict)

    async def send(self, message: OutboxMessage, gate: Gate) -> Outcome | None:
        """Pass `gate`, send the text and its buttons. None: the gate said no."""
        chat = message.recipient
        if not chat.lstrip("-").isdecimal():
            return Outcome("refused", f"{chat!r} is no chat id", permanent=True)
        if not await gate():
            self._said.pop(message.id, None)
            return None
        outcome = await self._attempt(message)
        if outcome.permanent or outcome.result == "accepted":
            self._said.pop(message.id, None)
        return outcome

    async def _attempt(self, message: OutboxMessage) -> Outcome:
        try:
            try:
                await self._say(message, int(message.recipient))
            except Moved as moved:
                await self._say(message, moved.chat)
        except TelegramProblem as problem:
            return outcome_of(problem)
        return Outcome("accepted", "ok")

    async def _say(self, message: OutboxMessage, chat: int) -> None:
        """Piece by piece; an attempt after a refusal goes on with the piece that was refused."""
        reply = WordedReply.from_json(message.body)
        texts = pieces(reply.text)
        buttons = keyboard(reply.choices, reply.round, str(chat), self.seal)
        if reply.over and len(texts) == 1 and await self._say_over(chat, reply, buttons):
            return
        for n, text in enumerate(texts):
            if n < self._said.get(message.id, 0):
                continue
            last = n == len(texts) - 1
            await self.api().say(chat, text, buttons if last else ())
            self._said[message.id] = n + 1

    async def _say_over(
        self, chat: int, reply: WordedReply, buttons: list[list[tuple[str, str]]]
    ) -> bool:
        """In the place of the message whose button was pressed; False when that is gone."""
        try:
            await self.api().say_over(chat, reply.over, reply.text, buttons)
        except Refused as problem:
            if not problem.for_good:
                raise
            return False
        return True


def outcome_of(problem: TelegramProblem) -> Outcome:
    """What a failed call means for the message."""
    words = str(problem)
    if isinstance(problem, TooFast):
        return Outcome("deferred", words, wait=problem.wait)
    if isinstance(problem, Unreached):
        return Outcome("unreached", words, wait=TRY_AGAIN)
    if isinstance(problem, Silent):
        return Outcome("silent", words)
    if isinstance(problem, Refused) and not problem.for_good:
        return Outcome("refused", words, wait=TRY_AGAIN)
    return Outcome("refused", words, permanent=True)

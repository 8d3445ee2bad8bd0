"""Inline mode: `@bot lunch noord`, typed in any chat, lists offerings to put into that chat."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matchbot.channels.telegram.reading import language_of
from matchbot.flows.glance import MAX_TEXT, Glanced, glance
from matchbot.flows.office import Office

if TYPE_CHECKING:
    from matchbot.channels.telegram.bot_api import BotApi


@dataclass(frozen=True)
class Asked:
    """Words typed behind our name so far, in which language, and where the answer goes."""

    query: str
    text: str
    language: str


def asked_inline(update: Mapping[str, Any], languages: Sequence[str]) -> Asked | None:
    """The inline question of an update, if it is one."""
    query = update.get("inline_query")
    if not isinstance(query, dict) or not isinstance(text := query.get("query"), str):
        return None
    person = query.get("from")
    spoken = language_of(person if isinstance(person, dict) else {}, languages)
    return Asked(str(query.get("id", "")), text[:MAX_TEXT], spoken)


class Inline:
    """Answers inline questions, a few at a time: people type faster than anybody ranks."""

    def __init__(self, office: Office, api: Callable[[], BotApi], at_once: int = 2) -> None:
        self._office, self._api = office, api
        self._room = asyncio.Semaphore(at_once)

    async def answer(self, asked: Asked) -> None:
        """List what fits. Raises a TelegramProblem."""
        from matchbot.channels.telegram.bot_api import InlineFound

        async with self._room:
            found: tuple[Glanced, ...] = await asyncio.to_thread(
                glance, self._office, asked.text, asked.language
            )
        listed = [InlineFound(f.title, f.wise, f.text) for f in found]
        await self._api().answer_inline(asked.query, listed)

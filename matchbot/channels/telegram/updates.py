"""A Telegram update as a turn. Updates are read as the JSON they came as: nothing is trusted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matchbot.core.dialogue.conversation import Turn
from matchbot.flows.inbox import Incoming

MEDIA = (
    "photo", "sticker", "voice", "audio", "video", "video_note", "document", "animation",
    "location", "contact", "poll", "dice",
)  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """Reads updates for a platform that speaks `languages` (the first is the default)."""

    languages: Sequence[str]
    username: str = ""

    def read(self, raw: bytes) -> Incoming | None:
        """The turn in an update; None when there is nothing to answer."""
        update = json.loads(raw)
        if isinstance(pressed := update.get("callback_query"), dict):
            return self._pressed(pressed)
        if isinstance(message := update.get("message"), dict):
            return self._message(message)
        return None

    def _message(self, message: dict[str, Any]) -> Incoming | None:
        sender, chat = message.get("from") or {}, message.get("chat") or {}
        if sender.get("is_bot") or "id" not in chat:
            return None
        text = str(message.get("text") or message.get("caption") or "")
        if chat.get("type", "private") != "private":
            text = self._addressed(text)
            if not text:
                return None
        turn = self._turn(message, text)
        return self._incoming(turn, chat, sender) if turn else None

    def _turn(self, message: dict[str, Any], text: str) -> Turn | None:
        if text.split("@")[0].split(" ")[0] == "/start":
            return Turn(text, event="start")
        if text:
            return Turn(text)
        what = next((kind for kind in MEDIA if kind in message), None)
        return Turn(event="media", facts={"what": what}) if what else None

    def _addressed(self, text: str) -> str:
        """In a group we answer commands and what names us; the name is left out."""
        name = f"@{self.username}"
        if self.username and name in text:
            return text.replace(name, "").strip()
        return text if text.startswith("/") and "@" not in text.split(" ")[0] else ""

    def _pressed(self, pressed: dict[str, Any]) -> Incoming | None:
        chat = (pressed.get("message") or {}).get("chat") or {}
        number, _, value = str(pressed.get("data") or "").partition(":")
        if "id" not in chat or not number.isdigit() or not value:
            return None
        turn = Turn(choice=value, round=int(number))
        return self._incoming(turn, chat, pressed.get("from") or {})

    def _incoming(self, turn: Turn, chat: dict[str, Any], sender: dict[str, Any]) -> Incoming:
        spoken = str(sender.get("language_code") or "")[:2]
        language = spoken if spoken in self.languages else self.languages[0]
        return Incoming("telegram", str(chat["id"]), turn, language)


def thread_of(update: dict[str, Any]) -> str:
    """The inbox thread of an update: its chat, so that one chat is handled in order."""
    message = update.get("message") or (update.get("callback_query") or {}).get("message") or {}
    return f"telegram:{(message.get('chat') or {}).get('id', 'none')}"

"""A reply as Telegram messages: texts of at most 4096 characters, choices as a keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matchbot.core.dialogue.conversation import OfferedChoice
from matchbot.flows.office import WordedReply

LONGEST_TEXT = 4096
LONGEST_DATA = 64
WIDE = 18


def texts(reply: WordedReply) -> list[str]:
    """The text in pieces that Telegram takes, cut at a line, else at a space."""
    rest, pieces = reply.text or "…", []
    while len(rest) > LONGEST_TEXT:
        cut = max(rest.rfind("\n", 1, LONGEST_TEXT), 0) or rest.rfind(" ", 1, LONGEST_TEXT)
        cut = cut if cut > 0 else LONGEST_TEXT
        pieces.append(rest[:cut])
        rest = rest[cut:].lstrip("\n ")
    return [*pieces, rest]


def keyboard(reply: WordedReply) -> Any:
    """An inline keyboard, short labels side by side; None without choices."""
    if not reply.choices:
        return None
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup

    rows: list[list[InlineKeyboardButton]] = [[]]
    for index, choice in enumerate(reply.choices):
        button = InlineKeyboardButton(choice.label, callback_data=_data(reply, index, choice))
        full = len(rows[-1]) >= 3 or len(choice.label) > WIDE
        if rows[-1] and full:
            rows.append([])
        rows[-1].append(button)
    return InlineKeyboardMarkup([row for row in rows if row])


def _data(reply: WordedReply, index: int, choice: OfferedChoice) -> str:
    """Round and value; a value too long for Telegram's 64 bytes goes by its number."""
    data = f"{reply.round}:{choice.value}"
    return data if len(data.encode()) <= LONGEST_DATA else f"{reply.round}:#{index}"


def pieces(reply: WordedReply) -> Sequence[tuple[str, Any]]:
    """Texts with the keyboard under the last."""
    found = texts(reply)
    return [*((text, None) for text in found[:-1]), (found[-1], keyboard(reply))]

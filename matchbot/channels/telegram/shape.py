"""A reply in Telegram's form: texts that fit, and sealed buttons under the last one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matchbot.core.dialogue.conversation import OfferedChoice

#: Telegram's limits: UTF-16 units of a text, bytes of a button's data.
MAX_TEXT = 4096
MAX_DATA = 64
#: Where a long text may be cut, best first: between paragraphs, lines, sentences, words.
_CUTS = (r"\n\s*\n", r"\n", r"(?<=[.!?…])\s", r"\s")
_PER_ROW = 3
_SEAL_BYTES = 9
_SEAL_LENGTH = 12


def pieces(text: str, limit: int = MAX_TEXT) -> list[str]:
    """The text in pieces that each fit, cut at the best border in the second half of a piece."""
    return list(_cut(text.strip(), limit))


def _cut(text: str, limit: int) -> Iterator[str]:
    while (fits := _fitting(text, limit)) < len(text):
        end = _border(text, fits)
        yield text[:end].rstrip()
        text = text[end:].lstrip()
    yield text


def _fitting(text: str, limit: int) -> int:
    """How many characters from the start fit into `limit` UTF-16 units."""
    units = 0
    for n, character in enumerate(text):
        units += 2 if ord(character) > 0xFFFF else 1
        if units > limit:
            return n
    return len(text)


def _border(text: str, fits: int) -> int:
    for cut in _CUTS:
        ends = [m.end() for m in re.finditer(cut, text[: fits + 1]) if m.start() <= fits]
        if ends and ends[-1] > fits // 2:
            return min(ends[-1], fits)
    return fits


@dataclass(frozen=True)
class Seal:
    """Makes the data of buttons so that nobody can make it up, or use that of another chat.

    An altered program of Telegram can send any data back; 72 bits of HMAC-SHA256 are not guessed.
    """

    key: bytes

    def data(self, chat: str, value: str, index: int, round: int) -> str:
        """What a button sends back: round and value, or its place where the value is long."""
        whole = f"{round}:{value}"
        if len(whole.encode()) + _SEAL_LENGTH > MAX_DATA:
            whole = f"{round}:#{index}"
        return self._mark(chat, whole) + whole

    def read(self, chat: str, data: str) -> tuple[str, int]:
        """Choice and round of a pressed button. Data that is not ours is taken for an old one's."""
        mark, whole = data[:_SEAL_LENGTH], data[_SEAL_LENGTH:]
        number, _, value = whole.partition(":")
        ours = hmac.compare_digest(mark.encode(), self._mark(chat, whole).encode())
        if not ours or not value or not re.fullmatch(r"[0-9]{1,9}", number):
            return "?", -1
        return value, int(number)

    def _mark(self, chat: str, whole: str) -> str:
        digest = hmac.digest(self.key, f"{chat}\0{whole}".encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest[:_SEAL_BYTES]).decode()


def seal_of(token: str) -> Seal:
    """The seal of the bot with this token: a new token makes all buttons old."""
    return Seal(hmac.digest(token.encode(), b"buttons", hashlib.sha256))


def keyboard(
    choices: Sequence[OfferedChoice], round: int, chat: str, seal: Seal
) -> list[list[tuple[str, str]]]:
    """Buttons: numbers side by side, all else below each other."""
    rows: list[list[tuple[str, str]]] = []
    side_by_side = False
    for index, choice in enumerate(choices):
        button = (choice.label, seal.data(chat, choice.value, index, round))
        number = choice.value.isdigit()
        if number and side_by_side and len(rows[-1]) < _PER_ROW:
            rows[-1].append(button)
        else:
            rows.append([button])
        side_by_side = number
    return rows

"""A reply in Telegram's form: texts that fit, and buttons under the last one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchbot.core.dialogue.conversation import OfferedChoice

#: Telegram's limits: UTF-16 units of a text, bytes of a button's data.
MAX_TEXT = 4096
MAX_DATA = 64
#: Where a long text may be cut, best first: between paragraphs, lines, sentences, words.
_CUTS = (r"\n\s*\n", r"\n", r"(?<=[.!?…])\s", r"\s")
_PER_ROW = 3


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


def keyboard(choices: Sequence[OfferedChoice], round: int) -> list[list[tuple[str, str]]]:
    """Buttons: numbers side by side, all else below each other."""
    rows: list[list[tuple[str, str]]] = []
    side_by_side = False
    for index, choice in enumerate(choices):
        button = (choice.label, data_of(choice.value, index, round))
        number = choice.value.isdigit()
        if number and side_by_side and len(rows[-1]) < _PER_ROW:
            rows[-1].append(button)
        else:
            rows.append([button])
        side_by_side = number
    return rows


def data_of(value: str, index: int, round: int) -> str:
    """What a button sends back: its round and its value, or its place where the value is long."""
    whole = f"{round}:{value}"
    return whole if len(whole.encode()) <= MAX_DATA else f"{round}:#{index}"


def read_data(data: str) -> tuple[str, int]:
    """Choice and round of a pressed button. Data that is not ours is taken for an old button's."""
    number, _, value = data.partition(":")
    if not value or not re.fullmatch(r"[0-9]{1,9}", number):
        return value or data, -1
    return value, int(number)

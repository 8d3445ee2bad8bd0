"""Words of one side that the other may read before both agreed to know each other."""

from __future__ import annotations

import re

from matchbot.core.need import Need
from matchbot.core.reading.plain import read_plain
from matchbot.core.reading.signature import signature_start

HIDDEN = "[…]"
#: What would tell who it is: e-mail and web addresses, and telephone numbers.
_ADDRESSES = re.compile(
    r"\S+@\S+|(?:https?://|www\.)\S+|(?<!\d)(?:\+\s?[1-9]|\(?0)(?:[\s./()-]{0,2}\d){8,}"
)


def without_addresses(text: str) -> str:
    """The text with every address and telephone number hidden."""
    return _ADDRESSES.sub(HIDDEN, text)


def buyers_words(need: Need) -> str:
    """What the buyer wrote, what changed it later below, without who wrote it."""
    return "\n".join(without_sender(said, need.language) for said in (need.text, *need.later))


def without_sender(text: str, language: str) -> str:
    """The text without the signature under it, its addresses hidden."""
    read = read_plain(text, language)
    end = signature_start(read.plain)
    whole = end >= len(read.plain) or not end
    kept = text if whole else text[: read.span(end - 1, end)[1]]
    return without_addresses(kept).strip()

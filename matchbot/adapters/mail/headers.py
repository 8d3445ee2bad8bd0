"""Header fields: decoded (RFC 2047) by our own charsets, and the addresses in them."""

from __future__ import annotations

import base64
import binascii
import re
from email.message import Message

from matchbot.adapters.mail.charsets import decoded, seen
from matchbot.core.addresses import BadAddress, parse_address

#: Characters of a From field that are looked at.
_FROM_LIMIT = 2000

_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\([^()]*\)")
_BRACKETED = re.compile(r"<\s*([^<>\s]+@[^<>\s]+)\s*>")
_BARE = re.compile(r"[^\s<>,;:()\"]+@[^\s<>,;:()\"]+")


def fields_of(message: Message) -> dict[str, tuple[str, ...]]:
    """All fields by name in lower case, each with its decoded values in order."""
    fields: dict[str, list[str]] = {}
    # Not items(): it puts a replacement sign for every letter that is written in raw UTF-8.
    for name, value in message.raw_items():
        fields.setdefault(name.strip().lower(), []).append(decoded_field(str(value)))
    return {name: tuple(values) for name, values in fields.items()}


def decoded_field(value: str) -> str:
    """A field's value as text on one line; broken encoded words stay as they are."""
    raw = value.encode("utf-8", "surrogateescape")
    text = re.sub(r"[\r\n]+[ \t]*", " ", decoded(raw, "utf-8"))
    text = _WORD.sub(_decoded_word, _BETWEEN_WORDS.sub(r"\1", text))
    return seen(text).replace("\n", " ").strip()


def _decoded_word(found: re.Match[str]) -> str:
    charset, encoding, body = found.groups()
    raw = body.encode("ascii", "replace")
    try:
        if encoding in "bB":
            data = base64.b64decode(raw + b"=" * (-len(raw) % 4))
        else:
            data = binascii.a2b_qp(raw, header=True)
    except (binascii.Error, ValueError):
        return found.group()
    return decoded(data, charset.partition("*")[0])


def addresses_in(values: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses of From fields, without those that only stand in a display name."""
    found = []
    for value in values:
        plain = _COMMENT.sub(" ", _QUOTED.sub(" ", value[:_FROM_LIMIT]))
        for raw in _BRACKETED.findall(plain) or _BARE.findall(plain):
            try:
                found.append(parse_address(raw))
            except BadAddress:
                continue
    return tuple(dict.fromkeys(found))

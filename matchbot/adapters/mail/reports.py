"""Delivery reports (RFC 3464) and the bounces that flufl.bounce knows."""

from __future__ import annotations

import base64
import binascii
import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.message import Message

from flufl.bounce import all_failures

from matchbot.adapters.mail.bodies import part_text
from matchbot.adapters.mail.headers import decoded_field
from matchbot.core.mail.incoming import Delivery

# It writes every detector it runs, and the traceback of each that fails on a broken mail.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL + 1)

#: So much of a mail is searched for known forms of bounces.
_BYTES, _LINES = 65_536, 2000

_ADDRESS = re.compile(r"[^\s<>;,\"()]+@[^\s<>;,\"()]+")
#: Quotes that the address does without: "anna.de.vries"@gemeente.example.
_QUOTED_LOCAL = re.compile(r"\"([\w.+-]+)\"@")


def deliveries_in(part: Message) -> Iterator[Delivery]:
    """What a report, in its own part or in plain text, says of each address."""
    for block in _blocks(_report_text(part)):
        address = _address(block)
        if address or "action" in block:
            action = re.match(r"\s*([A-Za-z]+)", block.get("action", ""))
            status = re.search(r"\d\.\d{1,3}\.\d{1,3}", block.get("status", ""))
            yield Delivery(
                address, action[1].lower() if action else "", status.group() if status else ""
            )


def _report_text(part: Message) -> str:
    """The report as text: the parser takes its groups of fields for messages, encoded or not."""
    if not part.is_multipart():
        return part_text(part)
    payload = part.get_payload()
    blocks = payload if isinstance(payload, list) else []
    encoded = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    texts = [_as_text(block) for block in blocks[:1000] if isinstance(block, Message)]
    text = "\n\n".join(texts)
    if encoded == "base64":
        with suppress(binascii.Error, ValueError):
            return base64.b64decode(text.encode("ascii", "replace")).decode("utf-8", "replace")
    return text


def _as_text(block: Message) -> str:
    head = "".join(f"{name}: {value}\n" for name, value in block.items())
    return head if block.is_multipart() else f"{head}\n{part_text(block)}"


def _blocks(text: str) -> Iterator[dict[str, str]]:
    for group in re.split(r"\r?\n[ \t]*\r?\n", text):
        lines = re.sub(r"\r?\n[ \t]+", " ", group).splitlines()
        pairs = (line.partition(":") for line in lines)
        yield {name.strip(" >\t").lower(): decoded_field(value) for name, _, value in pairs}


def _address(block: dict[str, str]) -> str:
    """The address we wrote to: the original one where the report knows it."""
    for name in ("original-recipient", "final-recipient", "x-actual-recipient"):
        kind, _, value = block.get(name, "").rpartition(";")
        found = _ADDRESS.search(_QUOTED_LOCAL.sub(r"\1@", value))
        if found and kind.strip().lower() not in {"x400", "x.400"}:
            # The original one is often left in the coding of the SMTP command (RFC 3461, section 4).
            return re.sub(r"\+(2B|3D)", lambda code: chr(int(code[1], 16)), found.group())
    return ""


def known_failures(raw: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses that flufl.bounce finds failed for good, and for now.

    It sees the beginning only: its detectors go over all lines many times.
    """
    beginning = b"\n".join(raw[:_BYTES].split(b"\n", _LINES)[:_LINES])
    try:
        delayed, failed = all_failures(message_from_bytes(beginning))
    except Exception:  # its detectors trip over broken mails; then it knows nothing
        return (), ()
    return _texts(failed), _texts(delayed)


def _texts(addresses: frozenset[bytes]) -> tuple[str, ...]:
    return tuple(sorted(address.decode("ascii", "replace") for address in addresses))

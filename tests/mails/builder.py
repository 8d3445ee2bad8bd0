"""Builds raw mails from the text files of this folder.

A file holds many mails: "=== name", lines "@ Header: value" for what differs from a usual reply,
the body, "--- word" and what is expected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_USUAL = {
    "Return-Path": "<anna@gemeente.example>",
    "From": "Anna de Vries <anna@gemeente.example>",
    "To": "Matchbot <post@match.example>",
    "Subject": "Re: Uw vraag",
    "Date": "Mon, 23 Nov 2026 11:30:00 +0100",
    "Message-ID": "<1@gemeente.example>",
    "In-Reply-To": "<lead-1@match.example>",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
}
_ENTRY = re.compile(
    r"^=== (?P<name>.+)\n(?P<mail>(?:.*\n)*?)--- (?:new|is|failed)\n(?P<expected>(?:(?!=== ).*\n?)*)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Fixture:
    """One mail and what is expected of it."""

    name: str
    raw: bytes
    expected: str


def replies() -> list[Fixture]:
    """Replies and forwarded mails, plain text and HTML; expected is the new text."""
    html = {"Content-Type": "text/html; charset=utf-8"}
    return (
        _mails("replies.txt")
        + _mails("html.txt", "html", html)
        + _mails("replies_by_program.txt", "program")
    )


def machines() -> list[Fixture]:
    """People and machines; expected is the kind and "yes" or "no"."""
    return (
        _mails("machines.txt")
        + _mails("machines_by_sender.txt", "sender")
        + _mails("notes_in_words.txt", "words")
    )


def bounces() -> list[Fixture]:
    """Returned letters; expected are the addresses that failed for good."""
    return _mails("bounces.txt") + _mails("bounces_by_server.txt", "server")


def _mails(file: str, group: str = "", differing: dict[str, str] | None = None) -> list[Fixture]:
    text = (Path(__file__).parent / file).read_text(encoding="utf-8")
    usual = _USUAL | (differing or {})
    title = f"{group}, " if group else ""
    return [
        Fixture(title + found["name"], _raw(found["mail"], usual), found["expected"].strip())
        for found in _ENTRY.finditer(text)
    ]


def _raw(mail: str, usual: dict[str, str]) -> bytes:
    lines = mail.split("\n")
    own = [line for line in lines if line.startswith("@ ")]
    headers = dict(usual)
    for line in own:
        name, _, value = line.removeprefix("@ ").partition(":")
        headers[name] = value.strip()
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
    body = "\r\n".join(line for line in lines if not line.startswith("@ "))
    return f"{head}\r\n{body}".encode()


def same_words(text: str) -> str:
    """Text to compare: how lines are broken does not count."""
    return " ".join(text.split())

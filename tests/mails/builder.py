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


def fixtures(file: str, **usual: str) -> list[Fixture]:
    """The mails of one file of this folder; `usual` headers replace those of every mail."""
    text = (Path(__file__).parent / file).read_text(encoding="utf-8")
    headers = _USUAL | {name.replace("_", "-"): value for name, value in usual.items()}
    return [
        Fixture(found["name"], _raw(found["mail"], headers), found["expected"].strip())
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

"""Letters into a Maildir instead of SMTP, and reading them back to show them."""

from __future__ import annotations

import asyncio
import hashlib
import os
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from matchbot.adapters.delivery import Gate
from matchbot.core.outbox import OutboxMessage, Outcome


class MaildirSender:
    """Implements Sender. The file's name comes from the Message-ID, so twice is once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in ("tmp", "new", "cur"):
            (folder / name).mkdir(parents=True, exist_ok=True)

    async def send(self, message: OutboxMessage, gate: Gate) -> Outcome | None:
        """Write the letter, fsync it, and move it into the folder `new`."""
        if not await gate():
            return None
        try:
            await asyncio.to_thread(self._write, message)
        except OSError as problem:
            return Outcome("unreached", f"{self._folder}: {problem.strerror}")
        return Outcome("accepted", f"250 in {self._folder.name}")

    def _write(self, message: OutboxMessage) -> None:
        name = letter_name(message.message_id)
        draft = self._folder / "tmp" / name
        with draft.open("wb") as file:
            file.write(message.body)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._folder / "new" / name)


def letter_name(message_id: str) -> str:
    """The file name of a letter in a Maildir."""
    return hashlib.sha256(message_id.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class DeliveredLetter:
    """A letter found in the Maildir."""

    name: str
    to: str
    subject: str
    at: datetime | None
    text: str
    html: str
    unsubscribe: str
    reply_to: str
    message_id: str


def letters_in(folder: Path, limit: int = 200) -> list[DeliveredLetter]:
    """The letters of a Maildir, the last delivered first."""
    files = [f for sub in ("new", "cur") for f in (folder / sub).glob("*") if f.is_file()]
    newest = sorted(files, key=lambda f: f.stat().st_mtime_ns, reverse=True)[:limit]
    return [read_letter(f) for f in newest]


def read_letter(path: Path) -> DeliveredLetter:
    """One letter file, with its parts as text."""
    message = message_from_bytes(path.read_bytes(), policy=default)
    return DeliveredLetter(
        path.name,
        str(message["To"] or ""),
        str(message["Subject"] or ""),
        message["Date"].datetime if message["Date"] else None,
        _part(message, "plain"),
        _part(message, "html"),
        str(message["List-Unsubscribe"] or "").strip("<>"),
        str(message["Reply-To"] or ""),
        str(message["Message-ID"] or ""),
    )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part is not None else ""

"""A Maildir that mail is dropped into, read as a mailbox. Files stay where they are."""

from __future__ import annotations

import secrets
import time
from datetime import date
from pathlib import Path

from matchbot.flows.mailbox import MailboxProblem, NewMail

BATCH = 50
LARGEST = 10 * 1024 * 1024
LOOK = 0.5


class MailFolder:
    """Implements Mailbox over the folders `new` and `cur`, and over *.eml files dropped beside.

    After a start all files are read once more (the inbox knows them by their bytes). The position
    only says whether the last batch was committed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = f"folder:{folder.name}"
        self._seen: set[str] = set()
        self._waiting: list[Path] = []
        self._offered: list[Path] = []
        self._batch = ""
        for sub in ("tmp", "new", "cur"):
            (folder / sub).mkdir(parents=True, exist_ok=True)

    def new(self, position: str, today: date) -> NewMail:
        """The next mails, by time of arrival. Raises MailboxProblem."""
        if position == self._batch:
            self._seen |= {file.name for file in self._offered}
            self._offered = []
        try:
            files = self._offered or self._next()
            mails = tuple(_read(file) for file in files)
        except OSError as problem:
            self._waiting, self._offered = [], []
            raise MailboxProblem(f"{self._folder}: {problem.strerror}") from None
        if not files:
            return NewMail((), position)
        self._offered = files
        self._batch = f"{time.time_ns()}"
        return NewMail(mails, self._batch)

    def _next(self) -> list[Path]:
        """The next batch. The folder is looked through only when all that was found is read."""
        if not self._waiting:
            self._waiting = [file for file in self._files() if file.name not in self._seen]
        files, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
        return files

    def wait(self, seconds: float) -> bool:
        """A folder does not call: look again after a moment."""
        time.sleep(min(seconds, LOOK))
        return True

    def close(self) -> None:
        """Nothing is held open."""

    def _files(self) -> list[Path]:
        found = [f for sub in ("new", "cur") for f in (self._folder / sub).iterdir() if f.is_file()]
        found += list(self._folder.glob("*.eml"))
        return sorted(found, key=lambda file: (file.stat().st_mtime_ns, file.name))


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def drop_mail(folder: Path, raw: bytes) -> None:
    """Deliver a mail into a Maildir: written aside first, so that nobody reads half of it."""
    name = f"{time.time_ns()}.{secrets.token_hex(8)}"
    draft = folder / "tmp" / name
    draft.write_bytes(raw)
    draft.replace(folder / "new" / name)

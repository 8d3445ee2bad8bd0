"""The journal: copies of our own letters in a mailbox of ours, as proof that the relay took them."""

from __future__ import annotations

import email.policy
import imaplib
import re
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.parser import BytesHeaderParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import structlog

from matchbot.flows.ports import Journal

#: A copy's time is that of another machine; some that came too early do no harm.
MARGIN = timedelta(hours=1)
TIMEOUT = 30.0
_HEADERS = BytesHeaderParser(policy=email.policy.compat32)
log = structlog.get_logger()


def make_journal(at: str) -> Journal:
    """The journal at a Maildir's path, or at imaps://user:password@host:port/FOLDER.

    `imap://` is for a server on this machine: it is not encrypted.
    """
    if "://" not in at:
        return MaildirJournal(Path(at))
    parts = urlsplit(at)
    return ImapJournal(
        host=parts.hostname or "",
        port=parts.port or (993 if parts.scheme == "imaps" else 143),
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        encrypted=parts.scheme == "imaps",
    )


@dataclass(frozen=True)
class MaildirJournal:
    """Copies that a mail server puts into a Maildir."""

    folder: Path

    def copies(self, since: datetime) -> set[str] | None:
        """Message-IDs of the copies that arrived since then; None when the folder is away."""
        oldest = (since - MARGIN).timestamp()
        try:
            files = [
                file
                for sub in ("new", "cur")
                for file in (self.folder / sub).iterdir()
                if file.stat().st_mtime >= oldest
            ]
            return set(_ids(_head(file) for file in files))
        except OSError as problem:
            log.warning("the journal cannot be read", problem=problem.strerror)
            return None


def _head(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(65_536)


@dataclass(frozen=True)
class ImapJournal:
    """Copies in a folder of an IMAP mailbox. It is only looked at, never changed."""

    host: str
    port: int
    username: str
    password: str
    folder: str = "INBOX"
    encrypted: bool = True

    def copies(self, since: datetime) -> set[str] | None:
        """Message-IDs of the copies that arrived since then; None when the server is away."""
        try:
            with self._open() as server:
                server.login(self.username, self.password)
                status, answer = server.select(_quoted(self.folder), readonly=True)
                if status != "OK":
                    raise imaplib.IMAP4.error(str(answer))
                return self._found(server, since - MARGIN)
        except (imaplib.IMAP4.error, OSError, ValueError) as problem:
            log.warning("the journal cannot be read", problem=type(problem).__name__)
            return None

    def _open(self) -> imaplib.IMAP4:
        if not self.encrypted:
            return imaplib.IMAP4(self.host, self.port, timeout=TIMEOUT)
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(self.host, self.port, ssl_context=context, timeout=TIMEOUT)

    def _found(self, server: imaplib.IMAP4, since: datetime) -> set[str]:
        # SINCE knows days only, in the server's zone.
        day = (since.astimezone(UTC) - timedelta(days=1)).strftime("%d-%b-%Y")
        _, numbers = server.uid("SEARCH", f"SINCE {day}")
        uids = (numbers[0] or b"").split()
        heads: list[bytes] = []
        for start in range(0, len(uids), 500):
            some = b",".join(uids[start : start + 500]).decode()
            _, parts = server.uid("FETCH", some, "(BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")
            heads += [part[1] for part in parts if isinstance(part, tuple)]
        return set(_ids(heads))


def _quoted(folder: str) -> str:
    if re.search(r'[\x00-\x1f\x7f"\\]', folder):
        raise ValueError("a folder's name has no quotes and no control characters")
    return f'"{folder}"'


def _ids(heads: Iterable[bytes]) -> Iterable[str]:
    for head in heads:
        found = str(_HEADERS.parsebytes(head)["Message-ID"] or "").strip()
        if found:
            yield found

"""A mailbox read by IMAP: what is new since a position, and waiting for more. Nothing is changed."""

from __future__ import annotations

import contextlib
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from matchbot.flows.mailbox import MailboxProblem, NewMail

#: RFC 2177 allows 29 minutes of IDLE; middleboxes drop silent connections after about five.
RENEW_IDLE = 240.0
#: A look without being called: IDLE answers get lost on half-dead connections.
POLL = 60.0
TIMEOUT = 30.0
BATCH = 50
LARGEST = 10 * 1024 * 1024
#: How far back mails are read when a mailbox is new to us, and when it numbered its mails anew.
FIRST_LOOK, SECOND_LOOK = timedelta(days=2), timedelta(days=30)


@dataclass(frozen=True)
class Account:
    """Where the mailbox is, and how to come in."""

    host: str
    port: int
    username: str
    password: str
    security: Literal["tls", "starttls", "none"] = "tls"
    folder: str = "INBOX"


class ImapMailbox:
    """Implements Mailbox. The position is "UIDVALIDITY:UID" of the last mail that was read."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self.name = f"imap:{account.username}@{account.host}/{account.folder}"
        self._client: IMAPClient | None = None
        self._idle_since: float | None = None
        self._looked_at = 0.0

    def new(self, position: str, today: date) -> NewMail:
        """The next mails after `position`, oldest first, and the position after them.

        Raises MailboxProblem when the mailbox cannot be reached; the next call connects anew.
        """
        with self._problems():
            client = self._awake()
            self._looked_at = time.monotonic()
            validity = int(
                client.select_folder(self._account.folder, readonly=True)[b"UIDVALIDITY"]
            )
            before, last = _parts(position)
            known = validity == before
            uids = client.search(_wanted(known, last, bool(position), today))
            batch = sorted(uid for uid in uids if not known or uid > last)[:BATCH]
            mails = tuple(self._raw(client, batch))
            return NewMail(mails, f"{validity}:{batch[-1]}" if batch else position)

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`; True when it is time to look. Raises MailboxProblem."""
        if time.monotonic() - self._looked_at >= POLL:
            return True
        with self._problems():
            client = self._connected()
            if b"IDLE" not in client.capabilities():
                time.sleep(seconds)
                return False
            if self._idle_since is None:
                client.idle()
                self._idle_since = time.monotonic()
            news = any(_is_news(answer) for answer in client.idle_check(timeout=seconds))
            if not news and time.monotonic() - self._idle_since > RENEW_IDLE:
                self._awake()
            return news

    def close(self) -> None:
        """Leave; a connection that is already gone is fine."""
        client, self._client, self._idle_since = self._client, None, None
        if client is not None:
            with contextlib.suppress(IMAPClientError, OSError, ssl.SSLError):
                client.shutdown()

    def _awake(self) -> IMAPClient:
        """The connection, out of IDLE."""
        client = self._connected()
        if self._idle_since is not None:
            self._idle_since = None
            client.idle_done()
        return client

    def _connected(self) -> IMAPClient:
        if self._client is None:
            account, tls = self._account, ssl.create_default_context()
            client = IMAPClient(
                account.host,
                account.port,
                ssl=account.security == "tls",
                ssl_context=tls if account.security == "tls" else None,
                timeout=TIMEOUT,
            )
            self._client = client
            if account.security == "starttls":
                client.starttls(tls)
            client.login(account.username, account.password)
            client.select_folder(account.folder, readonly=True)
        return self._client

    def _raw(self, client: IMAPClient, uids: list[int]) -> Iterable[bytes]:
        sizes = client.fetch(uids, ["RFC822.SIZE"]) if uids else {}
        for uid in uids:
            if uid not in sizes:
                continue  # somebody removed it meanwhile
            small = sizes[uid][b"RFC822.SIZE"] <= LARGEST
            part = "BODY.PEEK[]" if small else "BODY.PEEK[HEADER]"
            got = client.fetch([uid], [part]).get(uid, {})
            raw = got.get(b"BODY[]" if small else b"BODY[HEADER]")
            if raw is not None:
                yield raw if small else raw[:LARGEST]

    @contextlib.contextmanager
    def _problems(self) -> Any:
        try:
            yield
        except LoginError as problem:
            self.close()
            raise MailboxProblem(f"{self.name} refuses name or password: {problem}") from None
        except (IMAPClientError, OSError, ssl.SSLError, ValueError, KeyError) as problem:
            self.close()
            raise MailboxProblem(f"{self.name}: {type(problem).__name__}: {problem}") from None


def _parts(position: str) -> tuple[int, int]:
    validity, _, last = position.partition(":")
    return (int(validity), int(last)) if validity.isdigit() and last.isdigit() else (0, 0)


def _wanted(known: bool, last: int, read_before: bool, today: date) -> list[Any]:
    if known:
        return ["UID", f"{last + 1}:*"]
    return ["SINCE", today - (SECOND_LOOK if read_before else FIRST_LOOK)]


def _is_news(answer: Any) -> bool:
    return isinstance(answer, tuple) and len(answer) > 1 and answer[1] in {b"EXISTS", b"RECENT"}

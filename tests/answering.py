"""How long until a need that comes by mail is answered (`PYTHONPATH=tests python -m answering`).

A real `matchbot serve --only mail,deliver` watches a Maildir or an IMAP mailbox (pymap) and answers
into a Maildir. MAILBOX=maildir|imap, MAILS= how many. The last line is one JSON object; exit status
1 when an answer took longer than five seconds.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Protocol

from imap_server import PASSWORD, USER, ImapServer, free_port, pymap_command

from matchbot.adapters.mail_folder import MailFolder, drop_mail

WITHIN = 5.0
#: Until the process has made itself ready and answered the first mail, which is not counted.
START = 300.0
PATIENCE = 60.0
AUTHSERV_ID = "mx.match.example"
NEEDS = (
    "Lunch voor {n} personen in Noord op 12 december, graag vegetarisch",
    "We need {n} notebooks printed with our logo before March",
    "Wer reinigt {n} Fahrräder in Amsterdam?",
    "Nous cherchons un traiteur pour {n} personnes à Amsterdam",
)


class Mailbox(Protocol):
    """Where the mails arrive, and how matchbot is told of it."""

    settings: dict[str, str]

    def drop(self, raw: bytes) -> None: ...


class Folder:
    """A Maildir."""

    def __init__(self, folder: Path) -> None:
        MailFolder(folder)
        self._folder, self.settings = folder, {"MAIL_IN_FOLDER": str(folder)}

    def drop(self, raw: bytes) -> None:
        drop_mail(self._folder, raw)


class Imap:
    """A mailbox of an IMAP server."""

    def __init__(self, server: ImapServer) -> None:
        self._client = server.connected()
        self.settings = {"IMAP_HOST": "127.0.0.1", "IMAP_PORT": str(server.port),
                         "IMAP_USERNAME": USER, "IMAP_PASSWORD": PASSWORD,
                         "IMAP_SECURITY": "none"}  # fmt: skip

    def drop(self, raw: bytes) -> None:
        self._client.append("INBOX", raw)


@contextmanager
def mailbox_in(folder: Path, kind: str) -> Iterator[Mailbox]:
    """The mailbox of this kind."""
    if kind == "maildir":
        yield Folder(folder / "in")
        return
    port = free_port()
    server = ImapServer(port, *pymap_command(port))
    try:
        yield Imap(server)
    finally:
        server.stop()


@contextmanager
def matchbot_in(folder: Path, settings: dict[str, str]) -> Iterator[None]:
    """A process that reads mail and answers, until the block ends."""
    settings = {
        "DATABASE_URL": f"sqlite:///{folder / 'matchbot.db'}",
        "MAIL_FOLDER": str(folder / "out"),
        "MAIL_REPLY_DOMAIN": "reply.match.example",
        "AUTHSERV_ID": AUTHSERV_ID,
        **settings,
    }
    given = {f"MATCHBOT_{name}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "matchbot", "serve", "--only", "mail,deliver"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **given}, stdout=log, stderr=log
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=30)


def need(number: int) -> EmailMessage:
    """A mail of somebody new whose address our mail server has proven."""
    mail = EmailMessage(policy=SMTP)
    mail["Authentication-Results"] = f"{AUTHSERV_ID}; dmarc=pass header.from=stad.example"
    mail["From"], mail["To"] = f"n{number}@stad.example", "post@match.example"
    mail["Subject"], mail["Message-ID"] = "", f"<need-{number}@stad.example>"
    mail.set_content(NEEDS[number % len(NEEDS)].format(n=10 + number))
    return mail


def seconds_to_answer(mailbox: Mailbox, out: Path, number: int, patience: float) -> float:
    """From the mail's arrival until its answer has left. Raises TimeoutError."""
    mail = need(number)
    before = set(_names(out))
    mailbox.drop(mail.as_bytes())
    arrived = time.monotonic()
    while (took := time.monotonic() - arrived) < patience:
        for name in set(_names(out)) - before:
            answer = message_from_bytes((out / "new" / name).read_bytes())
            if answer["In-Reply-To"] == mail["Message-ID"]:
                return took
            before.add(name)
        time.sleep(0.02)
    raise TimeoutError(f"mail {number} was not answered within {patience:.0f} s")


def _names(out: Path) -> list[str]:
    new = out / "new"
    return os.listdir(new) if new.is_dir() else []


def measure(kind: str, mails: int, seed: int) -> list[float]:
    """Seconds to the answer, of mails that come one after another at moments of chance."""
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="matchbot-answering-") as at:
        folder = Path(at)
        with mailbox_in(folder, kind) as mailbox, matchbot_in(folder, mailbox.settings):
            seconds_to_answer(mailbox, folder / "out", 0, START)
            found = []
            for number in range(1, mails + 1):
                time.sleep(dice.uniform(0, 1))
                found.append(seconds_to_answer(mailbox, folder / "out", number, PATIENCE))
            return found


def main() -> int:
    """Exit status: 0 all were answered in time, 1 some were not, 2 wrong use."""
    kind, mails = os.environ.get("MAILBOX", "maildir"), int(os.environ.get("MAILS", "100"))
    if kind not in ("maildir", "imap") or mails < 1:
        sys.stderr.write("MAILBOX is maildir or imap, MAILS a number above 0.\n")
        return 2
    found = sorted(measure(kind, mails, seed=1))
    line = {
        "mailbox": kind,
        "mails": mails,
        "median_s": round(statistics.median(found), 2),
        "p95_s": round(found[int(0.95 * (mails - 1))], 2),
        "max_s": round(found[-1], 2),
        "late": sum(took > WITHIN for took in found),
    }
    sys.stdout.write(json.dumps(line) + "\n")
    return int(line["late"] > 0)


if __name__ == "__main__":
    sys.exit(main())

"""The reading process: raw mails come in through a pipe, readings go out."""

from __future__ import annotations

import json
import resource
import signal
import sys
from contextlib import suppress
from dataclasses import asdict
from multiprocessing.connection import Connection

from matchbot.adapters.mail.parse import MailBroken, parse_mail
from matchbot.core.mail.envelope import Envelope, OpenedMail, envelope_of
from matchbot.core.mail.incoming import MailReading
from matchbot.core.mail.read import read_mail

#: Bytes of memory this process may use.
MEMORY_LIMIT = 1_500_000_000


def open_raw(raw: bytes) -> OpenedMail:
    """Head and reading of a raw mail, in this process; a mail that is not read is "broken"."""
    try:
        mail = parse_mail(raw)
        return OpenedMail(envelope_of(mail), read_mail(mail))
    except MailBroken as broken:
        reason = str(broken)
    except Exception as trouble:  # a hostile mail may bring up anything
        reason = f"unreadable: {type(trouble).__name__}"
    return OpenedMail(Envelope(), MailReading("broken", False, reason=reason))


def read_raw(raw: bytes) -> MailReading:
    """What a raw mail is taken for, read in this process."""
    return open_raw(raw).reading


def _serve(pipe: Connection, seconds: float) -> None:
    """Answer mail by mail; the timer of its own work ends the process at one that takes longer."""
    with suppress(ValueError, OSError):  # not every system lets itself be bounded
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    with suppress(EOFError, OSError, KeyboardInterrupt):
        pipe.send_bytes(b"ready")
        while True:
            raw = pipe.recv_bytes()
            signal.setitimer(signal.ITIMER_PROF, seconds)
            opened = open_raw(raw)
            signal.setitimer(signal.ITIMER_PROF, 0)
            pipe.send_bytes(json.dumps(asdict(opened)).encode())


if __name__ == "__main__":
    _serve(Connection(int(sys.argv[1])), float(sys.argv[2]))

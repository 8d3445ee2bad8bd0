"""The reading process: raw mails come in through a pipe, readings go out."""

from __future__ import annotations

import json
import resource
import sys
from contextlib import suppress
from dataclasses import asdict
from multiprocessing.connection import Connection

from matchbot.adapters.mail.parse import MailBroken, parse_mail
from matchbot.core.mail.incoming import MailReading
from matchbot.core.mail.read import read_mail

#: Bytes of memory this process may use.
MEMORY_LIMIT = 1_500_000_000


def read_raw(raw: bytes) -> MailReading:
    """What a raw mail is taken for, read in this process; a mail that is not read is "broken"."""
    try:
        return read_mail(parse_mail(raw))
    except MailBroken as broken:
        return MailReading("broken", False, reason=str(broken))
    except Exception as trouble:  # a hostile mail may bring up anything
        return MailReading("broken", False, reason=f"unreadable: {type(trouble).__name__}")


def _serve(pipe: Connection) -> None:
    with suppress(ValueError, OSError):  # not every system lets itself be bounded
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    with suppress(EOFError, OSError, KeyboardInterrupt):
        pipe.send_bytes(b"ready")
        while True:
            reading = read_raw(pipe.recv_bytes())
            pipe.send_bytes(json.dumps(asdict(reading)).encode())


if __name__ == "__main__":
    _serve(Connection(int(sys.argv[1])))

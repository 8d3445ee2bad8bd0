"""Reads mails in a process of its own, so that one bad mail costs at most two seconds of work."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from types import TracebackType
from typing import Any

from matchbot.adapters.mail.parse import MAIL_LIMIT
from matchbot.core.mail.envelope import Envelope, OpenedMail
from matchbot.core.mail.incoming import MailReading

#: Seconds of work that one mail may take; and seconds of waiting for it, on a machine that has
#: much else to do, and for the process to start.
TIME_LIMIT, WAIT_LIMIT, START_LIMIT = 2.0, 20.0, 30.0
_WORKER = "matchbot.adapters.mail.worker"


def _broken(reason: str) -> OpenedMail:
    return OpenedMail(Envelope(), MailReading("broken", False, reason=reason))


class MailReader:
    """Reads mails one after another within bounds of time and memory; closes as a context.

    Not safe for several threads: each takes its own.
    """

    def __init__(self, seconds: float = TIME_LIMIT) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None

    def __enter__(self) -> MailReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, raw: bytes) -> MailReading:
        """What a raw mail is taken for. Never raises for what is in the mail."""
        return self.open(raw).reading

    def open(self, raw: bytes) -> OpenedMail:
        """A raw mail's head with what it is taken for. Never raises for what is in the mail."""
        if len(raw) > MAIL_LIMIT:
            return _broken("too_large")
        pipe = self._pipe or self._started()
        try:
            pipe.send_bytes(raw)
            if pipe.poll(WAIT_LIMIT):
                return _from_json(pipe.recv_bytes())
            reason = "too_slow"
        except (EOFError, OSError):
            reason = "too_slow" if self._worked_too_long() else "reader_died"
        self.close()
        return _broken(reason)

    def _worked_too_long(self) -> bool:
        """True when the process ended by the timer of its own work."""
        process = self._process
        with suppress(subprocess.TimeoutExpired):
            return process is not None and process.wait(timeout=1) == -signal.SIGPROF
        return False

    def close(self) -> None:
        """End the reading process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _started(self) -> Connection:
        """The pipe to a new reading process."""
        ours, theirs = Pipe()
        command = [sys.executable, "-m", _WORKER, str(theirs.fileno()), str(self._seconds)]
        self._process = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
        )
        theirs.close()
        self._pipe = ours
        if ours.poll(START_LIMIT):
            ours.recv_bytes()  # it is ready: starting costs no mail its time
        return ours


def _from_json(data: bytes) -> OpenedMail:
    given = json.loads(data)
    return OpenedMail(
        Envelope(**_tuples(given["envelope"])), MailReading(**_tuples(given["reading"]))
    )


def _tuples(given: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in given.items()}

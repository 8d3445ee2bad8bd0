"""The relay of a run: writes down what it took, on disk, before it says 250."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from smtp_sink import Cut, Session, Sink

from crash.clock import FastClock

SLOWEST = 0.03
#: Seconds until a killed process's connections are read to their end, at most.
QUIET = 60.0
#: The same while other processes hold connections that stay open.
QUIET_BESIDE_OTHERS = 0.5
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Taken:
    """A letter that the relay accepted, as its log says."""

    to: str
    message_id: str
    sha256: str
    size: int


@dataclass
class Relay:
    """`begun` tells for whom DATA was said, and when at last; `dropped` is a share of the 250s.

    Copies to `journal` go into a Maildir, dated by the run's clock. `watch` is called at each stage of each session, in the relay's thread.
    """

    log: Path
    seed: int
    clock: FastClock
    dropped: float = 0.0
    journal: str = ""
    journal_folder: Path | None = None
    watch: Callable[[str, Session], None] = lambda stage, session: None
    slowest: float = SLOWEST
    quiet: float = QUIET
    begun: dict[str, float] = field(default_factory=dict)
    accepted: int = 0

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)
        self.sink = Sink(self._script, self._keep)

    @contextmanager
    def listening(self) -> Iterator[Relay]:
        """Listens until the block ends."""
        with self.log.open("a") as self._file, self.sink.listening():
            yield self

    def wait_until_quiet(self) -> None:
        """Until what a killed process had sent is read to its end: it may still be taken."""
        until = time.monotonic() + self.quiet
        while self.sink.open and time.monotonic() < until:
            time.sleep(0.005)

    def taken(self) -> dict[str, list[Taken]]:
        """What the log says, by recipient."""
        found: dict[str, list[Taken]] = {}
        for line in self.log.read_text().splitlines():
            one = Taken(**json.loads(line))
            found.setdefault(one.to, []).append(one)
        return found

    async def _script(self, stage: str, session: Session) -> bytes | None:
        if stage == "data":
            self.begun |= dict.fromkeys(session.recipients, time.monotonic())
        self.watch(stage, session)
        if stage in {"dot", "kept"}:
            await asyncio.sleep(self._dice.uniform(0, self.slowest))
        if stage == "kept" and self._dice.random() < self.dropped:
            raise Cut
        return None

    def _keep(self, session: Session) -> None:
        for to in session.recipients:
            if to == self.journal:
                self._keep_copy(session.content)
            else:
                _write(self._file, _taken(to, session.content))
                self.accepted += 1

    def _keep_copy(self, content: bytes) -> None:
        assert self.journal_folder is not None
        for name in ("tmp", "new", "cur"):
            (self.journal_folder / name).mkdir(parents=True, exist_ok=True)
        name = f"{self.accepted}.{hashlib.sha256(content).hexdigest()[:16]}"
        draft = self.journal_folder / "tmp" / name
        draft.write_bytes(content)
        at = self.clock.now().timestamp()
        os.utime(draft, (at, at))
        draft.replace(self.journal_folder / "new" / name)


def digest_of(content: bytes) -> str:
    """The sum of a letter, however its last line ends."""
    return hashlib.sha256(content.rstrip(b"\r\n")).hexdigest()


def _taken(to: str, content: bytes) -> Taken:
    named = _MESSAGE_ID.search(content)
    message_id = named[1].decode() if named else ""
    return Taken(to, message_id, digest_of(content), len(content))


def _write(file: IO[str], one: Taken) -> None:
    file.write(json.dumps(one.__dict__) + "\n")
    file.flush()
    os.fsync(file.fileno())

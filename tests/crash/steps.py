"""Named steps of a process: the commits it makes. At a chosen one it strikes itself."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import matchbot

_OURS = str(Path(matchbot.__file__).parent)


@dataclass(frozen=True)
class Strike:
    """Which signal at which step, the `nth` time it is passed."""

    step: str
    signal: int
    nth: int = 1


@dataclass
class StrikingStore:
    """A store whose commits are steps: "claim:before commit", "write:after commit" …

    One transaction at a time: who is stopped with SQLite's lock in hand stops everybody.
    """

    store: Any
    strike: Strike
    passed: dict[str, int] = field(default_factory=dict)
    _one: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def begin(self) -> Iterator[Any]:
        name = _flow()
        with self._one:
            self._pass(f"{name}:before begin")
            with self.store.begin() as transaction:
                yield transaction
                self._pass(f"{name}:before commit")
            self._pass(f"{name}:after commit")

    def read(self) -> Any:
        return self.store.read()

    def _pass(self, step: str) -> None:
        self.passed[step] = self.passed.get(step, 0) + 1
        if (step, self.passed[step]) == (self.strike.step, self.strike.nth):
            # A signal to the process is taken by any thread: this one would run on for a while,
            # and be stopped in the middle of the transaction that it is about to begin.
            signal.pthread_kill(threading.get_ident(), self.strike.signal)


def _flow() -> str:
    """The name of matchbot's function that opens the transaction."""
    frame = sys._getframe(1)
    while frame.f_back is not None and not frame.f_code.co_filename.startswith(_OURS):
        frame = frame.f_back
    return frame.f_code.co_name

"""Starts processes quickly, and kills them: each is forked from a server that is made ready."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

from crash.life import Order, live

START_SECONDS = 120.0


def _forks() -> multiprocessing.context.ForkServerContext:
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(["crash.warm", "crash.life"])
    return forks


@dataclass
class Life:
    """A process at work, from its start on; `owner` is the name it holds leases under.

    `began` is in seconds of the machine.
    """

    order: Order
    owner: str = ""
    began: float = field(default_factory=time.monotonic)
    process: BaseProcess = field(init=False)

    def __post_init__(self) -> None:
        forks = _forks()
        ours, theirs = forks.Pipe(duplex=False)
        self.process = forks.Process(target=live, args=(self.order, theirs), daemon=True)
        self.process.start()
        theirs.close()
        if not ours.poll(START_SECONDS):
            raise TimeoutError("a worker did not come to work")
        self.owner = ours.recv()

    @property
    def pid(self) -> int:
        """The process's number; only for signals to it."""
        assert self.process.pid is not None
        return self.process.pid

    def kill(self) -> None:
        """SIGKILL, if it lives."""
        if self.process.is_alive():
            os.kill(self.pid, signal.SIGKILL)
        self.process.join()

    def ended(self, seconds: float) -> bool:
        """Did it end by itself within this time?"""
        self.process.join(seconds)
        return not self.process.is_alive()

    def stopped(self, seconds: float) -> bool:
        """Was it stopped by SIGSTOP within this time?"""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            status = Path(f"/proc/{self.pid}/stat").read_text()
            if status.rpartition(")")[2].split()[0] == "T":
                return True
            time.sleep(0.01)
        return False

    def go_on(self) -> None:
        """SIGCONT."""
        os.kill(self.pid, signal.SIGCONT)

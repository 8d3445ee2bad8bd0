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
    """A process at work, from its start on; `owner` is the name it holds leases under."""

    order: Order
    owner: str = ""
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
        self.began = time.monotonic()

    @property
    def pid(self) -> int:
        """The process's number; only for signals to it."""
        assert self.process.pid is not None
        return self.process.pid

    def kill(self) -> float:
        """SIGKILL; how many seconds it had lived."""
        if self.process.is_alive():
            os.kill(self.pid, signal.SIGKILL)
        self.process.join()
        return time.monotonic() - self.began

    def stopped(self) -> bool:
        """Is it stopped by SIGSTOP?"""
        status = Path(f"/proc/{self.pid}/stat").read_text()
        return status.rpartition(")")[2].split()[0] == "T"

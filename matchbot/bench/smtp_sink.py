"""A mail server for measuring: takes everything, keeps nothing, thinks before it says yes.

A process of its own, so that it does not share the processor's time of what is measured:
`python -m matchbot.bench.smtp_sink MILLISECONDS` prints its port, and ends with its input.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_ANSWERS = {
    b"EHLO": b"250-sink\r\n250 SIZE 99999999\r\n",
    b"DATA": b"354 go on\r\n",
    b"QUIT": b"221 bye\r\n",
}


class _Sink(asyncio.Protocol):
    """One connection: commands by line, content up to the lone dot."""

    def __init__(self, thinks: float) -> None:
        self._thinks = thinks
        self._buffer = b""
        self._in_content = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._out: asyncio.WriteTransport = transport  # type: ignore[assignment]
        self._out.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while self._content() if self._in_content else self._command():
            pass

    def _command(self) -> bool:
        line, end, rest = self._buffer.partition(b"\r\n")
        if not end:
            return False
        self._buffer = rest
        word = line[:4].upper()
        self._in_content = word == b"DATA"
        self._out.write(_ANSWERS.get(word, b"250 ok\r\n"))
        return True

    def _content(self) -> bool:
        if not self._buffer.endswith(b"\r\n.\r\n"):
            return False
        self._buffer, self._in_content = b"", False
        asyncio.get_running_loop().call_later(self._thinks, self._out.write, b"250 taken\r\n")
        return False


async def _serve(thinks: float) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Sink(thinks), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, os.read, 0, 1)


@contextmanager
def running_sink(milliseconds: float) -> Iterator[int]:
    """A sink that thinks for so long before each final 250; its port."""
    command = [sys.executable, "-m", __name__, str(milliseconds)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()
            process.wait(5)


if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1]) / 1000))

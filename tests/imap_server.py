"""An IMAP server for tests: pymap, in a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

START = "import sys; from pymap.main import main; sys.argv[0] = 'pymap'; main()"
USER, PASSWORD = "bot", "secret"


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


class ImapServer:
    """A server that was started and listens; `connected` is a client that is logged in."""

    def __init__(self, port: int, *command: str) -> None:
        self.port = port
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._until_it_listens()

    def _until_it_listens(self) -> None:
        for _ in range(200):
            try:
                self.connected().shutdown()
                return
            except (OSError, IMAPClientError):
                time.sleep(0.05)
        self.stop()
        raise RuntimeError("the IMAP server did not start")

    def connected(self) -> IMAPClient:
        client = IMAPClient("127.0.0.1", self.port, ssl=False)
        client.login(USER, PASSWORD)
        return client

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=10)


def pymap_command(port: int) -> tuple[str, ...]:
    """What starts pymap with one empty mailbox. It must be installed (extra `dev`)."""
    return (sys.executable, "-c", START, "--host", "127.0.0.1", "--port", str(port),
            "--no-tls", "--no-service", "managesieve", "--no-service", "admin",
            "dict", "--demo-user", USER, "--demo-password", PASSWORD)  # fmt: skip

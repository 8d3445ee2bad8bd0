"""An SMTP server of the tests, on its own thread: says what a script makes it say.

At each stage of a session the script is asked; None means the usual answer. Stages, in the order
of a session: banner, ehlo, starttls, mail, rcpt, data, body (the first byte of a letter came), dot
(the letter is whole, nothing kept), kept (kept, nothing answered), sent (answered).
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from loop_thread import loop_on_a_thread

MAX_LETTER = 64 * 1024 * 1024


class Cut(Exception):
    """Raised by a script: the connection is reset."""


@dataclass
class Session:
    """One connection, and what was said in it; `writer` is for scripts that say more.

    `named` is the recipient that was named last, taken or not.
    """

    number: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    sender: str = ""
    named: str = ""
    recipients: list[str] = field(default_factory=list)
    content: bytes = b""
    secure: bool = False


Script = Callable[[str, Session], Awaitable[bytes | None]]


async def usual(stage: str, session: Session) -> bytes | None:
    """The script of a relay that takes everything at once."""
    return None


@dataclass
class Sink:
    """`keep` is called with each whole letter before 250 is said; `letters` is what came."""

    script: Script = usual
    keep: Callable[[Session], None] = lambda session: None
    tls: ssl.SSLContext | None = None
    letters: list[tuple[str, tuple[str, ...], bytes]] = field(default_factory=list)
    connections: int = 0
    open: int = 0
    port: int = 0

    @contextlib.contextmanager
    def listening(self) -> Iterator[Sink]:
        """Listens on a free port of this machine until the block ends."""
        with loop_on_a_thread() as run:
            server = run(self._listen())
            try:
                yield self
            finally:
                run(_close(server))

    async def _listen(self) -> asyncio.Server:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=MAX_LETTER)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.open += 1
        session = Session(self.connections, reader, writer)
        try:
            await self._say(session, "banner", b"220 sink ESMTP")
            while line := await reader.readline():
                if line.upper().startswith(b"QUIT"):
                    writer.write(b"221 bye\r\n")
                    break
                await self._hear(session, line.decode("ascii", "replace").strip())
        except (Cut, ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            self.open -= 1
            writer.close()

    async def _hear(self, session: Session, line: str) -> None:
        verb = line.partition(" ")[0].upper()
        match verb:
            case "EHLO" | "HELO":
                await self._say(session, "ehlo", self._abilities(session))
            case "STARTTLS":
                await self._secure(session)
            case "MAIL":
                session.sender, session.recipients = _address(line), []
                await self._say(session, "mail", b"250 ok")
            case "RCPT":
                session.named = _address(line)
                if (await self._say(session, "rcpt", b"250 ok")).startswith(b"2"):
                    session.recipients.append(session.named)
            case "DATA":
                await self._take(session)
            case _:
                session.writer.write(b"250 ok\r\n")

    def _abilities(self, session: Session) -> bytes:
        offer = self.tls is not None and not session.secure
        return b"250-sink\r\n250-8BITMIME\r\n" + (b"250 STARTTLS" if offer else b"250 SIZE")

    async def _secure(self, session: Session) -> None:
        if self.tls is None:
            session.writer.write(b"502 no\r\n")
            return
        await self._say(session, "starttls", b"220 go on")
        with contextlib.suppress(ssl.SSLError):
            await session.writer.start_tls(self.tls)
            session.secure = True

    async def _take(self, session: Session) -> None:
        if not (await self._say(session, "data", b"354 go on")).startswith(b"354"):
            return
        start = await session.reader.readexactly(1)
        await self.script("body", session)
        rest = await session.reader.readuntil(b"\r\n.\r\n")
        session.content = (start + rest)[:-3].replace(b"\r\n..", b"\r\n.")
        # A refusal at the dot is an answer: the letter is not kept.
        if refusal := await self.script("dot", session):
            session.writer.write(refusal + b"\r\n")
            return
        self.letters.append((session.sender, tuple(session.recipients), session.content))
        self.keep(session)
        await self._say(session, "kept", b"250 2.0.0 kept")
        await self.script("sent", session)

    async def _say(self, session: Session, stage: str, usually: bytes) -> bytes:
        answer = await self.script(stage, session)
        said = usually if answer is None else answer
        session.writer.write(said + b"\r\n")
        await session.writer.drain()
        return said


def _address(line: str) -> str:
    return line.partition("<")[2].partition(">")[0]


async def _close(server: asyncio.Server) -> None:
    server.close()

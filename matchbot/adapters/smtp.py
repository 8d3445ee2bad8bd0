"""Letters by SMTP, with the gate between the recipient and the content."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from typing import Literal

from aiosmtplib import (
    SMTP,
    SMTPConnectError,
    SMTPException,
    SMTPNotSupported,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from matchbot.adapters.clock import elapsed
from matchbot.adapters.delivery import Gate
from matchbot.core.addresses import parse_address
from matchbot.core.outbox import TIMINGS, OutboxMessage, Outcome

#: RFC 5321 4.5.3.2.6 asks for ten minutes of patience after the final dot: a shorter wait
#: would take a slow yes for silence.
DATA_TIMEOUT = 600.0
CONNECT_TIMEOUT = 30.0


#: 530 and its like: the relay refuses us, not this letter.
_REFUSES_US = frozenset({421, 530, 534, 535, 538})
_CUT = (SMTPServerDisconnected, SMTPTimeoutError, SMTPConnectError, OSError, TimeoutError)


@dataclass(frozen=True)
class Relay:
    """Where letters are handed over, and how. Times in seconds.

    `journal` is an address that gets a copy of every letter, in the same SMTP transaction.
    `gate_holds` is how old the gate may be when the content leaves.
    """

    host: str
    port: int
    username: str = ""
    password: str = ""
    security: Literal["tls", "starttls", "none"] = "starttls"
    connect_timeout: float = CONNECT_TIMEOUT
    data_timeout: float = DATA_TIMEOUT
    gate_holds: float = TIMINGS.gate_holds.total_seconds()
    journal: str = ""


class TooLate(Exception):
    """The process was stopped between the gate and the content; nothing of it left."""


class _Watch:
    """Looks once more at the gate's age when the relay says 354: the content follows at once.

    aiosmtplib has no place between the two, but every write of its protocol passes here.
    """

    def __init__(self, client: SMTP, until: float) -> None:
        self.content_left = False
        self._protocol, self._until = client.protocol, until
        if self._protocol is not None:
            self._protocol.write = self._write  # type: ignore[method-assign]

    def _write(self, data: bytes) -> None:
        if elapsed() > self._until:
            raise TooLate("stopped between the gate and the content")
        self.content_left = data != b"DATA\r\n"
        if self._protocol is not None:
            type(self._protocol).write(self._protocol, data)

    def end(self) -> None:
        """The letter is through: the connection may be used for another one."""
        vars(self._protocol).pop("write", None)


class SmtpSender:
    """Implements Sender over connections that are kept open while there is work."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self._idle: list[SMTP] = []

    async def send(self, message: OutboxMessage, gate: Gate) -> Outcome | None:
        """MAIL, RCPT, the gate, DATA. What was never put to the relay counts as unreached."""
        while True:
            used = self._idle.pop() if self._idle else None
            if used is not None and not used.is_connected:
                continue
            try:
                client = used or await self._connect()
            except (SMTPException, *_CUT) as problem:
                return Outcome("unreached", _words(problem))
            try:
                refused = await self._envelope(client, message)
                if used is not None and refused is not None and refused.result == "unreached":
                    continue  # the relay hung up on us while there was nothing to do
                if refused is not None or not await gate():
                    await self._put_aside(client)
                    return refused
                return await self._content(client, message, elapsed())
            except BaseException:
                client.close()
                raise

    async def _connect(self) -> SMTP:
        relay = self._relay
        client = SMTP(
            hostname=relay.host,
            port=relay.port,
            username=relay.username or None,
            password=relay.password or None,
            use_tls=relay.security == "tls",
            start_tls=relay.security == "starttls",
            tls_context=ssl.create_default_context() if relay.security != "none" else None,
            timeout=relay.connect_timeout,
        )
        await client.connect()
        return client

    async def _envelope(self, client: SMTP, message: OutboxMessage) -> Outcome | None:
        """What speaks against sending, or None. A letter without its journal copy does not go."""
        try:
            sender, recipient = parse_address(message.sender), parse_address(message.recipient)
            await client.mail(sender, options=[f"SIZE={len(message.body)}"])
            await client.rcpt(recipient)
        except SMTPResponseException as answer:
            return self._refused(client, answer)
        except (SMTPNotSupported, ValueError) as problem:
            return Outcome("refused", _words(problem), permanent=True)
        except (SMTPException, *_CUT) as problem:
            client.close()
            return Outcome("unreached", _words(problem))
        return await self._journal(client)

    async def _journal(self, client: SMTP) -> Outcome | None:
        if not self._relay.journal:
            return None
        try:
            await client.rcpt(self._relay.journal)
        except (SMTPException, *_CUT) as problem:
            return Outcome("unreached", f"the journal address was refused: {_words(problem)}")
        return None

    def _refused(self, client: SMTP, answer: SMTPResponseException) -> Outcome:
        if answer.code in _REFUSES_US or answer.code < 400:
            client.close()
            return Outcome("unreached", _words(answer))
        return Outcome("refused", _words(answer), permanent=answer.code >= 500)

    async def _content(self, client: SMTP, message: OutboxMessage, gate_at: float) -> Outcome:
        watch = _Watch(client, gate_at + self._relay.gate_holds)
        try:
            answer = await client.data(message.body, timeout=self._relay.data_timeout)
        except SMTPResponseException as answer_no:
            watch.end()
            if answer_no.code < 400:  # no answer that SMTP knows: no proof of anything
                client.close()
                return Outcome("silent", _words(answer_no))
            await self._put_aside(client)
            return Outcome("refused", _words(answer_no), permanent=answer_no.code >= 500)
        except TooLate as problem:
            client.close()
            return Outcome("deferred", _words(problem))
        except (SMTPException, *_CUT) as problem:
            client.close()
            return Outcome("silent" if watch.content_left else "unreached", _words(problem))
        watch.end()
        self._idle.append(client)
        return Outcome("accepted", f"{answer.code} {answer.message}")

    async def _put_aside(self, client: SMTP) -> None:
        """Keep the connection for the next letter, if the relay forgets this one."""
        try:
            await client.rset()
            self._idle.append(client)
        except (SMTPException, *_CUT):
            client.close()

    async def close(self) -> None:
        """Say goodbye on all open connections."""
        while self._idle:
            client = self._idle.pop()
            try:
                await asyncio.wait_for(client.quit(), 5)
            except (SMTPException, OSError, TimeoutError):
                client.close()


async def try_relay(relay: Relay) -> str:
    """Connect, say hello, go: the relay's greeting. Raises what went wrong."""
    client = await SmtpSender(relay)._connect()
    greeting = str(client.last_ehlo_response or client.last_helo_response or "250")
    await client.quit()
    return greeting


def _words(problem: BaseException) -> str:
    if isinstance(problem, SMTPResponseException):
        return f"{problem.code} {problem.message}"
    return f"{type(problem).__name__}: {problem}".strip(": ")

"""Letters by SMTP, with the gate between the recipient and the content."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from typing import Literal

from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from matchbot.adapters.delivery import Gate
from matchbot.core.outbox import OutboxMessage, Outcome

#: RFC 5321 4.5.3.2.6 asks for ten minutes of patience after the final dot: a shorter wait
#: would take a slow yes for silence.
DATA_TIMEOUT = 600.0
CONNECT_TIMEOUT = 30.0


@dataclass(frozen=True)
class Relay:
    """Where letters are handed over, and how."""

    host: str
    port: int
    username: str = ""
    password: str = ""
    security: Literal["tls", "starttls", "none"] = "starttls"
    connect_timeout: float = CONNECT_TIMEOUT
    data_timeout: float = DATA_TIMEOUT


class SmtpSender:
    """Implements Sender over a few connections that are kept open while there is work."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self._idle: list[SMTP] = []

    async def send(self, message: OutboxMessage, gate: Gate) -> Outcome | None:
        """MAIL, RCPT, the gate, DATA. What was never put to the relay counts as unreached."""
        try:
            client = await self._connection()
        except (SMTPException, OSError, TimeoutError) as problem:
            return Outcome("unreached", _words(problem))
        try:
            refused = await self._envelope(client, message)
            if refused is not None or not await gate():
                await self._put_aside(client)
                return refused
            return await self._content(client, message)
        except BaseException:
            client.close()
            raise

    async def _connection(self) -> SMTP:
        while self._idle:
            client = self._idle.pop()
            if client.is_connected:
                return client
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
        try:
            await client.mail(message.sender, options=[f"SIZE={len(message.body)}"])
            await client.rcpt(message.recipient)
        except SMTPResponseException as answer:
            return Outcome("refused", _words(answer), permanent=answer.code >= 500)
        except (SMTPException, OSError, TimeoutError, ValueError) as problem:
            client.close()
            return Outcome("unreached", _words(problem))
        return None

    async def _content(self, client: SMTP, message: OutboxMessage) -> Outcome:
        try:
            answer = await client.data(message.body, timeout=self._relay.data_timeout)
        except SMTPResponseException as answer_no:
            await self._put_aside(client)
            return Outcome("refused", _words(answer_no), permanent=answer_no.code >= 500)
        except (SMTPException, OSError, TimeoutError) as problem:
            client.close()
            return Outcome("silent", _words(problem))
        self._idle.append(client)
        return Outcome("accepted", f"{answer.code} {answer.message}")

    async def _put_aside(self, client: SMTP) -> None:
        """Keep the connection for the next letter, if the relay forgets this one."""
        try:
            await client.rset()
            self._idle.append(client)
        except (SMTPException, OSError, TimeoutError):
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
    sender = SmtpSender(relay)
    client = await sender._connection()
    greeting = str(client.last_ehlo_response or client.last_helo_response or "250")
    await client.quit()
    return greeting


def _words(problem: BaseException) -> str:
    if isinstance(problem, SMTPResponseException):
        return f"{problem.code} {problem.message}"
    return f"{type(problem).__name__}: {problem}".strip(": ")

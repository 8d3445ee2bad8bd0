"""How a mailer sends that has no gate: it says "sending" only when the relay has said yes.

The harness must find its doubled letters, or it would find nobody's.
"""

from __future__ import annotations

from aiosmtplib import SMTP, SMTPException

from matchbot.adapters.delivery import Gate
from matchbot.core.outbox import OutboxMessage, Outcome


class NaiveSender:
    """Implements Sender. Killed after the relay's yes, the row still says that nothing left."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port

    async def send(self, message: OutboxMessage, gate: Gate) -> Outcome | None:
        """The whole letter first, the commit after it."""
        client = SMTP(hostname=self._host, port=self._port, start_tls=False, timeout=10)
        try:
            async with client:
                await client.sendmail(message.sender, [message.recipient], message.body)
        except (SMTPException, OSError) as problem:
            return Outcome("unreached", str(problem))
        return Outcome("accepted", "250") if await gate() else None

    async def close(self) -> None:
        """Nothing is kept open."""

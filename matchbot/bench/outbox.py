"""How fast letters leave the outbox, beside sending the same bytes with no outbox at all."""

from __future__ import annotations

import asyncio
import base64
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, cast

from aiosmtplib import SMTP

from matchbot.adapters.clock import SystemClock
from matchbot.adapters.delivery import Delivery
from matchbot.adapters.luck import SystemLuck
from matchbot.adapters.smtp import Relay, SmtpSender
from matchbot.adapters.store import SqlStore
from matchbot.bench.smtp_sink import running_sink
from matchbot.core.outbox import OutboxMessage
from matchbot.core.person import Person
from matchbot.core.subscription import Subscription
from matchbot.flows.office import Office

PLATFORM = "bench"
SENDER = "post@match.example"
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
#: Letters that are put into the outbox in one transaction.
PAGE = 500
_NOTHING = cast(Any, None)


@dataclass(frozen=True)
class Throughput:
    """Letters a second without and with the outbox, and what the process needed at most."""

    letters: int
    connections: int
    bytes_each: int
    blast_per_second: float
    outbox_per_second: float
    peak_mb: float

    @property
    def share(self) -> float:
        """What is left of the speed that is possible."""
        return self.outbox_per_second / self.blast_per_second


def measure(letters: int, connections: int, thinks_ms: float, kilobytes: int) -> Throughput:
    """Send the same letters both ways, to the same sink, in turn: blast, outbox, blast."""
    size = len(_letter(0, kilobytes).body)
    with running_sink(thinks_ms) as port:
        relay = Relay("127.0.0.1", port, security="none")
        # The comparison needs no more than some seconds of blasting.
        blasted = min(letters, 3_000)
        before = asyncio.run(_blast(relay, blasted, connections, kilobytes))
        outbox = _from_outbox(relay, letters, connections, kilobytes)
        after = asyncio.run(_blast(relay, blasted, connections, kilobytes))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    blast = 2 * blasted / (before + after)
    return Throughput(letters, connections, size, blast, letters / outbox, peak)


async def _blast(relay: Relay, letters: int, connections: int, kilobytes: int) -> float:
    """Seconds to send them with aiosmtplib alone."""
    waiting = iter([_letter(n, kilobytes) for n in range(letters)])

    async def connection() -> None:
        client = SMTP(hostname=relay.host, port=relay.port, start_tls=False)
        await client.connect()
        for message in waiting:
            await client.mail(SENDER)
            await client.rcpt(message.recipient)
            await client.data(message.body)
        await client.quit()

    start = time.perf_counter()
    await asyncio.gather(*(connection() for _ in range(connections)))
    return time.perf_counter() - start


def _from_outbox(relay: Relay, letters: int, connections: int, kilobytes: int) -> float:
    """Seconds from the first look into a full outbox to the last letter settled."""
    with tempfile.TemporaryDirectory(prefix="matchbot-bench-") as folder:
        store = SqlStore.open(f"sqlite:///{Path(folder) / 'bench.db'}", PLATFORM)
        try:
            _fill(store, letters, kilobytes)
            return asyncio.run(_deliver(_office(store), relay, letters, connections))
        finally:
            store.close()


async def _deliver(office: Office, relay: Relay, letters: int, connections: int) -> float:
    sender = SmtpSender(relay)
    delivery = Delivery(office, {"mail": sender}, connections)
    start = time.perf_counter()
    taken = await delivery.all_due(letters)
    seconds = time.perf_counter() - start
    await sender.close()
    with office.store.read() as tx:
        assert tx.outbox.counts() == {("mail", "sent"): letters}, taken
    return seconds


def _fill(store: SqlStore, letters: int, kilobytes: int) -> None:
    """Digests, each to a subscriber of its own: the gate has to look them up."""
    all_letters = (_letter(n, kilobytes) for n in range(letters))
    while page := list(islice(all_letters, PAGE)):
        with store.begin() as tx:
            for message in page:
                tx.people.add(Person(message.person_id, PLATFORM))
                tx.subscriptions.add(_subscription(message))
                tx.outbox.add(message)


def _letter(number: int, kilobytes: int) -> OutboxMessage:
    recipient = f"reader-{number}@stad.example"
    return OutboxMessage(
        id=f"m{number:07}",
        platform=PLATFORM,
        channel="mail",
        purpose="digest",
        dedupe_key=f"digest:2026-W48:{number}",
        recipient=recipient,
        body=b"".join(_lines(number, recipient, kilobytes)),
        message_id=f"<{number}@match.example>",
        sender=SENDER,
        person_id=f"p{number:07}",
        subscription_id=f"s{number:07}",
        not_before=NOW,
        created_at=NOW,
    )


def _lines(number: int, recipient: str, kilobytes: int) -> Iterator[bytes]:
    yield f"From: {SENDER}\r\nTo: {recipient}\r\nSubject: Nieuw deze week\r\n".encode()
    yield f"Message-ID: <{number}@match.example>\r\nMIME-Version: 1.0\r\n".encode()
    yield b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    text = (f"{number} Soep, glas, fietsen en was. " * 50).encode()
    line = base64.b64encode(text)[:76] + b"\r\n"
    yield line * (kilobytes * 1024 // len(line))


def _subscription(message: OutboxMessage) -> Subscription:
    id, address = message.subscription_id, message.recipient
    person = message.person_id
    return Subscription(id, PLATFORM, person, "mail", address, "nl", state="active")


def _office(store: SqlStore) -> Office:
    """An office as far as the outbox needs one."""
    return Office(
        platform=PLATFORM,
        store=store,
        wording=_NOTHING,
        letters=_NOTHING,
        clock=SystemClock(),
        luck=SystemLuck(),
        knowledge=_NOTHING,
    )

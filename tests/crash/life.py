"""One life of a process at work: the real app on the real database, until it is killed."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from crash import warm
from crash.clock import FastClock
from crash.naive import NaiveSender
from crash.steps import Strike, StrikingStore
from matchbot.adapters.delivery import Delivery
from matchbot.adapters.mail import MailReader
from matchbot.adapters.smtp import SmtpSender
from matchbot.app import App, make_app, relay_of
from matchbot.channels.mail import MailChannel, MailIntake
from matchbot.channels.telegram import TelegramChannel
from matchbot.channels.telegram.polling import Pace
from matchbot.core.pace import AnswerLimits
from matchbot.flows import outbox
from matchbot.flows.digest import send_digests
from matchbot.logs import set_up_logs
from matchbot.process import Process
from matchbot.settings import Settings

TOKEN = "123456789:AAE-a_made_up_token_of_the_tests_0000"
QUICK = Pace(long_poll=1, first_pause=0.02, longest_pause=0.2, taken_pause=0.2)
#: Seconds of patience with the relay, as RFC 5321 says, on the clock of the run.
PATIENCE = 600.0
TIDY_EVERY = 0.3
#: Who gets a copy of every letter.
JOURNAL = "journal@match.example"
#: The name under which our own mail server signs what it found out of a sender.
AUTHSERV_ID = "mx.match.example"
#: People of a run write more in its quick hour than people do.
MANY = AnswerLimits(10**9, 10**9, 10**9)
Work = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Order:
    """What a life shall do, and where.

    `telegram` is the address of a Bot API, `mails` a Maildir with mails that come in, `journal`
    one with copies of our own letters. `gate_holds` is in seconds of the machine: how old the
    gate may be when the content leaves. Who `tidies` looks for what the dead have left.
    """

    kind: str
    database_url: str
    clock: FastClock
    smtp_port: int = 0
    telegram: str = ""
    mails: Path | None = None
    journal: Path | None = None
    naive: bool = False
    connections: int = 4
    gate_holds: float = 30.0
    tidies: bool = True
    strike: Strike | None = None


def live(order: Order, line: Connection) -> None:
    """Say who we are and that we work, then work for ever."""
    set_up_logs(quiet=True)
    settings = Settings(
        _env_file=None,
        database_url=order.database_url,
        smtp_host="127.0.0.1" if order.smtp_port else "",
        smtp_port=order.smtp_port or 25,
        smtp_security="none",
        mail_journal=JOURNAL if order.journal else "",
        mail_journal_at=str(order.journal or ""),
        mail_in_folder=order.mails,
        mail_reply_domain="reply.match.example",
        authserv_id=AUTHSERV_ID,
    )
    app = _with_our_clock(make_app(settings, platform=warm.platform()), order)
    asyncio.run(_work(app, order, line))


def _with_our_clock(app: App, order: Order) -> App:
    store: Any = StrikingStore(app.store, order.strike) if order.strike else app.store
    post = replace(app.office.rules.post, gate_holds=timedelta(seconds=order.gate_holds))
    office = replace(
        app.office,
        clock=order.clock,
        store=store,
        knowledge=warm.knowledge,
        rules=replace(app.office.rules, post=post, answers=MANY),
    )
    return replace(app, office=office, clock=order.clock)


async def _work(app: App, order: Order, line: Connection) -> None:
    owner, works = WORKS[order.kind](app, order)
    line.send(owner)
    if order.tidies:
        works.append(lambda: _tidy_often(app))
    await asyncio.gather(*(work() for work in works), _end_with_the_judge())


async def _tidy_often(app: App) -> None:
    """As the clock does it."""
    while True:
        with contextlib.suppress(Exception):
            await asyncio.to_thread(outbox.tidy, app.office)
        await asyncio.sleep(TIDY_EVERY)


async def _end_with_the_judge() -> None:
    """A judge that was killed cannot kill."""
    judge = parent_process()
    while judge is not None and judge.is_alive():
        await asyncio.sleep(1)
    os._exit(1)


def _post(app: App, order: Order) -> tuple[str, list[Work]]:
    """Delivers letters."""
    patience = PATIENCE / order.clock.speed
    relay = replace(
        relay_of(app.settings),
        connect_timeout=patience,
        data_timeout=patience,
        gate_holds=order.gate_holds,
    )
    sender = NaiveSender(relay.host, relay.port) if order.naive else SmtpSender(relay)
    delivery = Delivery(app.office, {"mail": sender}, at_once=order.connections)
    return delivery.owner, [lambda: delivery.run(asyncio.Event())]


def _write_and_post(app: App, order: Order) -> tuple[str, list[Work]]:
    """Writes the week's digests, from where the life before was killed, and delivers them."""
    owner, works = _post(app, order)

    async def write() -> None:
        await asyncio.to_thread(send_digests, app.office)

    return owner, [*works, write]


def _chat(app: App, order: Order) -> tuple[str, list[Work]]:
    """Polls Telegram, handles what comes and answers."""
    process = Process(app, ("telegram",))
    channel = TelegramChannel(
        app.office, TOKEN, api_url=order.telegram, handle=process.handle_inbox, pace=QUICK
    )
    process.readers = {"telegram": channel.read}
    delivery = Delivery(app.office, {"telegram": channel}, at_once=order.connections)

    async def poll() -> None:
        await channel.poll(asyncio.Event())

    return delivery.owner, [
        lambda: delivery.run(asyncio.Event()),
        poll,
        lambda: _handle_often(process),
    ]


def _mail(app: App, order: Order) -> tuple[str, list[Work]]:
    """Takes mails from a Maildir, handles and answers them."""
    process, mailbox = Process(app, ("mail",)), app.mailbox()
    assert mailbox is not None
    channel = MailChannel(MailReader().open)
    process.readers = {"mail": channel.read, "mail_proven": channel.read}
    intake = MailIntake(app.office, mailbox, process.handle_inbox)
    owner, works = _post(app, order)
    return owner, [*works, lambda: intake.run(asyncio.Event()), lambda: _handle_often(process)]


async def _handle_often(process: Process) -> None:
    """As the process does it, but for its look at the catalogue."""
    while True:
        if not await asyncio.to_thread(process.handle_inbox):
            await asyncio.sleep(0.2)


WORKS: dict[str, Callable[[App, Order], tuple[str, list[Work]]]] = {
    "digest": _write_and_post,
    "leads": _post,
    "telegram": _chat,
    "inbound": _mail,
}

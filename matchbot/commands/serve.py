"""`matchbot demo` and `matchbot serve`: everything on this machine, or what .env configures."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import Progress

from matchbot.adapters.clock import DemoClock
from matchbot.adapters.maildir import letters_in
from matchbot.app import App, make_app
from matchbot.commands.demo_clock import live
from matchbot.commands.demo_mail import AUTHSERV_ID, REPLY_DOMAIN
from matchbot.commands.demo_people import INHABITANTS, seed
from matchbot.commands.running import (
    UNREACHABLE,
    WRONG_USE,
    embedding_progress,
    fail,
    opened,
    people,
    settings_or_exit,
)
from matchbot.commands.seeding import fill_if_empty
from matchbot.logs import set_up_logs
from matchbot.process import PARTS, PortInUse, Process, listening_socket
from matchbot.settings import Settings

DEMO = Path("demo")
OPERATOR, MEMBER = "noor@sociaal-amsterdam.example", "groen@buitenbaan.example"


def serve(
    only: Annotated[
        str, typer.Option(help=f"Only these parts, comma-separated: {', '.join(PARTS)}.")
    ] = ",".join(PARTS),
) -> None:
    """Run what the settings configure, in one process or split over several."""
    parts = tuple(part.strip() for part in only.split(",") if part.strip())
    if unknown := [part for part in parts if part not in PARTS]:
        raise fail(f"--only {','.join(unknown)}: choose from {', '.join(PARTS)}")
    with opened() as app:
        set_up_logs(key=next(iter(app.settings.secret_keys), ""))
        fill_if_empty(app)
        _run(app, parts)


def demo(
    fresh: Annotated[bool, typer.Option("--fresh", help="Start over: throw ./demo away.")] = False,
) -> None:
    """Everything on this machine: sample catalogue, web window, chat, letters to look at."""
    settings = settings_or_exit(
        database_url=f"sqlite:///{DEMO / 'matchbot.db'}",
        public_url="",
        catalogue=None,
        mail_folder=DEMO / "mail",
        smtp_host="",
        mail_in_folder=DEMO / "mail-in",
        imap_host="",
        mail_reply_domain=REPLY_DOMAIN,
        authserv_id=AUTHSERV_ID,
        operators=(OPERATOR,),
    )
    _port_free(settings)
    if fresh and DEMO.exists():
        shutil.rmtree(DEMO)
    set_up_logs(quiet=True)
    with embedding_progress() as progress:
        app = make_app(settings, demo=True, progress=progress.tell)
        try:
            _prepare(app)
            _tell(settings)
            _run(app, PARTS, demo=True)
        finally:
            app.close()
    people.print(
        "\nStopped. `make demo` goes on where this was; `matchbot demo --fresh` starts over."
    )


def _port_free(settings: Settings) -> None:
    try:
        listening_socket(settings.host, settings.port).close()
    except PortInUse:
        message = (
            f"Port {settings.port} is in use: stop the other program, "
            f"or choose another: MATCHBOT_PORT=8001 matchbot demo"
        )
        raise fail(message, UNREACHABLE) from None


def _prepare(app: App) -> None:
    if not fill_if_empty(app):
        return
    with Progress(console=people, transient=True, disable=not people.is_terminal) as bar:
        task = bar.add_task("settling the demo's inhabitants", total=len(INHABITANTS))
        seed(app, lambda: bar.advance(task))
    app.deliver_due()


def _tell(settings: Settings) -> None:
    site = settings.site
    people.print(
        f"matchbot demo is running. Open:\n"
        f"  {site}/               the window: what WISEs offer, and the chat\n"
        f"  {site}/demo           the demo's desk: mailbox, clock (+1 day), leads\n"
        f"  {site}/demo/mailbox   all letters: to WISEs, buyers and subscribers\n"
        f"  {site}/demo/write     write a mail to the platform, and get an answer\n"
        f"Try:\n"
        f'  1. In the chat: "Lunch voor 40 personen in Noord op 12 december, graag vegetarisch"\n'
        f'  2. Choose "1 en 3", say who you are; the code lies in the mailbox.\n'
        f"  3. Open the letter to a WISE in the mailbox, accept; look at the chat again.\n"
        f"  4. On the desk press +1 day until the follow-up and the digest come.\n"
        f"  5. Log in at {site}/login as a WISE ({MEMBER}) or as the\n"
        f"     operator ({OPERATOR}); the link lies in the mailbox. Ctrl-C stops.",
        markup=False,
        soft_wrap=True,
    )


def _run(app: App, parts: tuple[str, ...], *, demo: bool = False) -> None:
    process = Process(app, parts)
    _add_telegram(app, process)
    _add_mail(app, process)
    process.senders = {**app.senders(), **process.senders}
    if "web" in parts:
        process.web = _web(app, process, demo=demo)
    try:
        asyncio.run(process.run())
    except PortInUse as problem:
        people.print(f"Port in use: {problem}. Choose another with MATCHBOT_PORT.", markup=False)
        raise typer.Exit(UNREACHABLE) from None


def _add_telegram(app: App, process: Process) -> None:
    token = app.settings.telegram_token.get_secret_value()
    if not token:
        return
    from matchbot.channels.telegram import BadToken, TelegramChannel

    try:
        channel = TelegramChannel(
            app.office, token, api_url=app.settings.telegram_api_url, handle=process.handle_inbox
        )
    except BadToken as problem:
        people.print(f"MATCHBOT_TELEGRAM_TOKEN: {problem}", markup=False)
        raise typer.Exit(WRONG_USE) from None
    process.readers = {**process.readers, "telegram": channel.read}
    process.senders = {**process.senders, "telegram": channel}
    if app.settings.telegram_webhook_secret.get_secret_value():
        process.webhook = channel.webhook(
            app.settings.telegram_webhook_secret.get_secret_value(), app.settings.site
        )
    else:
        process.polling = channel.poll


def _add_mail(app: App, process: Process) -> None:
    """Every process reads mails of the inbox; the part `mail` brings them there."""
    from matchbot.adapters.mail import MailReader
    from matchbot.channels.mail import MailChannel, MailIntake

    channel = MailChannel(MailReader().open)
    process.readers = {**process.readers, "mail": channel.read, "mail_proven": channel.read}
    if (mailbox := app.mailbox()) is not None:
        process.mailbox = MailIntake(app.office, mailbox, process.handle_inbox).run


def _web(app: App, process: Process, *, demo: bool) -> Any:
    from matchbot.adapters.web_files import WebFiles
    from matchbot.channels.web import Demo, WrittenMail, make_web
    from matchbot.commands.demo_mail import deliver
    from matchbot.schedule import lateness

    panel = None
    incoming = app.settings.mail_in_folder
    if demo and isinstance(app.clock, DemoClock) and app.mail_folder and incoming:
        folder, clock = app.mail_folder, app.clock

        def letters() -> Any:
            return letters_in(folder)

        def mail(written: WrittenMail) -> None:
            deliver(written, incoming, clock.now())

        panel = Demo(letters, _mover(app, clock, process), mail, str(incoming))
    return make_web(
        app.office,
        handle_inbox=process.handle_inbox,
        files=WebFiles(lambda: app.office.knowledge().vocabulary.kinds),
        webhook=process.webhook,
        demo=panel,
        metrics=lambda: app.metrics.page(app.office, lateness(app.office)),
        signer=app.feed_signer,
    )


def _mover(app: App, clock: DemoClock, process: Process) -> Callable[[int], None]:
    from matchbot.schedule import knock

    def move(days: int) -> None:
        live(clock, days, lambda: knock(app.office))
        process.handle_inbox()

    return move

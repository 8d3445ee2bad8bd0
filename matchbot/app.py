"""Wires the rooms together: settings, store, knowledge, office, senders, readers, clock."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import time as clock_time
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from matchbot.adapters.clock import DemoClock, SystemClock
from matchbot.adapters.delivery import Delivery, Sender
from matchbot.adapters.journal import make_journal
from matchbot.adapters.keeper import KnowledgeKeeper
from matchbot.adapters.knowledge import build_knowledge, make_embedder, shipped_vocabulary
from matchbot.adapters.letters import MimeLetterWriter
from matchbot.adapters.letters.writer import Signer
from matchbot.adapters.luck import SystemLuck
from matchbot.adapters.mail_folder import MailFolder
from matchbot.adapters.maildir import MaildirSender
from matchbot.adapters.metrics import Metrics
from matchbot.adapters.shipped import shipped
from matchbot.adapters.smtp import Relay, SmtpSender
from matchbot.adapters.store import SqlStore
from matchbot.adapters.wording import GettextWording
from matchbot.core.followup import FollowUpTimings
from matchbot.core.keys import Secrets
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.learning import Learned
from matchbot.core.matching.lexicon import build_lexicon
from matchbot.core.offering import Catalogue
from matchbot.core.platform import Platform
from matchbot.core.retention import Retention
from matchbot.core.vocabulary import Vocabulary
from matchbot.flows.mailbox import Mailbox
from matchbot.flows.office import Office, Rules
from matchbot.flows.ports import Clock, Journal
from matchbot.settings import PREFIX, Settings, SettingsError

if TYPE_CHECKING:
    from matchbot.adapters.imap import Account
    from matchbot.adapters.sisters.signing import FeedSigner
    from matchbot.adapters.sisters.source import WebSisters


@dataclass
class App:
    """A platform, ready to work: its office and what stands around it."""

    settings: Settings
    platform: Platform
    store: SqlStore
    clock: Clock
    knowledge: KnowledgeKeeper
    office: Office
    mail_folder: Path | None
    metrics: Metrics
    feed_signer: FeedSigner | None = None

    def senders(self) -> dict[str, Sender]:
        """Who sends what leaves by mail: a Maildir, or SMTP; nobody when neither is set."""
        if self.mail_folder is not None:
            return {"mail": MaildirSender(self.mail_folder)}
        if self.settings.smtp_host:
            return {"mail": SmtpSender(relay_of(self.settings))}
        return {}

    def mailbox(self) -> Mailbox | None:
        """The mailbox that is read: a Maildir, or IMAP; none when neither is set."""
        settings = self.settings
        if settings.mail_in_folder is not None:
            return MailFolder(settings.mail_in_folder)
        if settings.imap_host:
            from matchbot.adapters.imap import ImapMailbox

            return ImapMailbox(account_of(settings))
        return None

    def sister_source(self) -> WebSisters:
        """What reads sister platforms."""
        return sisters_of(self.settings)

    def deliver_due(self) -> int:
        """Deliver everything that is due now, and come back; how many messages were taken."""
        senders = self.senders()
        if not senders:
            return 0
        delivery = Delivery(self.office, senders, self.settings.mail_connections)
        return asyncio.run(delivery.all_due())

    def close(self) -> None:
        """Let the database go."""
        self.store.close()


def relay_of(settings: Settings) -> Relay:
    """The SMTP relay of the settings."""
    return Relay(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_username,
        settings.smtp_password.get_secret_value(),
        settings.smtp_security,
        journal=settings.mail_journal,
    )


def journal_of(settings: Settings) -> Journal | None:
    """Where the copies of our own letters are read back; None when there is no journal."""
    at = settings.mail_journal_at.get_secret_value()
    return make_journal(at) if at and settings.mail_folder is None else None


def signer_of(settings: Settings) -> Signer | None:
    """What signs letters, when a key is set. Raises SettingsError."""
    if not settings.dkim_selector:
        return None
    from matchbot.adapters.letters.dkim import BadKey, DkimSigner

    key = settings.dkim_key.get_secret_value().encode()
    try:
        return DkimSigner(settings.dkim_selector, settings.mail_from.rpartition("@")[2], key)
    except BadKey as problem:
        raise SettingsError([f"{PREFIX}DKIM_KEY_FILE: {problem}"]) from None


def feed_signer_of(settings: Settings) -> FeedSigner | None:
    """What signs our feed, when a key is set. Raises SettingsError."""
    if not (pem := settings.feed_key.get_secret_value()):
        return None
    from matchbot.adapters.sisters.signing import BadKey, FeedSigner

    try:
        return FeedSigner.from_pem(pem)
    except BadKey as problem:
        raise SettingsError([f"{PREFIX}FEED_KEY_FILE: {problem}"]) from None


def sisters_of(settings: Settings) -> WebSisters:
    """What reads sister platforms."""
    from matchbot.adapters.sisters.source import WebSisters

    return WebSisters(shipped_vocabulary().kinds, loopback=settings.sisters_loopback)


def account_of(settings: Settings) -> Account:
    """The mailbox of the settings."""
    from matchbot.adapters.imap import Account

    return Account(
        settings.imap_host,
        settings.imap_port or (993 if settings.imap_security == "tls" else 143),
        settings.imap_username,
        settings.imap_password.get_secret_value(),
        settings.imap_security,
    )


def make_app(
    settings: Settings,
    *,
    demo: bool = False,
    mail_folder: Path | None = None,
    platform: Platform | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> App:
    """Open the store and wire everything. Raises StoreError, CatalogueFileError, SettingsError.

    `progress(done, total)` is called while texts are embedded for the first time.
    """
    platform = platform or platform_of(settings)
    store = SqlStore.open(settings.database_url, platform.id)
    clock: Clock = DemoClock(store) if demo else SystemClock()
    folder = mail_folder or settings.mail_folder
    embedder = make_embedder(progress)
    # The shipped vocabulary stays while the catalogue changes: its words are made ready once.
    lexicon = cache(lambda: build_lexicon(shipped_vocabulary(), embedder))

    def build(catalogue: Catalogue, imported: Vocabulary, learned: Learned) -> Knowledge:
        return build_knowledge(
            platform,
            catalogue,
            vocabulary=shipped_vocabulary().with_more(imported),
            embedder=embedder,
            rotation=settings.rotation,
            lexicon=None if imported.kinds else lexicon(),
            learned=learned,
        )

    knowledge = KnowledgeKeeper(store, build, clock.now)
    wording, metrics = GettextWording(platform.timezone), Metrics()
    office = Office(
        platform=platform.id,
        store=store,
        wording=wording,
        letters=MimeLetterWriter(
            wording, platform, settings.mail_from, settings.site, signer_of(settings)
        ),
        clock=clock,
        luck=SystemLuck(),
        knowledge=knowledge,
        rules=letters_at_once(settings) if demo else rules_of(settings),
        wait=time.sleep,
        journal=journal_of(settings),
        meter=metrics,
        sisters=sisters_of(settings) if settings.sisters else None,
    )
    signer = feed_signer_of(settings)
    return App(settings, platform, store, clock, knowledge, office, folder, metrics, signer)


@contextmanager
def open_app(
    settings: Settings, *, demo: bool = False, mail_folder: Path | None = None
) -> Iterator[App]:
    """An app that is closed at the end."""
    app = make_app(settings, demo=demo, mail_folder=mail_folder)
    try:
        yield app
    finally:
        app.close()


def rules_of(settings: Settings) -> Rules:
    """The timings and addresses of the settings."""
    return Rules(
        public_url=settings.site,
        operators=settings.operators,
        network=settings.network,
        city=settings.city,
        viewers=settings.viewers,
        sisters=settings.sisters,
        sister_offerings=settings.sister_offerings,
        sister_desk=settings.sister_desk,
        let_through=settings.let_through,
        mail_from=settings.mail_from,
        reply_domain=settings.mail_reply_domain,
        authserv_id=settings.authserv_id,
        code_holds=settings.code_holds,
        lead_key_holds=timedelta(days=settings.lead_key_days),
        rates={"mail": settings.mail_rate},
        lead_letter_waits=timedelta(minutes=settings.lead_letter_minutes),
        timings=FollowUpTimings(
            settings.remind_days,
            settings.tell_buyer_days,
            settings.lead_days,
            timedelta(days=settings.follow_up_days),
            timedelta(days=settings.follow_up_again_days),
        ),
        opens=clock_time(settings.opens),
        closes=clock_time(settings.closes),
        secrets=Secrets(settings.secret_keys),
        keeps=Retention(
            timedelta(days=settings.keep_chats_days),
            timedelta(days=settings.keep_inbound_days),
            timedelta(days=settings.keep_letters_days),
            timedelta(days=settings.keep_leads_months * 365 // 12),
        ),
    )


def letters_at_once(settings: Settings) -> Rules:
    """The rules where one person tries things out: lead letters wait only if the settings say so."""
    rules = rules_of(settings)
    if "lead_letter_minutes" in settings.model_fields_set:
        return rules
    return replace(rules, lead_letter_waits=timedelta(0))


def platform_of(settings: Settings) -> Platform:
    """The platform as its catalogue folder describes it, with what the settings say of it."""
    from matchbot.adapters.catalogue_files import read_platform

    folder = catalogue_folder(settings)
    described = read_platform(folder) if (folder / "platform.toml").exists() else None
    if described is not None:
        return described
    return Platform(
        settings.platform,
        languages=settings.languages,
        country=settings.country,
        timezone=settings.timezone,
        contact=settings.contact or ", ".join(settings.operators),
    )


def catalogue_folder(settings: Settings) -> Path:
    """The folder of the platform's catalogue files: the setting's, else the sample's."""
    return settings.catalogue or shipped("amsterdam-sample")

"""An office for tests of the web: the sample catalogue, a still clock, predictable luck."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import lru_cache
from pathlib import Path

from matchbot.adapters.catalogue_files import read_catalogue, read_platform
from matchbot.adapters.knowledge import build_knowledge, make_embedder
from matchbot.adapters.letters import MimeLetterWriter
from matchbot.adapters.store import SqlStore
from matchbot.adapters.web_files import WebFiles
from matchbot.adapters.wording import GettextWording
from matchbot.channels.web import Demo, make_web
from matchbot.core.knowledge import Knowledge
from matchbot.flows.inbox import handle_all
from matchbot.flows.office import Office, Rules

with warnings.catch_warnings():
    # It wants httpx2, while python-telegram-bot pins httpx.
    warnings.filterwarnings("ignore", message=".*httpx.*")
    from starlette.testclient import TestClient

__all__ = [
    "NEED", "SITE", "WHO", "CountingLuck", "PostBox", "StillClock", "TestClient", "make_office",
    "make_site", "sample_knowledge",
]  # fmt: skip

SAMPLE = Path(__file__).parent.parent / "catalogue" / "amsterdam-sample"
SITE = "http://testserver"
NEED = "Lunch voor 40 personen in Noord op 12 december, graag vegetarisch"
WHO = "Gemeente Noord, Anna de Vries, anna@gemeente.example"


@dataclass
class StillClock:
    """A clock that stands still until a test moves it."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class CountingLuck:
    """Ids, words and codes that count up."""

    count: int = 0
    words: list[str] = field(default_factory=list)

    def id(self) -> str:
        self.count += 1
        return f"id{self.count:06}"

    def word(self) -> str:
        self.count += 1
        return f"word{self.count:06}"

    def code(self) -> str:
        self.count += 1
        return f"{self.count:06}"


@lru_cache(maxsize=1)
def sample_knowledge() -> Knowledge:
    """The sample platform under the id the test store has."""
    platform = replace(read_platform(SAMPLE), id="amsterdam")
    catalogue = read_catalogue(SAMPLE).catalogue
    return build_knowledge(platform, catalogue, embedder=make_embedder())


def make_office(
    store: SqlStore, now: datetime, site: str = SITE, knowledge: Knowledge | None = None
) -> Office:
    """An office over a real store."""
    known = knowledge or sample_knowledge()
    wording = GettextWording(known.platform.timezone)
    return Office(
        platform="amsterdam",
        store=store,
        wording=wording,
        letters=MimeLetterWriter(wording, known.platform, "bot@platform.example", site),
        clock=StillClock(now),
        luck=CountingLuck(),
        knowledge=lambda: known,
        rules=Rules(public_url=site, turn_patience=timedelta(0)),
    )


@dataclass
class PostBox:
    """The letters of the outbox, as the demo's mailbox would show them."""

    office: Office

    def letters(self) -> list[Letter]:
        with self.office.store.read() as tx:
            posted = [m for m in tx.outbox.find(limit=500) if m.channel == "mail"]
        return [_letter(message.id, message.body) for message in posted]

    def to(self, address: str) -> Letter:
        """The newest letter to an address."""
        return next(letter for letter in self.letters() if address in letter.to)

    def link(self, subject: str, kind: str) -> list[str]:
        """The paths of all links of a kind (lead, confirm, unsubscribe) in letters."""
        texts = [letter.text + letter.unsubscribe for letter in self.letters()
                 if subject in letter.subject]  # fmt: skip
        found = re.findall(rf"/{kind}/[\w-]+", "\n".join(reversed(texts)))
        return list(dict.fromkeys(found))


@dataclass(frozen=True)
class Letter:
    """A letter with its parts as text."""

    name: str
    to: str
    subject: str
    at: datetime | None
    text: str
    html: str
    unsubscribe: str
    reply_to: str
    message_id: str


def _letter(name: str, body: bytes) -> Letter:
    message = message_from_bytes(body, policy=default)
    assert isinstance(message, EmailMessage)
    plain, html = (message.get_body(preferencelist=(kind,)) for kind in ("plain", "html"))
    return Letter(
        name, str(message["To"]), str(message["Subject"]), message["Date"].datetime,
        str(plain.get_content()) if plain else "", str(html.get_content()) if html else "",
        str(message["List-Unsubscribe"] or "").strip("<>"),
        str(message["Reply-To"] or ""), str(message["Message-ID"]),
    )  # fmt: skip


def make_site(office: Office, *, demo: bool = False, webhook: object = None, signer: object = None):  # type: ignore[no-untyped-def]
    """The web application over an office, handling its inbox at once."""
    clock = office.clock
    assert isinstance(clock, StillClock)
    panel = (
        Demo(
            PostBox(office).letters,
            lambda days: clock.move(days=days),
            lambda mail: None,
            "mail-in",
        )
        if demo
        else None
    )
    return make_web(
        office,
        handle_inbox=lambda: handle_all(office, {}, "test"),
        files=WebFiles(lambda: office.knowledge().vocabulary.kinds),
        webhook=webhook,  # type: ignore[arg-type]
        demo=panel,
        signer=signer,  # type: ignore[arg-type]
    )

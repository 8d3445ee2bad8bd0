"""The site: the office seen from the web, with its templates, its files and its present shelf."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from matchbot.channels.web.bubbles import linked
from matchbot.channels.web.held import Held
from matchbot.channels.web.languages import NAMES
from matchbot.channels.web.shelf import Shelf, fill_shelf
from matchbot.channels.web.shown import Shown
from matchbot.channels.web.static_files import StaticFiles, platform_style
from matchbot.core.insight.demand import Demand
from matchbot.core.insight.impact import Impact
from matchbot.core.offering import Offering
from matchbot.core.platform import Platform
from matchbot.core.said import say
from matchbot.flows import insight
from matchbot.flows.demand import demand as grouped
from matchbot.flows.office import Office

TEMPLATES = Path(__file__).parent / "templates"


class ShownLetter(Protocol):
    """A delivered letter, as the demo's mailbox shows it."""

    @property
    def name(self) -> str: ...
    @property
    def to(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def at(self) -> datetime | None: ...
    @property
    def text(self) -> str: ...
    @property
    def html(self) -> str: ...
    @property
    def unsubscribe(self) -> str: ...
    @property
    def reply_to(self) -> str: ...
    @property
    def message_id(self) -> str: ...


class Webhook(Protocol):
    """Where Telegram's updates go. `receive` raises ValueError for a body that is no update."""

    @property
    def secret(self) -> str: ...

    def receive(self, body: bytes) -> None: ...


class Signer(Protocol):
    """Signs the feed. `keys` are the public keys, the present one first."""

    @property
    def keys(self) -> tuple[str, ...]: ...

    def sign(self, digest: bytes) -> str:
        """The header for bytes with this SHA-256."""
        ...


class Files(Protocol):
    """Reads what people upload and writes what they download."""

    def photo(self, raw: bytes) -> bytes:
        """The photo, drawn anew as JPEG. Raises ValueError with `why`."""
        ...

    def offerings(
        self, raw: bytes, name: str, wise: str, language: str
    ) -> tuple[list[Offering], list[tuple[int | None, str, str]]]:
        """The offerings of a file, and line, column and sentence of what was found in it."""
        ...

    def table(self, name: str, rows: Iterable[Any]) -> str:
        """Rows of wises, offerings, people or labels as CSV, free of formulas."""
        ...


@dataclass(frozen=True)
class WrittenMail:
    """A mail that somebody in the demo writes; `answers` is the Message-ID of the letter it answers."""

    sender: str
    to: str
    subject: str
    text: str
    answers: str = ""


@dataclass(frozen=True)
class Demo:
    """What only the demo has: all letters, a clock that moves by days, and mail to the platform.

    `mail` delivers into `mail_folder`; it raises ValueError for an address that is none.
    """

    letters: Callable[[], Sequence[ShownLetter]]
    move: Callable[[int], None]
    mail: Callable[[WrittenMail], None]
    mail_folder: str


@dataclass
class Site:
    """Everything a page needs that is the same for all visits."""

    office: Office
    handle_inbox: Callable[[], int]
    files_in_out: Files
    webhook: Webhook | None = None
    demo: Demo | None = None
    metrics: Callable[[], bytes] | None = None
    signer: Signer | None = None
    files: StaticFiles = field(default_factory=StaticFiles)

    def __post_init__(self) -> None:
        self._shelf: Shelf | None = None
        self._impact: Held[Impact] = Held()
        self._demand: Held[Demand] = Held(timedelta(hours=6))
        self.feeds: Held[Any] = Held(timedelta(days=1), most=2)
        self.shown = Shown()
        self.edition = 0
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["linked"] = linked
        self._templates.globals.update(static=self.files.url, language_names=NAMES)

    @property
    def platform(self) -> Platform:
        """The platform whose window this is."""
        return self.office.knowledge().platform

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the pages, the default first."""
        return self.platform.languages

    @property
    def shelf(self) -> Shelf:
        """The catalogue as pages show it, made anew when the catalogue changed."""
        knowledge = self.office.knowledge()
        if self._shelf is None or self._shelf.catalogue is not knowledge.catalogue:
            self._shelf = fill_shelf(knowledge)
            self.edition += 1
        return self._shelf

    def impact(self, year: int | None = None) -> Impact:
        """The figures, counted anew at most once in ten minutes: that reads every lead."""
        return self._impact.get(
            year, self.office.clock.now(), lambda: insight.impact(self.office, year)
        )

    def demand(self) -> Demand:
        """The unmet demand, grouped anew at most four times a day: that embeds every need."""
        return self._demand.get("", self.office.clock.now(), lambda: grouped(self.office))

    @property
    def style(self) -> tuple[bytes, str]:
        """The platform's colours as a stylesheet, and its ETag."""
        return platform_style(self.platform.colour, self.platform.accent)

    def today(self) -> date:
        """The day it is where the platform is."""
        return self.platform.today(self.office.clock.now())

    def text(self, language: str, key: str, **facts: Any) -> str:
        """One text of the wording catalogue."""
        return self.office.wording.text(say(key, **facts), language)

    def draw(self, template: str, facts: dict[str, Any]) -> str:
        """A page as HTML."""
        return self._templates.get_template(template).render(facts)

"""What the dialogue remembers, what comes in, and what goes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from matchbot.core.application import Applied, Joining
from matchbot.core.lead import Contact, LeadState
from matchbot.core.matching.match import Match
from matchbot.core.need import Need
from matchbot.core.offering import Offering
from matchbot.core.said import Said
from matchbot.core.subscription import Wish

Step = Literal[
    "open",  # nothing asked yet
    "choosing",  # matches are shown, the buyer may choose
    "contact",  # we asked who the buyer is
    "code",  # a code was mailed, the buyer types it or follows the link
    "confirming",  # we asked whether the request may go to the chosen WISEs
    "withdrawing",  # we asked which lead is taken back, or whether it really is
    "waiting",  # leads are with the WISEs
    "offering",  # we asked a WISE what it sells, or whether we read it rightly
    "joining",  # we asked a WISE what its application needs
    "wish",  # we asked what the subscriber wants to hear of
    "follow_up",  # we asked what came of a lead
    "late",  # a WISE said yes after its time; we asked whether that still helps
    "figures",  # we ask a WISE for its yearly figures, one by one
    "erasing",  # we asked whether all data must really go
]


@dataclass(frozen=True)
class OfferedChoice:
    """A button or numbered choice of the last reply: its value and its worded label."""

    value: str
    label: str


@dataclass(frozen=True)
class PendingCode:
    """A mailed code that is waited for: hash, until when it holds, tries and letters so far."""

    hash: str
    until: datetime
    tries: int = 0
    mailed: int = 1


@dataclass(frozen=True)
class LeadView:
    """A lead as its buyer sees it."""

    id: str
    offering: str
    wise: str
    state: LeadState


@dataclass(frozen=True)
class YearlyFigures:
    """A WISE's figures of a year while it gives them; None among `answers`: it does not know.

    `key` is the hash of the link's word, `before` the numbers of the year before.
    """

    key: str
    wise: str
    year: int
    before: tuple[int, ...] = ()
    answers: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class MailThread:
    """The mail that was written last: its subject, its Message-ID, and those before it."""

    subject: str = ""
    message_id: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conversation:
    """The turns with one person so far, as far as the dialogue needs them.

    `shown` are the offerings of the last list, in the order of their numbers; `seen` all that
    were ever shown for this need; `picked` those chosen. `together` are those of a team that was proposed, the leading one first;
    `partners` the others of the team that was chosen. `elsewhere` are offerings of sister platforms
    that were shown, `neighbour` the platform the need is to be passed on to. `round` counts replies with choices,
    so that an old button is known as old. `aim` says what the code will confirm; `confirmed` is
    the address that proved itself. `saving` is a need that is about to be saved, `saved` are those
    that were; `joining` is what a WISE told of itself so far, `joined` that it applied here; `draft` is an offering that somebody of a WISE told, and `wises` those that the address may
    act for, looked up at each turn while there is a draft; `shortlist` are offerings on the buyer's own list. `asked` are the facts we asked for once and do not ask again.
    `withdrawing` are the leads that are being taken back, or were last: that can be undone.
    `stopped`: the person wants no messages of our own accord. `mail` is what the next letter
    answers.
    """

    id: str
    platform: str
    channel: str
    address: str = ""
    person_id: str = ""
    language: str = "nl"
    step: Step = "open"
    greeted: bool = False
    need: Need | None = None
    shown: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    picked: tuple[str, ...] = ()
    contact: Contact = Contact()
    confirmed: str = ""
    aim: Literal["leads", "subscription", "offering", "elsewhere", ""] = ""
    wish: Wish | None = None
    saving: Need | None = None
    saved: tuple[Need, ...] = ()
    shortlist: tuple[str, ...] = ()
    joining: Joining | None = None
    joined: bool = False
    draft: Offering | None = None
    wises: tuple[str, ...] = ()
    code: PendingCode | None = None
    choices: tuple[OfferedChoice, ...] = ()
    round: int = 0
    leads: tuple[LeadView, ...] = ()
    asking_about: str = ""
    withdrawing: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    neighbour: str = ""
    more: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    stopped: bool = False
    last_at: datetime | None = None
    mail: MailThread | None = None
    figures: YearlyFigures | None = None


@dataclass(frozen=True)
class Turn:
    """What a person said once, or what happened that the person must hear of.

    `choice` is a pressed button's value and `round` the reply it stood under. `event` is
    "said" for people; "media" for a picture, sticker, voice or card (facts what, name); "location"
    for where the person is (facts lat, lon); the others come from the flows:
    "confirmed" (the mailed link was used), "lead" (a WISE answered; facts lead, state, note),
    "follow_up" (facts lead), "question" (a WISE asks; facts wise, text), "found" (offerings fit a
    saved need; facts text, offerings), "application" (the platform decided; facts state, text),
    "figures" (a link for yearly figures was looked up; facts key, wise, name, year, before, or none).
    """

    text: str = ""
    choice: str = ""
    round: int | None = None
    event: Literal[
        "said",
        "media",
        "location",
        "start",
        "confirmed",
        "lead",
        "follow_up",
        "question",
        "found",
        "application",
        "figures",
    ] = "said"
    facts: Mapping[str, Any] = field(default_factory=dict)
    mail: MailThread | None = None


@dataclass(frozen=True)
class Choice:
    """An answer offered to the person: the value it stands for and its label."""

    value: str
    label: Said


@dataclass(frozen=True)
class Reply:
    """What we answer once: lines of text, then choices."""

    lines: tuple[Said, ...]
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class SendCode:
    """Mail a code and a link to this address."""

    email: str
    aim: Literal["leads", "subscription", "need", "offering", "elsewhere"]


@dataclass(frozen=True)
class CreateLeads:
    """Put the need before the WISEs of these offerings; `partners` do it with the first of them."""

    offerings: tuple[str, ...]
    need: Need
    contact: Contact
    partners: tuple[str, ...] = ()


@dataclass(frozen=True)
class HandOver:
    """Pass the need on to a sister platform that has these offerings; the buyer said yes to that."""

    sister: str
    offerings: tuple[str, ...]
    need: Need
    contact: Contact


@dataclass(frozen=True)
class KeepUnmet:
    """Nothing fitted: keep the need as unmet demand."""

    need: Need


@dataclass(frozen=True)
class Subscribe:
    """Keep this wish, or save this need, for a confirmed address; without one, for this chat."""

    email: str
    wish: Wish
    need: Need | None = None


@dataclass(frozen=True)
class Unsubscribe:
    """Stop all subscriptions of this person."""


@dataclass(frozen=True)
class RecordOutcome:
    """What came of a lead, in the buyer's words; `until` the day they named when it is "not yet"."""

    lead: str
    step: Literal["win", "lose", "wait", "contact"]
    note: str = ""
    until: date | None = None


@dataclass(frozen=True)
class AnswerOffer:
    """The buyer says whether the yes that came after its time still helps."""

    lead: str
    agrees: bool


@dataclass(frozen=True)
class WithdrawLeads:
    """The buyer takes these open leads back."""

    leads: tuple[str, ...]


@dataclass(frozen=True)
class Apply:
    """Take in that this WISE wants to join; its link goes to this address."""

    email: str
    applied: Applied


@dataclass(frozen=True)
class TellApplication:
    """Tell where the application stands that was told here."""


@dataclass(frozen=True)
class MakeOffering:
    """Put this offering on the page of a WISE, if this person may act for it."""

    wise: str
    offering: Offering


@dataclass(frozen=True)
class CallPerson:
    """The person asks for a human being, or complains: tell the platform's staff."""

    text: str
    complaint: bool = False


@dataclass(frozen=True)
class Forget:
    """Erase all data of this person."""


@dataclass(frozen=True)
class Export:
    """Send this person all data we hold of them."""


@dataclass(frozen=True)
class GiveComparison:
    """Give this person the link of a page with these offerings side by side."""

    offerings: tuple[str, ...]


@dataclass(frozen=True)
class GiveDossier:
    """Give this person a link to all their matches, requests and answers."""


@dataclass(frozen=True)
class OpenFigures:
    """Look up which WISE's yearly figures the link with this word asks for."""

    word: str


@dataclass(frozen=True)
class GiveFigures:
    """Keep these yearly figures of a WISE, in the order of FIGURES."""

    key: str
    numbers: tuple[int, ...]


Effect = (
    SendCode
    | CreateLeads
    | HandOver
    | KeepUnmet
    | Subscribe
    | Unsubscribe
    | RecordOutcome
    | AnswerOffer
    | WithdrawLeads
    | Apply
    | TellApplication
    | MakeOffering
    | CallPerson
    | Forget
    | Export
    | GiveComparison
    | GiveDossier
    | OpenFigures
    | GiveFigures
)


@dataclass(frozen=True)
class Advance:
    """The conversation after a turn, the replies, what must happen, and the matches shown."""

    conversation: Conversation
    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
    matches: tuple[Match, ...] = ()

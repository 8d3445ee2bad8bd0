"""The demo's first inhabitants: they go through the real dialogue, some days ago."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from matchbot.adapters.luck import SystemLuck
from matchbot.app import App
from matchbot.core.dialogue.conversation import Turn
from matchbot.core.keys import hash_key
from matchbot.core.lead import NotPossible
from matchbot.flows.enquiry import open_conversation, take_turn
from matchbot.flows.inbox import handle_all
from matchbot.flows.leads import answer_lead
from matchbot.flows.office import Office
from matchbot.flows.outcomes import ask_buyer

WiseAnswer = Literal["accept", "decline", ""]


@dataclass(frozen=True)
class Inhabitant:
    """Somebody who wrote `days_ago`: what they said, and what the WISEs answered a day later."""

    name: str
    days_ago: int
    language: str
    says: tuple[str, ...]
    answers: tuple[WiseAnswer, ...] = ()
    later: tuple[str, ...] = ()


#: {code} stands for the code that was mailed.
INHABITANTS: tuple[Inhabitant, ...] = (
    Inhabitant(
        "fatima", 15, "nl",
        ("Schoonmaak van ons kantoor in Zuidoost, 400 m2, twee keer per week", "1 en 2",
         "Stadsdeel Zuidoost (voorbeeld), Fatima Bakker, fatima@stadsdeel.example", "{code}"),
        ("accept", "decline"), ("gelukt, we beginnen in januari",),
    ),
    Inhabitant(
        "tom", 9, "en",
        ("We have 60 old laptops to get rid of, hard disks must be wiped", "1",
         "Canal Insurance (sample), Tom Reed, tom@canalinsurance.example", "{code}"),
        ("accept",),
    ),
    Inhabitant(
        "sanne", 3, "nl",
        ("300 kerstpakketten inpakken, begin december, magazijn in West", "1 en 2",
         "Drukkerij De Sluis (voorbeeld), Sanne de Wit, sanne@desluis.example", "{code}"),
        ("", "accept"),
    ),
    Inhabitant(
        "youssef", 2, "nl",
        ("Tuinonderhoud bij een school in Nieuw-West, elke maand", "2",
         "Basisschool De Linde (voorbeeld), Youssef Amrani, youssef@delinde.example", "{code}"),
    ),
    Inhabitant(
        "claire", 12, "nl",
        ("houd me op de hoogte van catering", "claire@grachtkantoor.example", "{code}"),
    ),
    Inhabitant("ben", 12, "en", ("/subscribe", "everything", "ben@harbour.example", "{code}")),
    Inhabitant("onvervuld", 5, "nl", ("archeologisch onderzoek bij een bouwput",)),
)  # fmt: skip


@dataclass
class _Remembering(SystemLuck):
    """Luck that remembers the last code and all key words, so that the seeding can use them."""

    last_code: str = ""
    words: list[str] = field(default_factory=list)

    def code(self) -> str:
        self.last_code = super().code()
        return self.last_code

    def word(self) -> str:
        self.words.append(super().word())
        return self.words[-1]


@dataclass
class _Then:
    """A clock held at a moment."""

    at: datetime

    def now(self) -> datetime:
        return self.at


def seed(app: App, progress: Callable[[], None] = lambda: None) -> int:
    """Let the inhabitants live their days; how many there are."""
    for inhabitant in INHABITANTS:
        luck, clock = _Remembering(), _Then(app.clock.now() - timedelta(days=inhabitant.days_ago))
        office = replace(app.office, luck=luck, clock=clock)
        _live(office, inhabitant, luck, clock)
        progress()
    return len(INHABITANTS)


def _live(office: Office, who: Inhabitant, luck: _Remembering, clock: _Then) -> None:
    c = open_conversation(office, "web", f"demo-{who.name}", who.language)
    for text in who.says:
        take_turn(office, c.id, Turn(text.format(code=luck.last_code)))
        clock.at += timedelta(minutes=2)
    clock.at += timedelta(days=1)
    with office.store.read() as tx:
        leads = tx.leads.of_conversation(c.id)
        known = ((word, tx.keys.get(hash_key(word))) for word in luck.words)
        keys = [word for word, key in known if key and key.purpose == "lead"][-len(leads) :]
    for word, answer in zip(keys, who.answers, strict=False):
        if answer:
            _answer(office, word, answer)
    handle_all(office, {}, "seeding")
    clock.at += timedelta(days=1)
    for text in who.later:
        _tell_outcome(office, c.id, text)


def _answer(office: Office, word: str, answer: WiseAnswer) -> None:
    note = "Dat doen we graag, we bellen u morgen." if answer == "accept" else ""
    reason = "too_busy" if answer == "decline" else ""
    try:
        answer_lead(office, word, "accept" if answer == "accept" else "decline",
                    reason=reason, note=note)  # fmt: skip
    except NotPossible:
        return


def _tell_outcome(office: Office, conversation_id: str, text: str) -> None:
    with office.store.begin() as tx:
        accepted = [
            lead for lead in tx.leads.of_conversation(conversation_id) if lead.state == "accepted"
        ]
        for lead in accepted[:1]:
            ask_buyer(tx, office, lead, "ask_buyer", office.clock.now())
    handle_all(office, {}, "seeding")
    take_turn(office, conversation_id, Turn(text))

"""Plays a transcript against the real flows, and hears what is answered.

A line is `word: rest`; `#` begins a comment. What people do:

    buyer: text            says it ({code}: the mailed code; {long}: 10,000 characters)
    press: 1 @2            presses the choice "1" (of round 2; without @, of the last reply)
    media: photo           sends a photo, sticker or voice message
    wise: accept 1 note    the WISE of the first lead answers, with a note ("decline" as well)
    days: 3                days go by; the clock knocks each morning
    link: confirm          follows the link of the newest such letter ("unsubscribe" as well)
    changed: offering-id   a WISE changes the text of its offering
    serves: offering-id X  a WISE says that it serves the place X with its offering as well
    operator: ask text     the platform asks a WISE that wants to join ("approve", "refuse" as well)
    sister: platform | desk | WISE | title | kind | place    a sister platform has this
    minutes: 15            time goes by; the clock knocks

A transcript whose name says so (`nl_mail_…`, `nl_terminal_…`) is played on that channel
(other_channels.py), every other in the web chat.

What must follow from the last of these: `bot:` text that occurs in the replies or on a button,
`bot not:` text that does not, `letter:` and `letter not:` the same for the letters that arrive
(To, subject and text), `task:` a task for the staff.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

from cast import OPERATOR, Mailbox, StillClock, body, link_in

from matchbot.adapters.sisters.elsewhere import build_elsewhere
from matchbot.core.application import OPEN
from matchbot.core.dialogue.conversation import Conversation, Turn
from matchbot.core.offering import Catalogue, Offering, Wise
from matchbot.core.sister import Sister, SisterOffering
from matchbot.flows.catalogue import import_catalogue
from matchbot.flows.enquiry import open_conversation, take_turn
from matchbot.flows.inbox import handle_all
from matchbot.flows.joining import decide
from matchbot.flows.leads import answer_lead
from matchbot.flows.office import Office, WordedReply
from matchbot.flows.people import confirm_address, stop_subscription
from matchbot.flows.records import Utterance
from matchbot.schedule import knock

LONG = {
    "nl": ("Wij zoeken iemand die de lunch verzorgt. " * 250)[:10_000],
    "en": ("We are looking for someone who makes lunch. " * 250)[:10_000],
    "fr": ("Nous cherchons quelqu'un qui prépare le déjeuner. " * 250)[:10_000],
    "de": ("Wir suchen jemanden, der das Mittagessen macht. " * 250)[:10_000],
}


@dataclass(frozen=True)
class Line:
    """One line of a transcript."""

    number: int
    word: str
    rest: str


def read_transcript(path: Path) -> list[Line]:
    """The lines of a transcript, without comments and empty ones."""
    lines = []
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if text.strip() and not text.startswith("#"):
            word, colon, rest = text.partition(":")
            assert colon, f"{path.name}:{number}: no colon"
            lines.append(Line(number, word.strip(), rest.strip()))
    return lines


@dataclass
class Stage:
    """One conversation in the web chat, with the WISEs and the clock around it."""

    office: Office
    clock: StillClock
    mailbox: Mailbox
    language: str
    heard: list[str] = field(default_factory=list)
    new_letters: list[EmailMessage] = field(default_factory=list)
    letters: list[EmailMessage] = field(default_factory=list)
    _last: int = 0
    _id: str = ""

    def __post_init__(self) -> None:
        knock(self.office)

    def play(self, line: Line) -> None:
        """Do what the line says, or check what it expects."""
        if line.word in _CHECKS:
            getattr(self, _CHECKS[line.word])(line)
            return
        self.heard = []
        getattr(self, f"_{line.word}")(line.rest)
        self._work()

    def conversation(self) -> Conversation:
        c = open_conversation(self.office, "web", "visitor", self.language)
        if c.id != self._id:
            self._id, self._last = c.id, 0
        return c

    def _take(self, turn: Turn) -> None:
        answer = take_turn(self.office, self.conversation().id, turn)
        self.heard += [shown(r) for r in answer.replies]

    def _work(self) -> None:
        """What the office does by itself: the inbox, the letters; then listen."""
        handle_all(self.office, {}, uuid.uuid4().hex)
        self.new_letters = self.mailbox.deliver()
        self.letters += self.new_letters
        c = self.conversation()
        with self.office.store.read() as tx:
            said = tx.conversations.utterances(c.id, self._last)
        self._last = said[-1].id if said else self._last
        answered = set(self.heard)
        self.heard += [t for u in said if u.who == "bot" and (t := shown(u)) not in answered]

    def _buyer(self, rest: str) -> None:
        text = rest.replace("{long}", LONG[self.language])
        if "{code}" in text:
            text = text.replace("{code}", str(self._newest("confirm")["Subject"])[-6:])
        self._take(Turn(text))

    def _press(self, rest: str) -> None:
        value, _, number = rest.partition("@")
        round = int(number) if number else self.conversation().round
        self._take(Turn(choice=value.strip(), round=round))

    def _media(self, rest: str) -> None:
        self._take(Turn(event="media", facts={"what": rest}))

    def _wise(self, rest: str) -> None:
        step, number, *note = rest.split(maxsplit=2)
        view = self.conversation().leads[int(number) - 1]
        with self.office.store.read() as tx:
            (message,) = tx.outbox.find(lead_id=view.id)
        letter = next(m for m in self.letters if m["Message-ID"] == message.message_id)
        assert step in {"accept", "decline"}
        answer_lead(self.office, link_in(letter, "lead"), step, note="".join(note))  # type: ignore[arg-type]

    def _days(self, rest: str) -> None:
        for _ in range(int(rest)):
            self.clock.advance(timedelta(days=1))
            knock(self.office)

    def _minutes(self, rest: str) -> None:
        self.clock.advance(timedelta(minutes=int(rest)))
        knock(self.office)

    def _link(self, rest: str) -> None:
        follow = {"confirm": confirm_address, "unsubscribe": stop_subscription}[rest]
        follow(self.office, link_in(self._newest(rest), rest))

    def _changed(self, rest: str) -> None:
        offering = self.office.knowledge().catalogue.offerings[rest]
        changed = replace(offering, description=offering.description + " (nieuw)")
        moment = self.clock.advance(timedelta(minutes=1))
        import_catalogue(self.office.store, Catalogue(offerings={rest: changed}), moment)

    def _serves(self, rest: str) -> None:
        id, _, place = rest.partition(" ")
        k = self.office.knowledge()
        offering = replace(k.catalogue.offerings[id], areas=(place,))
        import_catalogue(self.office.store, Catalogue(offerings={id: offering}), self.clock.now())
        catalogue = replace(k.catalogue, offerings={**k.catalogue.offerings, id: offering})
        known = replace(k, catalogue=catalogue)
        self.office = self.mailbox.office = replace(self.office, knowledge=lambda: known)

    def _operator(self, rest: str) -> None:
        step, _, text = rest.partition(" ")
        with self.office.store.read() as tx:
            (there,) = tx.applications.find(OPEN)
        assert step in {"ask", "approve", "refuse"}
        decide(self.office, OPERATOR, there.id, step, text)  # type: ignore[arg-type]

    def _sister(self, rest: str) -> None:
        platform, desk, wise, title, kind, place = (part.strip() for part in rest.split("|"))
        sister = Sister("sister.example", "https://sister.example", platform, desk=desk)
        offering = Offering("o", "w", title, kinds=(kind,), place=place, radius_km=20)
        offered = SisterOffering(offering, Wise("w", wise), "https://sister.example/nl/offerings/o")
        k = self.office.knowledge()
        known = replace(k, elsewhere=build_elsewhere([(sister, [offered])], k))
        self.office = self.mailbox.office = replace(self.office, knowledge=lambda: known)

    def _newest(self, purpose: str) -> EmailMessage:
        return next(m for m in reversed(self.letters) if f"/{purpose}/" in body(m))

    def must_say(self, line: Line) -> None:
        assert line.rest in self._said()

    def must_not_say(self, line: Line) -> None:
        assert line.rest not in self._said()

    def _said(self) -> str:
        """What was heard, with plain spaces where French and German put hard ones."""
        return re.sub(r"[\xa0\u202f]", " ", "\n".join(self.heard))

    def must_write(self, line: Line) -> None:
        assert line.rest in self._mailed()

    def must_not_write(self, line: Line) -> None:
        assert line.rest not in self._mailed()

    def must_ask_staff(self, line: Line) -> None:
        with self.office.store.read() as tx:
            assert line.rest in {task.kind for task in tx.tasks.open()}

    def _mailed(self) -> str:
        return "\n".join(f"{m['To']}\n{m['Subject']}\n{body(m)}" for m in self.new_letters)


def shown(reply: WordedReply | Utterance) -> str:
    """A reply as it is heard: its text, and its choices in brackets."""
    return "\n".join([reply.text, *(f"[{c.label}]" for c in reply.choices)])


_CHECKS = {
    "bot": "must_say",
    "bot not": "must_not_say",
    "letter": "must_write",
    "letter not": "must_not_write",
    "task": "must_ask_staff",
}

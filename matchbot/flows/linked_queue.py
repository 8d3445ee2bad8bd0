"""The operator's queue in a linked chat: one thing at a time, the same decisions as on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

from matchbot.core.dialogue.conversation import OfferedChoice
from matchbot.core.keys import hash_key
from matchbot.core.need import told_facts
from matchbot.core.said import say
from matchbot.core.scopes import Right, may
from matchbot.flows.linked_leads import Said
from matchbot.flows.login import Member
from matchbot.flows.office import Office, WordedReply
from matchbot.flows.operating import (
    NoLonger,
    NotAllowed,
    Queue,
    ReasonNeeded,
    Verdict,
    close_task,
    decide_application,
    decide_offering,
    queue,
    read_again,
    send_again,
)
from matchbot.flows.records import LinkedChat

#: So many characters of a text are shown; the page has the whole.
LONGEST = 1500
#: Tasks that people bring, which have a name in words.
_NAMED = ("complaint", "human", "wise_without_address", "outcome_disputed")
_VERDICTS = ("approve", "ask", "refuse")
Act = Callable[[Office, Member, str, str, str], object]


@dataclass(frozen=True)
class Waiting:
    """One thing of the queue: what it is, its name and lines, and what can be done about it."""

    what: str
    id: str
    name: str
    lines: tuple[str, ...]
    acts: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """Its name in a button, which holds 64 bytes and no long id."""
        return hash_key(f"{self.what}:{self.id}")[:16]


@dataclass(frozen=True)
class Desk:
    """Who looks at the queue, and in which chat."""

    office: Office
    chat: LinkedChat
    member: Member

    def text(self, key: str, **facts: object) -> str:
        """A line in the language of the chat."""
        return self.office.wording.text(say(key, **facts), self.chat.language)

    def waiting(self) -> list[Waiting]:
        """All that waits, as far as the member may see it. Raises NotAllowed."""
        return waiting_things(self, queue(self.office, self.member))


def act_on_queue(office: Office, chat: LinkedChat, member: Member, value: str) -> Said:
    """`queue`, `queue:next:PLACE` or `queue:ACT:MARK`; what waits then is shown."""
    desk, (_, act, rest) = Desk(office, chat, member), (*value.split(":"), "", "")[:3]
    try:
        waits = desk.waiting()
        if act in {"", "next"}:
            return _show(desk, waits, int(rest) if rest.isdecimal() else 0)
        thing = next((one for one in waits if one.mark == rest), None)
        if thing is None:
            return _show(desk, waits, 0, desk.text("web.operator.gone"))
        if act in {"ask", "refuse"} and act in thing.acts:
            return _await_words(desk, thing, act)
        return _done(desk, thing, act, "")
    except NotAllowed:
        return Said(WordedReply(desk.text("linked.not_allowed")))


def decide_with_words(
    office: Office, chat: LinkedChat, member: Member, asked: str, text: str
) -> Said:
    """The question or reason was typed: `asked` is the button that asked for it."""
    desk, (_, act, mark) = Desk(office, chat, member), (*asked.split(":"), "", "")[:3]
    try:
        waits = desk.waiting()
        thing = next((one for one in waits if one.mark == mark), None)
        if thing is None:
            return _show(desk, waits, 0, desk.text("web.operator.gone"))
        return _done(desk, thing, act, text)
    except NotAllowed:
        return Said(WordedReply(desk.text("linked.not_allowed")))


def _done(desk: Desk, thing: Waiting, act: str, text: str) -> Said:
    """Decide, and show what waits next. Raises NotAllowed."""
    if act not in thing.acts:
        raise NotAllowed(act)
    above = desk.text("linked.decided", name=thing.name)
    try:
        _ACTS[thing.what](desk.office, desk.member, thing.id, act, text)
    except NoLonger:
        above = desk.text("web.operator.gone")
    except ReasonNeeded:
        return _await_words(desk, thing, act)
    return _show(desk, desk.waiting(), 0, above)


def _await_words(desk: Desk, thing: Waiting, act: str) -> Said:
    back = OfferedChoice("queue:", desk.text("linked.back"))
    words = desk.text(f"linked.write_{act}", name=thing.name)
    return Said(WordedReply(words, (back,)), f"queue:{act}:{thing.mark}")


def _show(desk: Desk, waits: list[Waiting], place: int, above: str = "") -> Said:
    if not waits:
        return Said(WordedReply("\n".join(filter(None, (above, desk.text("linked.queue_empty"))))))
    place %= len(waits)
    thing, count = waits[place], len(waits)
    head = desk.text("linked.place", number=place + 1, count=count) if count > 1 else ""
    lines = filter(None, (above, head, thing.name, *thing.lines))
    choices = [(f"queue:{act}:{thing.mark}", f"web.operator.{act}") for act in thing.acts]
    if count > 1:
        choices.append((f"queue:next:{place + 1}", "linked.next"))
    labels = tuple(OfferedChoice(value, desk.text(key)) for value, key in choices)
    return Said(WordedReply("\n".join(lines), labels))


def waiting_things(desk: Desk, waits: Queue) -> list[Waiting]:
    """The queue as one list, in the order of the page; acts only for who may do them."""
    found = [
        *(Waiting("application", a.id, a.applied.name, (a.applied.about[:LONGEST], *_told(a)))
          for a in waits.applications),
        *(Waiting("offering", o.id, o.title, (wise.name, o.description[:LONGEST]))
          for o, wise in waits.offerings),
        *(Waiting("task", t.id, _kind(desk, t.kind), (t.subject, t.text[:LONGEST]))
          for t in waits.tasks),
        *(Waiting("letter", m.id, m.purpose, (f"{m.recipient} · {m.state}", m.reason or m.answer))
          for m in waits.letters),
        *(Waiting("mail", str(m.id), m.source, (m.thread, m.reason)) for m in waits.mails),
        *(Waiting("lead", one.id, one.contact.organisation,
                  (desk.text("web.operator.leads"), *(desk.text("form.plain", value=v)
                   for _, v in told_facts(one.need)))) for one in waits.leads),
    ]  # fmt: skip
    return [replace(one, acts=_acts(desk.member, one.what)) for one in found]


def _kind(desk: Desk, kind: str) -> str:
    """What kind of task it is; those of the machinery have no words of their own."""
    return desk.text(f"task.{kind}") if kind in _NAMED else kind.replace("_", " ")


def _told(application: Any) -> tuple[str, ...]:
    """What was asked and answered before."""
    return tuple(step.text for step in application.steps if step.text)


def _acts(member: Member, what: str) -> tuple[str, ...]:
    acts, right = POSSIBLE[what]
    return acts if may(member.scope, right) else ()


#: What can be done about each thing, and the right it takes.
POSSIBLE: dict[str, tuple[tuple[str, ...], Right]] = {
    "application": (_VERDICTS, "decide"),
    "offering": (_VERDICTS, "decide"),
    "task": (("close",), "post"),
    "letter": (("again",), "post"),
    "mail": (("again",), "post"),
    "lead": ((), "post"),
}
_ACTS: dict[str, Act] = {
    "application": lambda o, m, id, act, text: decide_application(o, m, id, cast("Verdict", act), text),
    "offering": lambda o, m, id, act, text: decide_offering(o, m, id, cast("Verdict", act), text),
    "task": lambda o, m, id, act, text: close_task(o, m, id),
    "letter": lambda o, m, id, act, text: send_again(o, m, id),
    "mail": lambda o, m, id, act, text: read_again(o, m, int(id)),
}  # fmt: skip

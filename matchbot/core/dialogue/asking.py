"""Commands that work at every point: help, start over, stop, a person, my data, where things stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.commands import rest_of
from matchbot.core.dialogue.conversation import (
    Advance,
    CallPerson,
    Choice,
    Conversation,
    Export,
    Forget,
    Reply,
    Step,
    Turn,
    Unsubscribe,
)
from matchbot.core.dialogue.enquiry import take_need
from matchbot.core.dialogue.identify import ask_code, send_leads
from matchbot.core.dialogue.matches import explain, show_matches
from matchbot.core.dialogue.subscribing import begin_subscription
from matchbot.core.knowledge import Knowledge
from matchbot.core.said import Said, say

Answer = Callable[[Conversation, Turn, Knowledge, datetime], Advance | None]


def answer_command(
    command: str, c: Conversation, turn: Turn, k: Knowledge, now: datetime
) -> Advance | None:
    """What a command does here; None where it means nothing ("ja" without a question)."""
    return COMMANDS[command](c, turn, k, now)


def say_hello(c: Conversation, k: Knowledge) -> Advance:
    """What can be asked here, with an example."""
    lines = (say("help.examples"),) if not c.greeted else (say("hello"), say("help.examples"))
    return Advance(c, (Reply(lines),))


def _start(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    return say_hello(c, k)


def _help(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    return Advance(c, (Reply((say("help.examples"), say("help.commands"), _contact(k))),))


def _about(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    lines = (say("about", platform=k.platform.name, count=len(k.catalogue.wises)), _contact(k))
    return Advance(c, (Reply(lines if c.greeted else lines[:1]),))


def _contact(k: Knowledge) -> Said:
    return say("help.person", contact=k.platform.contact)


def _new(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    after = replace(
        c, step="waiting" if c.leads else "open", need=None, shown=(), seen=(), picked=(), aim="",
        asked=(), more=(), code=None,
    )  # fmt: skip
    return Advance(after, (Reply((say("new.asked"),)),))


def _stop(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    after = replace(c, step="waiting" if c.leads else "open", aim="", picked=(), stopped=True)
    lines = [say("stopped")] + ([say("stopped.leads")] if _open_leads(c) else [])
    return Advance(after, (Reply(tuple(lines)),), (Unsubscribe(),))


def _open_leads(c: Conversation) -> list[str]:
    return [v.id for v in c.leads if v.state in {"new", "notified"}]


def _human(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    return Advance(
        c, (Reply((say("human.called", contact=k.platform.contact),)),), (CallPerson(turn.text),)
    )


def _delete(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    choices = (Choice("yes", say("choice.delete_yes")), Choice("no", say("choice.delete_no")))
    return Advance(replace(c, step="erasing"), (Reply((say("delete.sure"),), choices),))


def _export(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    return Advance(c, (Reply((say("export.here"),)),), (Export(),))


def _status(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    if not c.leads:
        return Advance(c, (Reply((say("status.none"),)),))
    lines = [say("status.head", count=len(c.leads))]
    for view in c.leads:
        offering, wise = k.catalogue.offerings.get(view.offering), k.catalogue.wises.get(view.wise)
        title = offering.title_in(c.language) if offering else view.offering
        name = wise.name if wise else view.wise
        lines.append(say("status.line", title=title, wise=name, state=say(f"state.{view.state}")))
    return Advance(c, (Reply(tuple(lines)),))


def _subscribe(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    return begin_subscription(c, rest_of(turn.text), k, now)


def _why(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    if not c.shown:
        return Advance(
            c,
            (
                Reply(
                    (say("why.how"), say("help.examples")),
                ),
            ),
        )
    numbers = [int(t) for t in turn.text.split() if t.isdigit()]
    return explain(c, k, now, numbers)


def _more(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    if c.need is None or c.step in {"contact", "code"}:
        return None
    return show_matches(c, k, now, more=True)


def _next(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    if not c.more:
        return None
    first, rest = c.more[0], c.more[1:]
    done = take_need(replace(c, need=None), Turn(first), k, now)
    return replace(done, conversation=replace(done.conversation, more=rest)) if done else None


def _resend(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    return ask_code(c) if c.step == "code" else None


def _yes(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    if c.step == "erasing":
        return Advance(replace(c, step="open"), (Reply((say("delete.done"),)),), (Forget(),))
    if c.step == "choosing" and len(c.shown) == 1:
        chosen = replace(c, picked=c.shown)
        return send_leads(chosen, k) if c.confirmed else None
    return None


def _no(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    if c.step == "follow_up":
        return None
    if c.step in {"contact", "code", "wish", "erasing"}:
        step: Step = "choosing" if c.aim == "leads" and c.shown else "open"
        key = "delete.kept" if c.step == "erasing" else "cancelled"
        return Advance(replace(c, step=step, picked=(), aim="", code=None), (Reply((say(key),)),))
    if c.step == "choosing":
        return Advance(
            replace(c, step="waiting" if c.leads else "open"), (Reply((say("no.fine"),)),)
        )
    return None


COMMANDS: dict[str, Answer] = {
    "start": _start,
    "help": _help,
    "about": _about,
    "new": _new,
    "stop": _stop,
    "human": _human,
    "delete": _delete,
    "export": _export,
    "status": _status,
    "subscribe": _subscribe,
    "why": _why,
    "more": _more,
    "next": _next,
    "resend": _resend,
    "yes": _yes,
    "no": _no,
}

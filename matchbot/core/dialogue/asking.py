"""Commands that work at every point: help, start over, a person, my data, where things stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.commands import plain, rest_of
from matchbot.core.dialogue.comparing import (
    drop_from_list,
    give_dossier,
    keep_on_list,
    show_comparison,
    show_list,
)
from matchbot.core.dialogue.conversation import (
    Advance,
    Choice,
    Conversation,
    Export,
    Forget,
    Reply,
    Turn,
)
from matchbot.core.dialogue.enquiry import take_need
from matchbot.core.dialogue.identify import (
    ask_code,
    let_go_of_choice,
    pick,
    resumed,
    send_leads,
)
from matchbot.core.dialogue.joining import agree, begin_joining, leave_out
from matchbot.core.dialogue.matches import explain, pick_choices, show_matches
from matchbot.core.dialogue.numbers import numbers_named
from matchbot.core.dialogue.selling import accept_proposal, begin_offering
from matchbot.core.dialogue.small_talk import aside, call_person, hello, stop
from matchbot.core.dialogue.subscribing import begin_saving, begin_subscription, offers_saving
from matchbot.core.dialogue.withdrawing import (
    begin_withdrawal,
    keep,
    open_leads,
    taken_back,
    withdraw,
)
from matchbot.core.knowledge import Knowledge
from matchbot.core.said import Said, say

Answer = Callable[[Conversation, Turn, Knowledge, datetime], Advance | None]


def answer_command(
    command: str, c: Conversation, turn: Turn, k: Knowledge, now: datetime
) -> Advance | None:
    """What a command does here; None where it means nothing ("ja" without a question)."""
    return COMMANDS[command](c, turn, k, now)


def _help(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    return aside(c, say("help.examples"), say("help.commands"), _contact(k))


def _about(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    lines = (say("about", platform=k.platform.name, count=len(k.catalogue.wises)), _contact(k))
    return aside(c, *(lines if c.greeted else lines[:1]))


def _contact(k: Knowledge) -> Said:
    return say("help.person", contact=k.platform.contact)


def _new(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    after = replace(
        c, step="waiting" if c.leads else "open", need=None, shown=(), seen=(), picked=(), aim="",
        asked=(), more=(), code=None, withdrawing=(), draft=None,
        joining=None, joined=False,
    )  # fmt: skip
    return Advance(after, (Reply((say("new.asked"),)),))


def _delete(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    choices = (Choice("yes", say("choice.delete_yes")), Choice("no", say("choice.delete_no")))
    return Advance(replace(c, step="erasing"), (Reply((say("delete.sure"),), choices),))


def _export(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    return Advance(c, (Reply((say("export.here"),)),), (Export(),))


def _status(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    if not c.leads:
        kept = () if c.need is None else (say("need.kept", need=c.need),)
        return aside(c, say("status.none"), *kept)
    # Who was asked again after a withdrawal stands there once.
    last = tuple({view.offering: view for view in c.leads}.values())
    lines = [say("status.head", count=len(last))]
    for view in last:
        offering, wise = k.catalogue.offerings.get(view.offering), k.catalogue.wises.get(view.wise)
        title = offering.title_in(c.language) if offering else view.offering
        name = wise.name if wise else view.wise
        lines.append(say("status.line", title=title, wise=name, state=say(f"state.{view.state}")))
    if open_leads(c):
        lines.append(say("status.withdraw"))
    return aside(c, *lines)


def _subscribe(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    return begin_subscription(c, rest_of(turn.text), k, now)


def _save(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    return begin_saving(c, k)


def _why(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """Why these, why number two, why this WISE; or why we want to know who the buyer is."""
    chosen = _shown_named(c, turn.text, k)
    if c.step in {"contact", "code"} and c.aim == "leads" and not chosen:
        return aside(c, say("why.contact"))
    if not c.shown:
        return aside(c, say("why.how"), say("help.examples"))
    return explain(c, k, now, chosen)


def _shown_named(c: Conversation, text: str, k: Knowledge) -> Sequence[int]:
    """The numbers of the matches shown that a message names, by number or by WISE."""
    if numbers := numbers_named(text, len(c.shown)):
        return numbers
    said = plain(text)
    offerings = [k.catalogue.offerings.get(o) for o in c.shown]
    names = [k.catalogue.wises[o.wise].name if o and o.wise in k.catalogue.wises else ""
             for o in offerings]  # fmt: skip
    return [n for n, name in enumerate(names, 1) if name and plain(name) in said]


def _price(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """From which price the matches shown start, as far as the WISEs say."""
    offerings = [k.catalogue.offerings.get(o) for o in c.shown]
    if not c.shown:
        return aside(c, say("price.how"), say("help.examples"))
    lines = [
        say("price.line", number=n, title=o.title_in(c.language), price=o)
        if o.price_from is not None
        else say("price.none", number=n, title=o.title_in(c.language))
        for n, o in enumerate(offerings, 1)
        if o
    ]
    return aside(c, *lines, say("price.how"))


def _another(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    return aside(c, say("another.asked"))


def _bye(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    return Advance(c, (Reply((say("bye"),)),))


def _more(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    if c.need is None:
        return hello(c, turn, k, now)
    return show_matches(c, k, now, more=True)


def _next(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    if not c.more:
        return aside(c, say("more.none"))
    first, rest = c.more[0], c.more[1:]
    done = take_need(replace(c, need=None, more=()), Turn(first), k, now)
    return replace(done, conversation=replace(done.conversation, more=rest)) if done else None


def _resend(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    return ask_code(c, k) if c.step == "code" else aside(c, say("code.none"))


def _withdraw(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    if c.step in {"contact", "code", "confirming"} and c.picked:
        return let_go_of_choice(c)
    return begin_withdrawal(c, turn, k, now)


def _undo(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """Take back the last step that had an effect: a choice, a withdrawal, a request sent."""
    if offerings := taken_back(c):
        return pick(c, offerings, k)
    if c.step == "waiting" and open_leads(c):
        return begin_withdrawal(c, turn, k, now)
    return _no(c, turn, k, now) or aside(c, say("undo.none"))


def _yes(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    match c.step:
        case "erasing":
            return Advance(replace(c, step="open"), (Reply((say("delete.done"),)),), (Forget(),))
        case "withdrawing" if c.withdrawing:
            return withdraw(c, k)
        case "confirming":
            return send_leads(c, k)
        case "offering":
            return accept_proposal(c, k)
        case "joining":
            return agree(c)
        case "choosing" | "open" if offers_saving(c):
            return begin_saving(c, k)
        case "choosing" if len(c.shown) == 1 and c.leads and c.confirmed:
            return send_leads(replace(c, picked=c.shown), k)
        case "choosing" if len(c.shown) == 1:
            return pick(c, c.shown, k)
        case "choosing":
            return Advance(c, (Reply((say("matches.choose"),), pick_choices(c)),))
        case "open" | "waiting":
            return aside(c, say("no.fine"))
        case _:
            return None


def _no(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    match c.step:
        case "erasing":
            return aside(replace(c, step=resumed(c)), say("delete.kept"))
        case "withdrawing":
            return keep(c)
        case "contact" | "code" | "wish" | "confirming" | "offering":
            return let_go_of_choice(c)
        case "joining":
            return leave_out(c)
        case "choosing":
            after = replace(c, step="waiting" if c.leads else "open")
            return Advance(after, (Reply((say("no.fine"),)),))
        case "open" | "waiting":
            return aside(c, say("no.fine"))
        case _:
            return None


COMMANDS: dict[str, Answer] = {
    "start": hello,
    "help": _help,
    "about": _about,
    "new": _new,
    "stop": stop,
    "human": call_person,
    "delete": _delete,
    "export": _export,
    "status": _status,
    "subscribe": _subscribe,
    "save": _save,
    "join": begin_joining,
    "offer": begin_offering,
    "keep": keep_on_list,
    "drop": drop_from_list,
    "list": show_list,
    "compare": show_comparison,
    "dossier": give_dossier,
    "why": _why,
    "price": _price,
    "more": _more,
    "next": _next,
    "resend": _resend,
    "withdraw": _withdraw,
    "undo": _undo,
    "another": _another,
    "bye": _bye,
    "yes": _yes,
    "no": _no,
}

"""Choosing WISEs, saying who one is, and proving the e-mail address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.changes import is_correction
from matchbot.core.dialogue.combining import TOGETHER
from matchbot.core.dialogue.commands import plain
from matchbot.core.dialogue.contact import add_to, missing
from matchbot.core.dialogue.conversation import (
    Advance,
    Choice,
    Conversation,
    CreateLeads,
    Effect,
    Reply,
    SendCode,
    Step,
    Subscribe,
    Turn,
)
from matchbot.core.dialogue.elsewhere import PASS_ON, passed_on
from matchbot.core.dialogue.matches import pick_choices
from matchbot.core.dialogue.numbers import numbers_chosen
from matchbot.core.dialogue.proposing import place_proposal
from matchbot.core.keys import hash_code, same
from matchbot.core.knowledge import Knowledge
from matchbot.core.lead import Contact
from matchbot.core.need import Need
from matchbot.core.said import Said, say
from matchbot.core.subscription import Wish

MAX_PICKS = 5
MAX_TRIES = 5
MAX_LETTERS = 4
_CODE = re.compile(r"\D*(\d{3})[\s-]?(\d{3})\D*")
#: The steps at which a number chooses among the matches shown.
CHOOSING = frozenset({"open", "choosing", "contact", "code", "confirming", "waiting"})
_ALMOST_A_CODE = re.compile(r"\W*\d[\d\s-]{2,8}\d\W*")
#: Channels where only the person reads along, so that the chat itself is an address.
CHATS = frozenset({"telegram"})
_HERE = {
    "hier", "hierheen", "in deze chat", "hier in deze chat", "here", "in this chat",
    "here in this chat", "ici", "ici dans ce chat", "hier in diesem chat", "telegram",
}  # fmt: skip
MOST_SAVED = 5
#: What an address alone is enough for.
NAMELESS = frozenset({"subscription", "offering"})
RESEND = Choice("resend", say("choice.resend"))
SURE = (Choice("yes", say("choice.send_yes")), Choice("no", say("choice.send_no")))


def choose(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """Numbers choose among the matches shown; None when the message is about something else."""
    offered = turn.choice in {choice.value for choice in c.choices}
    if not c.shown or not (offered or c.step in CHOOSING):
        return None
    if turn.choice == TOGETHER.value and c.together:
        return pick(c, c.together[:1], k, partners=c.together[1:])
    numbers = numbers_chosen(turn.choice or turn.text, len(c.shown))
    if numbers is None or (c.step == "code" and _CODE.fullmatch(turn.text)):
        return None
    if bad := [n for n in numbers if not 1 <= n <= len(c.shown)]:
        return None if _is_a_quantity(c, turn.text, bad) else _no_such_number(c, bad[0])
    return pick(c, tuple(c.shown[n - 1] for n in numbers[:MAX_PICKS]), k)


def _is_a_quantity(c: Conversation, text: str, bad: Sequence[int]) -> bool:
    """A lone larger number answers how many, or corrects it ("toch 60")."""
    corrects = bad[0] > MAX_PICKS and is_correction(text)
    return len(bad) == 1 and (asks_how_many(c) or corrects)


def asks_how_many(c: Conversation) -> bool:
    """Did we ask for the quantity last, without an answer so far?"""
    return c.asked[-1:] == ("quantity",) and c.need is not None and c.need.quantity is None


def _no_such_number(c: Conversation, number: int) -> Advance:
    line = say("choose.no_such_number", number=number, count=len(c.shown))
    return Advance(c, (Reply((line,), pick_choices(c)),))


def pick(
    c: Conversation, offerings: tuple[str, ...], k: Knowledge, *, partners: tuple[str, ...] = ()
) -> Advance:
    """These offerings were chosen: say what will happen, and ask who it is or for a yes.

    `partners` do it together with the one that was chosen.
    """
    asked = {lead.offering for lead in c.leads if lead.state not in {"declined", "withdrawn"}}
    new = tuple(o for o in offerings if o not in asked)
    if not new:
        return Advance(c, (Reply((say("leads.already"),)),))
    c = replace(c, picked=new, partners=partners, aim="leads")
    if c.confirmed and not missing(c.contact):
        sure = say("send.sure", wises=wises_of((*new, *partners), k))
        return Advance(replace(c, step="confirming"), (Reply((sure,), SURE),))
    chosen = say("picked", wises=wises_of((*new, *partners), k))
    return ask_code(c, k, [chosen]) if not missing(c.contact) else _ask_contact(c, [chosen])


def take_elsewhere(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """The buyer says yes to passing the need on: to whom it goes, and who the buyer is, must be known."""
    offered = turn.choice in {choice.value for choice in c.choices}
    if not turn.choice.startswith(PASS_ON) or not offered or c.step not in CHOOSING:
        return None
    c = replace(c, aim="elsewhere", neighbour=turn.choice.removeprefix(PASS_ON), picked=())
    return _with_contact(c, c.contact, k)


def let_go_of_choice(c: Conversation) -> Advance:
    """What was chosen is not asked after all; the matches can be chosen from again."""
    back = c.aim == "leads" and bool(c.shown)
    step: Step = "choosing" if back else "waiting" if c.leads else "open"
    after = replace(c, step=step, picked=(), aim="", code=None, draft=None)
    return Advance(after, (Reply((say("cancelled"),), pick_choices(c) if back else ()),))


def resumed(c: Conversation) -> Step:
    """The step we were at before a question came between, by what is still to be done."""
    if c.aim and c.code is not None:
        return "code"
    if c.aim == "subscription" or (c.aim == "leads" and missing(c.contact)):
        return "contact"
    if c.joining or c.draft:
        return "joining" if c.joining else "offering"
    if c.picked:
        return "confirming"
    return "choosing" if c.shown and not c.leads else "waiting" if c.leads else "open"


def wises_of(offerings: Sequence[str], k: Knowledge) -> tuple[str, ...]:
    """The names of the WISEs that sell these offerings, each once."""
    found = (k.catalogue.offerings.get(o) for o in offerings)
    wises = (k.catalogue.wises.get(o.wise) for o in found if o)
    return tuple(dict.fromkeys(w.name for w in wises if w))


def reminder(c: Conversation) -> tuple[Said, ...]:
    """What we still wait for, said again after something came between; often nothing."""
    match c.step:
        case "joining" if c.joining:
            return (say(f"join.ask_{c.joining.asks}"),)
        case "offering":
            return (say("offer.sure" if c.draft else "offer.ask"),)
        case "contact" if c.aim in NAMELESS:
            return (say("ask.contact_missing", lacking=(say("lacking.email"),)),)
        case "contact":
            return (_lacking(c),)
        case "code":
            return (say("code.waiting", email=c.contact.email),)
        case "confirming":
            return (say("send.waiting"),)
        case "withdrawing" if not c.withdrawing:
            return (say("withdraw.which"),)
        case "withdrawing" | "erasing":
            return (say("answer.waiting"),)
        case _:
            return ()


def _lacking(c: Conversation) -> Said:
    fields = tuple(say(f"lacking.{f}") for f in missing(c.contact))
    return say("ask.contact_missing", lacking=fields)


def _ask_contact(c: Conversation, before: Sequence[Said] = ()) -> Advance:
    question = say("ask.contact") if len(missing(c.contact)) == 3 else _lacking(c)
    return Advance(replace(c, step="contact"), (Reply((*before, question)),))


def ask_subscriber(c: Conversation, wish: Wish, k: Knowledge, need: Need | None = None) -> Advance:
    """A wish to hear, or a need to save, is known: ask for, or prove, the address it goes to."""
    c = replace(c, wish=wish, saving=need, aim="subscription")
    if c.channel in CHATS:
        return _ask_where(c)
    if c.confirmed:
        return _subscribed(c, c.confirmed)
    return ask_code(c, k) if c.contact.email else _ask_where(c)


def _ask_where(c: Conversation) -> Advance:
    """At which address; a chat that only its owner opens is its own proof and will do as well."""
    about = "need" if c.saving else "subscription"
    if c.channel not in CHATS:
        return Advance(replace(c, step="contact"), (Reply((say(f"ask.email_{about}"),)),))
    by_mail = (Choice("mail", say("form.plain", value=c.confirmed)),) if c.confirmed else ()
    choices = (Choice("here", say("choice.here")), *by_mail)
    return Advance(replace(c, step="contact"), (Reply((say(f"ask.where_{about}"),), choices),))


def _take_where(c: Conversation, turn: Turn, k: Knowledge) -> Advance | None:
    here = c.aim == "subscription" and c.channel in CHATS
    if here and (turn.choice == "here" or plain(turn.text) in _HERE):
        return _subscribed(c, "")
    if turn.choice == "mail" and c.confirmed:
        return _subscribed(c, c.confirmed)
    contact, broken = add_to(replace(c.contact, email=""), turn.text)
    if broken or not contact.email:
        asks = say("email.broken" if broken else "email.missing")
        return Advance(c, (Reply((asks,)),)) if turn.text.strip() else None
    c = replace(c, contact=replace(c.contact, email=contact.email))
    return proven(c, k, c.confirmed) if c.confirmed == contact.email else ask_code(c, k)


def take_contact(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """The buyer says who they are, in one message or in several; a question is no name."""
    if c.step != "contact" or ("?" in turn.text and "@" not in turn.text):
        return None
    if c.aim in NAMELESS:
        return _take_where(c, turn, k)
    if not turn.text.strip():
        return None
    contact, broken = add_to(c.contact, turn.text)
    if broken:
        return Advance(
            replace(c, contact=replace(contact, email="")), (Reply((say("email.broken"),)),)
        )
    return _with_contact(c, contact, k)


def take_name(c: Conversation, name: str, k: Knowledge) -> Advance:
    """The buyer's name from a card; a subscriber needs none."""
    if c.aim == "subscription":
        return _ask_where(c)
    if c.aim == "offering":
        return Advance(c, (Reply((say("ask.email_offering"),)),))
    return _with_contact(c, replace(c.contact, name=name), k)


def _with_contact(c: Conversation, contact: Contact, k: Knowledge) -> Advance:
    c = replace(c, contact=contact)
    if missing(contact):
        return _ask_contact(c)
    return _known(c, k) if c.confirmed == contact.email else ask_code(c, k)


def _known(c: Conversation, k: Knowledge) -> Advance:
    """We know who the buyer is: do what that was asked for."""
    return passed_on(c, k) if c.aim == "elsewhere" else send_leads(c, k)


def ask_code(c: Conversation, k: Knowledge, before: Sequence[Said] = ()) -> Advance:
    """Mail a code and a link, and wait for either; never many letters to one address."""
    aim = c.aim or "leads"
    if c.code is not None and c.code.mailed >= MAX_LETTERS:
        return Advance(replace(c, step="code"), (Reply((say("code.too_many"),)),))
    lines = [*before, say("code.sent", email=c.contact.email)]
    if c.picked:
        lines.append(say("code.then", wises=wises_of(c.picked, k)))
    return Advance(
        replace(c, step="code"),
        (Reply(tuple(lines), (RESEND,)),),
        (SendCode(c.contact.email, "need" if c.saving else aim),),
    )


def take_code(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """The mailed code, typed; or a corrected address to mail it to."""
    if c.step != "code":
        return None
    typed = _CODE.fullmatch(turn.text)
    if not typed:
        return _almost_a_code(c, turn, k)
    if c.code is None or now > c.code.until or c.code.tries >= MAX_TRIES:
        return Advance(c, (Reply((say("code.expired"),), (RESEND,)),))
    if same(hash_code(typed[1] + typed[2], c.id), c.code.hash):
        return proven(c, k, c.contact.email)
    c = replace(c, code=replace(c.code, tries=c.code.tries + 1))
    left = MAX_TRIES - c.code.tries if c.code else 0
    line = say("code.wrong", count=left) if left else say("code.expired")
    return Advance(c, (Reply((line,), (RESEND,)),))


def _almost_a_code(c: Conversation, turn: Turn, k: Knowledge) -> Advance | None:
    """A number of another length is a code mistyped; an address is the right one to mail to."""
    if _ALMOST_A_CODE.fullmatch(turn.text):
        return Advance(c, (Reply((say("code.shape"),), (RESEND,)),))
    if "@" not in turn.text:
        return None
    contact, broken = add_to(replace(c.contact, email=""), turn.text)
    if broken:
        return Advance(c, (Reply((say("email.broken"),), (RESEND,)),))
    if contact.email:
        return ask_code(replace(c, contact=replace(c.contact, email=contact.email)), k)
    return None


def proven(c: Conversation, k: Knowledge, email: str) -> Advance:
    """The address proved itself, by code or by link: go on with what it was for."""
    c = replace(c, confirmed=email, code=None, contact=replace(c.contact, email=email))
    if c.aim == "subscription":
        return _subscribed(c, email)
    if c.aim == "offering":
        return place_proposal(c, k)
    if c.picked or c.aim == "elsewhere":
        return _known(c, k)
    return Advance(replace(c, step=resumed(c)), (Reply((say("email.confirmed"),)),))


def _subscribed(c: Conversation, email: str) -> Advance:
    """It is kept for this address; without one, for this chat."""
    line = _kept_for(c, email)
    saved = (*c.saved, c.saving)[-MOST_SAVED:] if c.saving else c.saved
    after = replace(
        c, step="waiting" if c.leads else "open", aim="", wish=None, saving=None, saved=saved
    )
    effects: tuple[Effect, ...] = (Subscribe(email, c.wish or Wish(), c.saving),)
    return Advance(after, (Reply((line,)),), effects)


def _kept_for(c: Conversation, email: str) -> Said:
    if c.saving:
        return say("saved", email=email) if email else say("saved.here")
    return say("subscribed", email=email) if email else say("subscribed.here")


def send_leads(c: Conversation, k: Knowledge) -> Advance:
    """Put the need before the chosen WISEs and say what happens next."""
    wises = wises_of(c.picked, k)
    if c.partners:
        others = wises_of(c.partners, k)
        lines = [say("leads.sent_together", wise=wises[0] if wises else "", wises=others)]
    else:
        lines = [say("leads.sent", count=len(wises), wises=wises)]
    lines.append(say("leads.next"))
    if c.more:
        lines.append(say("more.next"))
    contact = replace(c.contact, email=c.confirmed)
    effect = CreateLeads(c.picked, c.need or Need(), contact, c.partners)
    return Advance(
        replace(c, step="waiting", picked=(), partners=(), aim=""),
        (Reply(tuple(lines)),),
        (effect,),
    )

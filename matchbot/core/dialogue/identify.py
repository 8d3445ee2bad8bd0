"""Choosing WISEs, saying who one is, and proving the e-mail address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.changes import is_correction
from matchbot.core.dialogue.contact import add_to, missing
from matchbot.core.dialogue.conversation import (
    Advance,
    Choice,
    Conversation,
    CreateLeads,
    Effect,
    Reply,
    SendCode,
    Subscribe,
    Turn,
)
from matchbot.core.dialogue.numbers import numbers_chosen
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
RESEND = Choice("resend", say("choice.resend"))


def choose(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """Numbers choose among the matches shown; None when the message is about something else."""
    if c.step not in {"choosing", "contact", "code", "waiting"} or not c.shown:
        return None
    numbers = numbers_chosen(turn.choice or turn.text, len(c.shown))
    if numbers is None or (c.step == "code" and _CODE.fullmatch(turn.text)):
        return None
    if bad := [n for n in numbers if not 1 <= n <= len(c.shown)]:
        return None if _is_a_quantity(c, turn.text, bad) else _no_such_number(c, bad[0])
    return pick(c, tuple(c.shown[n - 1] for n in numbers[:MAX_PICKS]), k)


def _is_a_quantity(c: Conversation, text: str, bad: Sequence[int]) -> bool:
    """A lone larger number corrects the quantity ("toch 60"), or answers how many."""
    asked = bool(c.asked) and c.asked[-1] == "quantity"
    return len(bad) == 1 and bad[0] > MAX_PICKS and (asked or is_correction(text))


def _no_such_number(c: Conversation, number: int) -> Advance:
    line = say("choose.no_such_number", number=number, count=len(c.shown))
    return Advance(c, (Reply((line,), _numbers(c)),))


def _numbers(c: Conversation) -> tuple[Choice, ...]:
    return tuple(Choice(str(n), say("choice.number", number=n)) for n in range(1, len(c.shown) + 1))


def pick(c: Conversation, offerings: tuple[str, ...], k: Knowledge) -> Advance:
    """These offerings were chosen: to the WISEs if we know the buyer, else ask who it is."""
    asked = {lead.offering for lead in c.leads if lead.state not in {"declined", "withdrawn"}}
    new = tuple(o for o in offerings if o not in asked)
    if not new:
        return Advance(c, (Reply((say("leads.already"),)),))
    c = replace(c, picked=new, aim="leads")
    if c.confirmed and not missing(c.contact):
        return send_leads(c, k)
    if missing(c.contact):
        return _ask_contact(c, [say("picked", titles=titles(c, new, k))])
    return ask_code(c)


def titles(c: Conversation, offerings: Sequence[str], k: Knowledge) -> tuple[str, ...]:
    """The titles of these offerings in the conversation's language."""
    found = (k.catalogue.offerings.get(o) for o in offerings)
    return tuple(o.title_in(c.language) for o in found if o)


def _ask_contact(c: Conversation, before: Sequence[Said] = ()) -> Advance:
    lacking = missing(c.contact)
    if c.aim == "subscription":
        question = say("ask.email_subscription")
    elif len(lacking) == 3:
        question = say("ask.contact")
    else:
        question = say("ask.contact_missing", lacking=tuple(say(f"field.{f}") for f in lacking))
    return Advance(replace(c, step="contact"), (Reply((*before, question)),))


def ask_subscriber(c: Conversation, wish: Wish) -> Advance:
    """A wish to hear is known: ask for, or prove, the address it goes to."""
    c = replace(c, wish=wish, aim="subscription")
    if c.confirmed:
        return _subscribed(c)
    if not c.contact.email:
        return _ask_contact(c)
    return ask_code(c)


def take_contact(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """The buyer says who they are, in one message or in several."""
    if c.step != "contact" or not turn.text.strip():
        return None
    contact, broken = add_to(c.contact, turn.text)
    if broken:
        return Advance(
            replace(c, contact=replace(contact, email="")), (Reply((say("email.broken"),)),)
        )
    if c.aim == "subscription":
        contact = Contact(c.contact.organisation, c.contact.name, contact.email)
        c = replace(c, contact=contact)
        return ask_code(c) if contact.email else Advance(c, (Reply((say("email.missing"),)),))
    c = replace(c, contact=contact)
    if missing(contact):
        return _ask_contact(c)
    return send_leads(c, k) if c.confirmed == contact.email else ask_code(c)


def ask_code(c: Conversation) -> Advance:
    """Mail a code and a link, and wait for either; never many letters to one address."""
    aim = c.aim or "leads"
    if c.code is not None and c.code.mailed >= MAX_LETTERS:
        return Advance(replace(c, step="code"), (Reply((say("code.too_many"),)),))
    line = say("code.sent", email=c.contact.email)
    return Advance(
        replace(c, step="code"), (Reply((line,), (RESEND,)),), (SendCode(c.contact.email, aim),)
    )


def take_code(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """The mailed code, typed; or a corrected address to mail it to."""
    if c.step != "code":
        return None
    if turn.choice == "resend":
        return ask_code(c)
    typed = _CODE.fullmatch(turn.text)
    if not typed:
        return _corrected_address(c, turn)
    if c.code is None or now > c.code.until or c.code.tries >= MAX_TRIES:
        return Advance(c, (Reply((say("code.expired"),), (RESEND,)),))
    if same(hash_code(typed[1] + typed[2], c.id), c.code.hash):
        return proven(c, k, c.contact.email)
    c = replace(c, code=replace(c.code, tries=c.code.tries + 1))
    left = MAX_TRIES - c.code.tries if c.code else 0
    line = say("code.wrong", count=left) if left else say("code.expired")
    return Advance(c, (Reply((line,), (RESEND,)),))


def _corrected_address(c: Conversation, turn: Turn) -> Advance | None:
    contact, broken = add_to(replace(c.contact, email=""), turn.text)
    if broken:
        return Advance(c, (Reply((say("email.broken"),), (RESEND,)),))
    if contact.email:
        return ask_code(replace(c, contact=replace(c.contact, email=contact.email)))
    return None


def proven(c: Conversation, k: Knowledge, email: str) -> Advance:
    """The address proved itself, by code or by link: go on with what it was for."""
    c = replace(c, confirmed=email, code=None, contact=replace(c.contact, email=email))
    if c.aim == "subscription":
        return _subscribed(c)
    if c.picked:
        return send_leads(c, k)
    return Advance(replace(c, step="open"), (Reply((say("email.confirmed"),)),))


def _subscribed(c: Conversation) -> Advance:
    wish = c.wish or Wish()
    line = say("subscribed", email=c.confirmed, wish=wish.text)
    after = replace(c, step="waiting" if c.leads else "open", aim="", wish=None)
    effects: tuple[Effect, ...] = (Subscribe(c.confirmed, wish),)
    return Advance(after, (Reply((line,)),), effects)


def send_leads(c: Conversation, k: Knowledge) -> Advance:
    """Put the need before the chosen WISEs and say what happens next."""
    wises = tuple(
        k.catalogue.wises[k.catalogue.offerings[o].wise].name
        for o in c.picked
        if o in k.catalogue.offerings
    )
    lines = [say("leads.sent", count=len(wises), wises=wises), say("leads.next")]
    if c.more:
        lines.append(say("more.next", text=c.more[0]))
    effect = CreateLeads(c.picked, c.need or Need(), replace(c.contact, email=c.confirmed))
    return Advance(replace(c, step="waiting", picked=(), aim=""), (Reply(tuple(lines)),), (effect,))

"""Subscribing: what someone wants to hear of each week, and at which address."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.contact import add_to
from matchbot.core.dialogue.conversation import Advance, Choice, Conversation, Reply, Turn
from matchbot.core.dialogue.identify import ask_subscriber
from matchbot.core.knowledge import Knowledge
from matchbot.core.reading.read import read_need
from matchbot.core.reading.wish import means_everything
from matchbot.core.said import say
from matchbot.core.subscription import Wish

#: The choice that saves a need for which nothing fitted.
SAVE = "save"
_PHRASE = re.compile(
    r"^(?:abonneer(?: me| mij)?|(?:houd?|hou) (?:me|mij|ons) op de hoogte|wekelijks overzicht|"
    r"subscribe(?: me)?|keep (?:me|us) posted|weekly digest|(?:abonnez|abonne)[- ]moi|"
    r"tenez[- ]moi au courant|abonnieren|halten sie (?:mich|uns) auf dem laufenden)\s+"
    r"(?:van|over|voor|op|to|about|on|of|for|à|au|aux|de|des|du|sur|über|für)\s+(.{2,200})$",
    re.IGNORECASE,
)


def wish_in(text: str) -> str | None:
    """The subject of "houd me op de hoogte van …", or None when this asks for no such thing."""
    found = _PHRASE.match(text.strip())
    return found[1].strip() if found else None


def offers_saving(c: Conversation) -> bool:
    """Did we ask last whether to tell when somebody offers it?"""
    return any(choice.value == SAVE for choice in c.choices)


def begin_saving(c: Conversation, k: Knowledge) -> Advance:
    """Save the need at hand: it is asked where the one message goes."""
    if c.need is None:
        return Advance(c, (Reply((say("saved.no_need"), say("help.examples"))),))
    return ask_subscriber(c, Wish(), k, need=c.need)


def begin_subscription(c: Conversation, subject: str, k: Knowledge, now: datetime) -> Advance:
    """Someone wants to hear what is new: of the need at hand, of a subject, or of what?"""
    if subject:
        return ask_subscriber(c, read_wish(subject, c, k, now), k)
    if c.need is not None:
        place = c.need.place.name if c.need.place else ""
        kinds = tuple(g.id for g in c.need.kinds[:3])
        return ask_subscriber(c, Wish(c.need.what or c.need.text, kinds, place), k)
    choices = (Choice("everything", say("choice.everything")),)
    return Advance(replace(c, step="wish"), (Reply((say("ask.wish"),), choices),))


def take_wish(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """The subject of a subscription, asked for or said at once."""
    if (subject := wish_in(turn.text)) is not None:
        return ask_subscriber(c, read_wish(subject, c, k, now), k)
    if c.step != "wish" or not (turn.choice or any(ch.isalpha() for ch in turn.text)):
        return None
    contact, _ = add_to(c.contact, turn.text)
    c = replace(c, contact=replace(c.contact, email=contact.email))
    if turn.choice == "everything" or means_everything(turn.text):
        return ask_subscriber(c, Wish(), k)
    return ask_subscriber(c, read_wish(turn.text, c, k, now), k)


def read_wish(text: str, c: Conversation, k: Knowledge, now: datetime) -> Wish:
    """A wish out of the subscriber's own words; "everything" is the empty wish."""
    if means_everything(text):
        return Wish()
    need = read_need(text, k, now, c.language).need
    place = need.place.name if need.place else ""
    return Wish((need.what or text).strip()[:200], tuple(g.id for g in need.kinds[:3]), place)

"""A WISE says in one sentence what it sells; it becomes an offering when it says that is right."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.commands import rest_of
from matchbot.core.dialogue.conversation import Advance, Conversation, Reply, Turn
from matchbot.core.dialogue.identify import ask_code
from matchbot.core.dialogue.proposing import OF_WISE, OTHER, place_proposal, show_proposal
from matchbot.core.knowledge import Knowledge
from matchbot.core.proposal import proposed
from matchbot.core.said import say


def begin_offering(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """What do you sell? It may stand behind the command: "/aanbod lunch voor 40 in Noord"."""
    if sentence := rest_of(turn.text):
        return _propose(c, sentence, k, now)
    return Advance(replace(c, step="offering", draft=None), (Reply((say("offer.ask"),)),))


def take_offering(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """The sentence, or another one instead; or of which WISE it is."""
    if c.step != "offering":
        return None
    if turn.choice.startswith(OF_WISE) and c.draft:
        return place_proposal(c, k, turn.choice.removeprefix(OF_WISE))
    if turn.choice == OTHER:
        return Advance(c, (Reply((say("offer.ask_again"),)),))
    if turn.choice or not any(ch.isalpha() for ch in turn.text):
        return None
    return _propose(c, turn.text, k, now)


def _propose(c: Conversation, sentence: str, k: Knowledge, now: datetime) -> Advance:
    offering = proposed(sentence.strip(), c.language, k, now)
    return show_proposal(replace(c, draft=offering, aim="offering", picked=()), k)


def accept_proposal(c: Conversation, k: Knowledge) -> Advance | None:
    """It is right: it goes on the WISE's page, once we know for whom this person speaks."""
    if c.draft is None:
        return None
    if c.confirmed:
        return place_proposal(c, k)
    if c.contact.email:
        return ask_code(c, k)
    return Advance(replace(c, step="contact"), (Reply((say("ask.email_offering"),)),))

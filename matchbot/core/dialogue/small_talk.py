"""Greetings, thanks, complaints, a call for a person, stop: answered kindly, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.conversation import (
    Advance,
    CallPerson,
    Conversation,
    Reply,
    Turn,
    Unsubscribe,
)
from matchbot.core.dialogue.identify import reminder
from matchbot.core.dialogue.matches import show_matches
from matchbot.core.knowledge import Knowledge
from matchbot.core.lead import OPEN
from matchbot.core.need import Talk
from matchbot.core.reading.plain import fold
from matchbot.core.reading.talk import rule_talk
from matchbot.core.reading.talk_meaning import meant_talk
from matchbot.core.said import Said, say

Answer = Callable[[Conversation, Turn, Knowledge, datetime], Advance]

#: So many words are more than the name of a person or an organisation.
_SENTENCE = 5


def take_small_talk(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """A message whose form alone tells that it is no need; None for every other."""
    talk = None if turn.choice else rule_talk(fold(turn.text)) or _meant(c, turn, k)
    return SMALL_TALK[talk](c, turn, k, now) if talk in SMALL_TALK else None


def _meant(c: Conversation, turn: Turn, k: Knowledge) -> Talk | None:
    """What a sentence means where a name is asked for: nobody is called so."""
    sentence = len(turn.text.split()) >= _SENTENCE and "@" not in turn.text
    if c.step not in {"contact", "code"} or not sentence:
        return None
    talk = meant_talk(turn.text, k.embedder, with_facts=True)
    return talk if talk in {"complaint", "human"} else None


def aside(c: Conversation, *lines: Said) -> Advance:
    """An answer that leaves everything as it is; what was asked before is said again."""
    return Advance(c, (Reply((*lines, *reminder(c))),))


def hello(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """What can be asked here; to somebody whose need we know, the matches for it."""
    if not c.greeted:
        return Advance(c, (Reply((say("help.examples"),)),))
    if lines := reminder(c):
        return Advance(c, (Reply((say("hello.again"), *lines)),))
    if c.need is None or c.step not in {"open", "choosing"}:
        return Advance(c, (Reply((say("hello"), say("help.examples"))),))
    return show_matches(c, k, now, before=(say("hello.again"),))


def stop(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """No more messages of our own accord, from this moment; open leads stay."""
    after = replace(c, step="waiting" if c.leads else "open", aim="", picked=(), stopped=True)
    lines = [say("stopped")]
    if any(v.state in OPEN for v in c.leads):
        lines.append(say("stopped.leads"))
    return Advance(after, (Reply(tuple(lines)),), (Unsubscribe(),))


def call_person(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """The staff hear that somebody wants to talk to a person."""
    done = aside(c, say("human.called", contact=k.platform.contact))
    return replace(done, effects=(CallPerson(turn.text),))


def _complaint(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """A complaint goes to people at once."""
    done = aside(c, say("complaint.passed"))
    return replace(done, effects=(CallPerson(turn.text, complaint=True),))


def _thanks(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    return aside(c, say("thanks.welcome"))


SMALL_TALK: dict[str | None, Answer] = {
    "greeting": hello,
    "thanks": _thanks,
    "complaint": _complaint,
    "human": call_person,
    "stop": stop,
}

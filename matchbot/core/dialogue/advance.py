"""The dialogue: what we answer to one turn, on whatever channel it came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from matchbot.core.dialogue.asking import answer_command, say_hello
from matchbot.core.dialogue.commands import command_of, language_asked
from matchbot.core.dialogue.conversation import Advance, CallPerson, Conversation, Reply, Turn
from matchbot.core.dialogue.enquiry import take_need
from matchbot.core.dialogue.events import ask_outcome, confirmed, lead_answered, take_outcome
from matchbot.core.dialogue.identify import choose, take_code, take_contact
from matchbot.core.dialogue.subscribing import take_wish
from matchbot.core.knowledge import Knowledge
from matchbot.core.said import Said, say

MAX_TEXT = 4000
REMEMBER_AFTER = timedelta(days=3)

Handler = Callable[[Conversation, Turn, Knowledge, datetime], Advance | None]

EVENTS: dict[str, Callable[[Conversation, Turn, Knowledge, datetime], Advance]] = {
    "confirmed": confirmed,
    "lead": lead_answered,
    "follow_up": ask_outcome,
}


def advance(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """The conversation after this turn, the replies, and what must happen. Pure.

    The first reply of a conversation says that a machine answers, how matches are made and how
    to reach a person.
    """
    if turn.event in EVENTS:
        done = EVENTS[turn.event](c, turn, k, now)
        return replace(done, conversation=_numbered(c, done))
    done = _answer(_language_of(c, turn, k), _matched_to_choice(c, turn), k, now)
    if not c.greeted:
        done = _greeted(done, k)
    after = replace(_numbered(c, done), last_at=now)
    return replace(done, conversation=after)


def _answer(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    for handler in HANDLERS:
        if (done := handler(c, turn, k, now)) is not None:
            return done
    return _unclear(c, k)


def _language_of(c: Conversation, turn: Turn, k: Knowledge) -> Conversation:
    """A wish to speak another language counts before anything else."""
    asked = language_asked(turn.text) if turn.event == "said" else None
    asked = turn.choice.removeprefix("language:") if turn.choice.startswith("language:") else asked
    return replace(c, language=asked) if asked in k.platform.languages else c


def _matched_to_choice(c: Conversation, turn: Turn) -> Turn:
    """Text that repeats a choice's label is that choice; so is "#2", its place in the list."""
    said = turn.text.strip().casefold()
    if turn.choice.startswith("#") and turn.round == c.round:
        at = turn.choice[1:]
        offered = at.isdecimal() and int(at) < len(c.choices)
        # A place that was never offered is no better than a button of long ago.
        return (
            replace(turn, choice=c.choices[int(at)].value) if offered else replace(turn, round=-1)
        )
    for choice in c.choices:
        if said and not turn.choice and said == choice.label.casefold():
            return replace(turn, choice=choice.value)
    return turn


def _greeted(done: Advance, k: Knowledge) -> Advance:
    hello = Reply((greeting(k),))
    after = replace(done.conversation, greeted=True)
    return replace(done, conversation=after, replies=(hello, *done.replies))


def greeting(k: Knowledge) -> Said:
    """That a machine answers, how matches are made, how to reach a person."""
    return say("greeting", platform=k.platform.name, contact=k.platform.contact)


def _numbered(before: Conversation, done: Advance) -> Conversation:
    """A new round begins with every reply that offers choices, so that old buttons are known."""
    offers = any(r.choices for r in done.replies)
    after = done.conversation
    return replace(after, round=before.round + 1) if offers else after


def _media(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    return Advance(c, (Reply((say("media.sorry"),)),)) if turn.event == "media" else None


def _start(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    return say_hello(c, k) if turn.event == "start" else None


def _nothing(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    empty = not turn.choice and not turn.text.strip()
    return Advance(c, (Reply((say("empty.sorry"),)),)) if empty else None


def _old_button(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """A button of an earlier reply: say so; nothing happens by it."""
    if turn.round is None or turn.round == c.round or turn.choice.startswith("outcome:"):
        return None
    return Advance(c, (Reply((say("choice.old"),)),))


def _language_only(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    if language_asked(turn.text) is None and not turn.choice.startswith("language:"):
        return None
    known = (language_asked(turn.text) or turn.choice.removeprefix("language:")) == c.language
    key = "language.changed" if known else "language.unknown"
    return Advance(c, (Reply((say(key, languages=k.platform.languages),)),))


def _command(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    command = command_of(turn.text) or command_of(turn.choice)
    return answer_command(command, c, turn, k, now) if command else None


def _need(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    remembered = _remembered(c, now)
    long = (say("text.long", count=MAX_TEXT),) if len(turn.text) > MAX_TEXT else ()
    shorter = replace(turn, text=turn.text[:MAX_TEXT])
    return take_need(c, shorter, k, now, before=(*long, *remembered))


def _remembered(c: Conversation, now: datetime) -> tuple[Said, ...]:
    """After days of silence: what we still know."""
    if c.need is None or c.last_at is None or now - c.last_at < REMEMBER_AFTER:
        return ()
    return (say("need.remembered", need=c.need),)


def _unclear(c: Conversation, k: Knowledge) -> Advance:
    return Advance(c, (Reply((say("unclear"),)),))


def unhappy(c: Conversation, text: str) -> Advance:
    """A complaint goes to people at once."""
    return Advance(c, (Reply((say("complaint.passed"),)),), (CallPerson(text, complaint=True),))


#: Tried in this order; the first that answers ends the turn.
HANDLERS: tuple[Handler, ...] = (
    _start,
    _media,
    _nothing,
    _old_button,
    _language_only,
    _command,
    take_outcome,
    take_code,
    choose,
    take_wish,
    take_contact,
    _need,
)

"""The dialogue: what we answer to one turn, on whatever channel it came."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from matchbot.core.dialogue.asking import answer_command
from matchbot.core.dialogue.commands import command_of, language_asked, plain
from matchbot.core.dialogue.conversation import Advance, Conversation, Forget, Reply, Turn
from matchbot.core.dialogue.enquiry import take_change_between, take_need
from matchbot.core.dialogue.events import (
    ask_outcome,
    confirmed,
    lead_answered,
    need_found,
    question_asked,
    take_outcome,
)
from matchbot.core.dialogue.figures import (
    asks_figure,
    figures_opened,
    open_figures,
    opens_figures,
    take_figures,
)
from matchbot.core.dialogue.identify import (
    asks_how_many,
    choose,
    take_code,
    take_contact,
    take_elsewhere,
)
from matchbot.core.dialogue.joining import application_moved, take_joining
from matchbot.core.dialogue.late import AGREE, REFUSE, take_late
from matchbot.core.dialogue.pointing import ABOUT, take_pointed
from matchbot.core.dialogue.selling import take_offering
from matchbot.core.dialogue.showing import take_location, take_shown
from matchbot.core.dialogue.small_talk import aside, hello, take_small_talk
from matchbot.core.dialogue.subscribing import take_wish
from matchbot.core.dialogue.withdrawing import take_withdrawal
from matchbot.core.knowledge import Knowledge
from matchbot.core.need import Need
from matchbot.core.reading.language import choose_language, detect_language
from matchbot.core.said import Said, say

MAX_TEXT = 4000
#: Choices about one lead, which a later reply does not make old.
LASTING = ("outcome:", AGREE, REFUSE)
REMEMBER_AFTER = timedelta(days=1)
#: Control and format characters, lone surrogates, and what Unicode has not given out.
_UNSEEN = {"Cc", "Cf", "Cs", "Cn", "Co"}

Handler = Callable[[Conversation, Turn, Knowledge, datetime], Advance | None]

EVENTS: dict[str, Callable[[Conversation, Turn, Knowledge, datetime], Advance]] = {
    "confirmed": confirmed,
    "lead": lead_answered,
    "follow_up": ask_outcome,
    "question": question_asked,
    "found": need_found,
    "application": application_moved,
    "figures": figures_opened,
}


def advance(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """The conversation after this turn, the replies, and what must happen. Pure.

    The first reply of a conversation says that a machine answers, how matches are made and how
    to reach a person. After days of silence the first reply says what we still know.
    """
    if turn.event in EVENTS:
        done = EVENTS[turn.event](c, turn, k, now)
        return replace(done, conversation=_numbered(c, done))
    heard = replace(turn, text=_readable(turn.text))
    done = _answer(_language_of(c, heard, k), _matched_to_choice(c, heard), k, now)
    if len(turn.text) > MAX_TEXT:
        done = _begun_with(done, say("text.long", count=MAX_TEXT))
    if (need := _remembered(c, done, now)) is not None:
        done = _begun_with(
            _without(done, say("need.understood", need=need)), say("need.remembered", need=need)
        )
    if not c.greeted:
        done = _greeted(done, k)
    after = replace(_numbered(c, done), last_at=now)
    return replace(done, conversation=after)


def _readable(text: str) -> str:
    """The first MAX_TEXT characters, without those that nobody sees."""
    cut = text[:MAX_TEXT]
    return "".join(ch for ch in cut if ch in "\n\t" or unicodedata.category(ch) not in _UNSEEN)


def _answer(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    for handler in HANDLERS:
        if (done := handler(c, turn, k, now)) is not None:
            return done
    return _unclear(c)


def _language_of(c: Conversation, turn: Turn, k: Knowledge) -> Conversation:
    """A wish to speak another language counts before anything else; a sentence in one as well."""
    asked = language_asked(turn.text) if turn.event == "said" else None
    asked = turn.choice.removeprefix("language:") if turn.choice.startswith("language:") else asked
    if asked in k.platform.languages:
        return replace(c, language=asked)
    # Who points at an offering says its title, in the language of its WISE.
    if turn.choice.startswith(ABOUT):
        return c
    # Names of people and organisations are in any language, and links in none.
    named = c.step in {"contact", "code", "joining"}
    if asked or not turn.text.strip() or named or opens_figures(turn):
        return c
    enabled = k.platform.languages
    spoken = choose_language if c.greeted else detect_language
    return replace(c, language=spoken(turn.text, enabled, c.language, k))


def _matched_to_choice(c: Conversation, turn: Turn) -> Turn:
    """Text that repeats a choice's label is that choice; so is its number in the list ("2", "#2").

    "#2" comes from buttons that count from 0; people count from 1.
    """
    if turn.choice.startswith("#") and turn.round == c.round:
        at = turn.choice[1:]
        offered = at.isdecimal() and int(at) < len(c.choices)
        # A place that was never offered is no better than a button of long ago.
        return (
            replace(turn, choice=c.choices[int(at)].value) if offered else replace(turn, round=-1)
        )
    said = plain(turn.text)
    if not said or turn.choice:
        return turn
    for number, choice in enumerate(c.choices, 1):
        # "4" after "how many?" is an answer, even if "show more" is the fourth choice.
        counts = asks_figure(c) or (number > len(c.shown) and asks_how_many(c))
        if said == plain(choice.label) or (said == str(number) and not counts):
            return replace(turn, choice=choice.value)
    return turn


def _greeted(done: Advance, k: Knowledge) -> Advance:
    hello = Reply((greeting(k),))
    after = replace(done.conversation, greeted=True)
    return replace(done, conversation=after, replies=(hello, *done.replies))


def greeting(k: Knowledge) -> Said:
    """That a machine answers, how matches are made, how to reach a person."""
    return say("greeting", platform=k.platform.name, contact=k.platform.contact)


def _begun_with(done: Advance, line: Said) -> Advance:
    """The answer with one more line in front."""
    first, *others = done.replies or (Reply(()),)
    return replace(done, replies=(replace(first, lines=(line, *first.lines)), *others))


def _without(done: Advance, line: Said) -> Advance:
    """The answer without a line that another one makes superfluous."""
    replies = (replace(r, lines=tuple(one for one in r.lines if one != line)) for r in done.replies)
    return replace(done, replies=tuple(replies))


def _numbered(before: Conversation, done: Advance) -> Conversation:
    """A new round begins with every reply that offers choices, so that old buttons are known.

    Choices of another step than we are at now can no longer be meant.
    """
    after = done.conversation
    if any(r.choices for r in done.replies):
        return replace(after, round=before.round + 1)
    moved = after.step != before.step and (before.step, after.step) != ("choosing", "contact")
    return replace(after, choices=()) if moved else after


def _start(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    return hello(c, turn, k, now) if turn.event == "start" else None


def _nothing(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    empty = not turn.choice and not turn.text.strip()
    return aside(c, say("empty.sorry")) if empty else None


def _old_button(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """A button of an earlier reply: say so; nothing happens by it."""
    if turn.round is None or turn.round == c.round or turn.choice.startswith(LASTING):
        return None
    return aside(c, say("choice.old"))


def _language_only(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    if language_asked(turn.text) is None and not turn.choice.startswith("language:"):
        return None
    known = (language_asked(turn.text) or turn.choice.removeprefix("language:")) == c.language
    key = "language.changed" if known else "language.unknown"
    return aside(c, say(key, languages=k.platform.languages))


def _command(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    command = command_of(turn.choice or turn.text)
    return answer_command(command, c, turn, k, now) if command else None


def _remembered(c: Conversation, done: Advance, now: datetime) -> Need | None:
    """The need to remind of: after days of silence, if it is still what we talk about."""
    after = done.conversation.need
    if c.need is None or c.last_at is None or now - c.last_at < REMEMBER_AFTER:
        return None
    same = after is not None and after.text == c.need.text
    return c.need if same and not _forgets(done) else None


def _forgets(done: Advance) -> bool:
    return any(isinstance(effect, Forget) for effect in done.effects)


def _unclear(c: Conversation) -> Advance:
    return Advance(c, (Reply((say("unclear"),)),))


#: Tried in this order; the first that answers ends the turn.
HANDLERS: tuple[Handler, ...] = (
    _start,
    take_shown,
    take_location,
    _nothing,
    _old_button,
    _language_only,
    open_figures,
    take_figures,
    take_late,
    take_pointed,
    _command,
    take_joining,
    take_offering,
    take_outcome,
    take_withdrawal,
    take_code,
    take_elsewhere,
    choose,
    take_small_talk,
    take_wish,
    take_change_between,
    take_contact,
    take_need,
)

"""A message that is a need, changes one, or is small talk."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.changes import bare_quantity, changes, has_facts, merged
from matchbot.core.dialogue.conversation import (
    Advance,
    CallPerson,
    Conversation,
    Reply,
    Turn,
    Unsubscribe,
)
from matchbot.core.dialogue.matches import ask_place, place_of_choice, show_matches
from matchbot.core.knowledge import Knowledge
from matchbot.core.need import Need, Reading
from matchbot.core.reading.language import choose_language
from matchbot.core.reading.read import read_need
from matchbot.core.said import Said, say

_WORD = re.compile(r"[^\W\d_]{3,}")


def take_need(
    c: Conversation, turn: Turn, k: Knowledge, now: datetime, *, before: Sequence[Said] = ()
) -> Advance | None:
    """Read the message; fill or change the need and rank again, or answer small talk."""
    if turn.choice.startswith("place:"):
        return _chosen_place(c, turn, k, now)
    if c.need and c.asked[-1:] == ("quantity",) and (filled := bare_quantity(turn.text, c.need)):
        return show_matches(replace(c, need=filled), k, now)
    current = c.language if c.greeted else ""
    language = choose_language(turn.text, k.platform.languages, current, k)
    reading = read_need(turn.text, k, now, language)
    c = replace(c, language=language)
    if reading.talk != "need" and not (c.need and has_facts(reading.need)):
        if reading.talk == "other" and _may_be_wanted(turn.text):
            return _wanted_in_vain(c, reading, turn.text, k, now, before)
        return _small_talk(c, turn, reading)
    if c.need and changes(reading, c.need):
        return _changed(c, reading, k, now, before)
    return _new_need(c, reading, k, now, before)


def _may_be_wanted(text: str) -> bool:
    """Two words or more, and no question: perhaps a need for what nobody here sells."""
    return "?" not in text and len(_WORD.findall(text)) >= 2


def _wanted_in_vain(
    c: Conversation,
    reading: Reading,
    text: str,
    k: Knowledge,
    now: datetime,
    before: Sequence[Said],
) -> Advance | None:
    """Search it all the same: the honest answer is that nothing fits, and the need is kept."""
    need = replace(reading.need, what=reading.need.what or text.strip()[:80], text=text)
    return _new_need(c, replace(reading, need=need), k, now, before)


def _new_need(
    c: Conversation, reading: Reading, k: Knowledge, now: datetime, before: Sequence[Said]
) -> Advance | None:
    need = reading.need
    if not need.what and not need.kinds:
        return Advance(c, (Reply((*before, say("unclear"))),))
    after = replace(
        c, need=need, seen=(), asked=(), picked=(), aim="", stopped=False, more=reading.more
    )
    if reading.place_choices:
        return ask_place(after, reading.place_choices)
    lines = list(before)
    lines += (
        [say("more.needs", count=len(reading.more), texts=reading.more)] if reading.more else []
    )
    return show_matches(after, k, now, before=lines)


def _changed(
    c: Conversation, reading: Reading, k: Knowledge, now: datetime, before: Sequence[Said]
) -> Advance:
    after = replace(c, need=merged(c.need or Need(), reading.need), seen=(), picked=())
    if reading.place_choices:
        return ask_place(after, reading.place_choices)
    return show_matches(after, k, now, before=before)


def _chosen_place(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    if c.need is None or turn.choice not in {offered.value for offered in c.choices}:
        return None
    need = replace(c.need, place=place_of_choice(turn.choice))
    return show_matches(replace(c, need=need), k, now)


def _small_talk(c: Conversation, turn: Turn, reading: Reading) -> Advance | None:
    return SMALL_TALK[reading.talk](c, turn)


def _hello(c: Conversation, turn: Turn) -> Advance:
    lines = (say("help.examples"),) if not c.greeted else (say("hello"), say("help.examples"))
    return Advance(c, (Reply(lines),))


def _thanks(c: Conversation, turn: Turn) -> Advance:
    return Advance(c, (Reply((say("thanks.welcome"),)),))


def _complaint(c: Conversation, turn: Turn) -> Advance:
    effect = CallPerson(turn.text, complaint=True)
    return Advance(c, (Reply((say("complaint.passed"),)),), (effect,))


def _human(c: Conversation, turn: Turn) -> Advance:
    return Advance(c, (Reply((say("human.passed"),)),), (CallPerson(turn.text),))


def _stop(c: Conversation, turn: Turn) -> Advance:
    after = replace(c, stopped=True, aim="", picked=())
    return Advance(after, (Reply((say("stopped"),)),), (Unsubscribe(),))


def _other(c: Conversation, turn: Turn) -> Advance:
    return Advance(c, (Reply((say("unclear"),)),))


SMALL_TALK: dict[str, Callable[[Conversation, Turn], Advance]] = {
    "greeting": _hello,
    "thanks": _thanks,
    "complaint": _complaint,
    "human": _human,
    "stop": _stop,
    "other": _other,
}

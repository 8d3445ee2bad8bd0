"""A message that is a need, or changes one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.changes import (
    LIKELY,
    SURE,
    allowed_again,
    another_kind,
    bare_quantity,
    freed,
    has_facts,
    is_added_wish,
    is_correction,
    is_surely_correction,
    let_go,
    merged,
    refined,
    same_kind,
    thing_of,
    without_announcement,
)
from matchbot.core.dialogue.commands import plain
from matchbot.core.dialogue.conversation import Advance, Conversation, KeepUnmet, Reply, Turn
from matchbot.core.dialogue.matches import ask_place, pick_choices, place_of_choice, show_matches
from matchbot.core.dialogue.small_talk import SMALL_TALK, aside
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.kinds import guess_kinds
from matchbot.core.need import Need, Reading
from matchbot.core.reading.plain import fold, read_plain
from matchbot.core.reading.read import read_need
from matchbot.core.reading.talk import seeks
from matchbot.core.reading.what import read_what
from matchbot.core.said import Said, say

_WORD = re.compile(r"[^\W\d_]{3,}")
#: A number alone is how many only when we asked for it.
_NUMBER = re.compile(r"\W*\d+\W*")
_ORGANISATION = re.compile(
    r"(?:de )?gemeente [\w' -]+|(?:la )?(?:ville|mairie|commune) (?:de |d')[\w' -]+"
    r"|(?:the )?(?:city|town|municipality) of [\w' -]+|[\w' -]+ (?:city|town|borough|county) council"
    r"|(?:die )?(?:stadt|gemeinde|stadtverwaltung|gemeindeverwaltung) [\w' -]+"
)
_IN = {"nl": "in {}", "en": "in {}", "fr": "à {}", "de": "in {}"}
#: The steps at which we wait for a name, a code, or a yes or no.
BETWEEN = frozenset({"contact", "code", "confirming", "withdrawing", "erasing"})
_CHOICE_DIGITS, _POSTCODE_DIGITS = 2, (4, 5)
#: So many words at most answer a question or add a wish ("graag vegetarisch").
_FEW = 6
#: So many words beside the facts may be about the need at hand ("het moet goedkoper, max 10 euro").
_ASIDE = 1
#: Of the words that changed a need later so much is kept.
_KEPT, _MOST_LATER = 500, 5


def take_need(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """Read the message: it fills or changes the need at hand, begins another, or is neither."""
    if turn.choice.startswith("place:"):
        return _chosen_place(c, turn, k, now)
    if c.step in BETWEEN:
        return _unclear(c, *((say("unclear.question"),) if "?" in turn.text else ()))
    return _read(c, turn, k, now)


def take_change_between(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """While we wait for a name, a code or a yes: what plainly is about a need is neither."""
    if c.need is None or c.step not in BETWEEN or "@" in turn.text:
        return None
    reading = read_need(turn.text, k, now, c.language)
    said = reading.need
    counted = said.quantity or said.when or said.budget
    sure = bool(said.kinds) and said.kinds[0].score >= SURE
    begins = sure and (seeks(fold(turn.text)) or counted)
    tells = counted and (not said.what or is_correction(turn.text))
    places = said.place and is_surely_correction(turn.text)
    gone, _ = let_go(turn.text, "")
    return _read(c, turn, k, now) if begins or tells or places or gone else None


def _read(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    if c.need is not None and (done := _change(c, c.need, turn.text, k, now)) is not None:
        return _keeping_words(done, c.need, turn.text)
    text = _bare(turn.text) if c.need is not None else turn.text
    reading = read_need(text or turn.text, k, now, c.language)
    if reading.talk == "need" and not (_sound(c.need) and _is_weak(reading, turn.text)):
        return _new_need(c, _where_the_last_was(reading, turn.text, c), k, now)
    if reading.talk in SMALL_TALK:
        return SMALL_TALK[reading.talk](c, turn, k, now)
    return _unknown(c, reading, turn.text, k, now)


def _keeping_words(done: Advance, before: Need, text: str) -> Advance:
    """Words that changed the need are the buyer's words about it too: the WISE reads them."""
    after = done.conversation.need
    if after is None or after == before:
        return done
    need = replace(after, later=(*after.later, text[:_KEPT])[-_MOST_LATER:])
    return replace(done, conversation=replace(done.conversation, need=need))


def _change(
    c: Conversation, before: Need, text: str, k: Knowledge, now: datetime
) -> Advance | None:
    """What the message changes in the need at hand, ranked again; None when it changes nothing."""
    asked = c.asked[-1] if c.asked else ""
    counts = asked == "quantity" or (before.quantity is None and _is_large(text, asked))
    if counts and (filled := bare_quantity(text, before)):
        return _ranked_again(c, filled, k, now)
    if (allowed := allowed_again(text, before)) is not None:
        return _ranked_again(c, allowed, k, now)
    gone, rest = let_go(text, asked)
    after = freed(before, gone)
    # In front: what was asked last stays last.
    c = replace(c, asked=(*sorted(gone - {*c.asked}), *c.asked))
    if gone and not rest:
        return _ranked_again(c, after, k, now)
    reading = _read_change(rest, asked, c, k, now)
    if not (_belongs(reading, rest, before, asked) or _adds(reading, rest, before, k)):
        return _ranked_again(c, after, k, now) if gone else None
    if has_facts(reading.need) or reading.place_choices:
        after = merged(after, reading.need)
    same, joint = same_kind(reading.need.kinds, before.kinds), " "
    if _adds(reading, rest, before, k):
        new = tuple(g for g in reading.need.kinds if g.id not in {b.id for b in before.kinds})
        after, same, joint = replace(after, kinds=(*before.kinds, *new)), True, ", "
    if (thing := thing_of(reading.need)) and (same or not _told(reading)):
        after = refined(after, thing, joint)
    if reading.place_choices:
        return ask_place(replace(c, need=after), reading.place_choices, k, now)
    return _ranked_again(c, after, k, now) if gone or _told(reading) or after != before else None


def _is_large(text: str, asked: str) -> bool:
    """Too large a number to choose by, and no postcode where we asked for the place: how many."""
    digits = text.strip(" .!")
    place = asked == "place" and len(digits) in _POSTCODE_DIGITS
    return digits.isdecimal() and len(digits) > _CHOICE_DIGITS and not place


def _read_change(text: str, asked: str, c: Conversation, k: Knowledge, now: datetime) -> Reading:
    """The message read as a change: what announces it is no thing, a bare fact is one."""
    bare = _bare(text)
    reading = read_need(bare, k, now, c.language)
    if _told(reading) or len(text.split()) > _FEW:
        return reading
    if asked == "place":
        placed = read_need(_IN[c.language].format(bare), k, now, c.language)
        if placed.need.place or placed.place_choices:
            return placed
    if reading.talk == "other" and c.need is not None:
        # "Elke week" alone is no need; said of the lunch it tells something.
        told = read_need(f"{c.need.what}, {bare}", k, now, c.language).need
        if (told := replace(told, what="", kinds=(), place=None)) and has_facts(told):
            return Reading(told)
        what = read_what(read_plain(bare, c.language), (), c.language)
        kinds = guess_kinds(what, c.language, k) if what else ()
        return replace(reading, need=replace(reading.need, what=what, kinds=kinds))
    return reading


def _bare(text: str) -> str:
    return without_announcement(text) if is_correction(text) else text


def _adds(reading: Reading, text: str, before: Need, k: Knowledge) -> bool:
    """Does a message add like work to the need: "en ook iets te drinken erbij?"."""
    if not is_added_wish(text) or not reading.need.kinds or reading.more:
        return False
    known = {guess.id for guess in before.kinds[:3]}
    kinds = k.vocabulary.kinds
    like = known | {near for one in known if one in kinds for near in kinds[one].near}
    return any(guess.id in like and guess.score >= LIKELY for guess in reading.need.kinds[:2])


def _belongs(reading: Reading, text: str, before: Need, asked: str) -> bool:
    """Is this about the need at hand, rather than another one, small talk, or nothing?"""
    said = reading.need
    if asked != "place" and _ORGANISATION.fullmatch(plain(text)):
        return False  # "Gemeente Amsterdam" is who asks, not where
    thing, same = thing_of(said), same_kind(said.kinds, before.kinds)
    # What nobody here sells is another wish, whatever facts it tells.
    if reading.talk == "other" and _told(reading) and seeks(fold(text)):
        return False
    if not thing and _told(reading):
        return not _NUMBER.fullmatch(text)
    if reading.talk in SMALL_TALK or reading.more:
        return False
    # "Is dat betaalbaar? We hebben 5000 euro": a passing question names no other work.
    passing = "?" in text and not seeks(fold(text)) and len(thing.split()) <= _ASIDE
    if another_kind(said.kinds, before.kinds) and not (passing and _told(reading)):
        return False
    short, asks = len(text.split()) <= _FEW, "?" in text
    if is_correction(text):
        return _told(reading) or (bool(thing) and not asks)
    if _told(reading):
        counted = bool(said.quantity or said.budget) or not asks
        aside_only = len(thing.split()) <= _ASIDE and not seeks(fold(text))
        return (counted and aside_only) or (short and same)
    return short and not asks and (same or (bool(thing) and is_added_wish(text)))


def _told(reading: Reading) -> bool:
    return has_facts(reading.need) or bool(reading.place_choices)


def _ranked_again(c: Conversation, need: Need, k: Knowledge, now: datetime) -> Advance:
    return show_matches(replace(c, need=need, seen=(), picked=()), k, now)


def _sound(need: Need | None) -> bool:
    """Is there a need that somebody of the field would know what to do with?"""
    return need is not None and bool(need.kinds)


def _is_weak(reading: Reading, text: str) -> bool:
    """Too little to give up a need for: words that surely name no work, or a passing question."""
    said = reading.need
    score = said.kinds[0].score if said.kinds else 0.0
    if score >= SURE:
        return False
    asks = "?" in text or not (said.quantity or said.budget)
    return score < LIKELY or (asks and not seeks(fold(text)))


def _where_the_last_was(reading: Reading, text: str, c: Conversation) -> Reading:
    """ "Und können Sie auch die Fenster putzen?" is about the same place as before."""
    if c.need is None or reading.need.place or reading.place_choices or not is_added_wish(text):
        return reading
    return replace(reading, need=replace(reading.need, place=c.need.place))


def _new_need(c: Conversation, reading: Reading, k: Knowledge, now: datetime) -> Advance:
    need = reading.need
    if not need.what and not need.kinds:
        return _unclear(c)
    after = replace(
        c, need=need, seen=(), asked=(), picked=(), aim="", stopped=False, withdrawing=(),
        more=reading.more or c.more,
    )  # fmt: skip
    if reading.place_choices:
        return ask_place(after, reading.place_choices, k, now)
    lines = [_several(need, reading.more, k, now)] if reading.more else []
    return show_matches(after, k, now, before=lines)


def _several(need: Need, more: Sequence[str], k: Knowledge, now: datetime) -> Said:
    """That the message holds several needs, each in a few words, and how we go on."""
    further = (read_need(text, k, now, need.language).need for text in more)
    needs = (need.what, *(f.what or f.text.strip(" .,;!")[:80] for f in further))
    return say("more.needs", count=len(needs), needs=needs)


def _chosen_place(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    if c.need is None or turn.choice not in {offered.value for offered in c.choices}:
        return None
    return _ranked_again(c, replace(c.need, place=place_of_choice(turn.choice)), k, now)


def _unknown(c: Conversation, reading: Reading, text: str, k: Knowledge, now: datetime) -> Advance:
    """No need of the field: perhaps a wish for what nobody here sells, perhaps nothing at all."""
    wanted = seeks(fold(text)) or not _sound(c.need)
    if _sound(c.need) and "?" in text:
        return _unclear(c, say("unclear.question"))
    if not wanted or "?" in text or len(_WORD.findall(text)) < 2 or "@" in text:
        return _unclear(c)
    what = read_what(read_plain(text, c.language), (), c.language) or text.strip()[:80]
    need = replace(reading.need, what=what, text=text)
    if not _sound(c.need):
        return _new_need(c, replace(reading, need=need), k, now)
    # The need at hand stays: an honest answer to an aside must not cost it.
    done = _unclear(c, say("matches.none", what=what))
    return replace(done, effects=(KeepUnmet(need),))


def _unclear(c: Conversation, *before: Said) -> Advance:
    """That we did not understand; to somebody whose need we know, how to go on with that."""
    if c.need is None or c.step not in {"open", "choosing", "waiting"}:
        return aside(c, *(before or (say("unclear.short" if c.need else "unclear"),)))
    known = say("need.kept", need=c.need)
    return Advance(c, (Reply((*(before or (say("unclear.short"),)), known), pick_choices(c)),))

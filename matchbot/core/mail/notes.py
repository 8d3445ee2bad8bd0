"""Notes that machines send for people and offices, known by what their words say together."""

from __future__ import annotations

import re

from matchbot.core.mail.answers import begins_answer, read_answer
from matchbot.core.mail.note_words import (
    ABSENCE,
    ASKS,
    AWAY,
    FATE,
    INSTEAD,
    LATER,
    NUMBERED,
    RECEIVED,
    RETURNS,
    THANKS,
    UNTIL,
)
from matchbot.core.reading.plain import fold

#: A note says in its beginning what it is, and all of it in so many characters.
_BEGINNING, _LONGEST = 350, 2000
#: Thanks and the day of return are all that such a short one says.
_SHORT = 160
#: What may stand before and behind "I am away" when a note says no more than that.
_GREETING = re.compile(r"(?:[\w .'-]{0,40}[,!:] ?)?(?:[^.!?]{0,90}[.!,] ?)?\W*")
_REST = 12


def asks_or_answers(new: str) -> bool:
    """True when it asks for something, or answers yes, no or a number: no note does."""
    said = _plain(new)
    return bool(ASKS.search(said)) or _answers(said)


def says_away(new: str) -> bool:
    """True when the new text of a mail is a vacation note, in words alone.

    That the writer is away, until when, who else can help, what becomes of the mail and thanks
    for it are five signs. Being away needs one more; without it three others do.
    """
    said = _plain(new)
    if len(new) > _LONGEST or asks_or_answers(new):
        return False
    returns, instead, fate, thanks = (
        bool(words.search(said)) for words in (RETURNS, INSTEAD, FATE, THANKS)
    )
    back = returns or bool(UNTIL.search(said))
    away = AWAY.search(said[:_BEGINNING])
    if away or ABSENCE.search(said[:_BEGINNING]):
        return instead or fate or bool(away and _says_only(said, away, back=back))
    return back + instead + fate + thanks >= 3 or (returns and thanks and len(said) < _SHORT)


def _says_only(said: str, away: re.Match[str], *, back: bool) -> bool:
    alone = "?" not in said and bool(_GREETING.fullmatch(said[: away.start()]))
    return alone and (back or len(said) - away.end() < _REST)


def says_received(new: str) -> bool:
    """True when an office says no more than that the mail came in and will be looked at."""
    said = _plain(new)
    if len(new) > _LONGEST or "?" in said or asks_or_answers(new):
        return False
    later = LATER.search(said) or NUMBERED.search(said)
    return bool(later and RECEIVED.search(said[:_BEGINNING]))


def _plain(new: str) -> str:
    return " ".join(fold(new[:_LONGEST]).split())


def _answers(said: str) -> bool:
    return begins_answer(said) or read_answer(said).kind == "accept"

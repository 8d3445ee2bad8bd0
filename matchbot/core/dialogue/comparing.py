"""A list of one's own, offerings side by side, and the file for the procurement record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from matchbot.core.comparison import FEWEST, MOST, compare
from matchbot.core.dialogue.conversation import (
    Advance,
    Choice,
    Conversation,
    GiveComparison,
    GiveDossier,
    Reply,
    Turn,
)
from matchbot.core.dialogue.matches import pick_choices
from matchbot.core.dialogue.numbers import numbers_named
from matchbot.core.dialogue.small_talk import aside
from matchbot.core.knowledge import Knowledge
from matchbot.core.offering import Offering
from matchbot.core.said import Said, say

LONGEST_LIST = 20
_DIGITS = re.compile(r"\d{1,3}")
COMPARE = Choice("compare", say("choice.compare"))


def keep_on_list(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """Put matches of the list shown on the buyer's own list; without a number all of them."""
    if not c.shown:
        return aside(c, say("list.nothing_shown"))
    chosen = _named(c, turn.text) or c.shown
    shortlist = tuple(dict.fromkeys((*c.shortlist, *chosen)))[:LONGEST_LIST]
    after = replace(c, shortlist=shortlist)
    choices = (COMPARE,) if len(shortlist) >= FEWEST else ()
    return Advance(after, (Reply((say("list.kept", count=len(shortlist)),), choices),))


def drop_from_list(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """Take offerings off the buyer's own list, by their numbers in the list shown."""
    gone = _named(c, turn.text)
    after = replace(c, shortlist=tuple(o for o in c.shortlist if o not in gone))
    return show_list(after, turn, k, now)


def show_list(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """The buyer's own list; a number chooses from it as from any other."""
    there = _offerings(c.shortlist, k)
    if not there:
        return aside(c, say("list.empty"))
    shown = tuple(o.id for o in there)
    after = replace(c, shown=shown, step="choosing" if c.need else c.step)
    lines = (say("list.head", count=len(there)), *_titles(c, shown, there, k))
    choices = (*pick_choices(after), *((COMPARE,) if len(there) >= FEWEST else ()))
    return Advance(after, (Reply(lines, choices),))


def show_comparison(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """Two to five offerings side by side: those named, else those on the list, else those shown."""
    if bad := [n for n in map(int, _DIGITS.findall(turn.text)) if not 1 <= n <= len(c.shown)]:
        line = say("choose.no_such_number", number=bad[0], count=len(c.shown))
        return Advance(c, (Reply((line,), pick_choices(c)),))
    chosen = _named(c, turn.text)
    if not chosen and len(c.shortlist) >= FEWEST:
        c = replace(c, shown=c.shortlist, step="choosing" if c.need else c.step)
    there = _offerings((chosen or c.shown)[:MOST], k)
    if len(there) < FEWEST:
        return aside(c, say("compare.two"))
    lines = (say("compare.head", count=len(there)), *_titles(c, c.shown, there, k))
    table = _table(c, there, k, now)
    effect = GiveComparison(tuple(o.id for o in there))
    return Advance(c, (Reply((*lines, *table), pick_choices(c)),), (effect,))


def give_dossier(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """A link to all matches, requests and answers, to print or to open as a table."""
    if c.need is None and not c.leads:
        return aside(c, say("status.none"))
    return Advance(c, (Reply((say("dossier.here"),)),), (GiveDossier(),))


def _named(c: Conversation, text: str) -> tuple[str, ...]:
    return tuple(c.shown[n - 1] for n in numbers_named(text, len(c.shown)))


def _offerings(ids: Sequence[str], k: Knowledge) -> list[Offering]:
    return [k.catalogue.offerings[id] for id in ids if id in k.catalogue.offerings]


def _titles(
    c: Conversation, shown: Sequence[str], offerings: Sequence[Offering], k: Knowledge
) -> list[Said]:
    wises = k.catalogue.wises
    return [
        say(
            "match.plain",
            number=shown.index(o.id) + 1,
            title=o.title_in(c.language),
            wise=wises[o.wise].name if o.wise in wises else o.wise,
        )
        for o in offerings
    ]


def _table(
    c: Conversation, offerings: Sequence[Offering], k: Knowledge, now: datetime
) -> list[Said]:
    """One line for each thing to compare by, with the numbers of the list shown."""
    numbers = [c.shown.index(o.id) + 1 for o in offerings]
    lines = []
    for row in compare(offerings, c.need, k, k.platform.today(now)):
        cells = tuple(
            say("compare.cell", number=n, value=say("compare.unknown") if value is None else value)
            for n, value in zip(numbers, row.values, strict=True)
        )
        lines.append(say("compare.row", name=say(f"compare.{row.name}"), cells=cells))
    return lines

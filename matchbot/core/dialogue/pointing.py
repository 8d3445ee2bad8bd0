"""A form on a page of ours that points at an offering: the conversation is about that very one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.changes import merged
from matchbot.core.dialogue.conversation import Advance, Choice, Conversation, Reply, Turn
from matchbot.core.dialogue.matches import match_line, nearest_line
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.match import Match
from matchbot.core.matching.rank import rank
from matchbot.core.need import KindGuess, Need
from matchbot.core.offering import Offering
from matchbot.core.reading.read import read_need
from matchbot.core.said import say

#: Before the id of an offering.
ABOUT = "about:"


def take_pointed(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """Show the offering, and ask whether its WISE shall be asked; words tell more of the need."""
    if not turn.choice.startswith(ABOUT):
        return None
    offering = k.catalogue.offerings.get(turn.choice.removeprefix(ABOUT))
    if offering is None or offering.wise not in k.catalogue.wises:
        return Advance(c, (Reply((say("pointed.gone"),)),))
    need = _need(c, offering, turn.text, k, now)
    match = _match(offering, need, k, now)
    after = replace(
        c, step="choosing", need=need, shown=(offering.id,), seen=(offering.id,), picked=(), aim="",
        asked=(), stopped=False,
    )  # fmt: skip
    told = match_line if match.reasons else nearest_line
    lines = (say("need.understood", need=need), told(1, match, c.language))
    choices = (
        Choice("yes", say("choice.ask_this_wise")),
        Choice("more", say("choice.more")),
        Choice("no", say("choice.no_thanks")),
    )
    return Advance(after, (Reply((*lines, say("pointed.ask")), choices),), matches=(match,))


def pointed_line(choice: str, language: str, k: Knowledge) -> str:
    """What somebody said who pointed at an offering: its title and its WISE; "" for all else."""
    offering = k.catalogue.offerings.get(choice.removeprefix(ABOUT))
    if not choice.startswith(ABOUT) or offering is None:
        return ""
    wise = k.catalogue.wises.get(offering.wise)
    return f"{offering.title_in(language)} – {wise.name if wise else offering.wise}"


def _need(c: Conversation, offering: Offering, text: str, k: Knowledge, now: datetime) -> Need:
    """What is known of the need for this work, and what was said with it."""
    title, words = offering.title_in(c.language), " ".join(text.split())
    kinds = tuple(
        KindGuess(id, 1.0, k.vocabulary.kinds[id].cpv)
        for id in offering.kinds
        if id in k.vocabulary.kinds
    )
    like = c.need is not None and {g.id for g in c.need.kinds} & {*offering.kinds}
    before = c.need if c.need is not None and like else Need(language=c.language)
    whole = f"{title}: {words}" if words else title
    before = replace(before, text=whole, what=title, kinds=kinds)
    return merged(before, read_need(words, k, now, c.language).need) if words else before


def _match(offering: Offering, need: Need, k: Knowledge, now: datetime) -> Match:
    """How it fits, with its reasons; where nothing says that it does, it stands there bare."""
    only = replace(k, index=k.index.only({offering.id}))
    ranking = rank(need, only, now=k.platform.today(now), limit=1)
    found = [*ranking.matches, *ranking.nearest]
    return found[0] if found else Match(offering, k.catalogue.wises[offering.wise], 0.0, ())

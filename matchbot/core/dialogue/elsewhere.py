"""A need that nobody here can meet: what sister platforms have, and passing it on if the buyer says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.conversation import Advance, Choice, Conversation, HandOver, Reply
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.match import Match
from matchbot.core.matching.rank import rank
from matchbot.core.need import Need
from matchbot.core.said import Said, say

MOST = 3
PASS_ON = "elsewhere:"


def found_elsewhere(need: Need, k: Knowledge, now: datetime) -> tuple[Match, ...]:
    """The best matches among what sister platforms offer; none where nothing fits."""
    there = k.elsewhere
    if there is None:
        return ()
    known = replace(
        k, catalogue=there.catalogue, index=there.index, rotation=False, declines={}, elsewhere=None
    )
    return rank(need, known, now=now.date(), limit=MOST).matches


def elsewhere_said(found: Sequence[Match], k: Knowledge, language: str) -> list[Said]:
    """Each with its platform and its page there; then what would be passed on, and to whom."""
    assert k.elsewhere is not None
    lines = [say("elsewhere.have")]
    for match in found:
        offer = k.elsewhere.offers[match.offering.id]
        title = match.offering.title_in(language)
        named = {"title": title, "wise": match.wise.name, "platform": offer.platform}
        lines.append(say("elsewhere.line", **named, link=offer.url))
    return [*lines, say("elsewhere.ask")] if pass_on_choices(found, k) else lines


def pass_on_choices(found: Sequence[Match], k: Knowledge) -> tuple[Choice, ...]:
    """A choice for each platform whose staff read mail."""
    assert k.elsewhere is not None
    offers = [k.elsewhere.offers[match.offering.id] for match in found]
    desks = {offer.sister: offer.platform for offer in offers if offer.desk}
    return tuple(
        Choice(PASS_ON + id, say("choice.elsewhere", platform=name)) for id, name in desks.items()
    )


def passed_on(c: Conversation, k: Knowledge) -> Advance:
    """The buyer said yes and is known: the need goes to the platform that was chosen."""
    offers = k.elsewhere.offers if k.elsewhere else {}
    theirs = tuple(id for id in c.elsewhere if id in offers and offers[id].sister == c.neighbour)
    after = replace(c, step="waiting" if c.leads else "open", aim="", neighbour="")
    if not theirs:
        return Advance(after, (Reply((say("elsewhere.gone"),)),))
    contact = replace(c.contact, email=c.confirmed)
    effect = HandOver(c.neighbour, theirs, c.need or Need(), contact)
    said = say("elsewhere.sent", platform=offers[theirs[0]].platform)
    return Advance(after, (Reply((said,)),), (effect,))

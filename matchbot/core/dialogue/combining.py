"""When no WISE has the volume alone, a team that has it is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from matchbot.core.dialogue.conversation import Choice
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.combine import Part, Team, combine
from matchbot.core.matching.match import Match
from matchbot.core.need import Need, Quantity, Unit
from matchbot.core.said import Said, say

TOGETHER = Choice("together", say("choice.together"))


def team_for(need: Need, shown: Sequence[Match], k: Knowledge, now: datetime) -> Team | None:
    """A team, where the volume is known and none of those shown is known to have it."""
    asked = need.quantity
    if asked is None or any(_fits(match, asked) for match in shown):
        return None
    return combine(need, k, now=now.date())


def team_said(team: Team, need: Need, language: str) -> Said:
    """Who does it together, how much each can do, and who leads."""
    unit: Unit = need.quantity.unit if need.quantity else "other"
    parts = tuple(_part_said(part, unit, language) for part in team.parts)
    return say(
        "together.offer", quantity=need.quantity, parts=parts, wise=team.parts[0].match.wise.name
    )


def _fits(match: Match, asked: Quantity) -> bool:
    offering = match.offering
    known = offering.max_quantity is not None and offering.unit == asked.unit
    return known and asked.value <= (offering.max_quantity or 0.0)


def _part_said(part: Part, unit: Unit, language: str) -> Said:
    offering = part.match.offering
    return say(
        "together.part",
        wise=part.match.wise.name,
        title=offering.title_in(language),
        quantity=Quantity(part.most, unit),
    )

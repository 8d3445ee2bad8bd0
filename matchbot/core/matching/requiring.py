"""What a buyer requires of a WISE: that the contract may be reserved for it.

A requirement is no matter of degree: yes stands before unknown, and no is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.calibration import LINE
from matchbot.core.matching.match import Match
from matchbot.core.need import Need

_STANDING = {"yes": 0, "": 1, "no": 2}


def is_ruled_out(match: Match, need: Need) -> bool:
    """Whether the buyer requires a reserved contract, and none may be reserved for this WISE."""
    return bool(need.reserved) and match.wise.reserved == "no"


def required_first(matches: Sequence[Match], need: Need) -> list[Match]:
    """The same matches; of those that fit, the ones that meet the requirement come first."""
    if not need.reserved:
        return list(matches)
    return sorted(matches, key=lambda m: (m.score < LINE, _STANDING.get(m.wise.reserved, 1)))


def required_wises(need: Need, knowledge: Knowledge) -> frozenset[str]:
    """The WISEs known to meet what the buyer requires; none where nothing is required."""
    if not need.reserved:
        return frozenset()
    wises = knowledge.catalogue.wises.values()
    return frozenset(wise.id for wise in wises if wise.reserved == "yes")

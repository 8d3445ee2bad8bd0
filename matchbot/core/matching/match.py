"""What ranking returns: matches with their reasons, or an honest nothing."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from matchbot.core.matching.calibration import LINE
from matchbot.core.offering import Offering, Wise
from matchbot.core.said import Said

#: A buyer wants to hear that it is the right thing, and then whether place, number, date and
#: price fit; the other criteria are told when asked for.
ABOUT = ("name", "kind", "words", "meaning")
CIRCUMSTANCES = ("place", "capacity", "lead", "budget", "without")
REQUIRED = "reserved"
#: Scores are rounded to four digits: from here down nobody knows how far from a match it is.
_LOWEST = 0.0001


@dataclass(frozen=True)
class Reason:
    """One criterion's judgement. `weight` is what it added to the score (below 0: against)."""

    criterion: str
    weight: float
    said: Said


@dataclass(frozen=True)
class Match:
    """A ranked offering; score 0–1, calibrated; reasons strongest first, those for before against."""

    offering: Offering
    wise: Wise
    score: float
    reasons: tuple[Reason, ...] = ()

    def best_reasons(self) -> tuple[Reason, ...]:
        """At most five that a buyer wants first.

        The right thing, what the buyer requires, how it fits, the worst other objection.
        """
        good = [r for r in self.reasons if r.weight > 0]
        about = [r for r in good if r.criterion in ABOUT][:1]
        circumstances = [r for r in good if r.criterion in CIRCUMSTANCES][:2]
        required = [r for r in self.reasons if r.criterion == REQUIRED]
        against = [r for r in self.reasons if r.weight < 0 and r.criterion != REQUIRED][:1]
        return (*about, *required, *circumstances, *against)

    def obstacle(self) -> Reason | None:
        """The one circumstance without which it would be a match; None when it is one, or far from it."""
        against = (r for r in self.reasons if r.weight < 0 and r.criterion in CIRCUMSTANCES)
        worst = min(against, key=lambda reason: reason.weight, default=None)
        if worst is None or not _LOWEST < self.score < LINE:
            return None
        short = log(LINE / (1 - LINE)) - log(self.score / (1 - self.score))
        return worst if -worst.weight >= short else None


@dataclass(frozen=True)
class Ranking:
    """Matches best first. When nothing fits, `matches` is empty and `nearest` holds up to two.

    `left_out` would fit, but the buyer requires a reserved contract and their WISE may not have one.
    """

    matches: tuple[Match, ...] = ()
    nearest: tuple[Match, ...] = ()
    left_out: tuple[Match, ...] = ()

    @property
    def abstained(self) -> bool:
        """True when no offering is good enough to be called a match."""
        return not self.matches

"""What ranking returns: matches with their reasons, or an honest nothing."""

from __future__ import annotations

from dataclasses import dataclass

from matchbot.core.offering import Offering, Wise
from matchbot.core.said import Said


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


@dataclass(frozen=True)
class Ranking:
    """Matches best first. When nothing fits, `matches` is empty and `nearest` holds up to two."""

    matches: tuple[Match, ...] = ()
    nearest: tuple[Match, ...] = ()

    @property
    def abstained(self) -> bool:
        """True when no offering is good enough to be called a match."""
        return not self.matches

"""What turns the evidence for an offering into a score that means the same for every need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchbot.core.matching.evidence import Evidence

#: From this score on an offering is called a match.
LINE = 0.5
#: Log-odds for an offering of which nothing is known, with and without a sentence embedding.
BIAS, BIAS_WITHOUT_MEANING = -6.6, -4.8


def bias(meaning: float | None) -> float:
    """The log-odds before any evidence; `meaning` None says that there is no embedding."""
    return BIAS_WITHOUT_MEANING if meaning is None else BIAS


def score(odds: float) -> float:
    """Log-odds as a score in 0–1 (logistic function)."""
    return 1 / (1 + exp(-odds))


#: Log-odds that a kind is right, by what speaks for it (logistic regression, docs/decisions/0016).
KIND_ODDS: Mapping[str, float] = {
    "always": -3.32,
    "words": 2.05,
    "share": 0.65,
    "early": 1.74,
    "phrase": 0.44,
    "meaning": 0.74,
    "words and meaning": 0.3,
    "another's words": 1.2,
    "another's share": -0.71,
    "another's meaning": -2.54,
    "foreign words": -1.18,
    "foreign share": -2.27,
    "foreign meaning": -0.71,
    "length": -0.11,
}
KIND_ODDS_WITHOUT_MEANING: Mapping[str, float] = {
    "always": -2.96,
    "words": 1.44,
    "share": 1.38,
    "early": 1.84,
    "phrase": 0.6,
    "another's words": 1.28,
    "another's share": -2.37,
    "foreign words": -1.34,
    "foreign share": -2.98,
    "length": -0.13,
}
#: Half of the tenders that the odds were learned from are about what no WISE sells. Of those who
#: write to a platform of WISEs about one in eight is: log(7/1) - log(1/1).
BUYERS_OF_OURS = 1.9


@dataclass(frozen=True)
class Rivals:
    """What else a text may be about: other kinds, what no WISE sells; and how many words it has."""

    others: Sequence[Evidence]
    foreign: Evidence
    words: int


def kind_score(theirs: Evidence, rivals: Rivals, *, embedded: bool) -> float:
    """How sure it is, 0-1, that a text is about this kind."""
    odds = KIND_ODDS if embedded else KIND_ODDS_WITHOUT_MEANING
    told = kind_features(theirs, rivals)
    return score(BUYERS_OF_OURS + sum(weight * told[name] for name, weight in odds.items()))


def kind_features(theirs: Evidence, rivals: Rivals) -> dict[str, float]:
    """What the score of a kind is computed from, by name."""
    most_words = max((other.words for other in rivals.others), default=0.0)
    most_meaning = max((other.meaning for other in rivals.others), default=0.0)
    most_share = max((other.share for other in rivals.others), default=0.0)
    return {
        "always": 1.0,
        "words": theirs.words,
        "share": theirs.share,
        "early": theirs.early,
        "phrase": theirs.phrase,
        "meaning": theirs.meaning,
        "words and meaning": theirs.words * theirs.meaning,
        "another's words": max(0.0, most_words - theirs.words),
        "another's share": max(0.0, most_share - theirs.share),
        "another's meaning": max(0.0, most_meaning - theirs.meaning),
        "foreign words": rivals.foreign.words,
        "foreign share": rivals.foreign.share,
        "foreign meaning": rivals.foreign.meaning,
        "length": log(max(rivals.words, 1)),
    }

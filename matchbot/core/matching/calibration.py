"""What turns the evidence for an offering into a score that means the same for every need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchbot.core.matching.evidence import Evidence
    from matchbot.core.need import KindGuess

#: From this score on an offering is called a match.
LINE = 0.5
#: From this score on it may take a place among the first from a third one of another WISE.
SURE = 0.77
#: Log-odds for an offering of which nothing is known, with and without a sentence embedding.
BIAS, BIAS_WITHOUT_MEANING = -5.2, -4.8
#: Log-odds by which an offering must be relevant beyond the line before place, price and the like
#: help it by half.
BEFORE_HELP = 1.2

#: What criteria weigh more for an offering of a kind that the need names: all of that kind have
#: it, so the words must tell which of them it is, and whose turn it is where they do not.
AMONG_KIND: Mapping[str, float] = {"words": 2.25, "rotation": 8.0}
#: How much of the agreement in kind is left to whether it is the offering's first kind, and to
#: how many of the kinds that the need names it has.
FIRST_KIND, ALL_KINDS = 0.4, 0.2
SECOND = 0.5


def among_kind(criterion: str, weight: float, *, named: bool) -> float:
    """The weight of a criterion for an offering; `named`: it is of a kind that the need names."""
    return weight * AMONG_KIND.get(criterion, 1.0) if named else weight


def kind_fit(agreed: float, named: Sequence[KindGuess], kinds: Sequence[str]) -> float:
    """How well an offering of these kinds agrees with what the need names, 0-1.

    `agreed` is what the index found, the same for all that have the kind at all.
    """
    shared = [guess for guess in named if guess.id in kinds]
    if not shared:
        return agreed
    first = max(g.score * (1.0 if g.id == kinds[0] else SECOND) for g in shared) / named[0].score
    every = sum(guess.score for guess in shared) / sum(guess.score for guess in named)
    return agreed * (1 - FIRST_KIND * (1 - min(first, 1.0)) - ALL_KINDS * (1 - every))


def bias(meaning: float | None) -> float:
    """The log-odds before any evidence; `meaning` None says that there is no embedding."""
    return BIAS_WITHOUT_MEANING if meaning is None else BIAS


def score(odds: float) -> float:
    """Log-odds as a score in 0–1 (logistic function)."""
    return 1 / (1 + exp(-odds))


#: Log-odds that a kind is right, by what speaks for it (logistic regression, docs/decisions/0016).
KIND_ODDS: Mapping[str, float] = {
    "always": -3.34,
    "words": 1.9,
    "share": 1.6,
    "early": 1.53,
    "phrase": 0.53,
    "meaning": 0.23,
    "words and meaning": 0.55,
    "another's words": 1.35,
    "another's share": -1.05,
    "another's meaning": -2.4,
    "foreign words": -1.06,
    "foreign share": -2.32,
    "foreign meaning": -0.28,
    "length": -0.13,
}
KIND_ODDS_WITHOUT_MEANING: Mapping[str, float] = {
    "always": -3.08,
    "words": 1.34,
    "share": 2.34,
    "early": 1.53,
    "phrase": 0.57,
    "another's words": 1.23,
    "another's share": -2.71,
    "foreign words": -1.07,
    "foreign share": -3.4,
    "length": -0.07,
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

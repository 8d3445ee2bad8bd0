"""Which kinds of work a text may be about; none when nobody of the field would sell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchbot.core.matching.calibration import Rivals, kind_score
from matchbot.core.matching.evidence import Evidence, evidence, telling_words
from matchbot.core.matching.lexicon import WRAPPING
from matchbot.core.matching.normalise import content_words
from matchbot.core.need import KindGuess

if TYPE_CHECKING:
    from matchbot.core.knowledge import Knowledge

AT_MOST = 5
#: The lowest score at which a kind is named, and what the next must have of the best one's.
LEAST, BESIDE_BEST = 0.45, 0.5
#: The same for kinds that are only likely, beside those that are named.
LIKELY, BESIDE_NAMED, LIKELY_IN_ALL = 0.25, 0.33, 3
UNSURE = 0.5
FOREIGN = 0.5


def guess_kinds(
    what: str, language: str, knowledge: Knowledge, at_least: float = LEAST
) -> tuple[KindGuess, ...]:
    """Kinds that `what` may be about, best first, scores 0-1; empty when it is none of ours.

    `at_least`: the lowest score of a kind that is named.
    """
    return _guesses(_found(what, language, knowledge), what, knowledge, at_least)


def kinds_and_likely(
    what: str, language: str, knowledge: Knowledge
) -> tuple[tuple[KindGuess, ...], tuple[KindGuess, ...]]:
    """The kinds by one look at the text, and those it may be about though little speaks for them.

    The likely ones make no more than LIKELY_IN_ALL with the others; none when nobody sells it.
    """
    found = _found(what, language, knowledge)
    named = _guesses(found, what, knowledge, LEAST)
    if not what or (not named and _strange(found, what, knowledge) == 1):
        return named, ()
    beside = BESIDE_NAMED if named else BESIDE_BEST
    known = {guess.id for guess in named}
    likely = (g for g in _guesses(found, what, knowledge, LIKELY, beside) if g.id not in known)
    return named, tuple(likely)[: max(0, LIKELY_IN_ALL - len(named))]


def kinds_or_strangeness(
    what: str, language: str, knowledge: Knowledge
) -> tuple[tuple[KindGuess, ...], float]:
    """The kinds by one look at the text and, where there are none, how strange it is (else 0)."""
    found = _found(what, language, knowledge)
    kinds = _guesses(found, what, knowledge, LEAST)
    return kinds, 0.0 if kinds else _strange(found, what, knowledge)


def _guesses(
    found: dict[str, Evidence],
    what: str,
    knowledge: Knowledge,
    at_least: float,
    beside: float = BESIDE_BEST,
) -> tuple[KindGuess, ...]:
    scored = _scored(found, what, knowledge)
    if not scored:
        return ()
    least = max(at_least, scored[0][0] * beside)
    kinds = knowledge.vocabulary.kinds
    return tuple(
        KindGuess(kind, round(score, 3), kinds[kind].cpv)
        for score, kind in scored[:AT_MOST]
        if score >= least
    )


def strangeness(what: str, language: str, knowledge: Knowledge) -> float:
    """How sure it is that no WISE sells this: 1 known to be foreign, UNSURE when nothing is known.

    1 too for a text of nothing but words that wrap any tender ("services, lot 2").
    0 without a vocabulary: then nobody can tell.
    """
    return _strange(_found(what, language, knowledge), what, knowledge)


def _strange(found: dict[str, Evidence], what: str, knowledge: Knowledge) -> float:
    if not knowledge.lexicon.phrases:
        return 0.0
    if WRAPPING.issuperset(content_words(what)):
        return 1.0
    foreign = found.get("", Evidence())
    return 1.0 if max(foreign.words, foreign.meaning) >= FOREIGN else UNSURE


def _found(what: str, language: str, knowledge: Knowledge) -> dict[str, Evidence]:
    return evidence(what, language, knowledge.lexicon, knowledge.embedder, knowledge.index.meant)


def _scored(found: dict[str, Evidence], what: str, knowledge: Knowledge) -> list[tuple[float, str]]:
    """Every kind touched with its score, best first."""
    foreign = found.get("", Evidence())
    ours = {kind: theirs for kind, theirs in found.items() if kind}
    words, embedded = len(telling_words(what)), knowledge.embedder is not None
    scored = []
    for kind, theirs in ours.items():
        others = [other for name, other in ours.items() if name != kind]
        rivals = Rivals(others, foreign, words)
        scored.append((kind_score(theirs, rivals, embedded=embedded), kind))
    return sorted(scored, key=lambda pair: (-pair[0], pair[1]))

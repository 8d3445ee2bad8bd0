"""Ranking: the offerings that fit a need, best first, with the reasons; or an honest nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import log
from typing import Any

import numpy as np

from matchbot.core.knowledge import Candidate, Knowledge, Query
from matchbot.core.matching.area import Ground, ground_of, km_outside
from matchbot.core.matching.calibration import (
    BEFORE_HELP,
    LINE,
    SURE,
    among_kind,
    bias,
    kind_fit,
    score,
)
from matchbot.core.matching.criteria import CRITERIA, Case, Criterion, Judgement
from matchbot.core.matching.kinds import kinds_or_strangeness
from matchbot.core.matching.match import Match, Ranking, Reason
from matchbot.core.matching.names import wises_named
from matchbot.core.matching.normalise import content_words, fold
from matchbot.core.matching.requiring import is_ruled_out, required_first, required_wises
from matchbot.core.matching.rotation import latest_people, small_or_new
from matchbot.core.matching.standing import claiming
from matchbot.core.need import KindGuess, Need
from matchbot.core.offering import Catalogue, Label, Offering, Wise

JUDGED = 60
#: In the text of so many of the best it is looked which of the buyer's words really stand there.
LOOKED_INTO = 20
#: Where fewer than FEW of the likeliest come to the place, so many more are looked through.
FEW, WIDER = 10, 600
BESIDES = 0.3
LONGEST_NEED = 60
TOP, OF_ONE_WISE = 5, 2
NEAREST = 2
#: From this score on, judged without a place, the best place can lift an offering to LINE.
LINE_BEFORE_PLACE = score(
    log(LINE / (1 - LINE)) - sum(c.weight for c in CRITERIA if c.name == "place")
)
LEAST_PART, MOST_PARTS = 4, 4

# The criteria for offerings of another kind than the need names (False) and of that kind (True).
_TABLES = {
    named: tuple(replace(c, weight=among_kind(c.name, c.weight, named=named)) for c in CRITERIA)
    for named in (False, True)
}
# The figures of the last catalogue seen: they are the same for every need until it is swapped.
_HELD: dict[str, tuple[Catalogue, _Figures]] = {}
_LETTERS = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"\s[-–—]+\s|[;:,()—–]|\.\s")


def rank(
    need: Need,
    knowledge: Knowledge,
    *,
    now: date,
    limit: int = 10,
    exclude: Collection[str] = (),
    rotate: bool | None = None,
) -> Ranking:
    """The matches for `need`, at most `limit`; without the offerings named in `exclude`.

    `rotate` None follows the platform's setting. When no score reaches LINE, there are no
    matches and the two nearest are given. What the buyer's requirement rules out is left out.
    """
    ordered = order(need, knowledge, now=now, exclude=exclude, rotate=rotate)
    fit = tuple(match for match in ordered if match.score >= LINE)
    left_out = tuple(match for match in fit if is_ruled_out(match, need))
    if matches := tuple(match for match in fit if match not in left_out):
        return Ranking(matches[:limit], left_out=left_out)
    nearest = [match for match in ordered if not is_ruled_out(match, need)]
    return Ranking(nearest=tuple(nearest[:NEAREST]), left_out=left_out)


@dataclass(frozen=True)
class Found:
    """What was found for a need, wherever it is: its kinds, how strange it is, the candidates.

    `named` says how sure it is (0–1) that a WISE is asked for by name.
    """

    kinds: tuple[KindGuess, ...]
    strange: float
    candidates: Sequence[Candidate]
    named: Mapping[str, float] = field(default_factory=dict)


def order(
    need: Need,
    knowledge: Knowledge,
    *,
    now: date,
    exclude: Collection[str] = (),
    rotate: bool | None = None,
    limit: int = JUDGED,
) -> list[Match]:
    """The likeliest offerings, best first, whether or not they reach the line.

    At least `limit` of them, if there are so many; fewer than JUDGED are never judged.
    """
    found = find(need, knowledge, max(limit, JUDGED) + len(exclude))
    if need.place is not None:
        found = _with_those_who_come(replace(need, kinds=found.kinds), found, knowledge)
    kept = [one for one in found.candidates if one.offering not in exclude]
    return judged(need, replace(found, candidates=kept), knowledge, now=now, rotate=rotate)


def find(need: Need, knowledge: Knowledge, limit: int = JUDGED) -> Found:
    """The offerings worth judging, by what the need is about; its circumstances do not matter."""
    what = need.what or need.text
    # First, since it reads all of the need's texts for their meaning in one go.
    query = query_for(need, knowledge)
    kinds, strange = need.kinds, 0.0
    if not kinds:
        kinds, strange = kinds_or_strangeness(what, need.language, knowledge)
        query = replace(query, kinds={guess.id: guess.score for guess in kinds})
    named = wises_named(need.text, what, knowledge)
    strange = 0.0 if named else strange
    candidates = knowledge.index.candidates(query, limit)
    if besides := {*named, *required_wises(need, knowledge)}:
        candidates = [*candidates, *_theirs(besides, candidates, query, knowledge)]
    return Found(kinds, strange, candidates, named)


def _theirs(
    wises: Collection[str], known: Sequence[Candidate], query: Query, knowledge: Knowledge
) -> Sequence[Candidate]:
    """The likeliest offerings of the WISEs that are asked for, beside those known."""
    besides = {one.offering for one in known}
    offered = knowledge.catalogue.offerings.values()
    theirs = {one.id for one in offered if one.wise in wises and one.id not in besides}
    return knowledge.index.only(theirs).candidates(query, JUDGED) if theirs else ()


def _with_those_who_come(need: Need, found: Found, knowledge: Knowledge) -> Found:
    """What was found; if few of it come to the place, with those less likely that do come."""
    near = sum(1 for one in found.candidates if _comes(one, need, knowledge))
    if near >= FEW or len(found.candidates) < JUDGED:
        return found
    known = {one.offering for one in found.candidates}
    wider = knowledge.index.candidates(query_for(need, knowledge), WIDER)
    others = [one for one in wider if one.offering not in known and _comes(one, need, knowledge)]
    return replace(found, candidates=[*found.candidates, *others[: JUDGED - near]])


def _comes(candidate: Candidate, need: Need, knowledge: Knowledge) -> bool:
    offering = knowledge.catalogue.offerings[candidate.offering]
    wise = knowledge.catalogue.wises.get(offering.wise) or Wise(offering.wise, offering.wise)
    ground = ground_of(offering, wise, knowledge)
    return need.place is not None and not km_outside(need.place, ground, offering.radius_km)


def judged(
    need: Need, found: Found, knowledge: Knowledge, *, now: date, rotate: bool | None = None
) -> list[Match]:
    """What was found with its score and reasons, best first."""
    need = replace(need, kinds=found.kinds)
    turning = knowledge.rotation if rotate is None else rotate
    matches = [
        _judge(need, one, found, knowledge, now=now, rotate=turning) for one in found.candidates
    ]
    turned = _turned(sorted(matches, key=lambda match: (-odds_of(match), match.offering.id)))
    best = required_first(spread(turned), need)
    return [
        claiming(match, need.language, looked=at < LOOKED_INTO) for at, match in enumerate(best)
    ]


def query_for(need: Need, knowledge: Knowledge) -> Query:
    """What the index is asked for a need: its words, those around them, kinds and meaning."""
    unwanted = {word for text in need.without for word in content_words(text)}
    weights = dict.fromkeys(content_words(need.what or need.text), 1.0)
    for word in content_words(need.text):
        weights.setdefault(word, BESIDES)
    kept = [(word, weight) for word, weight in weights.items() if word not in unwanted]
    meant = {word: knowledge.index.meant(word) for word, _ in kept[:LONGEST_NEED]}
    words: dict[str, float] = {}
    for word, weight in kept[:LONGEST_NEED]:
        words[meant[word]] = max(weight, words.get(meant[word], 0.0))
    kinds = {guess.id: guess.score for guess in need.kinds}
    vector = _meaning(need, words, knowledge)
    text = _spelt(need.what or need.text, meant)
    return Query(words, need.language, kinds, vector, _weights(), text)


def _spelt(text: str, meant: Mapping[str, str]) -> str:
    """The text with the words that were taken for misspelt set right."""
    wrong = {word: known for word, known in meant.items() if word != known}
    if not wrong:
        return text
    return _LETTERS.sub(lambda found: wrong.get(fold(found[0]), found[0]), text)


def spread(matches: Sequence[Match]) -> list[Match]:
    """The same matches with at most two of one WISE among the first five, if others are as sure.

    One that is just above the line takes no place from a better one of the same WISE.
    """
    sure = [match for match in matches if match.score >= SURE]
    unsure = [match for match in matches if match.score < SURE]
    return [*_spread(sure), *_spread(unsure)]


def _spread(matches: Sequence[Match]) -> list[Match]:
    first: list[Match] = []
    later: list[Match] = []
    for match in matches:
        theirs = sum(1 for other in first if other.wise.id == match.wise.id)
        full = len(first) >= TOP
        (later if not full and match.wise.id and theirs >= OF_ONE_WISE else first).append(match)
    top = first[:TOP]
    chosen = {match.offering.id for match in top}
    return [*top, *(match for match in matches if match.offering.id not in chosen)]


def _turned(matches: Sequence[Match]) -> list[Match]:
    """The same matches; that it is its turn is told only of one that rotation put before a better.

    What rotation added is in the score already.
    """
    told: list[Match] = []
    best = -float("inf")
    for match in reversed(matches):
        turn = sum(reason.weight for reason in match.reasons if reason.criterion == "rotation")
        own = odds_of(match) - turn
        if own >= best:
            kept = tuple(reason for reason in match.reasons if reason.criterion != "rotation")
            match = replace(match, reasons=kept)
        best = max(best, own)
        told.append(match)
    return told[::-1]


def odds_of(match: Match) -> float:
    """What orders the matches: finer than the score, which is rounded and flat near 0 and 1.

    In log-odds, before the constant of the calibration.
    """
    return sum(reason.weight for reason in match.reasons)


def _meaning(need: Need, kept: Iterable[str], knowledge: Knowledge) -> Any | None:
    """The mean vector of the need's text, of its words well spelt and of its parts."""
    text = need.what or need.text
    if knowledge.embedder is None or not text.strip():
        return None
    parts = [part for part in _BREAK.split(text) if len(part.strip()) >= LEAST_PART]
    texts = dict.fromkeys([text, " ".join(kept), *(parts[:MOST_PARTS] if len(parts) > 1 else [])])
    vectors = np.asarray(knowledge.embedder.embed([t for t in texts if t.strip()]))
    mean = vectors[:2].sum(axis=0) + (vectors[2:].mean(axis=0) if len(vectors) > 2 else 0)
    return (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)


def _weights() -> tuple[float, float, float]:
    weight = {criterion.name: criterion.weight for criterion in CRITERIA}
    return weight["words"], weight["meaning"], weight["kind"]


def _judge(
    need: Need,
    candidate: Candidate,
    found: Found,
    knowledge: Knowledge,
    *,
    now: date,
    rotate: bool,
) -> Match:
    offering = knowledge.catalogue.offerings[candidate.offering]
    agreed = kind_fit(candidate.kind, need.kinds, offering.kinds)
    candidate = replace(candidate, kind=agreed)
    wise = knowledge.catalogue.wises.get(offering.wise) or Wise(offering.wise, offering.wise)
    figures = _figures(knowledge.catalogue)
    case = Case(
        need,
        offering,
        wise,
        candidate,
        now,
        ground=ground_of(offering, wise, knowledge) if need.place else Ground(),
        labels=figures.labels.get(wise.id, ()),
        kind_labels=_kind_labels(need, offering, knowledge),
        strange=found.strange,
        named=found.named.get(wise.id, 0.0),
        small_or_new=rotate and small_or_new(wise, figures.people.get(wise.id), now),
        rotate=rotate,
        declines=knowledge.declines.get(wise.id, ()),
    )
    each = [(criterion, criterion.judge(case)) for criterion in _TABLES[bool(case.kind_labels)]]
    return _match(case, [(criterion, j) for criterion, j in each if j is not None])


def _kind_labels(need: Need, offering: Offering, knowledge: Knowledge) -> list[str]:
    kinds = knowledge.vocabulary.kinds
    shared = [g.id for g in need.kinds if g.id in offering.kinds and g.id in kinds]
    return [kinds[kind].label(need.language) for kind in shared]


def _match(case: Case, judgements: Iterable[tuple[Criterion, Judgement]]) -> Match:
    about = [(c, j) for c, j in judgements if c.about]
    circumstances = [(c, j) for c, j in judgements if not c.about]
    unknown = bias(case.candidate.meaning)
    # What is near, cheap and free but something else must not become a match by that.
    relevance = score(unknown - BEFORE_HELP + sum(c.odds(j) for c, j in about))
    reasons = [Reason(c.name, c.odds(j), j.said) for c, j in about]
    for criterion, judgement in circumstances:
        gate = relevance if judgement.value > 0 else 1.0
        reasons.append(Reason(criterion.name, gate * criterion.odds(judgement), judgement.said))
    sure = score(unknown + sum(reason.weight for reason in reasons))
    reasons.sort(key=lambda reason: (reason.weight < 0, -abs(reason.weight)))
    return Match(case.offering, case.wise, round(sure, 4), tuple(reasons))


@dataclass(frozen=True)
class _Figures:
    labels: Mapping[str, Sequence[Label]]
    people: Mapping[str, int]


def _figures(catalogue: Catalogue) -> _Figures:
    """Labels and the latest number of people by WISE, worked out once for a catalogue."""
    held = _HELD.get("figures")
    if held is None or held[0] is not catalogue:
        labels: dict[str, list[Label]] = {}
        for label in catalogue.labels:
            labels.setdefault(label.wise, []).append(label)
        people = latest_people(catalogue)
        held = _HELD["figures"] = (catalogue, _Figures(labels, people))
    return held[1]

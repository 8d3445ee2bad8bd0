"""Fair rotation tried out: who stands first over many needs and days, with and without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from matchbot.adapters.index import build_index
from matchbot.bench.judged import NOW, SEEN, JudgedNeed, mean, ndcg
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.calibration import AMONG_KIND, BEFORE_HELP, BIAS, LINE, score
from matchbot.core.matching.criteria import CRITERIA
from matchbot.core.matching.match import Match
from matchbot.core.matching.rank import odds_of, order, rank, spread
from matchbot.core.matching.rotation import (
    NOISE,
    SMALL_WISE_PEOPLE,
    boost,
    gini,
    latest_people,
    small_or_new,
)
from matchbot.core.need import Need
from matchbot.core.offering import Catalogue, Offering, PeopleFigure, Wise
from matchbot.core.reading.read import read_need

ABOUT_CRITERIA = frozenset(criterion.name for criterion in CRITERIA if criterion.about)
#: From none over that in use to one that outweighs most of what fits.
STRENGTHS = (0.0, 0.8, 1.6, 2.4, 3.2, 4.8)
#: So many WISEs offer the very same, and so many needs are put to them.
EQUALS, ASKED_OF_EQUALS = 10, 40
#: Steps by which differences in log-odds are looked at, and where that ends.
GAP, WIDEST_GAP = 0.4, 4.0


@dataclass(frozen=True)
class Turns:
    """What a way of ordering gives over all needs and days.

    `gini` of first places over all WISEs of the catalogue (0 all the same), how many WISEs stood
    first at all, the share of first places of small and new WISEs, and nDCG on the judged grades.
    """

    rotated: bool
    first_places: int
    gini: float
    wises_first: int
    small_or_new: float
    ndcg: float


@dataclass(frozen=True)
class _Drawing:
    """A need with its matches before any draw, and how much of a draw each of them would get."""

    judged: JudgedNeed
    need: Need
    matches: tuple[tuple[Match, float], ...]


def trade(
    needs: Sequence[JudgedNeed], knowledge: Knowledge, days: int, strengths: Sequence[float]
) -> dict[float, Turns]:
    """What rotation of each strength gives: how evenly first places are shared, and at what cost.

    A strength is the most that a draw adds to an offering of a named kind, in log-odds. Each need
    is ranked once, and the draws of each day are added afterwards.
    """
    ranked = [_drawing(need, knowledge) for need in needs]
    return {strength: _drawn(ranked, knowledge, days, strength) for strength in strengths}


@dataclass(frozen=True)
class Gap:
    """Pairs of offerings of a named kind whose log-odds differ by `least` to `least` + GAP.

    `equal` is the share that was graded alike, `right` that of the others in the right order.
    """

    least: float
    pairs: int
    equal: float
    right: float


def noise(needs: Sequence[JudgedNeed], knowledge: Knowledge) -> list[Gap]:
    """How far the order of two offerings of a named kind can be trusted, by how much they differ.

    Where it is hardly better than chance, nothing is lost by turns.
    """
    better: dict[int, list[int]] = {}
    for drawing in (_drawing(need, knowledge) for need in needs):
        grades = drawing.judged.grades or {}
        for one, other in combinations(_of_named_kinds(drawing), 2):
            by = grades.get(one.offering.id, 0) - grades.get(other.offering.id, 0)
            gap = odds_of(one) - odds_of(other)
            if one.wise.id != other.wise.id and 0 <= gap < WIDEST_GAP:
                better.setdefault(int(gap / GAP), []).append(by)
    return [_gap(step * GAP, found) for step, found in sorted(better.items())]


def _of_named_kinds(drawing: _Drawing) -> list[Match]:
    named = {guess.id for guess in drawing.need.kinds}
    return [match for match, _ in drawing.matches if named.intersection(match.offering.kinds)]


def _gap(least: float, better: Sequence[int]) -> Gap:
    differing = [by > 0 for by in better if by]
    return Gap(least, len(better), 1 - len(differing) / len(better), mean(differing))


def _drawing(judged: JudgedNeed, knowledge: Knowledge) -> _Drawing:
    need = read_need(judged.text, knowledge, NOW, judged.language).need
    matches = order(need, knowledge, now=NOW.date(), rotate=False)
    named = {guess.id for guess in need.kinds}
    shares = (
        _share(match, named=bool(named.intersection(match.offering.kinds))) for match in matches
    )
    return _Drawing(judged, need, tuple(zip(matches, shares, strict=True)))


def _share(match: Match, *, named: bool) -> float:
    """How much of the strength an offering gets, as the ranking has it: less what is less relevant."""
    about = sum(r.weight for r in match.reasons if r.criterion in ABOUT_CRITERIA)
    return score(BIAS - BEFORE_HELP + about) / (1.0 if named else AMONG_KIND["rotation"])


def _drawn(ranked: Sequence[_Drawing], knowledge: Knowledge, days: int, strength: float) -> Turns:
    people = latest_people(knowledge.catalogue)
    first: Counter[str] = Counter()
    quality: list[float] = []
    for day in (NOW.date() + timedelta(days=n) for n in range(days)):
        for drawing in ranked:
            shown = _shown_after(drawing, strength, people, day)
            if shown:
                first[knowledge.catalogue.offerings[shown[0]].wise] += 1
            quality.append(ndcg(shown, drawing.judged.grades or {}, knowledge.catalogue))
    return _turns(first, quality, knowledge, rotate=strength > 0)


def _shown_after(
    drawing: _Drawing, strength: float, people: Mapping[str, int], day: date
) -> tuple[str, ...]:
    """The first five offerings of a day."""
    drawn: list[tuple[float, Match]] = []
    for match, share in drawing.matches:
        odds = odds_of(match) + strength * share * _lot(drawing, match, people, day)
        drawn.append((odds, replace(match, score=score(BIAS + odds))))
    drawn.sort(key=lambda pair: (-pair[0], pair[1].offering.id))
    fit = [match for _, match in drawn if match.score >= LINE]
    return tuple(match.offering.id for match in spread(fit)[:SEEN])


def _lot(drawing: _Drawing, match: Match, people: Mapping[str, int], day: date) -> float:
    small = small_or_new(match.wise, people.get(match.wise.id), day)
    return boost(drawing.need.text, day, match.wise.id, small_or_new=small) / NOISE


def equal_offers(knowledge: Knowledge, small: int = 0) -> tuple[list[JudgedNeed], Knowledge]:
    """Needs, and a catalogue in which every WISE offers the very same; `small` of them are small."""
    wises = {f"wise{n}": Wise(f"wise{n}", f"WISE {n}") for n in range(EQUALS)}
    offerings = {id: Offering(id, id, "Lunch op kantoor", kinds=("catering",)) for id in wises}
    figures = [PeopleFigure(id, NOW.year, SMALL_WISE_PEOPLE) for id in list(wises)[:small]]
    catalogue = Catalogue(wises, offerings, tuple(figures))
    index = build_index(catalogue, knowledge.vocabulary, knowledge.embedder)
    grades = dict.fromkeys(offerings, 3)
    needs = [
        JudgedNeed(str(n), "nl", f"lunch voor {n} personen", False, ("catering",), grades)
        for n in range(EQUALS, EQUALS + ASKED_OF_EQUALS)
    ]
    return needs, replace(knowledge, catalogue=catalogue, index=index)


def take_turns(
    needs: Sequence[JudgedNeed], knowledge: Knowledge, days: int, *, rotate: bool
) -> Turns:
    """Rank each need on each day from NOW on. The same needs and days give the same figures."""
    read = [(need, read_need(need.text, knowledge, NOW, need.language).need) for need in needs]
    first: Counter[str] = Counter()
    quality: list[float] = []
    for day in range(days if rotate else 1):
        for judged, need in read:
            offerings = _shown(need, knowledge, day, rotate=rotate)
            if offerings:
                wise = knowledge.catalogue.offerings[offerings[0]].wise
                first[wise] += 1 if rotate else days
            quality.append(ndcg(offerings, judged.grades or {}, knowledge.catalogue))
    return _turns(first, quality, knowledge, rotate=rotate)


def _shown(need: Need, knowledge: Knowledge, day: int, *, rotate: bool) -> tuple[str, ...]:
    now = NOW.date() + timedelta(days=day)
    ranking = rank(need, knowledge, now=now, limit=SEEN, rotate=rotate)
    return tuple(match.offering.id for match in ranking.matches)


def _turns(
    first: Counter[str], quality: Sequence[float], knowledge: Knowledge, *, rotate: bool
) -> Turns:
    catalogue, people = knowledge.catalogue, latest_people(knowledge.catalogue)
    helped = [
        count
        for wise, count in first.items()
        if small_or_new(catalogue.wises[wise], people.get(wise), NOW.date())
    ]
    places = sum(first.values())
    return Turns(
        rotate,
        places,
        gini([first.get(wise, 0) for wise in catalogue.wises]),
        len(first),
        sum(helped) / places if places else 0.0,
        mean(quality),
    )

"""Fair rotation tried out: who stands first over many needs and days, with and without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from matchbot.bench.judged import NOW, SEEN, JudgedNeed, mean, ndcg
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.rank import rank
from matchbot.core.matching.rotation import gini, latest_people, small_or_new
from matchbot.core.need import Need
from matchbot.core.reading.read import read_need


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

"""Fair shares: how leads and first places are divided over WISEs, new and small ones apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matchbot.core.insight.records import AskedNeed, LeadStory
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.rank import order, rank
from matchbot.core.matching.rotation import gini, latest_people, small_or_new

#: The newest needs that are ranked again, and over how many days they take turns.
NEEDS, DAYS = 200, 7
#: A match among the first so many is seen by the buyer.
SEEN = 5


@dataclass(frozen=True)
class Share:
    """What one WISE got: leads, and first places with and without rotation."""

    wise: str
    small_or_new: bool
    leads: int
    first: float
    first_without: float


@dataclass(frozen=True)
class Division:
    """How one thing is divided over all WISEs.

    `gini` 0: all the same, towards 1: all to one. `helped` is the share of small and new WISEs,
    `curve` the Lorenz curve: the share of all that the first 0, 1, 2 … WISEs have, least first.
    """

    total: float
    gini: float
    helped: float
    curve: tuple[float, ...]


@dataclass(frozen=True)
class Shares:
    """Shares by WISE (most leads first), and the divisions.

    `cost` is what rotation takes from fit: how much lower the mean score of the five matches
    that buyers see is (0–1) than without it.
    """

    wises: tuple[Share, ...]
    leads: Division
    first: Division
    first_without: Division
    needs: int
    cost: float


def shares_of(
    needs: Sequence[AskedNeed],
    leads: Sequence[LeadStory],
    knowledge: Knowledge,
    today: date,
) -> Shares:
    """Count the leads, and rank the newest needs again, on several days with rotation and once
    without."""
    newest = [need for need in needs if need.need.what or need.need.text][-NEEDS:]
    days = [today - timedelta(days=day) for day in range(DAYS)]
    turning, fit = _ranked(newest, knowledge, days, rotate=True)
    still, best = _ranked(newest, knowledge, [today], rotate=False)
    got = Counter(lead.wise_id for lead in leads)
    people, wises = latest_people(knowledge.catalogue), knowledge.catalogue.wises
    rows = [
        Share(
            id,
            small_or_new(wise, people.get(id), today),
            got[id],
            round(turning[id] / DAYS, 2),
            still[id],
        )
        for id, wise in wises.items()
    ]
    rows.sort(key=lambda row: (-row.leads, -row.first, row.wise))
    return Shares(
        tuple(rows),
        division({row.wise: row.leads for row in rows}, rows),
        division({row.wise: row.first for row in rows}, rows),
        division({row.wise: row.first_without for row in rows}, rows),
        len(newest),
        round(best - fit, 4),
    )


def _ranked(
    needs: Sequence[AskedNeed], knowledge: Knowledge, days: Sequence[date], *, rotate: bool
) -> tuple[Counter[str], float]:
    """First places by WISE over all days, and the mean score of what is seen."""
    first: Counter[str] = Counter()
    scores: list[float] = []
    for asked in needs:
        # What rotation put there is judged by its score without rotation.
        plain = {
            match.offering.id: match.score
            for match in order(asked.need, knowledge, now=days[0], rotate=False)
        }
        for day in days:
            found = rank(asked.need, knowledge, now=day, limit=SEEN, rotate=rotate).matches
            first.update(match.wise.id for match in found[:1])
            scores += [plain[match.offering.id] for match in found if match.offering.id in plain]
    return first, sum(scores) / len(scores) if scores else 0.0


def division(amounts: Mapping[str, float], rows: Sequence[Share]) -> Division:
    """How `amounts` by WISE are divided."""
    total = sum(amounts.values())
    helped = sum(amounts[row.wise] for row in rows if row.small_or_new)
    curve, so_far = [0.0], 0.0
    for amount in sorted(amounts.values()):
        so_far += amount
        curve.append(so_far / total if total else 0.0)
    return Division(
        round(total, 2),
        round(gini(list(amounts.values())), 3),
        round(helped / total, 3) if total else 0.0,
        tuple(round(share, 4) for share in curve),
    )

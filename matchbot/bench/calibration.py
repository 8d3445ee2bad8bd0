"""Where the line goes: what each constant would give on judged needs and on real tender titles.

The constant (`BIAS`) is chosen on the open half of each, and looked at on the other half. Titles
are halved by their notice, since one notice comes in several languages and lots.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from matchbot.bench.cpv_task import read_tsv
from matchbot.bench.judged import NOW, JudgedNeed, load_judged, mean
from matchbot.bench.titles import LANGUAGES, LOOKED_AT, codes, works_there
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.rank import odds_of, order
from matchbot.core.reading.read import read_need

#: From the constant that finds most to the one that is strictest.
CONSTANTS = tuple(-3.0 - step / 4 for step in range(21))


@dataclass(frozen=True)
class Seen:
    """A text with the log-odds of its first five offerings, before the constant, best first.

    `right` says for each whether it would do; `served` whether anybody could serve the text at all.
    """

    title: bool
    language: str
    tuned: bool
    served: bool
    odds: tuple[float, ...]
    right: tuple[bool, ...]

    def matched(self, constant: float) -> bool:
        """Whether anything is offered."""
        return bool(self.odds) and max(self.odds) + constant >= 0

    def well(self, constant: float) -> bool:
        """Whether one of those offered would do, or none is offered where nobody serves it."""
        if not self.matched(constant):
            return not self.served
        pairs = zip(self.odds, self.right, strict=True)
        return any(right for odds, right in pairs if odds + constant >= 0)


def look(folder: Path, titles: Path, knowledge: Knowledge) -> Iterator[Seen]:
    """Every judged need, every foreign one, and every title in Dutch or English."""
    for need in [one for part in load_judged(folder) for one in part]:
        yield _judged(need, knowledge)
    served = {c for offering in knowledge.catalogue.offerings for c in codes(offering, knowledge)}
    for row in read_tsv(titles):
        if row["lang"] in LANGUAGES:
            yield _title(row, knowledge, served)


def figures(seen: Sequence[Seen], constant: float, *, tuned: bool) -> dict[str, float]:
    """What the constant gives on one half, each as a share."""
    half = [one for one in seen if one.tuned == tuned]
    titles = [one for one in half if one.title]
    judged = [one for one in half if not one.title]
    each = [mean(o.well(constant) for o in titles if o.language == tongue) for tongue in LANGUAGES]
    return {
        "titles right": mean(each),
        "unserved titles: none": mean(not o.matched(constant) for o in titles if not o.served),
        "foreign: none": mean(not o.matched(constant) for o in judged if not o.served),
        "judged refused": mean(not o.matched(constant) for o in judged if o.served),
    }


def _judged(need: JudgedNeed, knowledge: Knowledge) -> Seen:
    grades = need.grades or {}
    odds, ids = _ordered(need.text, need.language, knowledge)
    right = tuple(grades.get(offering, 0) > 1 for offering in ids)
    return Seen(False, need.language, not need.frozen, need.grades is not None, odds, right)


def _title(row: dict[str, str], knowledge: Knowledge, served: set[str]) -> Seen:
    division = row["cpv"][:2]
    odds, ids = _ordered(row["title"], row["lang"], knowledge)
    right = tuple(division in {code[:2] for code in codes(one, knowledge)} for one in ids)
    return Seen(True, row["lang"], is_tuned(row), works_there(row["cpv"], served), odds, right)


def is_tuned(row: dict[str, str]) -> bool:
    """Whether a title is of the half that is tuned on: by its notice, so that no text is in both."""
    return blake2b(row["notice"].encode(), digest_size=1).digest()[0] % 2 == 0


def _ordered(
    text: str, language: str, knowledge: Knowledge
) -> tuple[tuple[float, ...], tuple[str, ...]]:
    need = read_need(text, knowledge, NOW, language).need
    first = order(need, knowledge, now=NOW.date(), rotate=False)[:LOOKED_AT]
    return tuple(odds_of(match) for match in first), tuple(match.offering.id for match in first)

"""Real tender titles against the sample catalogue: the right division, or an honest none."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.rank import rank
from matchbot.core.reading.read import read_need

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LANGUAGES = ("nl", "en")
LOOKED_AT = 5


@dataclass(frozen=True)
class Judged:
    """One title: its true CPV division, the divisions of what was offered, and the verdict.

    `right`: an offering of the true division is among the first five; or none was offered and
    no WISE of the catalogue works there, in the class (four digits) of the title's own code.
    """

    language: str
    title: str
    division: str
    offered: tuple[str, ...]
    first: str
    right: bool


def judge_titles(
    needs: Path, knowledge: Knowledge, count: int = 50, seed: int = 1
) -> Iterator[Judged]:
    """Ask the matcher `count` titles, half Dutch and half English, drawn with `seed`."""
    served = {c for offering in knowledge.catalogue.offerings for c in codes(offering, knowledge)}
    draw = random.Random(seed)
    for language in LANGUAGES:
        rows = [r for r in _rows(needs) if r["lang"] == language]
        for row in draw.sample(rows, min(count // len(LANGUAGES), len(rows))):
            yield _judge(row, knowledge, served)


def _judge(row: dict[str, str], knowledge: Knowledge, served: set[str]) -> Judged:
    reading = read_need(row["title"], knowledge, NOW, row["lang"])
    ranking = rank(reading.need, knowledge, now=NOW.date(), limit=LOOKED_AT, rotate=False)
    found = {code[:2] for m in ranking.matches for code in codes(m.offering.id, knowledge)}
    offered, division = tuple(sorted(found)), row["cpv"][:2]
    right = division in offered or (ranking.abstained and not works_there(row["cpv"], served))
    first = ranking.matches[0].offering.title if ranking.matches else "—"
    return Judged(row["lang"], row["title"], division, offered, first, right)


def works_there(code: str, served: set[str]) -> bool:
    """Whether a served code is in the class of this one, or in what it covers if it is wider."""
    prefix = code[:8].rstrip("0")[:4].ljust(2, "0")
    return any(one.startswith(prefix) for one in served)


def codes(offering_id: str, knowledge: Knowledge) -> set[str]:
    """The CPV codes of an offering: its own and its kinds'."""
    offering = knowledge.catalogue.offerings[offering_id]
    kinds = (
        knowledge.vocabulary.kinds[k] for k in offering.kinds if k in knowledge.vocabulary.kinds
    )
    return {*offering.cpv, *(code for kind in kinds for code in kind.cpv)}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(header, line.split("\t"), strict=False))

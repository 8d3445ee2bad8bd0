"""One text in, what was understood and what fits: the answer in the form that machines read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.match import Match, Ranking
from matchbot.core.matching.rank import rank
from matchbot.core.need import Reading
from matchbot.core.reading.as_json import reading_as_json
from matchbot.core.reading.read import read_need
from matchbot.flows.ports import Wording


def asked(
    text: str, language: str | None, limit: int, knowledge: Knowledge, now: datetime
) -> tuple[Reading, Ranking]:
    """What a text says and what is ranked for it; nothing is kept."""
    reading = read_need(text, knowledge, now, language)
    return reading, rank(reading.need, knowledge, now=knowledge.platform.today(now), limit=limit)


def answer_json(reading: Reading, ranking: Ranking, wording: Wording) -> dict[str, Any]:
    """The form of `ask --json` and of the API; `left_out` only where something is required."""
    language = reading.language
    left_out = [match_json(m, wording, language) for m in ranking.left_out]
    return {
        "need": reading_as_json(reading),
        "matches": [match_json(m, wording, language) for m in ranking.matches],
        "abstained": ranking.abstained,
        "nearest": [match_json(m, wording, language) for m in ranking.nearest],
        **({"left_out": left_out} if reading.need.reserved else {}),
    }


def match_json(match: Match, wording: Wording, language: str) -> dict[str, Any]:
    """A match in the form that all commands print."""
    return {
        "offering": match.offering.id,
        "title": match.offering.title_in(language),
        "wise": match.wise.name or match.offering.wise,
        "score": match.score,
        "reasons": [
            {
                "criterion": r.criterion,
                "weight": round(r.weight, 4),
                "text": wording.text(r.said, language),
            }
            for r in match.reasons
        ],
    }

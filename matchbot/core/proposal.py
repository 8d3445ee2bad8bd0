"""What one sentence of a WISE says of an offering."""

from __future__ import annotations

from datetime import datetime

from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.kinds import guess_kinds
from matchbot.core.offering import Offering
from matchbot.core.reading.read import read_need

LONGEST_TITLE = 200


def proposed(sentence: str, language: str, k: Knowledge, now: datetime) -> Offering:
    """Title, kind, place and how much, as far as said; it has no id and is of no WISE yet."""
    need = read_need(sentence, k, now, language).need
    kinds = guess_kinds(need.what or sentence, language, k)
    title, _, rest = sentence.partition(". ")
    count = need.quantity
    return Offering(
        "", "", " ".join(title.split())[:LONGEST_TITLE], rest.strip(), language,
        kinds=tuple(kind.id for kind in kinds[:1]), place=need.place.name if need.place else "",
        max_quantity=count.max or count.value if count else None, unit=count.unit if count else "",
        min_quantity=count.min if count else None,
    )  # fmt: skip

"""Ids for rows that bring none, made from what the row says, so that they are the same next time.

The rule. A WISE: the slug of its name, place and postcode. An offering: its WISE's id and the
slug of its title. Where two rows of a file would get the same id, or the name has no Latin
letters, a hash of six hexadecimal digits over all that identifies the row is added to each of
them. The order of the rows plays no part.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from matchbot.core.slugs import slug


def make_ids(rows: Sequence[Mapping[str, Any]], taken: Collection[str]) -> list[str]:
    """An id for each row (column → value) by the rule; `taken` are ids that others have.

    Rows that are equal in all that identifies them get the same id.
    """
    bases = [_base(row) for row in rows]
    counts = Counter(bases)
    return [
        base if _tells(row) and counts[base] == 1 and base not in taken else _hashed(base, row)
        for base, row in zip(bases, rows, strict=True)
    ]


def _base(row: Mapping[str, Any]) -> str:
    if "title" in row:
        return "-".join(filter(None, (str(row.get("wise", "")), slug(row["title"]))))
    parts = (slug(str(row.get(column, ""))) for column in ("name", "place", "postcode"))
    return "-".join(filter(None, parts))


def _tells(row: Mapping[str, Any]) -> bool:
    return len(slug(str(row.get("title") or row.get("name") or ""))) > 1


def _hashed(base: str, row: Mapping[str, Any]) -> str:
    cells = "\x1f".join(f"{column}={row[column]}" for column in sorted(row) if row[column])
    digest = hashlib.sha256(cells.encode()).hexdigest()[:6]
    return f"{base}-{digest}" if base else digest

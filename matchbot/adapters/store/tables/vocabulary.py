"""What was imported into the vocabulary of a platform: kinds of work and official codes."""

from __future__ import annotations

from typing import Any

from matchbot.adapters.store.columns import kept, key
from matchbot.adapters.store.tables.base import Row


class VocabularyEntryRow(Row, table=True):
    """A kind or an official code; `place` is its place in the file it came from."""

    __tablename__ = "vocabulary_entry"

    part: str = key()
    id: str = key()
    place: int = 0
    body: dict[str, Any] = kept(dict[str, Any])

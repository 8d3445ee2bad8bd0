"""What people said, as the conversations hold it."""

from __future__ import annotations

from sqlalchemy import select

from crash.rows import CONVERSATIONS, UTTERANCES, rows
from matchbot.adapters.store import SqlStore


def said_by_person(store: SqlStore) -> dict[str, list[int]]:
    """The numbers of the messages from each address, in the order of their effects."""
    query = (
        select(CONVERSATIONS.c.address, UTTERANCES.c.text)
        .join(CONVERSATIONS, CONVERSATIONS.c.id == UTTERANCES.c.conversation_id)
        .where(UTTERANCES.c.who == "person")
        .order_by(UTTERANCES.c.conversation_id, UTTERANCES.c.id)
    )
    found: dict[str, list[int]] = {}
    for row in rows(store, query):
        found.setdefault(row["address"], []).append(int(row["text"].rpartition(" ")[2]))
    return found

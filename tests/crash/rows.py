"""The judge's look into the tables, past all flows."""

from __future__ import annotations

from typing import Any

from matchbot.adapters.store import SqlStore
from matchbot.adapters.store.columns import table_of
from matchbot.adapters.store.tables import (
    ConversationRow,
    InboxRow,
    LeadEventRow,
    OutboxRow,
    ScheduleRunRow,
    UtteranceRow,
)

OUTBOX = table_of(OutboxRow)
INBOX = table_of(InboxRow)
RUNS = table_of(ScheduleRunRow)
LEAD_EVENTS = table_of(LeadEventRow)
UTTERANCES = table_of(UtteranceRow)
CONVERSATIONS = table_of(ConversationRow)
#: States in which nobody knows whether it left, and the row says so.
DOUBT = ("in_doubt", "unresolved")


def rows(store: SqlStore, query: Any) -> list[Any]:
    """What the query finds, as mappings. The judge holds nobody up."""
    with store._engine.connect() as plain:
        connection = store._reading(plain)
        with connection.begin():
            return list(connection.execute(query).mappings())

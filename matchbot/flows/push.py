"""News for a conversation goes through the inbox: once, in order, in the transaction of its cause."""

from __future__ import annotations

import json
from datetime import datetime

from matchbot.core.dialogue.conversation import Turn
from matchbot.core.inbox import InboxItem
from matchbot.flows.ports import Transaction


def tell(tx: Transaction, conversation_id: str, turn: Turn, key: str, now: datetime) -> bool:
    """Put an event for a conversation in the inbox, in the transaction of its cause.

    The inbox hands it to `take_turn` once and in order, whatever happens in between. False when
    this `key` was told before.
    """
    content = {"event": turn.event, "facts": dict(turn.facts)}
    raw = json.dumps(content, ensure_ascii=False).encode()
    return tx.inbox.receive("event", key, conversation_id, raw, now)


def told(item: InboxItem) -> tuple[str, Turn]:
    """The conversation and the turn that `tell` put in the inbox."""
    content = json.loads(item.raw)
    return item.thread, Turn(event=content["event"], facts=content["facts"])

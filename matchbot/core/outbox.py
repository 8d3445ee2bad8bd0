"""The outbox: a letter or chat message waiting to leave, its states, and when to try again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

MessageState = Literal[
    "queued",  # waits for its time
    "claimed",  # a sender holds it; nothing was sent
    "sending",  # passed the gate; the outside may have it from now on
    "sent",  # the outside said yes (or evidence was found)
    "failed",  # the outside said no for good, or the tries are over
    "in_doubt",  # silence after the body was sent
    "unresolved",  # doubt that stays; shown to the operator
    "cancelled",  # lost its point before it left
    "expired",  # its use-by passed
]
FINAL: frozenset[MessageState] = frozenset({"sent", "failed", "unresolved", "cancelled", "expired"})

#: What a message is for. Class decides what happens when it is unknown whether it left.
Purpose = Literal[
    "lead", "introduction", "decision", "confirmation", "digest", "follow_up", "reply", "notice"
]
#: Classes that go once more after doubt (the same Message-ID); the others do not.
SENT_AGAIN_AFTER_DOUBT: frozenset[str] = frozenset(
    {"lead", "introduction", "decision", "confirmation", "reply"}
)


@dataclass(frozen=True)
class OutboxMessage:
    """One row of the outbox. Everything that goes over the wire is fixed when it is inserted.

    `dedupe_key` is unique over all time. `body` holds the bytes of a letter or the JSON of a
    chat message. `lease_owner` is the identity of one process start.
    """

    id: str
    platform: str
    channel: str
    purpose: str
    dedupe_key: str
    recipient: str
    body: bytes
    message_id: str = ""
    sender: str = ""
    person_id: str = ""
    lead_id: str = ""
    subscription_id: str = ""
    state: MessageState = "queued"
    attempts: int = 0
    resends: int = 0
    not_before: datetime | None = None
    expires_at: datetime | None = None
    lease_owner: str = ""
    lease_until: datetime | None = None
    answer: str = ""
    reason: str = ""
    created_at: datetime | None = None
    settled_at: datetime | None = None
    evidence: str = ""


@dataclass(frozen=True)
class Outcome:
    """What an attempt came to, as the edge saw it.

    `accepted`: the outside said yes. `refused`: it said no; `permanent` tells whether for good.
    `unreached`: we never got through, the message was not put to it. `silent`: cut or time-out
    after the body was sent. `wait` is what the outside asked us to wait.
    """

    result: Literal["accepted", "refused", "unreached", "silent"]
    answer: str = ""
    permanent: bool = False
    wait: timedelta | None = None


MAX_ATTEMPTS = 8
#: Minutes to wait after the first, second, … refusal: about two days in all.
RETRY_MINUTES = (1, 5, 15, 60, 240, 720, 1440)
UNREACHED_WAIT = timedelta(minutes=1)
DOUBT_WAIT = timedelta(minutes=15)
LEASE = timedelta(minutes=15)


def settle(message: OutboxMessage, outcome: Outcome, now: datetime) -> OutboxMessage:
    """The message after an attempt. A connection that never came about costs no attempt."""
    free = replace(message, lease_owner="", lease_until=None, answer=outcome.answer[:500])
    if outcome.result == "accepted":
        return replace(free, state="sent", settled_at=now, evidence="answer")
    if outcome.result == "silent":
        return replace(free, state="in_doubt", not_before=now + DOUBT_WAIT)
    if outcome.result == "unreached":
        return replace(free, state="queued", not_before=now + (outcome.wait or UNREACHED_WAIT))
    tried = replace(free, attempts=message.attempts + 1)
    if outcome.permanent or tried.attempts >= MAX_ATTEMPTS:
        return replace(tried, state="failed", settled_at=now, reason="refused")
    minutes = RETRY_MINUTES[min(tried.attempts - 1, len(RETRY_MINUTES) - 1)]
    wait = outcome.wait or timedelta(minutes=minutes)
    return replace(tried, state="queued", not_before=now + wait)


def resolve_doubt(message: OutboxMessage, now: datetime) -> OutboxMessage:
    """What happens to a doubtful message without evidence: by class, once more or not at all."""
    if message.purpose in SENT_AGAIN_AFTER_DOUBT and message.resends == 0:
        return replace(message, state="queued", resends=1, not_before=now)
    return replace(message, state="unresolved", settled_at=now, reason="silence")


def recover(message: OutboxMessage, now: datetime) -> OutboxMessage:
    """A message whose lease ran out: nothing left from `claimed`, doubt from `sending`."""
    free = replace(message, lease_owner="", lease_until=None)
    if message.state == "claimed":
        return replace(free, state="queued")
    return replace(free, state="in_doubt", not_before=now + DOUBT_WAIT)

"""The outbox: a letter or chat message waiting to leave, its states, and when to try again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, get_args

from matchbot.core.lead import ANSWERED, OPEN

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
    "held",  # stood in a restored database; waits for an operator's word
]
STATES: tuple[MessageState, ...] = get_args(MessageState)
FINAL: frozenset[MessageState] = frozenset({"sent", "failed", "unresolved", "cancelled", "expired"})

#: What a message is for decides what happens when it is unknown whether it left: these go once
#: more, with the same Message-ID; the others do not.
SENT_AGAIN_AFTER_DOUBT: frozenset[str] = frozenset(
    {"lead", "lead_reminder", "introduction", "decision", "confirmation", "reply", "relay"}
)


#: Put a lead before its WISE: what cannot be said in a chat goes by letter instead.
LEADS_TOLD: frozenset[str] = frozenset({"lead", "lead_reminder"})


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
    `deferred`: not now, and no fault of this message. `unreached`: we never got through.
    `stumbled`: a fault of ours before the content left. `silent`: cut or time-out after the
    content began to leave. `wait` is what the outside asked us to wait.
    """

    result: Literal["accepted", "refused", "deferred", "unreached", "stumbled", "silent"]
    answer: str = ""
    permanent: bool = False
    wait: timedelta | None = None


@dataclass(frozen=True)
class Timings:
    """How long a message may stay where it is.

    `claimed` and `sending` are leases: the second begins at the gate and is longer than the ten
    minutes that a relay may think about a letter (RFC 5321 4.5.3.2.6). `gate_holds` is how old
    the gate may be when the content leaves. `doubt` counts from the gate, `journal_patience` from
    the end of doubt.
    """

    claimed: timedelta = timedelta(minutes=10)
    sending: timedelta = timedelta(minutes=12)
    gate_holds: timedelta = timedelta(seconds=30)
    unreached: timedelta = timedelta(minutes=1)
    doubt: timedelta = timedelta(minutes=15)
    journal_patience: timedelta = timedelta(days=1)


TIMINGS = Timings()
#: Refusals for now, and faults of ours, after which a message has failed.
MAX_ATTEMPTS = 8
MAX_FAULTS = 5
#: Minutes to wait after the first, second, … attempt that failed: about two days in all.
RETRY_MINUTES = (1, 5, 15, 60, 240, 720, 1440)

#: States of its lead in which a message about it still has a point.
WANTED_LEADS: Mapping[str, frozenset[str]] = {
    "lead": OPEN,
    "lead_reminder": OPEN,
    "introduction": ANSWERED,
    "follow_up": frozenset({"notified", "accepted", "contacted", "not_yet"}),
}


#: States of its subscription in which a message to a subscriber still has a point.
WANTED_SUBSCRIPTIONS: Mapping[str, frozenset[str]] = {
    "digest": frozenset({"active"}),
    "found": frozenset({"active", "done"}),
}


#: What somebody just asked for goes also to an address that bounced or said stop: by it the
#: address proves itself again. Whoever complained gets not even that.
ASKED_FOR: frozenset[str] = frozenset({"confirmation", "reply"})
COMPLAINT = "complaint"


def pointless(
    message: OutboxMessage, *, suppressed: str, subscription: str | None, lead: str | None
) -> str:
    """Why this message has lost its point since it was written, or "".

    `suppressed` is why its recipient gets no more letters, "" when there is nothing; `subscription`
    and `lead` are the states of those it names, None when they are gone.
    """
    if suppressed and (message.purpose not in ASKED_FOR or suppressed == COMPLAINT):
        return "suppressed"
    subscribed = WANTED_SUBSCRIPTIONS.get(message.purpose)
    if subscribed is not None and subscription not in subscribed:
        return "unsubscribed"
    wanted = WANTED_LEADS.get(message.purpose)
    if wanted is not None and message.lead_id and lead not in wanted:
        return "lead no longer open"
    return ""


def enter(message: OutboxMessage, now: datetime, timings: Timings = TIMINGS) -> OutboxMessage:
    """The message behind the gate. Its lease begins anew, for the time the relay may take."""
    return replace(message, state="sending", lease_until=now + timings.sending)


def cancel(message: OutboxMessage, reason: str, now: datetime) -> OutboxMessage:
    """A message that lost its point before it left."""
    return replace(_free(message), state="cancelled", reason=reason, settled_at=now)


def settle(
    message: OutboxMessage, outcome: Outcome, now: datetime, timings: Timings = TIMINGS
) -> OutboxMessage:
    """The message after an attempt. Only an answer about this very message costs an attempt."""
    free = replace(_free(message), answer=outcome.answer[:500])
    if outcome.result == "accepted":
        return replace(free, state="sent", settled_at=now, evidence="answer")
    if outcome.result == "silent":
        return replace(free, state="in_doubt", not_before=now + timings.doubt)
    if outcome.result in {"unreached", "deferred"}:
        return replace(free, state="queued", not_before=now + (outcome.wait or timings.unreached))
    return _tried(free, outcome, now)


def _tried(message: OutboxMessage, outcome: Outcome, now: datetime) -> OutboxMessage:
    tried = replace(message, attempts=message.attempts + 1)
    most = MAX_FAULTS if outcome.result == "stumbled" else MAX_ATTEMPTS
    if outcome.permanent or tried.attempts >= most:
        return replace(tried, state="failed", settled_at=now, reason=outcome.result)
    minutes = RETRY_MINUTES[min(tried.attempts - 1, len(RETRY_MINUTES) - 1)]
    wait = outcome.wait or timedelta(minutes=minutes)
    return replace(tried, state="queued", not_before=now + wait)


def recover(message: OutboxMessage, now: datetime, timings: Timings = TIMINGS) -> OutboxMessage:
    """A message whose lease ran out: nothing left from `claimed`, doubt from `sending`."""
    free = _free(message)
    if message.state == "claimed":
        return replace(free, state="queued")
    gate = (message.lease_until or now) - timings.sending
    return replace(free, state="in_doubt", not_before=max(now, gate + timings.doubt))


#: What the journal tells of a doubtful message; "none": there is no journal.
Evidence = Literal["none", "found", "absent", "unclear"]


def resolve_doubt(
    message: OutboxMessage, now: datetime, evidence: Evidence = "none", timings: Timings = TIMINGS
) -> OutboxMessage:
    """What becomes of a doubtful message whose wait is over: by evidence, else by class.

    By class it goes once more or not at all. While the journal is unclear it stays as it is, but
    not for ever.
    """
    if evidence == "found":
        return replace(message, state="sent", settled_at=now, evidence="journal")
    if evidence == "absent":
        return replace(message, state="queued", not_before=now)
    over = message.not_before or now
    if evidence == "unclear" and now < over + timings.journal_patience:
        return message
    if message.purpose in SENT_AGAIN_AFTER_DOUBT and message.resends == 0:
        return replace(message, state="queued", resends=1, not_before=now)
    return replace(message, state="unresolved", settled_at=now, reason="silence")


def _free(message: OutboxMessage) -> OutboxMessage:
    return replace(message, lease_owner="", lease_until=None)

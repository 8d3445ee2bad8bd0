"""The outbox in three steps: claim, pass the gate, settle. The delivery loop calls them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from matchbot.core import lead as leads
from matchbot.core import outbox as states
from matchbot.core.addresses import same_address
from matchbot.core.keys import hash_key
from matchbot.core.outbox import OutboxMessage, Outcome
from matchbot.flows.office import Office
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Task

BATCH = 20


def claim(
    office: Office, owner: str, channels: Sequence[str], limit: int = BATCH
) -> list[OutboxMessage]:
    """Messages that are due, leased to `owner`. Nothing of them has left."""
    now = office.clock.now()
    with office.store.begin() as tx:
        return tx.outbox.claim(owner, now, now + states.LEASE, channels, limit)


def pass_gate(office: Office, message: OutboxMessage, owner: str) -> OutboxMessage | None:
    """The last look before the first byte of content leaves: still ours, still wanted?

    Returns the message in state `sending`, committed; or None when it must not be sent.
    """
    now = office.clock.now()
    with office.store.begin() as tx:
        if message.lease_until is not None and now > message.lease_until:
            return None
        pointless = _pointless(tx, office, message)
        if pointless:
            cancelled = replace(
                message, state="cancelled", reason=pointless, settled_at=now, lease_owner="",
                lease_until=None,
            )  # fmt: skip
            tx.outbox.save(cancelled, owner, "claimed")
            return None
        sending = replace(message, state="sending")
        return sending if tx.outbox.save(sending, owner, "claimed") else None


def _pointless(tx: Transaction, office: Office, message: OutboxMessage) -> str:
    """Why this message has lost its point since it was written, or ""."""
    if message.channel == "mail" and tx.suppressions.has(hash_key(same_address(message.recipient))):
        return "suppressed"
    if message.purpose == "digest":
        there = tx.subscriptions.get(message.subscription_id)
        if there is None or there.state != "active":
            return "unsubscribed"
    if message.purpose == "lead":
        lead = tx.leads.get(message.lead_id)
        if lead is None or lead.state not in leads.OPEN:
            return "lead no longer open"
    return ""


def settle(office: Office, message: OutboxMessage, outcome: Outcome, owner: str) -> OutboxMessage:
    """Write down what an attempt came to, and what follows from it."""
    now = office.clock.now()
    after = states.settle(message, outcome, now)
    with office.store.begin() as tx:
        if tx.outbox.save(after, owner, message.state):
            _follow(tx, office, after, now)
    return after


def _follow(tx: Transaction, office: Office, message: OutboxMessage, now: datetime) -> None:
    if message.state == "sent" and message.purpose == "lead":
        _notified(tx, message, now)
    if message.state == "sent" and message.purpose == "digest":
        _told(tx, message)
    if message.state in {"failed", "unresolved"} and message.purpose in {"lead", "introduction"}:
        text = f"{message.recipient}: {message.answer or message.reason}"
        tx.tasks.add(Task(office.luck.id(), f"letter_{message.state}", message.id, text, now))


def _notified(tx: Transaction, message: OutboxMessage, now: datetime) -> None:
    lead = tx.leads.get(message.lead_id)
    if lead is not None and lead.state == "new":
        moved, event = leads.move(lead, "notify", now, actor="post", channel="mail")
        tx.leads.save(moved, event, "new")


def _told(tx: Transaction, message: OutboxMessage) -> None:
    """The next digest starts where the last one that was really sent ended."""
    there = tx.subscriptions.get(message.subscription_id)
    for digest in tx.subscriptions.digests(message.subscription_id):
        if there is not None and digest.outbox_id == message.id:
            tx.subscriptions.save(replace(there, told_until=digest.until))


def tidy(office: Office) -> int:
    """Take back what a dead process held, and resolve doubt whose waiting time is over."""
    now = office.clock.now()
    moved = 0
    with office.store.begin() as tx:
        for message in tx.outbox.lapsed(now):
            after = states.recover(message, now)
            moved += tx.outbox.save(after, message.lease_owner, message.state)
        for message in tx.outbox.doubtful(now):
            after = states.resolve_doubt(message, now)
            if tx.outbox.save(after, "", "in_doubt"):
                _follow(tx, office, after, now)
                moved += 1
    return moved


def retry(office: Office, message_id: str) -> OutboxMessage | None:
    """Send a failed or unresolved message again, on an operator's word."""
    now = office.clock.now()
    with office.store.begin() as tx:
        message = tx.outbox.get(message_id)
        if message is None or message.state not in {"failed", "unresolved"}:
            return None
        again = replace(
            message, state="queued", attempts=0, not_before=now, settled_at=None, reason=""
        )
        return again if tx.outbox.save(again, "", message.state) else None

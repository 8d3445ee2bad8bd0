"""Subscriptions and saved needs that are made and stopped in a conversation."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from matchbot.core import subscription as subscriptions
from matchbot.core.addresses import parse_address, same_address
from matchbot.core.dialogue.conversation import Conversation, Subscribe, Unsubscribe
from matchbot.core.keys import hash_key
from matchbot.core.person import Identity
from matchbot.core.subscription import Subscription
from matchbot.flows.linking import unlink
from matchbot.flows.office import Office
from matchbot.flows.ports import Transaction
from matchbot.flows.proof import own
from matchbot.flows.subscriptions import consent_in


def subscribe(
    tx: Transaction, office: Office, c: Conversation, effect: Subscribe, now: datetime
) -> Conversation:
    """What was wished begins for an address that proved itself, or for the chat itself."""
    if not effect.email:
        return _subscribe_here(tx, office, c, effect, now)
    stranger, address = c.person_id, parse_address(effect.email)
    c = own(tx, office, c, address, now)
    if _has(tx, c, effect, "mail"):
        return c
    there = tx.subscriptions.of_address("mail", same_address(address))
    waiting = [s for s in there if s.state == "pending" and s.person_id in {stranger, c.person_id}]
    key = tx.keys.newest("confirm", f"{c.id} {effect.email}")
    if not waiting:
        waiting = [_pending(office, c, "mail", address, effect, now)]
        tx.subscriptions.add(waiting[0])
    asked = replace(
        waiting[-1], person_id=c.person_id, wish=effect.wish, language=c.language, need=effect.need
    )
    tx.subscriptions.save(subscriptions.confirm(asked, now, key.hash if key else ""))
    return c


def _subscribe_here(
    tx: Transaction, office: Office, c: Conversation, effect: Subscribe, now: datetime
) -> Conversation:
    """For the chat itself: who writes in it has proven that it is theirs."""
    if not _has(tx, c, effect, c.channel):
        tx.people.link(Identity(c.person_id, c.channel, c.address, now))
        asked = _pending(office, c, c.channel, c.address, effect, now)
        proof = hash_key(f"{c.channel}:{c.address}")
        tx.subscriptions.add(subscriptions.confirm(asked, now, proof))
    return c


def _has(tx: Transaction, c: Conversation, effect: Subscribe, channel: str) -> bool:
    wanted = (channel, effect.wish, effect.need, "active")
    theirs = tx.subscriptions.of_person(c.person_id)
    return any((s.channel, s.wish, s.need, s.state) == wanted for s in theirs)


def _pending(
    office: Office,
    c: Conversation,
    channel: str,
    address: str,
    effect: Subscribe,
    now: datetime,
) -> Subscription:
    """A subscription of somebody whose address has proven itself otherwise."""
    consent = consent_in(office, c.language, c.channel, effect.need)
    return Subscription(
        office.luck.id(), office.platform, c.person_id, channel, address, c.language, effect.wish,
        consent=consent, consent_at=now, need=effect.need,
    )  # fmt: skip


def unsubscribe(
    tx: Transaction, office: Office, c: Conversation, effect: Unsubscribe, now: datetime
) -> Conversation:
    """Stop means stop: all that this person subscribed to, and leads that come in this chat."""
    if linked := tx.chats.get(c.channel, c.address):
        unlink(tx, office, linked, now)
    for there in tx.subscriptions.of_person(c.person_id):
        tx.subscriptions.save(subscriptions.stop(there, now))
    return c

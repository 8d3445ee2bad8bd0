"""What people do with the links in their letters: confirm an address, stop a subscription."""

from __future__ import annotations

from dataclasses import dataclass

from matchbot.core import subscription as subscriptions
from matchbot.core.dialogue.conversation import Turn
from matchbot.core.keys import Key, hash_key
from matchbot.core.subscription import Subscription
from matchbot.flows.leads import KeyRefused
from matchbot.flows.office import Office
from matchbot.flows.ports import Transaction
from matchbot.flows.push import tell


@dataclass(frozen=True)
class Confirmation:
    """What a confirmation link is about; `done` when it was used before."""

    email: str
    conversation_id: str
    done: bool


def open_confirmation(office: Office, word: str) -> Confirmation:
    """What the link would confirm. Reads only. Raises KeyRefused."""
    with office.store.read() as tx:
        return _confirmation(open_key(tx, office, word, "confirm"))


def confirm_address(office: Office, word: str) -> Confirmation:
    """The address proved itself: its conversation goes on. Twice is the same as once.

    Raises KeyRefused.
    """
    now = office.clock.now()
    with office.store.begin() as tx:
        opened = _confirmation(open_key(tx, office, word, "confirm"))
        if tx.keys.spend(hash_key(word), now):
            turn = Turn(event="confirmed", facts={"email": opened.email})
            tell(tx, opened.conversation_id, turn, f"confirmed:{hash_key(word)}", now)
    return opened


def open_key(tx: Transaction, office: Office, word: str, purpose: str) -> Key:
    """The key behind the word of a link. Raises KeyRefused."""
    return open_hashed(tx, office, hash_key(word), purpose)


def open_hashed(tx: Transaction, office: Office, key_hash: str, purpose: str) -> Key:
    """The key with this hash. Raises KeyRefused."""
    key = tx.keys.get(key_hash)
    if key is None or key.purpose != purpose:
        raise KeyRefused("unknown")
    if key.expires_at and office.clock.now() > key.expires_at and key.spent_at is None:
        raise KeyRefused("expired")
    return key


def _confirmation(key: Key) -> Confirmation:
    conversation_id, _, email = key.subject.partition(" ")
    return Confirmation(email, conversation_id, key.spent_at is not None)


def open_subscription(office: Office, word: str) -> Subscription:
    """The subscription behind an unsubscribe link. Reads only. Raises KeyRefused."""
    with office.store.read() as tx:
        return _subscription(tx, office, word)


def _subscription(tx: Transaction, office: Office, word: str) -> Subscription:
    key = open_key(tx, office, word, "unsubscribe")
    there = tx.subscriptions.get(key.subject)
    if there is None:
        raise KeyRefused("unknown")
    return there


def stop_subscription(office: Office, word: str) -> Subscription:
    """Stop all that the link's owner subscribed to, at once: stop means stop.

    Twice is the same as once. Raises KeyRefused.
    """
    now = office.clock.now()
    with office.store.begin() as tx:
        there = _subscription(tx, office, word)
        for theirs in tx.subscriptions.of_person(there.person_id):
            tx.subscriptions.save(subscriptions.stop(theirs, now))
        return subscriptions.stop(there, now)

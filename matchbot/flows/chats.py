"""What becomes of a chat: its person left it, or it goes on at another address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from matchbot.core import subscription as subscriptions
from matchbot.core.dialogue.conversation import Conversation
from matchbot.core.inbox import InboxItem
from matchbot.core.person import Identity
from matchbot.flows.enquiry import Busy
from matchbot.flows.linking import unlink
from matchbot.flows.office import Office
from matchbot.flows.ports import Transaction

Change = Callable[[Transaction, Conversation, datetime], Conversation]


def leave(office: Office, channel: str, address: str, item: InboxItem, owner: str) -> None:
    """Who left wants no messages of our own accord: its subscriptions stop, it acts for nobody.

    The conversation stays, for the day they come back. Raises Busy.
    """

    def stopped(tx: Transaction, c: Conversation, now: datetime) -> Conversation:
        for theirs in tx.subscriptions.of_address(channel, address):
            tx.subscriptions.save(subscriptions.stop(theirs, now))
        return replace(c, stopped=True)

    with office.store.begin() as tx:
        if linked := tx.chats.get(channel, address):
            unlink(tx, office, linked, office.clock.now())

    _changed(office, channel, address, item, owner, stopped)


def move(
    office: Office, channel: str, addresses: tuple[str, str], item: InboxItem, owner: str
) -> None:
    """The conversation goes on at the second of the two addresses. Raises Busy."""
    old, new = addresses

    def moved(tx: Transaction, c: Conversation, now: datetime) -> Conversation:
        tx.people.link(Identity(c.person_id, channel, new))
        return replace(c, address=new)

    _changed(office, channel, old, item, owner, moved)


def _changed(
    office: Office, channel: str, address: str, item: InboxItem, owner: str, change: Change
) -> None:
    now = office.clock.now()
    with office.store.begin() as tx:
        if (there := tx.conversations.find(channel, address)) is not None:
            c = tx.conversations.lease(there.id, owner, now, now + office.rules.turn_lease)
            if c is None or not tx.conversations.save(change(tx, c, now), owner, now):
                raise Busy(there.id)
        tx.inbox.finish(item, owner, "handled", now)

"""Saved needs: nothing fitted, and the buyer hears once, as soon as an offering does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from matchbot.core.dialogue.conversation import Turn
from matchbot.core.finds import finds, is_past
from matchbot.core.matching.match import Match
from matchbot.core.outbox import OutboxMessage
from matchbot.core.subscription import Subscription, fulfil
from matchbot.flows.office import Office, make_key, post
from matchbot.flows.ports import Transaction
from matchbot.flows.push import tell
from matchbot.flows.records import Letter

AT_ONCE = 200
#: A process may hear of a changed catalogue a moment late; what fits is told only once anyway.
LOOK_BACK = timedelta(hours=1)


def tell_of_finds(office: Office) -> int:
    """Tell everybody whose saved need an offering fits now; how many that were.

    Looks only at offerings that are new or changed. Safe to run at any time and any number of
    times: who was told is done in the transaction of the message.
    """
    now, told, after = office.clock.now(), 0, ""
    with office.store.read() as tx:
        earliest = tx.subscriptions.earliest_told(saved_needs=True)
        changed = tx.catalogue.changed_since(earliest - LOOK_BACK, now) if earliest else {}
    while page := _page(office, after):
        looked = [there.id for there in page if not _settle(office, there, changed, now)]
        told += len(page) - len(looked)
        with office.store.begin() as tx:
            tx.subscriptions.looked(looked, now)
        after = page[-1].id
    return told


def _page(office: Office, after: str) -> list[Subscription]:
    with office.store.read() as tx:
        return tx.subscriptions.saved_needs(after, AT_ONCE)


def _settle(
    office: Office, there: Subscription, changed: Mapping[str, datetime], now: datetime
) -> bool:
    """Whether this saved need came to its end: told, or over."""
    today = office.knowledge().platform.today(now)
    if there.need is None or is_past(there.need, today):
        return _end(office, there, (), now)
    since = (there.told_until or now) - LOOK_BACK
    found = finds(
        there.need, {id for id, at in changed.items() if at > since}, office.knowledge(), today
    )
    return bool(found) and _end(office, there, found, now)


def _end(office: Office, there: Subscription, found: Sequence[Match], now: datetime) -> bool:
    with office.store.begin() as tx:
        current = tx.subscriptions.get(there.id)
        if current is None or current.state != "active":
            return True
        if found:
            _tell(tx, office, current, found, now)
        tx.subscriptions.save(fulfil(current, now))
    return True


def _tell(
    tx: Transaction, office: Office, there: Subscription, found: Sequence[Match], now: datetime
) -> None:
    """By letter; in a chat as news of the conversation, so that a number chooses at once."""
    conversation = (
        None if there.channel == "mail" else tx.conversations.find(there.channel, there.address)
    )
    if conversation is None:
        _write(tx, office, there, found, now)
        return
    facts = {"subscription": there.id, "text": there.need.text if there.need else "",
             "offerings": [match.offering.id for match in found]}  # fmt: skip
    tell(tx, conversation.id, Turn(event="found", facts=facts), f"found:{there.id}", now)


def _write(
    tx: Transaction, office: Office, there: Subscription, found: Sequence[Match], now: datetime
) -> None:
    word = make_key(tx, office, "unsubscribe", there.id, now, person_id=there.person_id)
    facts = {
        "need": there.need,
        "found": tuple(found),
        "offerings": office.link(f"{there.language}/offerings"),
        "unsubscribe": office.link(f"unsubscribe/{word}"),
        "preferences": office.link(f"preferences/{word}"),
        "confirmed_at": there.confirmed_at or now,
    }
    letter = Letter("found", there.language, there.address, facts, unsubscribe_key=word)
    post(
        tx, office, letter, now, purpose="found", dedupe_key=f"found:{there.id}",
        person_id=there.person_id, subscription_id=there.id,
    )  # fmt: skip


def states_for(tx: Transaction, messages: Sequence[OutboxMessage]) -> dict[str, str | None]:
    """By message the state of the saved need that it answers."""
    states = tx.subscriptions.states({m.subscription_id for m in messages})
    return {m.id: states.get(m.subscription_id) for m in messages}

"""A subscription: a standing wish to hear what is new."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

SubscriptionState = Literal[
    "pending",  # asked for, address not yet confirmed
    "active",  # confirmed: digests are made
    "paused",  # the person asked for a pause
    "unsubscribed",  # the person stopped it; only the person starts it again
    "suppressed",  # the address bounced or complained
]


@dataclass(frozen=True)
class Wish:
    """What a subscriber wants to hear of: everything, or kinds and words, around a place."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class Subscription:
    """One wish of one person for one address, with the proof of consent.

    `consent` names the text that was agreed to; `consent_at` when it was asked, `confirmed_at`
    when the address proved itself. A digest tells what is new since `told_until`.
    """

    id: str
    platform: str
    person_id: str
    channel: str
    address: str
    language: str
    wish: Wish = Wish()
    state: SubscriptionState = "pending"
    consent: str = ""
    consent_at: datetime | None = None
    confirmed_at: datetime | None = None
    ended_at: datetime | None = None
    told_until: datetime | None = None


def confirm(subscription: Subscription, now: datetime) -> Subscription:
    """The address proved itself: from here on digests are made."""
    if subscription.state != "pending":
        return subscription
    return replace(subscription, state="active", confirmed_at=now, told_until=now)


def stop(subscription: Subscription, now: datetime) -> Subscription:
    """The person stopped it: works from every state, twice is the same as once."""
    if subscription.state == "unsubscribed":
        return subscription
    return replace(subscription, state="unsubscribed", ended_at=now)

"""A subscription: a standing wish to hear what is new, and the states it goes through."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from matchbot.core.need import Need

SubscriptionState = Literal[
    "pending",  # asked for, address not yet confirmed
    "active",  # confirmed: digests are made
    "paused",  # the person asked for a pause
    "unsubscribed",  # the person stopped it; only the person starts it again
    "suppressed",  # the address bounced or complained
    "done",  # the one message it was for was written, or its need is past
]
#: What was asked for and not confirmed is forgotten after this.
PENDING_HOLDS = timedelta(days=7)
#: The address of a pending subscription gets no second letter within this.
ASKED_AGAIN_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Wish:
    """What a subscriber wants to hear of: everything, or kinds and words, around a place.

    `radius_km` None: as far as the place itself reaches.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    place: str = ""
    radius_km: float | None = None


@dataclass(frozen=True)
class Consent:
    """What a person agreed to: version and hash of the text, on which channel, by which key.

    `key` is the hash of the key (or code) that proved the address.
    """

    version: str = ""
    hash: str = ""
    channel: str = ""
    key: str = ""


@dataclass(frozen=True)
class Subscription:
    """One wish of one person for one address, with the proof of consent.

    `consent_at` is when it was asked for, `confirmed_at` when the address proved itself. A digest
    tells what is new since `told_until`. `need` makes it a saved need: instead of digests there is
    one message, as soon as an offering fits.
    """

    id: str
    platform: str
    person_id: str
    channel: str
    address: str
    language: str
    wish: Wish = Wish()
    state: SubscriptionState = "pending"
    consent: Consent = Consent()
    consent_at: datetime | None = None
    confirmed_at: datetime | None = None
    ended_at: datetime | None = None
    told_until: datetime | None = None
    need: Need | None = None


def consent_to(version: str, text: str, channel: str) -> Consent:
    """The record of a consent that is asked for; the key is added when it is given."""
    return Consent(version, hashlib.sha256(text.encode()).hexdigest(), channel)


def confirm(subscription: Subscription, now: datetime, key: str = "") -> Subscription:
    """The address proved itself: from here on digests are made."""
    if subscription.state != "pending":
        return subscription
    consent = replace(subscription.consent, key=key or subscription.consent.key)
    return replace(
        subscription,
        state="active",
        consent=consent,
        confirmed_at=now,
        told_until=now,
        ended_at=None,
    )


def stop(subscription: Subscription, now: datetime) -> Subscription:
    """The person stopped it: works from every state, twice is the same as once."""
    if subscription.state == "unsubscribed":
        return subscription
    return replace(subscription, state="unsubscribed", ended_at=now)


def pause(subscription: Subscription) -> Subscription:
    """No digests until the person resumes; only what is active can rest."""
    return replace(subscription, state="paused") if subscription.state == "active" else subscription


def resume(subscription: Subscription) -> Subscription:
    """Digests again, from where the last one ended."""
    return replace(subscription, state="active") if subscription.state == "paused" else subscription


def suppress(subscription: Subscription, now: datetime) -> Subscription:
    """The address bounced or complained. What the person stopped stays stopped."""
    if subscription.state == "unsubscribed":
        return subscription
    return replace(subscription, state="suppressed", ended_at=now)


def fulfil(subscription: Subscription, now: datetime) -> Subscription:
    """The one message of a saved need was written, or there is no more point in it."""
    if subscription.state != "active":
        return subscription
    return replace(subscription, state="done", ended_at=now)


def ask_again(subscription: Subscription, consent: Consent, now: datetime) -> Subscription:
    """The person signs up anew: the address has to prove itself again.

    What is active or paused stays as it is.
    """
    if subscription.state in {"active", "paused"}:
        return subscription
    return replace(
        subscription, state="pending", consent=consent, consent_at=now, confirmed_at=None,
        ended_at=None,
    )  # fmt: skip


def may_be_asked(subscription: Subscription, now: datetime) -> bool:
    """Whether this address may get a letter to confirm it: not twice within a day.

    Who said yes to the last one may ask for more at once.
    """
    asked = subscription.consent_at
    if subscription.state in {"active", "paused"} or asked is None:
        return True
    return now - asked >= ASKED_AGAIN_AFTER


def forgotten(subscription: Subscription, now: datetime) -> bool:
    """Whether it waited for its confirmation too long."""
    asked = subscription.consent_at
    return subscription.state == "pending" and (asked is None or now - asked >= PENDING_HOLDS)

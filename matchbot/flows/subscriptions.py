"""Signing up for the digest, confirming it, and changing it behind a link: no account needed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from matchbot.core import subscription as states
from matchbot.core.addresses import parse_address, same_address
from matchbot.core.keys import hash_key
from matchbot.core.need import Need
from matchbot.core.person import Identity
from matchbot.core.reading.wish import wish_of
from matchbot.core.said import say
from matchbot.core.subscription import Consent, Subscription, Wish
from matchbot.flows.leads import KeyRefused
from matchbot.flows.office import Office, make_key, person_at, post
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Letter

CONSENT = "consent.digest"
CONSENT_VERSION = "digest-2"
NEED_CONSENT = ("consent.need", "need-1")
CHANNELS = ("mail", "telegram")
AT_ONCE = 200

Step = Literal["pause", "resume", "stop"]


@dataclass(frozen=True)
class Preferences:
    """What somebody hears from us, and on which channels they could hear it."""

    person_id: str
    language: str
    subscriptions: tuple[Subscription, ...]
    channels: tuple[str, ...]


def sign_up(office: Office, email: str, wish: Wish, language: str, channel: str) -> None:
    """Ask the owner of this address whether they want the digest. Raises BadAddress.

    Nothing tells the one who asks whether the address was known. No address gets two such
    letters within a day.
    """
    address, now = parse_address(email), office.clock.now()
    with office.store.begin() as tx:
        person_id = person_at(tx, office, "mail", same_address(address), language, now)
        if _has(tx, person_id, wish):
            return
        pending = ask_to_confirm(tx, office, person_id, address, wish, language, channel, now)
        if pending is not None:
            _write(tx, office, pending, now)


def ask_to_confirm(
    tx: Transaction,
    office: Office,
    person_id: str,
    address: str,
    wish: Wish,
    language: str,
    channel: str,
    now: datetime,
    need: Need | None = None,
) -> Subscription | None:
    """A pending subscription, with the consent that is asked for; None when this address was
    asked within a day."""
    there = tx.subscriptions.of_address("mail", same_address(address))
    if not all(states.may_be_asked(s, now) for s in there):
        return None
    made = Subscription(
        office.luck.id(), office.platform, person_id, "mail", address, language, wish,
        consent=consent_in(office, language, channel, need), consent_at=now, need=need,
    )  # fmt: skip
    tx.subscriptions.add(made)
    return made


def consent_in(office: Office, language: str, channel: str, need: Need | None = None) -> Consent:
    """The record of our consent text, for digests or for a saved need, as it reads in a language."""
    key, version = (CONSENT, CONSENT_VERSION) if need is None else NEED_CONSENT
    return states.consent_to(version, office.wording.text(say(key), language), channel)


def open_pending(office: Office, word: str) -> Subscription:
    """The subscription that a link would confirm. Reads only. Raises KeyRefused."""
    with office.store.read() as tx:
        return _pending(tx, office, word)


def confirm_subscription(office: Office, word: str) -> Subscription:
    """The owner of the address wants it. Twice is the same as once. Raises KeyRefused."""
    now, key = office.clock.now(), hash_key(word)
    with office.store.begin() as tx:
        there = _pending(tx, office, word)
        # Only the first use confirms: an old letter must not start what was stopped later.
        if not tx.keys.spend(key, now):
            return there
        confirmed = states.confirm(there, now, key)
        tx.subscriptions.save(confirmed)
        tx.suppressions.lift(office.rules.secrets.all_names(same_address(there.address)))
        tx.people.link(Identity(there.person_id, "mail", same_address(there.address), now))
        return confirmed


def open_preferences(office: Office, word: str) -> Preferences:
    """What a link lets its owner change. Reads only. Raises KeyRefused."""
    with office.store.read() as tx:
        return _preferences(tx, office, word)


def change_state(office: Office, word: str, id: str, step: Step) -> Preferences:
    """Pause, resume or stop one subscription, or all with id "". Raises KeyRefused."""
    now = office.clock.now()
    with office.store.begin() as tx:
        for there in _theirs(tx, office, word, id):
            if step == "stop":
                after = states.stop(there, now)
            else:
                after = states.pause(there) if step == "pause" else states.resume(there)
            tx.subscriptions.save(after)
        return _preferences(tx, office, word)


def change_wish(
    office: Office,
    word: str,
    id: str,
    *,
    words: str,
    place: str,
    radius_km: float | None,
    language: str,
    channel: str,
) -> Preferences:
    """Change one subscription: what, where, in which language, by which channel.

    Raises KeyRefused, UnknownPlace.
    """
    k, now = office.knowledge(), office.clock.now()
    wish = wish_of(words, place, radius_km, language, k, now)
    with office.store.begin() as tx:
        preferences = _preferences(tx, office, word)
        for there in _theirs(tx, office, word, id) if id else ():
            spoken = language if language in k.platform.languages else there.language
            # A need stays as it was said; where and how its buyer hears may change.
            after = replace(there, wish=there.wish if there.need else wish, language=spoken)
            if channel in preferences.channels and channel != there.channel:
                address = _address_on(tx, there.person_id, channel)
                after = replace(after, channel=channel, address=address)
            tx.subscriptions.save(after)
        return _preferences(tx, office, word)


def forget_pending(office: Office) -> int:
    """Forget what was asked for and not confirmed within its time; how many that were."""
    before, forgotten = office.clock.now() - states.PENDING_HOLDS, 0
    while True:
        with office.store.begin() as tx:
            late = tx.subscriptions.pending(before, AT_ONCE)
            for there in late:
                tx.subscriptions.remove(there.id)
        forgotten += len(late)
        if len(late) < AT_ONCE:
            return forgotten


def _write(tx: Transaction, office: Office, pending: Subscription, now: datetime) -> None:
    word = make_key(
        tx, office, "subscribe", pending.id, now,
        person_id=pending.person_id, holds=states.PENDING_HOLDS,
    )  # fmt: skip
    facts = {
        "wish": pending.wish,
        "link": office.link(f"confirm/{word}"),
        "consent": office.wording.text(say(CONSENT), pending.language),
    }
    letter = Letter("subscribe", pending.language, pending.address, facts)
    post(
        tx, office, letter, now,
        purpose="confirmation", dedupe_key=f"subscribe:{pending.id}", person_id=pending.person_id,
        subscription_id=pending.id, expires_at=now + states.PENDING_HOLDS,
    )  # fmt: skip


def _has(tx: Transaction, person_id: str, wish: Wish) -> bool:
    theirs = tx.subscriptions.of_person(person_id)
    digests = (s for s in theirs if s.need is None)
    return any(s.wish == wish and s.state in {"active", "paused"} for s in digests)


def _pending(tx: Transaction, office: Office, word: str) -> Subscription:
    key = tx.keys.get(hash_key(word))
    there = tx.subscriptions.get(key.subject) if key and key.purpose == "subscribe" else None
    if key is None or there is None:
        raise KeyRefused("unknown")
    if key.expires_at and office.clock.now() > key.expires_at and key.spent_at is None:
        raise KeyRefused("expired")
    return there


def _owner(tx: Transaction, word: str) -> str:
    """The person whose link this is: those of the digest open preferences too."""
    key = tx.keys.get(hash_key(word))
    if key is None or key.purpose not in {"preferences", "unsubscribe"}:
        raise KeyRefused("unknown")
    there = tx.subscriptions.get(key.subject)
    person_id = key.person_id or (there.person_id if there else "")
    if not person_id:
        raise KeyRefused("unknown")
    return person_id


def _theirs(tx: Transaction, office: Office, word: str, id: str) -> list[Subscription]:
    every = tx.subscriptions.of_person(_owner(tx, word))
    return [s for s in every if not id or s.id == id]


def _preferences(tx: Transaction, office: Office, word: str) -> Preferences:
    person_id = _owner(tx, word)
    theirs = tuple(tx.subscriptions.of_person(person_id))
    person = tx.people.get(person_id)
    channels = tuple(c for c in CHANNELS if _address_on(tx, person_id, c))
    language = theirs[-1].language if theirs else (person.language if person else "nl")
    return Preferences(person_id, language, theirs, channels)


def _address_on(tx: Transaction, person_id: str, channel: str) -> str:
    """A confirmed address of a person on a channel, or ""."""
    for identity in tx.people.identities(person_id):
        if identity.channel == channel and identity.confirmed_at is not None:
            return identity.address
    return ""

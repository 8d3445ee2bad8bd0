"""The weekly digest: what is new since the last one that was really sent, once a week."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from matchbot.core.clock import iso_week
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.rank import rank
from matchbot.core.need import KindGuess, Need
from matchbot.core.offering import Offering
from matchbot.core.outbox import OutboxMessage
from matchbot.core.reading.where import nearness
from matchbot.core.subscription import Subscription
from matchbot.flows.office import Office, make_key
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Digest, Letter

AT_MOST = 10
PAGE = 200
JOB = "digest"
FIRST_LOOK_BACK = timedelta(days=7)
USE_BY = timedelta(days=6)


@dataclass(frozen=True)
class DigestRun:
    """What a run came to: letters written, subscribers with nothing new, done before or not."""

    period: str
    letters: int = 0
    nothing_new: int = 0
    already: int = 0


def send_digests(
    office: Office, period: str | None = None, progress: Callable[[int], None] = lambda n: None
) -> DigestRun:
    """Write this week's digest to every active subscriber, once however often it is run.

    Each subscriber's letter, its record and its outbox row are one transaction, so a run that
    was cut off goes on where it was.
    """
    now = office.clock.now()
    period = period or this_week(office)
    with office.store.begin() as tx:
        tx.runs.start(JOB, period, now)
    counts = {"letters": 0, "nothing_new": 0, "already": 0}
    after = ""
    while page := _page(office, after):
        for subscription in page:
            counts[_one(office, subscription, period, now)] += 1
            progress(1)
        after = page[-1].id
    with office.store.begin() as tx:
        tx.runs.finish(JOB, period, now, counts)
    return DigestRun(period, **counts)


def this_week(office: Office) -> str:
    """The ISO week of the platform's today."""
    zone = ZoneInfo(office.knowledge().platform.timezone)
    return iso_week(office.clock.now().astimezone(zone).date())


def _page(office: Office, after: str) -> list[Subscription]:
    with office.store.read() as tx:
        return tx.subscriptions.active(after, PAGE)


def _one(office: Office, subscription: Subscription, period: str, now: datetime) -> str:
    with office.store.read() as tx:
        made = {d.period for d in tx.subscriptions.digests(subscription.id)}
        ids = tx.catalogue.changed_since(_since(subscription, now), now)
    if period in made:
        return "already"
    offerings = news_for(subscription, ids, office.knowledge(), now)
    if not offerings:
        return "nothing_new"
    with office.store.begin() as tx:
        return "letters" if _write(tx, office, subscription, period, offerings, now) else "already"


def _since(subscription: Subscription, now: datetime) -> datetime:
    return subscription.told_until or subscription.confirmed_at or now - FIRST_LOOK_BACK


def news_for(
    subscription: Subscription, ids: Sequence[str], k: Knowledge, now: datetime
) -> list[Offering]:
    """Of these new offerings, those this subscriber wants to hear of, best first."""
    new = set(ids) & set(k.catalogue.offerings)
    wish = subscription.wish
    if not new:
        return []
    if not wish.text and not wish.kinds and not wish.place:
        return [k.catalogue.offerings[i] for i in ids if i in new][:AT_MOST]
    near = nearness(k.platform, k.places, subscription.language)
    place = k.places.find(wish.place, near) if wish.place else None
    kinds = tuple(KindGuess(kind, 1.0) for kind in wish.kinds)
    need = Need(wish.text, wish.text, kinds, place, language=subscription.language)
    old = set(k.catalogue.offerings) - new
    ranking = rank(need, k, now=now.date(), limit=AT_MOST, exclude=old)
    return [m.offering for m in ranking.matches]


def _write(
    tx: Transaction,
    office: Office,
    subscription: Subscription,
    period: str,
    offerings: Sequence[Offering],
    now: datetime,
) -> bool:
    outbox_id = office.luck.id()
    told = tuple(o.id for o in offerings)
    if not tx.subscriptions.add_digest(Digest(subscription.id, period, outbox_id, told, now)):
        return False
    word = make_key(
        tx, office, "unsubscribe", subscription.id, now, person_id=subscription.person_id
    )
    written = office.letters.write(_letter(office, subscription, period, offerings, word), now)
    message = OutboxMessage(
        id=outbox_id,
        platform=office.platform,
        channel="mail",
        purpose="digest",
        dedupe_key=f"digest:{period}:{subscription.id}",
        recipient=subscription.address,
        body=written.body,
        message_id=written.message_id,
        sender=written.sender,
        person_id=subscription.person_id,
        subscription_id=subscription.id,
        not_before=now,
        expires_at=now + USE_BY,
        created_at=now,
    )
    return tx.outbox.add(message)


def _letter(
    office: Office,
    subscription: Subscription,
    period: str,
    offerings: Sequence[Offering],
    word: str,
) -> Letter:
    wises = office.knowledge().catalogue.wises
    items = [
        {
            "offering": o,
            "wise": wises[o.wise],
            "link": office.link(f"{subscription.language}/offerings/{o.id}"),
        }
        for o in offerings
        if o.wise in wises
    ]
    facts: dict[str, Any] = {
        "items": items,
        "wish": subscription.wish,
        "period": period,
        "unsubscribe": office.link(f"unsubscribe/{word}"),
        "window": office.link(f"{subscription.language}/offerings"),
        "confirmed_at": subscription.confirmed_at,
    }
    return Letter(
        "digest", subscription.language, subscription.address, facts, unsubscribe_key=word
    )


def preview(office: Office, subscription: Subscription) -> list[Offering]:
    """What this subscriber's next digest would tell of."""
    now = office.clock.now()
    with office.store.read() as tx:
        ids = tx.catalogue.changed_since(_since(subscription, now), now)
    return news_for(subscription, ids, office.knowledge(), now)

"""The weekly digest: what is new since the last one that was really sent, once a week."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from matchbot.core.clock import iso_week
from matchbot.core.digest import News, Reader, Sheet, readers
from matchbot.core.keys import Key, hash_key
from matchbot.core.outbox import OutboxMessage
from matchbot.flows.digest_letter import digest_letter
from matchbot.flows.office import Office, WordedReply, return_path
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Digest
from matchbot.flows.reply_address import ReplyAddress, new_reply_address

PEOPLE_AT_ONCE = 250
JOB = "digest"
HELD = "digest:held"
FIRST_LOOK_BACK = timedelta(days=7)
USE_BY = timedelta(days=6)
#: After this long without a digest: "nothing new for you, widen?"
SILENCE = timedelta(days=28)


class Held(Exception):
    """An operator holds the digests; nothing was made."""


@dataclass(frozen=True)
class DigestRun:
    """What a run came to: letters written, readers with nothing new, done before or not."""

    period: str
    letters: int = 0
    nothing_new: int = 0
    already: int = 0


@dataclass(frozen=True)
class _Made:
    """A digest that waits to be written down: its record, its message, its key."""

    digest: Digest
    message: OutboxMessage
    keys: tuple[Key, ...]


def send_digests(
    office: Office, period: str | None = None, progress: Callable[[int], None] = lambda n: None
) -> DigestRun:
    """Write this week's digest to every reader, once however often it is run. Raises Held.

    Readers go by in a stream. Each one's digest, its key and its outbox row are in one
    transaction with those of some others, so a run that was cut off goes on where it was.
    """
    now = office.clock.now()
    period = period or this_week(office)
    if is_held(office):
        raise Held(period)
    with office.store.begin() as tx:
        tx.runs.start(JOB, period, now)
    news = _news(office, now)
    counts = {"letters": 0, "nothing_new": 0, "already": 0}
    after = ""
    while page := _page(office, after):
        _make_page(office, news, page, period, now, counts)
        progress(len(page))
        after = page[-1].person_id
    with office.store.begin() as tx:
        tx.runs.finish(JOB, period, now, counts)
    return DigestRun(period, **counts)


def this_week(office: Office) -> str:
    """The ISO week of the platform's today."""
    zone = ZoneInfo(office.knowledge().platform.timezone)
    return iso_week(office.clock.now().astimezone(zone).date())


def is_held(office: Office) -> bool:
    """Whether an operator holds the digests."""
    with office.store.read() as tx:
        return bool(tx.memory.get(HELD))


def hold(office: Office, held: bool) -> None:
    """Hold the digests, or let them go. A held week is made late, when it is let go in time."""
    with office.store.begin() as tx:
        tx.memory.set(HELD, office.clock.now().isoformat() if held else "")


def preview(office: Office, reader: Reader) -> Sheet:
    """What this reader's next digest would tell of."""
    return _news(office, office.clock.now(), reader.since).sheet(reader)


def readers_of(office: Office, person_id: str) -> list[Reader]:
    """A person's active subscriptions, merged as their digests are."""
    with office.store.read() as tx:
        theirs = [
            s
            for s in tx.subscriptions.of_person(person_id)
            if s.state == "active" and s.need is None
        ]
    return readers(sorted(theirs, key=lambda s: (s.person_id, s.channel, s.id)))


def told(tx: Transaction, message: OutboxMessage) -> None:
    """A digest was really sent: the next one starts where it ended."""
    digest = tx.subscriptions.digests_of([message.id]).get(message.id)
    for id in digest.subscriptions if digest else ():
        there = tx.subscriptions.get(id)
        if there and digest and (there.told_until is None or there.told_until < digest.until):
            tx.subscriptions.save(replace(there, told_until=digest.until))


def states_for(tx: Transaction, messages: Sequence[OutboxMessage]) -> dict[str, str | None]:
    """By message the state of what was subscribed to: "active" only when all of it is.

    Whoever stops one of several wishes gets the rest with the next digest.
    """
    digests = tx.subscriptions.digests_of([m.id for m in messages])
    named = {
        m.id: digests[m.id].subscriptions if m.id in digests else (m.subscription_id,)
        for m in messages
    }
    found = tx.subscriptions.states({id for ids in named.values() for id in ids})
    return {
        message: next((found.get(id) for id in ids if found.get(id) != "active"), "active")
        for message, ids in named.items()
    }


def _news(office: Office, now: datetime, since: datetime | None = None) -> News:
    with office.store.read() as tx:
        earliest = since or tx.subscriptions.earliest_told() or now - FIRST_LOOK_BACK
        return News(office.knowledge(), tx.catalogue.changed_since(earliest, now), now)


def _page(office: Office, after: str) -> list[Reader]:
    with office.store.read() as tx:
        return readers(tx.subscriptions.active(after, PEOPLE_AT_ONCE))


def _make_page(
    office: Office,
    news: News,
    page: Sequence[Reader],
    period: str,
    now: datetime,
    counts: dict[str, int],
) -> None:
    """Think outside any transaction, then write all of the page in one."""
    persons = list({reader.person_id for reader in page})
    with office.store.read() as tx:
        had = {(d.person_id, d.channel) for d in tx.subscriptions.digests(persons, period)}
        last = tx.subscriptions.last_digests(persons)
    due = [reader for reader in page if (reader.person_id, reader.channel) not in had]
    counts["already"] += len(page) - len(due)
    made: list[_Made] = []
    quiet: list[str] = []
    for reader in due:
        sheet = news.sheet(reader)
        if sheet.groups or _silent_for_long(reader, last, now):
            made.append(_make(office, reader, sheet, period, now))
        else:
            quiet += [s.id for s in reader.subscriptions]
            counts["nothing_new"] += 1
    with office.store.begin() as tx:
        tx.subscriptions.looked(quiet, now)
        counts["letters"] += _write(tx, made, persons, period)


def _silent_for_long(reader: Reader, last: dict[tuple[str, str], datetime], now: datetime) -> bool:
    confirmed = max((s.confirmed_at or now for s in reader.subscriptions), default=now)
    heard = last.get((reader.person_id, reader.channel), confirmed)
    return now - max(heard, confirmed) >= SILENCE


def _write(tx: Transaction, made: Sequence[_Made], persons: Sequence[str], period: str) -> int:
    """Write what nobody wrote meanwhile; how many that were."""
    had = {(d.person_id, d.channel) for d in tx.subscriptions.digests(persons, period)}
    new = [m for m in made if (m.digest.person_id, m.digest.channel) not in had]
    tx.subscriptions.add_digests([m.digest for m in new])
    tx.keys.add_all([key for m in new for key in m.keys])
    tx.outbox.add_all([m.message for m in new])
    return len(new)


def _make(office: Office, reader: Reader, sheet: Sheet, period: str, now: datetime) -> _Made:
    word, outbox_id = office.luck.word(), office.luck.id()
    first = reader.subscriptions[0]
    key = Key(hash_key(word), office.platform, "unsubscribe", first.id, reader.person_id, now)
    keys, letter = [key], digest_letter(office, reader, sheet, period, word)
    message = OutboxMessage(
        id=outbox_id,
        platform=office.platform,
        channel=reader.channel,
        purpose="digest",
        dedupe_key=f"digest:{period}:{reader.channel}:{reader.person_id}",
        recipient=reader.address,
        body=b"",
        person_id=reader.person_id,
        subscription_id=first.id,
        not_before=now,
        expires_at=now + USE_BY,
        created_at=now,
    )
    if reader.channel == "mail":
        to = ReplyAddress("subscription", first.id, reader.address)
        address, reply_key = new_reply_address(office, to, now, person_id=reader.person_id)
        keys += [reply_key] if reply_key else []
        written = office.letters.write(replace(letter, reply_to=address), now)
        message = replace(
            message,
            body=written.body,
            message_id=written.message_id,
            sender=return_path(office) or written.sender,
        )
    else:
        body = WordedReply(office.letters.chat_text(letter)).as_json()
        message = replace(message, body=body)
    ids = tuple(s.id for s in reader.subscriptions)
    offerings = tuple(o.id for o in sheet.offerings)
    digest = Digest(reader.person_id, reader.channel, period, outbox_id, ids, offerings, now)
    return _Made(digest, message, tuple(keys))

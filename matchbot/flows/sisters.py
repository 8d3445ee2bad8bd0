"""Sister platforms: their feeds are read, checked, and kept apart from what is ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from time import monotonic

from matchbot.core.said import Said, say
from matchbot.core.sister import Card, Sister, SisterOffering, SisterTrouble
from matchbot.flows.office import Office
from matchbot.flows.ports import Feed, SisterSource, Transaction
from matchbot.flows.staff import call_staff

#: So many rows are written at once; visitors' turns are written in between.
_BATCH = 500
#: A run that took so many seconds leaves the other sisters for the next.
_LONGEST_RUN = 200.0


@dataclass(frozen=True)
class Pulled:
    """What became of reading a sister.

    `first`: its key was pinned now. `unchanged`: its feed was as last time. `refused` rows were
    not good. `other_keys` are the names of keys it shows beside the pinned one.
    """

    sister: Sister
    first: bool = False
    unchanged: bool = False
    refused: int = 0
    other_keys: tuple[str, ...] = ()

    @property
    def cut(self) -> bool:
        """Whether its feed holds more than we take."""
        return self.sister.count > self.sister.taken + self.refused


def pull(
    office: Office, source: SisterSource, url: str, *, trust: str = "", dry_run: bool = False
) -> Pulled:
    """Read the platform at `url` and show its offerings as they are now; or only count them.

    `trust` names a key of its to pin from now on. Raises SisterTrouble: then nothing that was
    known of it has changed, and it is noted what went wrong.
    """
    id = source.name(url)
    with office.store.read() as tx:
        known = tx.sisters.get(id)
    try:
        return _pull(office, source, known or Sister(id, url), trust, dry_run)
    except SisterTrouble as trouble:
        if not dry_run:
            _note(office, known or Sister(id, url), trouble)
        raise


def pull_due(office: Office) -> list[str]:
    """Read each platform of the settings that is due; ids of those that were read.

    What was read of one stays while it is down, until it is too old.
    """
    source, began, read = office.sisters, monotonic(), []
    for url in office.rules.sisters if source is not None else ():
        assert source is not None
        try:
            id = source.name(url)
            with office.store.read() as tx:
                known = tx.sisters.get(id)
            if known is None or known.is_due(office.clock.now()):
                pull(office, source, url)
                read.append(id)
        except SisterTrouble:
            continue  # it is noted, and the staff hear of it
        if monotonic() - began > _LONGEST_RUN:
            break
    forget_old(office)
    return read


def forget_old(office: Office) -> list[str]:
    """Show no more of sisters that were not seen for too long; their ids."""
    now = office.clock.now()
    with office.store.begin() as tx:
        old = [s for s in tx.sisters.all() if s.taken and s.is_too_old(now)]
        for sister in old:
            tx.sisters.forget(sister.id)
            tx.catalogue.rise()
            _call(tx, office, sister.id, say("sister.trouble.old"), now)
    return [sister.id for sister in old]


def trouble_said(trouble: SisterTrouble) -> Said:
    """What is wrong with a sister, as one sentence for people."""
    return say(f"sister.trouble.{trouble.key}", **trouble.facts)


def _pull(office: Office, source: SisterSource, known: Sister, trust: str, dry_run: bool) -> Pulled:
    card = source.card(known.url)
    sister = _pinned(source, known, card, trust)
    others = tuple(source.key_id(key) for key in card.keys if key != sister.key)
    with source.feed(sister, card) as feed:
        now = office.clock.now()
        sister = replace(sister, trouble="", tried_at=now, pulled_at=now)
        done = Pulled(sister, first=not known.key, unchanged=feed is None, other_keys=others)
        if feed is None:
            return done if dry_run else _kept(office, done)
        rows = islice(feed.offerings(), office.rules.sister_offerings)
        done = replace(
            done,
            sister=replace(sister, etag=feed.etag, count=feed.count, figures=dict(feed.figures)),
        )
        taken = sum(1 for _ in rows) if dry_run else _take_in(office, done.sister, rows, feed)
        return replace(done, refused=feed.refused, sister=replace(done.sister, taken=taken))


def _pinned(source: SisterSource, known: Sister, card: Card, trust: str) -> Sister:
    """The sister with the key that counts: the pinned one, at first its present one."""
    sister = replace(known, name=card.name, desk=card.desk)
    if trust:
        named = [key for key in card.keys if trust in (key, source.key_id(key))]
        if not named:
            raise SisterTrouble("unknown_key", named=trust)
        return sister if named[0] == known.key else replace(sister, key=named[0], etag="")
    if known.key and known.key not in card.keys:
        raise SisterTrouble("key_changed", named=source.key_id(card.keys[0]))
    return sister if known.key else replace(sister, key=card.keys[0], etag="")


def _kept(office: Office, done: Pulled) -> Pulled:
    with office.store.begin() as tx:
        tx.sisters.save(done.sister)
    return done


def _take_in(office: Office, sister: Sister, rows: Iterator[SisterOffering], feed: Feed) -> int:
    """Fill a new edition beside the one that is shown, then show it: how many rows it has."""
    with office.store.begin() as tx:
        if tx.sisters.get(sister.id) is None:
            tx.sisters.save(Sister(sister.id, sister.url))
        edition = tx.sisters.begin(sister.id)
    ids: set[str] = set()
    while batch := list(islice(rows, _BATCH)):
        ids |= {row.offering.id for row in batch}
        with office.store.begin() as tx:
            if not tx.sisters.add(sister.id, edition, batch):
                raise SisterTrouble("overtaken")
    with office.store.begin() as tx:
        if not tx.sisters.settle(replace(sister, taken=len(ids)), edition):
            raise SisterTrouble("overtaken")
        tx.catalogue.rise()
    return len(ids)


def _note(office: Office, known: Sister, trouble: SisterTrouble) -> None:
    """Keep what went wrong. The staff hear once of what will not pass by itself."""
    now = office.clock.now()
    with office.store.begin() as tx:
        before = tx.sisters.get(known.id)
        tx.sisters.save(replace(before or known, trouble=trouble.key, tried_at=now))
        if not trouble.passing and (before is None or before.trouble != trouble.key):
            _call(tx, office, known.id, trouble_said(trouble), now)


def _call(tx: Transaction, office: Office, id: str, why: Said, now: datetime) -> None:
    language = office.knowledge().platform.languages[0]
    call_staff(tx, office, "sister", id, office.wording.text(why, language), now)

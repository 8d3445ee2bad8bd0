"""What a weekly digest tells: who reads it, what is new for them, best first, by kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby

from matchbot.core.knowledge import Candidate, Knowledge
from matchbot.core.matching.area import found_place, ground_of
from matchbot.core.matching.calibration import LINE
from matchbot.core.matching.criteria import Case, judge_place
from matchbot.core.matching.rank import LINE_BEFORE_PLACE, Found, find, judged
from matchbot.core.need import KindGuess, Need, Place
from matchbot.core.offering import Offering
from matchbot.core.subscription import Subscription, Wish

AT_MOST = 10
FIRST_LOOK_BACK = timedelta(days=7)
#: As many matches of one wish are remembered, for as many wishes; and what so many texts found.
KEPT, WISHES_KEPT, TEXTS_KEPT = 20, 4_000, 500

Scored = tuple[float, str]
Wanted = tuple[tuple[Scored, ...], int]


@dataclass(frozen=True)
class Reader:
    """One person on one channel, with all that they subscribed to there."""

    person_id: str
    channel: str
    subscriptions: tuple[Subscription, ...]

    @property
    def address(self) -> str:
        """Where the digest goes: the address confirmed last."""
        return self.subscriptions[-1].address

    @property
    def language(self) -> str:
        """The language it is written in."""
        return self.subscriptions[-1].language

    @property
    def since(self) -> datetime | None:
        """From when on anything could be new to this reader."""
        return min((s.told_until for s in self.subscriptions if s.told_until), default=None)


@dataclass(frozen=True)
class Group:
    """Offerings of one kind (its id, "" for none), best first."""

    kind: str
    offerings: tuple[Offering, ...]


@dataclass(frozen=True)
class Sheet:
    """What one digest tells, and how many offerings more there would be."""

    groups: tuple[Group, ...] = ()
    rest: int = 0

    @property
    def offerings(self) -> tuple[Offering, ...]:
        """All offerings told of, in their order."""
        return tuple(o for group in self.groups for o in group.offerings)


def readers(subscriptions: Iterable[Subscription]) -> list[Reader]:
    """Subscriptions merged by person and channel; they come sorted by these."""

    def whose(s: Subscription) -> tuple[str, str]:
        return s.person_id, s.channel

    return [Reader(*key, tuple(group)) for key, group in groupby(subscriptions, whose)]


class News:
    """What changed in the catalogue lately, ranked once for each distinct wish.

    `changed` tells when each offering was first seen or changed, of those that changed since the
    earliest reader was told.
    """

    def __init__(self, knowledge: Knowledge, changed: Mapping[str, datetime], now: datetime):
        self._knowledge, self._now, self._today = knowledge, now, knowledge.platform.today(now)
        known = ((at, id) for id, at in changed.items() if id in knowledge.catalogue.offerings)
        self._newest = sorted(known, reverse=True)
        self._narrowed: dict[int, Knowledge] = {}
        self._likely = lru_cache(TEXTS_KEPT)(self._look)
        self._found = lru_cache(WISHES_KEPT)(self._search)

    def sheet(self, reader: Reader) -> Sheet:
        """What is new for this reader; empty when nothing is."""
        best: dict[str, float] = {}
        rest = 0
        for subscription in reader.subscriptions:
            found, count = self._wanted(subscription)
            rest = max(rest, count)
            for score, id in found:
                best[id] = max(score, best.get(id, 0.0))
        top = sorted(best, key=lambda id: (-best[id], id))[:AT_MOST]
        wanted = {kind for s in reader.subscriptions for kind in s.wish.kinds}
        offerings = [self._knowledge.catalogue.offerings[id] for id in top]
        return Sheet(_grouped(offerings, wanted), max(rest, len(best)) - len(top))

    def _wanted(self, subscription: Subscription) -> Wanted:
        since = subscription.told_until or subscription.confirmed_at or self._now - FIRST_LOOK_BACK
        new = sum(1 for at, _ in self._newest if at > since)
        return self._found(new, subscription.wish, subscription.language) if new else ((), 0)

    def _search(self, new: int, wish: Wish, language: str) -> Wanted:
        """Of the `new` newest offerings those that this wish is about, best first."""
        place = self._place(wish)
        if wish.text or wish.kinds:
            need, likely = self._likely(new, replace(wish, place="", radius_km=None), language)
            ranked = judged(replace(need, place=place), likely, self._knowledge, now=self._today)
            found = [(m.score, m.offering.id) for m in ranked if m.score >= LINE]
        else:
            # Everything: the newest first, behind whatever another wish of the reader found.
            found = [(-n / 1e6, id) for n, (_, id) in enumerate(self._newest[:new])]
        near = [(score, id) for score, id in found if self._served(id, place)]
        return tuple(near[:KEPT]), len(near)

    def _look(self, new: int, wish: Wish, language: str) -> tuple[Need, Found]:
        """What a wish is about, found once for all places: all that the best place could lift."""
        kinds = tuple(KindGuess(kind, 1.0) for kind in wish.kinds)
        need = Need(wish.text, wish.text, kinds, language=language)
        found = find(need, self._only(new))
        matches = judged(need, found, self._knowledge, now=self._today)
        could = {m.offering.id for m in matches if m.score >= LINE_BEFORE_PLACE}
        kept = tuple(one for one in found.candidates if one.offering in could)
        return need, replace(found, candidates=kept)

    def _only(self, new: int) -> Knowledge:
        if new not in self._narrowed:
            index = self._knowledge.index.only({id for _, id in self._newest[:new]}, quick=True)
            self._narrowed[new] = replace(self._knowledge, index=index)
        return self._narrowed[new]

    def _place(self, wish: Wish) -> Place | None:
        place = found_place(wish.place, self._knowledge) if wish.place else None
        if place is None or wish.radius_km is None:
            return place
        return replace(place, radius_km=wish.radius_km)

    def _served(self, id: str, place: Place | None) -> bool:
        """Whether the offering comes to the place; what says nothing of where counts as near."""
        if place is None:
            return True
        k, offering = self._knowledge, self._knowledge.catalogue.offerings[id]
        wise = k.catalogue.wises.get(offering.wise)
        if wise is None:
            return False
        ground = ground_of(offering, wise, k)
        case = Case(Need(place=place), offering, wise, Candidate(id, 0.0), self._now.date(), ground)
        judged = judge_place(case)
        return judged is None or judged.value > 0


def _grouped(offerings: Sequence[Offering], wanted: set[str]) -> tuple[Group, ...]:
    """By kind, the kind that the reader asked for if it has several; best group first."""
    groups: dict[str, list[Offering]] = {}
    for offering in offerings:
        kinds = [kind for kind in offering.kinds if kind in wanted] or list(offering.kinds)
        groups.setdefault(kinds[0] if kinds else "", []).append(offering)
    return tuple(Group(kind, tuple(found)) for kind, found in groups.items())

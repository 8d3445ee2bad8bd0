"""Impact: what the platform brought about, year by year, and by kind of work and borough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from matchbot.core.insight.growth import (
    PeopleYear,
    offerings_by_year,
    people_by_year,
    wises_by_year,
)
from matchbot.core.insight.privacy import LEAST, alone, share, told
from matchbot.core.insight.records import AskedNeed, LeadStory
from matchbot.core.insight.town import Town
from matchbot.core.knowledge import Knowledge
from matchbot.core.lead import ANSWERED, LeadState
from matchbot.core.need import Need
from matchbot.core.offering import Catalogue

Row = TypeVar("Row", AskedNeed, LeadStory)

#: A WISE answers in time within two days (48 hours) of hearing of a lead.
IN_TIME = timedelta(days=2)
#: A lead taken back before its WISE could answer says nothing about its WISE.
TAKEN_BACK: frozenset[LeadState] = frozenset({"withdrawn", "cancelled"})


@dataclass(frozen=True)
class ImpactYear:
    """The figures of one year; None: too small to be told.

    `wises` and `offerings` are those there were at its end; `reported` is how many WISEs gave
    figures of people. `needs` were put before WISEs or fitted nothing, `needs_met` are those that
    at least one WISE said yes to. `leads_due` are leads whose two days to answer are over,
    `leads_in_time` those answered within them; `amounts` is how many won leads have an amount,
    `won_amount` the sum of these in euros.
    """

    year: int
    wises_new: int = 0
    wises: int = 0
    offerings: int = 0
    reported: int = 0
    paid: int | None = 0
    volunteer: int | None = 0
    daytime: int | None = 0
    people: int | None = 0
    moved_to_paid: int | None = 0
    needs: int | None = 0
    needs_met: int | None = 0
    leads: int | None = 0
    leads_due: int | None = 0
    leads_in_time: int | None = 0
    leads_won: int | None = 0
    amounts: int | None = 0
    won_amount: float | None = 0.0


@dataclass(frozen=True)
class Group:
    """The figures of one kind of work, or of one borough; `id` empty: all the others together.

    `wises` and `offerings` as they are now; needs and leads of the years looked at.
    """

    id: str
    wises: int = 0
    offerings: int = 0
    needs: int | None = 0
    needs_met: int | None = 0
    leads: int | None = 0
    leads_won: int | None = 0


@dataclass(frozen=True)
class Complete:
    """How complete a figure is: `have` of `of` say what it is made from; None: too few to tell."""

    have: int | None
    of: int | None


@dataclass(frozen=True)
class Impact:
    """All figures: by year (oldest first), and by kind and borough (most needs first).

    `complete` says of each chart how complete it is: WISEs that say when they joined, WISEs that
    reported people for the last year with figures, offerings that say since when, needs with a
    place, leads whose two days to answer are over, won leads with an amount.
    """

    years: tuple[ImpactYear, ...]
    kinds: tuple[Group, ...]
    boroughs: tuple[Group, ...]
    complete: Mapping[str, Complete]

    def year(self, year: int) -> ImpactYear | None:
        """The figures of one year."""
        return next((one for one in self.years if one.year == year), None)


#: The names of the figures, in order; machines read them as columns.
FIGURES = tuple(field.name for field in fields(ImpactYear))


def impact_of(
    knowledge: Knowledge,
    needs: Sequence[AskedNeed],
    leads: Sequence[LeadStory],
    now: datetime,
    only: int | None = None,
) -> Impact:
    """The figures up to `now`, as they may be told to anyone.

    `only` names the year whose needs and leads are counted by kind and borough; None: all years.
    """
    zone = ZoneInfo(knowledge.platform.timezone)
    met = {lead.need_id for lead in leads if lead.state in ANSWERED}
    asked = _by_year([(need.at, need) for need in needs], zone)
    went = _by_year([(lead.created_at, lead) for lead in leads], zone)
    grown = _growth(knowledge.catalogue, now.astimezone(zone).date())
    years = []
    for year in sorted({*grown, *asked, *went}):
        row = _with_needs(grown.get(year, ImpactYear(year)), asked.get(year, []), met)
        years.append(_with_leads(row, went.get(year, []), now))
    chosen = (needs, leads) if only is None else (asked.get(only, []), went.get(only, []))
    by_kind, by_borough = grouped(knowledge, *chosen, met)
    return Impact(
        tuple(years), by_kind, by_borough, _complete(knowledge.catalogue, years, needs, leads, now)
    )


def _complete(
    catalogue: Catalogue,
    years: Sequence[ImpactYear],
    needs: Sequence[AskedNeed],
    leads: Sequence[LeadStory],
    now: datetime,
) -> dict[str, Complete]:
    wises, offerings = catalogue.wises.values(), catalogue.offerings.values()
    reported = next((year for year in reversed(years) if year.reported), None)
    won = [lead for lead in leads if lead.state == "won"]
    return {
        "wises": Complete(sum(1 for wise in wises if wise.joined), len(wises)),
        "people": Complete(reported.reported, reported.wises) if reported else Complete(0, 0),
        "offerings": Complete(sum(1 for one in offerings if one.since), len(offerings)),
        "needs": Complete(*share(sum(1 for one in needs if one.need.place), len(needs))),
        "leads": Complete(*share(sum(1 for lead in leads if _is_due(lead, now)), len(leads))),
        "won": Complete(*share(sum(1 for lead in won if lead.amount is not None), len(won))),
    }


def _by_year(rows: Iterable[tuple[datetime | None, Row]], zone: ZoneInfo) -> dict[int, list[Row]]:
    years: dict[int, list[Row]] = {}
    for moment, row in rows:
        if moment is not None:
            years.setdefault(moment.astimezone(zone).year, []).append(row)
    return years


def _growth(catalogue: Catalogue, until: date) -> dict[int, ImpactYear]:
    """What the catalogue alone tells of each year up to the day `until`."""
    offerings = dict(offerings_by_year(catalogue, until))
    people = {year.year: year for year in people_by_year(catalogue.people)}
    wises = {year: (new, there) for year, new, there in wises_by_year(catalogue, until)}
    years = {*offerings, *wises, *(year for year in people if year <= until.year)}
    return {
        year: _with_people(
            ImpactYear(year, *wises.get(year, (0, 0)), offerings.get(year, 0)), people.get(year)
        )
        for year in years
    }


def _with_people(row: ImpactYear, people: PeopleYear | None) -> ImpactYear:
    if people is None:
        return row
    parts = told([people.paid, people.volunteer, people.daytime])
    return replace(
        row,
        reported=people.reported,
        paid=parts[0],
        volunteer=parts[1],
        daytime=parts[2],
        people=alone(people.total),
        moved_to_paid=alone(people.moved_to_paid),
    )


def _with_needs(row: ImpactYear, needs: Sequence[AskedNeed], met: Set[str]) -> ImpactYear:
    part, whole = share(sum(1 for need in needs if need.id in met), len(needs))
    return replace(row, needs=whole, needs_met=part)


def _with_leads(row: ImpactYear, leads: Sequence[LeadStory], now: datetime) -> ImpactYear:
    due = [lead for lead in leads if _is_due(lead, now)]
    won = [lead for lead in leads if lead.state == "won"]
    known = [lead.amount for lead in won if lead.amount is not None]
    in_time, all_due = share(sum(1 for lead in due if answered_in_time(lead)), len(due))
    leads_won, all_leads = share(len(won), len(leads))
    amounts, _ = share(len(known), len(won))
    return replace(
        row,
        leads=all_leads,
        leads_due=all_due,
        leads_in_time=in_time,
        leads_won=leads_won,
        amounts=None if leads_won is None else amounts,
        won_amount=round(sum(known), 2) if len(known) >= LEAST else None if known else 0.0,
    )


def answered_in_time(lead: LeadStory) -> bool:
    """Whether its WISE said yes or no within two days of hearing of it."""
    heard = lead.notified_at or lead.created_at
    return bool(lead.decided_at and heard and lead.decided_at - heard <= IN_TIME)


def _is_due(lead: LeadStory, now: datetime) -> bool:
    heard = lead.notified_at or lead.created_at
    if lead.state in TAKEN_BACK or heard is None:
        return False
    return lead.decided_at is not None or heard + IN_TIME <= now


def grouped(
    knowledge: Knowledge, needs: Sequence[AskedNeed], leads: Sequence[LeadStory], met: Set[str]
) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """The figures by kind and by borough of these needs and leads."""
    town, offerings = Town(knowledge), knowledge.catalogue.offerings.values()
    by_kind = _Tally(
        needs=Counter(kind_of(need.need) for need in needs),
        met=Counter(kind_of(need.need) for need in needs if need.id in met),
        leads=Counter(kind_of(lead.need) for lead in leads),
        won=Counter(kind_of(lead.need) for lead in leads if lead.state == "won"),
        offerings=Counter(kind for one in offerings for kind in one.kinds),
        wises=Counter(kind for _, kind in {(o.wise, kind) for o in offerings for kind in o.kinds}),
    )
    wises = knowledge.catalogue.wises
    by_borough = _Tally(
        needs=Counter(town.part(need.need.place) for need in needs),
        met=Counter(town.part(need.need.place) for need in needs if need.id in met),
        leads=Counter(town.part(lead.need.place) for lead in leads),
        won=Counter(town.part(lead.need.place) for lead in leads if lead.state == "won"),
        offerings=Counter(town.part_of_wise(one.wise) for one in offerings),
        wises=Counter(town.part_of_wise(id) for id in wises),
    )
    return by_kind.groups(), by_borough.groups()


def kind_of(need: Need) -> str:
    """The kind a need is counted under: the likeliest; empty when it is of none."""
    return need.kinds[0].id if need.kinds else ""


@dataclass(frozen=True)
class _Tally:
    needs: Counter[str]
    met: Counter[str]
    leads: Counter[str]
    won: Counter[str]
    offerings: Counter[str]
    wises: Counter[str]

    def groups(self) -> tuple[Group, ...]:
        """The groups as they may be told: what is small in each column is hidden."""
        known = {*self.needs, *self.leads, *self.offerings, *self.wises}
        ids = sorted(known, key=lambda id: (not id, -self.needs[id], -self.offerings[id], id))
        columns = [told([column[id] for id in ids]) for column in
                   (self.needs, self.met, self.leads, self.won)]  # fmt: skip
        return tuple(
            _group(id, self, *(column[at] for column in columns)) for at, id in enumerate(ids)
        )


def _group(
    id: str,
    tally: _Tally,
    needs: int | None,
    met: int | None,
    leads: int | None,
    won: int | None,
) -> Group:
    """One row: a part is told only where the rest of its whole may be told too."""
    rest_of_needs, _ = share(tally.met[id], tally.needs[id])
    rest_of_leads, _ = share(tally.won[id], tally.leads[id])
    return Group(
        id,
        tally.wises[id],
        tally.offerings[id],
        needs,
        None if rest_of_needs is None or needs is None else met,
        leads,
        None if rest_of_leads is None or leads is None else won,
    )

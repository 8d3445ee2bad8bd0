"""The catalogue in the database: what is new, what changed, and since when."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import MISSING, fields
from datetime import UTC, datetime, time
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Table, delete, func, select

from matchbot.adapters.store.changes import tell_change
from matchbot.adapters.store.columns import as_json, table_of
from matchbot.adapters.store.tables import (
    CatalogueVersionRow,
    HiddenOfferingRow,
    LabelRow,
    OfferingRow,
    PeopleFigureRow,
    WiseRow,
)
from matchbot.adapters.store.work import Work, record
from matchbot.core.offering import Catalogue, Label, Offering, PeopleFigure, Wise
from matchbot.flows.records import CatalogueChange

WISE = table_of(WiseRow)
OFFERING = table_of(OfferingRow)
PEOPLE_FIGURE = table_of(PeopleFigureRow)
LABEL = table_of(LabelRow)
VERSION = table_of(CatalogueVersionRow)
HIDDEN = table_of(HiddenOfferingRow)
_O = OFFERING.c
Part = TypeVar("Part")
#: So many offerings are looked up by their ids; for more, all are read.
FEW = 500


def content_hash(offering: Offering) -> str:
    """SHA-256 of all that is said in the offering.

    What is not said is left out, so that a field added to offerings later changes no hash.
    """
    said = {
        field.name: getattr(offering, field.name)
        for field in fields(offering)
        if field.default is MISSING or getattr(offering, field.name) != field.default
    }
    text = json.dumps(as_json(dict[str, Any], said), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


class SqlCatalogue:
    """All WISEs and offerings of the platform, with their figures and labels."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def load(self, only: Collection[str] | None = None) -> Catalogue:
        some = () if only is None else (_O.id.in_(sorted(only)),)
        query = self._work.query(OFFERING, self._shows(), *some).order_by(_O.id)
        return Catalogue(
            wises={wise.id: wise for wise in self._load(WISE, Wise, "id")},
            offerings={row["id"]: record(Offering, row) for row in self._work.all(query)},
            people=tuple(self._load(PEOPLE_FIGURE, PeopleFigure, "wise", "year")),
            labels=tuple(self._load(LABEL, Label, "wise", "label")),
        )

    def of_wise(self, wise: str) -> Catalogue:
        if self._work.writing:
            # Whoever reads to write again must be the only one who does.
            self._hold()
        own = {table: table.c.wise == wise for table in (OFFERING, PEOPLE_FIGURE, LABEL)}
        found = self._load(WISE, Wise, "id", where=WISE.c.id == wise)
        offerings = self._load(OFFERING, Offering, "id", where=own[OFFERING])
        figures = self._load(PEOPLE_FIGURE, PeopleFigure, "year", where=own[PEOPLE_FIGURE])
        return Catalogue(
            wises={one.id: one for one in found},
            offerings={one.id: one for one in offerings},
            people=tuple(figures),
            labels=tuple(self._load(LABEL, Label, "label", where=own[LABEL])),
        )

    def wises_at(self, address: str) -> list[str]:
        there = func.lower(WISE.c.email) == address.lower()
        return [row["id"] for row in self._work.all(self._work.query(WISE, there))]

    def wise_of(self, offering: str) -> str | None:
        row = self._work.one(self._work.query(OFFERING, _O.id == offering))
        return row["wise"] if row else None

    def hidden(self, wise: str = "") -> dict[str, str]:
        query = self._work.query(HIDDEN)
        if wise:
            own = select(_O.id).where(self._work.mine(OFFERING), _O.wise == wise)
            query = query.where(HIDDEN.c.offering.in_(own))
        return {row["offering"]: row["why"] for row in self._work.all(query)}

    def hide(self, offering: str, why: str, now: datetime) -> None:
        self._hold()
        self._work.put(HIDDEN, {"offering": offering, "why": why, "at": now}, "offering")
        self.rise()

    def show(self, offering: str, now: datetime) -> bool:
        self._hold()
        waits = (HIDDEN.c.offering == offering, HIDDEN.c.why == "waiting")
        waited = self._work.one(self._work.query(HIDDEN, *waits)) is not None
        mine = (self._work.mine(HIDDEN), HIDDEN.c.offering == offering)
        if self._work.run(delete(HIDDEN).where(*mine)).rowcount == 0:
            return False
        if waited:
            self._work.change(OFFERING, {"first_seen": now, "changed_at": now}, _O.id == offering)
        self.rise()
        return True

    def version(self) -> int:
        row = self._work.one(self._work.query(VERSION))
        return int(row["version"]) if row else 0

    def hashes(self) -> dict[str, str]:
        return self._hashes(self._shows())

    def _shows(self) -> ColumnElement[bool]:
        return _O.id.not_in(select(HIDDEN.c.offering).where(self._work.mine(HIDDEN)))

    def _hashes(self, *where: ColumnElement[bool]) -> dict[str, str]:
        mine = (self._work.mine(OFFERING), *where)
        rows = self._work.run(select(_O.id, _O.content_hash).where(*mine))
        return {row.id: row.content_hash for row in rows}

    def put(self, catalogue: Catalogue, now: datetime) -> CatalogueChange:
        self._hold()
        change = self._put_offerings(catalogue.offerings.values(), now)
        touched = bool(change.added or change.changed)
        touched |= self._put(WISE, catalogue.wises.values(), Wise, "id")
        touched |= self._put(PEOPLE_FIGURE, catalogue.people, PeopleFigure, "wise", "year")
        touched |= self._put(LABEL, catalogue.labels, Label, "wise", "label")
        if touched:
            self.rise()
        return change

    def changed_since(self, since: datetime, until: datetime) -> dict[str, datetime]:
        mine = (self._work.mine(OFFERING), _O.changed_at > since, _O.changed_at <= until)
        query = select(_O.id, _O.changed_at).where(*mine).order_by(_O.changed_at.desc(), _O.id)
        return {row["id"]: row["changed_at"] for row in self._work.all(query)}

    def _hold(self) -> None:
        """Two imports at once go one after the other."""
        self._work.add_new(VERSION, {"version": 0})
        self._work.one(self._work.held(self._work.query(VERSION)))

    def rise(self) -> None:
        self._work.add_new(VERSION, {"version": 0})
        self._work.change(VERSION, {"version": VERSION.c.version + 1})
        tell_change(self._work)

    def _load(
        self, table: Table, kind: type[Part], *key: str, where: ColumnElement[bool] | None = None
    ) -> list[Part]:
        these = () if where is None else (where,)
        query = self._work.query(table, *these).order_by(*(table.c[name] for name in key))
        return [record(kind, row) for row in self._work.all(query)]

    def _put_offerings(self, offerings: Collection[Offering], now: datetime) -> CatalogueChange:
        few = (_O.id.in_([one.id for one in offerings]),) if len(offerings) <= FEW else ()
        stored = self._hashes(*few)
        first = not stored and self._work.one(self._work.query(OFFERING).limit(1)) is None
        new: list[dict[str, Any]] = []
        changed, unchanged = [], []
        for offering in offerings:
            hash = content_hash(offering)
            values = {**self._work.values(offering), "content_hash": hash}
            if offering.id not in stored:
                seen = _first_seen(offering, now) if first else now
                new.append({**values, "first_seen": seen, "changed_at": seen})
            elif stored[offering.id] != hash:
                self._work.change(OFFERING, {**values, "changed_at": now}, _O.id == offering.id)
                changed.append(offering.id)
            else:
                unchanged.append(offering.id)
        self._work.add_all(OFFERING, new)
        added = [row["id"] for row in new]
        return CatalogueChange(tuple(added), tuple(changed), tuple(unchanged))

    def _put(self, table: Table, parts: Iterable[Part], kind: type[Part], *key: str) -> bool:
        """Insert or update what differs from what is stored; True when anything did."""

        def by_key(part: Part) -> tuple[Any, ...]:
            return tuple(getattr(part, name) for name in key)

        stored = {by_key(part): part for part in self._load(table, kind, *key)}
        differing = [part for part in parts if stored.get(by_key(part)) != part]
        for part in differing:
            self._work.put(table, self._work.values(part), *key)
        return bool(differing)


def _first_seen(offering: Offering, now: datetime) -> datetime:
    """On the first import of all: the day it was first offered, so that not all is called new."""
    if offering.since is None:
        return now
    return min(now, datetime.combine(offering.since, time(), UTC))

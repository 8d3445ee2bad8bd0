"""Persons and their identities."""

from __future__ import annotations

from typing import Any

from sqlalchemy import case, or_

from matchbot.adapters.store import personal_data
from matchbot.adapters.store.columns import table_of
from matchbot.adapters.store.tables import IdentityRow, PersonRow
from matchbot.adapters.store.work import Work, record
from matchbot.core.person import Identity, Person

PERSON = table_of(PersonRow)
IDENTITY = table_of(IdentityRow)
_I = IDENTITY.c


class SqlPeople:
    """Persons. `erased` tells whether somebody was erased in this transaction."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.erased = False

    def get(self, id: str) -> Person | None:
        row = self._work.one(self._work.held(self._work.query(PERSON, PERSON.c.id == id)))
        return record(Person, row) if row else None

    def add(self, person: Person) -> None:
        self._work.add(PERSON, self._work.values(person))

    def save(self, person: Person) -> None:
        values = self._work.values(person, "id", "platform", "created_at")
        self._work.change(PERSON, values, PERSON.c.id == person.id)

    def identity(self, channel: str, address: str) -> Identity | None:
        row = self._work.one(
            self._work.query(IDENTITY, _I.channel == channel, _I.address == address)
        )
        return record(Identity, row) if row else None

    def identities(self, person_id: str) -> list[Identity]:
        query = self._work.query(IDENTITY, _I.person_id == person_id)
        rows = self._work.all(query.order_by(_I.channel, _I.address))
        return [record(Identity, row) for row in rows]

    def link(self, identity: Identity) -> None:
        new = self._work.upsert(IDENTITY, self._work.values(identity))
        given = new.excluded
        later = or_(_I.confirmed_at.is_(None), given.confirmed_at > _I.confirmed_at)
        self._work.run(
            new.on_conflict_do_update(
                index_elements=["platform", "channel", "address"],
                set_={
                    "person_id": given.person_id,
                    "confirmed_at": case((later, given.confirmed_at), else_=_I.confirmed_at),
                },
            )
        )

    def export(self, person_id: str) -> dict[str, list[dict[str, Any]]]:
        return personal_data.export(self._work, person_id)

    def erase(self, person_id: str) -> int:
        self.erased = True
        return personal_data.erase(self._work, person_id)

"""One transaction over the rows of one platform: what all repositories are written with."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Executable,
    Insert,
    RowMapping,
    Select,
    Table,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

Record = TypeVar("Record")


def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def record(kind: type[Record], row: Mapping[Any, Any]) -> Record:
    """The dataclass `kind` from the columns that have its fields' names."""
    return kind(**{name: row[name] for name in _names(kind)})


# Made once for each table: making a statement takes longer than running it.
@cache
def _into(table: Table) -> Insert:
    return insert(table)


@cache
def _new_in(table: Table, on_postgres: bool, unique: tuple[str, ...]) -> ReturningInsert[Any]:
    plain = postgresql.insert(table) if on_postgres else sqlite.insert(table)
    new = plain.on_conflict_do_nothing(index_elements=["platform", *unique])
    return new.returning(table.c.platform)


class Work:
    """A connection inside a transaction. Whatever it reads or writes is of `platform`."""

    def __init__(self, connection: Connection, platform: str, writing: bool) -> None:
        self.connection = connection
        self.platform = platform
        self.writing = writing
        self.on_postgres = connection.dialect.name == "postgresql"

    def run(self, statement: Executable, rows: Any = None) -> CursorResult[Any]:
        """Execute one statement, for each of `rows` if given."""
        result: CursorResult[Any] = self.connection.execute(statement, rows)
        return result

    def mine(self, table: Table) -> ColumnElement[bool]:
        """The rows of this platform."""
        return table.c.platform == self.platform

    def query(self, table: Table, *where: ColumnElement[bool]) -> Select[Any]:
        """Select this platform's rows of `table`."""
        return select(table).where(self.mine(table), *where)

    def held(self, query: Select[Any]) -> Select[Any]:
        """What is read to be written again is held until the end of the transaction.

        On SQLite a writing transaction holds everything anyway.
        """
        return query.with_for_update(key_share=True) if self.writing else query

    def one(self, query: Select[Any]) -> RowMapping | None:
        """The first row, or None."""
        return self.run(query).mappings().first()

    def all(self, query: Select[Any]) -> Sequence[RowMapping]:
        """All rows."""
        return self.run(query).mappings().all()

    def values(self, value: Any, *without: str) -> dict[str, Any]:
        """The fields of a dataclass as columns. Raises ValueError for another platform's."""
        columns = {name: getattr(value, name) for name in _names(type(value))}
        if columns.setdefault("platform", self.platform) != self.platform:
            raise ValueError(f"this store is of {self.platform}, not of {columns['platform']}")
        return {name: columns[name] for name in columns if name not in without}

    def add(self, table: Table, values: Mapping[str, Any]) -> None:
        """Insert one row."""
        self.run(_into(table), {"platform": self.platform, **values})

    def add_all(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert many rows; each names its platform."""
        if rows:
            self.run(insert(table), rows)

    def add_new(self, table: Table, values: Mapping[str, Any], *unique: str) -> bool:
        """Insert one row unless there is one with the same `unique` columns: then False."""
        new = _new_in(table, self.on_postgres, unique)
        return self.run(new, {"platform": self.platform, **values}).first() is not None

    def add_all_new(self, table: Table, rows: Sequence[Mapping[str, Any]], *unique: str) -> None:
        """Insert many rows, leaving out those whose `unique` columns are there already."""
        if rows:
            plain = postgresql.insert(table) if self.on_postgres else sqlite.insert(table)
            new = plain.on_conflict_do_nothing(index_elements=["platform", *unique])
            self.run(new, [{"platform": self.platform, **row} for row in rows])

    def upsert(self, table: Table, values: Mapping[str, Any]) -> postgresql.Insert | sqlite.Insert:
        """An insert that may say what happens on conflict."""
        row = {"platform": self.platform, **values}
        if self.on_postgres:
            return postgresql.insert(table).values(row)
        return sqlite.insert(table).values(row)

    def put(self, table: Table, values: Mapping[str, Any], *unique: str) -> None:
        """Insert one row, or write over the one with the same `unique` columns."""
        over = {name: value for name, value in values.items() if name not in unique}
        self.run(
            self.upsert(table, values).on_conflict_do_update(
                index_elements=["platform", *unique], set_=over
            )
        )

    def change(self, table: Table, values: Mapping[str, Any], *where: ColumnElement[bool]) -> int:
        """Update this platform's rows where all of `where` holds; how many there were."""
        changed = self.run(update(table).where(self.mine(table), *where).values(**values))
        return changed.rowcount

    def tally(self, table: Table, *columns: ColumnElement[Any]) -> list[tuple[Any, ...]]:
        """For each combination of values of `columns`: the values and how many rows have them."""
        query = select(*columns, func.count()).where(self.mine(table)).group_by(*columns)
        return [tuple(row) for row in self.run(query)]

    def next_number(self, column: ColumnElement[int], *where: ColumnElement[bool]) -> int:
        """One above the highest number there is; the caller holds what is being counted."""
        return (
            int(self.run(select(func.coalesce(func.max(column), 0)).where(*where)).scalar_one()) + 1
        )

    def states(self, table: Table, ids: Collection[str]) -> dict[str, Any]:
        """The states of rows by their ids, held in the order of the ids."""
        if not ids:
            return {}
        query = select(table.c.id, table.c.state).where(self.mine(table), table.c.id.in_(ids))
        rows = self.run(self.held(query.order_by(table.c.id)))
        return {row.id: row.state for row in rows}

    def lock(self, *words: str, shared: bool = False) -> None:
        """Be the only transaction that holds these words; for what is not there to be held yet.

        `shared`: beside others that share it, but beside nobody who holds them alone.
        """
        if not self.on_postgres or not self.writing:
            return
        digest = hashlib.sha256("\0".join((self.platform, *words)).encode()).digest()
        number = int.from_bytes(digest[:8], "big", signed=True)
        take = func.pg_advisory_xact_lock_shared if shared else func.pg_advisory_xact_lock
        self.run(select(take(number)))

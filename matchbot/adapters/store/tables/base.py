"""What all tables share: every row has its platform, every constraint a name."""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, MetaData
from sqlmodel import SQLModel

from matchbot.adapters.store.columns import key

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """A row of one platform."""

    metadata = MetaData(naming_convention=NAMES)

    platform: str = key()


def belongs_to(table: str, column: str) -> ForeignKeyConstraint:
    """`column` names a row of `table`; looked at on commit, so the order of writing is free."""
    return ForeignKeyConstraint(
        ["platform", column],
        [f"{table}.platform", f"{table}.id"],
        deferrable=True,
        initially="DEFERRED",
    )

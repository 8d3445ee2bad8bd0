"""What a column can hold: clean text, moments in UTC, and values of the core kept as JSON."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import JSON, Column, DateTime, Dialect, LargeBinary, Table, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

#: PostgreSQL refuses NUL in text, and neither database takes half of a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` with what no database can hold replaced by U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def as_json(kind: Any, value: Any) -> Any:
    """A value of type `kind` as lists, dicts, texts and numbers."""
    return _clean_all(_adapter(kind).dump_python(value, mode="json", fallback=str))


def from_json(kind: Any, value: Any) -> Any:
    """What `as_json` was given. Fields that are no longer known are left out."""
    return _adapter(kind).validate_python(value)


def _clean_all(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_clean_all(item) for item in value]
    if isinstance(value, dict):
        return {clean(str(name)): _clean_all(item) for name, item in value.items()}
    return value


class CleanText(TypeDecorator[str]):
    """Text from anywhere."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else clean(value)


class ShortText(CleanText):
    """Text from outside that is looked up by an index, whose keys cannot be long.

    What is longer than anything honest keeps its beginning and a hash of the whole.
    """

    cache_ok = True
    longest = 400

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        value = super().process_bind_param(value, dialect)
        if value is None or len(value) <= self.longest:
            return value
        return f"{value[:300]}~{hashlib.sha256(value.encode()).hexdigest()}"


class UTCDateTime(TypeDecorator[datetime]):
    """A moment: only with a timezone in, always in UTC out. SQLite itself knows no timezones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without timezone cannot be kept: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Kept(TypeDecorator[Any]):
    """A value of the core (a dataclass, a tuple of texts) kept whole, as JSON."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: Any = dict[str, Any], none_as_null: bool = False) -> None:
        super().__init__(none_as_null=none_as_null)
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return as_json(self.kind, value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return from_json(self.kind, value)


def key() -> Any:
    """A text that is part of the primary key."""
    return Field(primary_key=True, sa_type=ShortText)


def key_number() -> Any:
    """A number that is part of the primary key and that we count ourselves."""
    return Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


def words(default: str = "") -> Any:
    """A text that is never null."""
    return Field(default=default, sa_type=CleanText, nullable=False)


def short() -> Any:
    """A text from outside that is looked up, never null."""
    return Field(sa_type=ShortText, nullable=False)


def maybe_short() -> Any:
    """A text from outside that is looked up, or null."""
    return Field(default=None, sa_type=ShortText, nullable=True)


def moment() -> Any:
    """A moment that is never null."""
    return Field(sa_type=UTCDateTime, nullable=False)


def maybe_moment() -> Any:
    """A moment, or null."""
    return Field(default=None, sa_type=UTCDateTime, nullable=True)


def blob() -> Any:
    """Bytes that are never null."""
    return Field(sa_type=LargeBinary, nullable=False)


def kept(kind: Any) -> Any:
    """A value of type `kind`, kept whole."""
    return Field(sa_column=Column(Kept(kind), nullable=False))


def maybe_kept(kind: Any) -> Any:
    """A value of type `kind`, kept whole, or NULL, which a query can ask for."""
    return Field(default=None, sa_column=Column(Kept(kind, none_as_null=True), nullable=True))


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a table class."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table

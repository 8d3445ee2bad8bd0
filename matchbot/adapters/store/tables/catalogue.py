"""The catalogue. Its columns are the fields of `core/offering.py`; a test holds them equal."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index

from matchbot.adapters.store.columns import kept, key, key_number, moment, words
from matchbot.adapters.store.tables.base import Row


class WiseRow(Row, table=True):
    """A WISE."""

    __tablename__ = "wise"

    id: str = key()
    name: str = words()
    about: str = words()
    about_en: str = words()
    place: str = words()
    postcode: str = words()
    email: str = words()
    website: str = words()
    language: str = words()
    founded: int | None = None
    joined: dt.date | None = None
    country: str = words()
    lat: float | None = None
    lon: float | None = None
    reserved: str = words()
    reserved_source: str = words()
    reserved_date: dt.date | None = None


class OfferingRow(Row, table=True):
    """An offering, the hash of its content, and when that was first seen and last changed."""

    __tablename__ = "offering"
    __table_args__ = (
        Index("ix_offering_changed", "platform", "changed_at"),
        Index("ix_offering_wise", "platform", "wise"),
    )

    id: str = key()
    wise: str = words()
    title: str = words()
    description: str = words()
    language: str = words()
    title_nl: str = words()
    title_en: str = words()
    title_fr: str = words()
    title_de: str = words()
    description_nl: str = words()
    description_en: str = words()
    description_fr: str = words()
    description_de: str = words()
    kinds: tuple[str, ...] = kept(tuple[str, ...])
    cpv: tuple[str, ...] = kept(tuple[str, ...])
    place: str = words()
    radius_km: float | None = None
    areas: tuple[str, ...] = kept(tuple[str, ...])
    min_quantity: float | None = None
    max_quantity: float | None = None
    unit: str = words()
    lead_days: int | None = None
    price_from: float | None = None
    price_unit: str = words()
    since: dt.date | None = None
    content_hash: str = words()
    first_seen: dt.datetime = moment()
    changed_at: dt.datetime = moment()


class PeopleFigureRow(Row, table=True):
    """How many people worked at a WISE in a year."""

    __tablename__ = "people_figure"

    wise: str = key()
    year: int = key_number()
    paid: int = 0
    volunteer: int = 0
    daytime: int = 0
    moved_to_paid: int = 0


class LabelRow(Row, table=True):
    """A label that a WISE holds."""

    __tablename__ = "label"

    wise: str = key()
    label: str = key()
    source: str = words()
    date: dt.date | None = None
    expires: dt.date | None = None


class CatalogueVersionRow(Row, table=True):
    """A number that rises with every change of the catalogue."""

    __tablename__ = "catalogue_version"

    version: int = 0

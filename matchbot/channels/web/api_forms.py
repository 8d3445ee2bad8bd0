"""What the API gives and takes. No address of a person is among it."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from matchbot.channels.web.site import Site
from matchbot.core.editing import OFFERING_FIELDS, fingerprint
from matchbot.core.need import Unit
from matchbot.core.offering import Offering, PriceUnit


class Problem(BaseModel):
    """What went wrong; `fields` names the fields that cannot be taken, and why."""

    detail: str
    fields: dict[str, str] = Field(default_factory=dict)


class OfferingOut(BaseModel):
    """An offering; the fields are those of the catalogue files."""

    id: str
    wise: str
    title: str
    description: str
    language: str
    title_nl: str
    title_en: str
    title_fr: str
    title_de: str
    description_nl: str
    description_en: str
    description_fr: str
    description_de: str
    kinds: list[str]
    cpv: list[str]
    place: str
    radius_km: float | None
    areas: list[str]
    min_quantity: float | None
    max_quantity: float | None
    unit: str
    lead_days: int | None
    price_from: float | None
    price_unit: str
    since: dt.date | None
    url: str


class OfferingPage(BaseModel):
    """Some of `total` offerings."""

    total: int
    items: list[OfferingOut]


Line = Annotated[str, StringConstraints(max_length=200)]
Prose = Annotated[str, StringConstraints(max_length=4000)]
Amount = Annotated[float | None, Field(ge=0, le=10**9)]


class OfferingIn(BaseModel):
    """An offering as its WISE writes it: what the form on its page takes.

    Amounts are kept to two decimals. Without kinds they are guessed from title and description.
    """

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    description: Prose = ""
    language: Literal["nl", "en", "fr", "de"] = "nl"
    title_nl: Line = ""
    title_en: Line = ""
    title_fr: Line = ""
    title_de: Line = ""
    description_nl: Prose = ""
    description_en: Prose = ""
    description_fr: Prose = ""
    description_de: Prose = ""
    kinds: Annotated[list[Line], Field(max_length=3)] = []
    place: Line = ""
    radius_km: Amount = None
    areas: Annotated[list[Line], Field(max_length=50)] = []
    min_quantity: Amount = None
    max_quantity: Amount = None
    unit: Unit | Literal[""] = ""
    lead_days: Annotated[int | None, Field(ge=0, le=3650)] = None
    price_from: Amount = None
    price_unit: PriceUnit | Literal[""] = ""


class OwnOffering(OfferingOut):
    """One of the WISE's own; `hidden` says why it does not show: paused or waiting."""

    hidden: str
    etag: str


class OwnOfferings(BaseModel):
    """All of a WISE's own offerings."""

    items: list[OwnOffering]


class LabelOut(BaseModel):
    """A label, who says so, since when and until when."""

    label: str
    source: str
    given: dt.date | None
    expires: dt.date | None


class PeopleOut(BaseModel):
    """People of one year by kind of work, headcounts."""

    year: int
    paid: int
    volunteer: int
    daytime: int
    moved_to_paid: int


class WiseOut(BaseModel):
    """A WISE."""

    id: str
    name: str
    about: str
    about_en: str
    place: str
    postcode: str
    website: str
    language: str
    founded: int | None
    joined: dt.date | None
    labels: list[LabelOut]
    people: list[PeopleOut]
    url: str


class WisePage(BaseModel):
    """Some of `total` WISEs."""

    total: int
    items: list[WiseOut]


class KindOut(BaseModel):
    """A kind of work."""

    id: str
    labels: dict[str, str]
    cpv: list[str]
    offerings: int


class PlaceOut(BaseModel):
    """A place, in degrees."""

    name: str
    lat: float
    lon: float


class FiguresOut(BaseModel):
    """How many there are, and people each year."""

    wises: int
    offerings: int
    people: list[PeopleOut]


class Need(BaseModel):
    """A need in somebody's own words."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
    lang: Literal["nl", "en", "fr", "de"] | None = None
    limit: int = Field(5, ge=1, le=20)


class Answer(BaseModel):
    """What was understood, the matches, what comes nearest, and what a requirement rules out."""

    need: dict[str, Any]
    matches: list[dict[str, Any]]
    abstained: bool
    nearest: list[dict[str, Any]]
    left_out: list[dict[str, Any]] = []


def offering_out(site: Site, offering: Offering) -> OfferingOut:
    """An offering with the address of its page."""
    return OfferingOut(**asdict(offering), url=_url(site, "offerings", offering.id))


def own_out(site: Site, offering: Offering, hidden: str) -> OwnOffering:
    """An offering as its WISE reads it, with the version that a change must name."""
    fields = offering_out(site, offering).model_dump()
    return OwnOffering(**fields, hidden=hidden, etag=f'"{fingerprint(offering)}"')


def as_typed(said: OfferingIn) -> dict[str, str]:
    """What a program sent, as somebody would have typed it into the form."""
    return {name: _typed(getattr(said, name)) for name in OFFERING_FIELDS}


def _typed(value: str | float | list[str] | None) -> str:
    match value:
        case None:
            return ""
        case list():
            return ";".join(value)
        case float():
            # Two decimals, never three: those would be read as thousands.
            return f"{value:.2f}"
        case _:
            return str(value)


def wise_out(site: Site, id: str) -> WiseOut:
    """A WISE with its labels and people, and the address of its page."""
    shelf = site.shelf
    fields = asdict(shelf.catalogue.wises[id])
    labels = [
        LabelOut(label=one.label, source=one.source, given=one.date, expires=one.expires)
        for one in shelf.labels.get(id, ())
    ]
    people = [PeopleOut(**asdict(figure)) for figure in shelf.people.get(id, ())]
    return WiseOut(**fields, labels=labels, people=people, url=_url(site, "wises", id))


def _url(site: Site, what: str, id: str) -> str:
    return f"{site.office.rules.public_url}/{site.languages[0]}/{what}/{id}"

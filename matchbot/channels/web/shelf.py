"""The shelf: the catalogue arranged the way pages show it, made once for each catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from matchbot.core.knowledge import Knowledge
from matchbot.core.offering import Catalogue, Label, Offering, PeopleFigure, Wise
from matchbot.core.places import KnownPlace, distance_km

LANGUAGES = ("nl", "en", "fr", "de")
_Row = TypeVar("_Row", Offering, PeopleFigure, Label)


@dataclass(frozen=True)
class Shelf:
    """Offerings newest first, what each WISE has, and in which part of the area it is.

    `where` names the borough or town of a WISE; `by_line` finds an offering by the words in
    which the dialogue lists it: "title – WISE".
    """

    catalogue: Catalogue
    offerings: tuple[Offering, ...]
    of_wise: Mapping[str, tuple[Offering, ...]]
    people: Mapping[str, tuple[PeopleFigure, ...]]
    labels: Mapping[str, tuple[Label, ...]]
    where: Mapping[str, str]
    by_line: Mapping[str, str]

    def wise(self, offering: Offering) -> Wise:
        """Whose offering it is."""
        return self.catalogue.wises.get(offering.wise) or Wise(offering.wise, offering.wise)

    def kind_counts(self, offerings: Iterable[Offering]) -> Counter[str]:
        """How many of these offerings there are of each kind."""
        return Counter(kind for offering in offerings for kind in offering.kinds)

    def where_counts(self, offerings: Iterable[Offering]) -> Counter[str]:
        """How many of these offerings come from each part of the area."""
        return Counter(place for o in offerings if (place := self.where.get(o.wise)))


def fill_shelf(knowledge: Knowledge) -> Shelf:
    """Arrange the present catalogue."""
    catalogue = knowledge.catalogue
    newest = sorted(
        catalogue.offerings.values(),
        key=lambda o: (-(o.since.toordinal() if o.since else 0), o.id),
    )
    return Shelf(
        catalogue,
        tuple(newest),
        _grouped(newest),
        _grouped(sorted(catalogue.people, key=lambda f: f.year)),
        _grouped(catalogue.labels),
        _where(knowledge),
        _lines(catalogue),
    )


def _grouped(rows: Iterable[_Row]) -> dict[str, tuple[_Row, ...]]:
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        groups.setdefault(row.wise, []).append(row)
    return {wise: tuple(group) for wise, group in groups.items()}


def _lines(catalogue: Catalogue) -> dict[str, str]:
    lines: dict[str, str] = {}
    for offering in catalogue.offerings.values():
        wise = catalogue.wises.get(offering.wise)
        for language in LANGUAGES:
            line = f"{offering.title_in(language)} – {wise.name if wise else offering.wise}"
            lines.setdefault(line, offering.id)
    return lines


def _where(knowledge: Knowledge) -> dict[str, str]:
    """The part of the area each WISE is in: a borough of the platform's town, or another town."""
    boroughs = _boroughs(knowledge)
    return {
        wise.id: place
        for wise in knowledge.catalogue.wises.values()
        if (place := _part(wise, boroughs, knowledge))
    }


def _boroughs(knowledge: Knowledge) -> list[KnownPlace]:
    """The boroughs of the platform's own town that the catalogue speaks of."""
    catalogue = knowledge.catalogue
    names = {wise.place for wise in catalogue.wises.values()}
    names |= {name for o in catalogue.offerings.values() for name in (o.place, *o.areas)}
    known = {place for name in names if name for place in knowledge.places.named(name)}
    own = [p for p in known if p.kind == "borough" and p.within == knowledge.platform.place]
    return sorted(own, key=lambda p: p.name)


def _part(wise: Wise, boroughs: list[KnownPlace], knowledge: Knowledge) -> str:
    named = knowledge.places.named(wise.place) if wise.place else ()
    inside = [p for p in named if knowledge.platform.place in (p.within, p.name)]
    if named and not inside:
        return wise.place
    own = next((p.name for p in inside if p.kind == "borough"), "")
    if own or wise.lat is None or wise.lon is None or not boroughs:
        return own or wise.place
    lat, lon = wise.lat, wise.lon
    # A borough counts as near in its own measure: a wide one reaches further.
    return min(boroughs, key=lambda b: distance_km(lat, lon, b.lat, b.lon) / b.radius_km).name

"""The part of the area that something is in: a borough of the platform's town, or another town."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from matchbot.core.knowledge import Knowledge
from matchbot.core.need import Place
from matchbot.core.places import KnownPlace

#: A circle this wide is no part of a town, but a region.
REGION_KM = 25.0
_DEGREE_KM = 111.2


@dataclass
class Town:
    """Answers in which part a place lies; remembers what it was asked."""

    knowledge: Knowledge
    _found: dict[Place, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        places, self._name = self.knowledge.places, self.knowledge.platform.place
        self._boroughs = places.boroughs(self._name)
        towns = places.towns()
        # The platform's own town is as near as the nearest of its boroughs.
        others = [town for town in towns if town.name != self._name or not self._boroughs]
        self._inner, self._all = _Map(self._boroughs), _Map((*others, *self._boroughs))

    def part(self, place: Place | None) -> str:
        """The name of the part; empty where no place is known."""
        if place is None:
            return ""
        if place not in self._found:
            self._found[place] = self._part(place)
        return self._found[place]

    def part_of_wise(self, id: str) -> str:
        """The part a WISE is in; empty where its place is unknown."""
        wise = self.knowledge.catalogue.wises.get(id)
        if wise is None or wise.lat is None or wise.lon is None:
            return ""
        return self.part(Place(wise.place, wise.lat, wise.lon, 0.0))

    def _part(self, place: Place) -> str:
        named = self.knowledge.places.named(place.name)
        inside = bool(self._boroughs) and any(one.within == self._name for one in named)
        if place.name == self._name or place.radius_km >= REGION_KM:
            return place.name
        return (self._inner if inside else self._all).nearest(place) or place.name


class _Map:
    """Places as rows of numbers, to find the nearest of thousands at once."""

    def __init__(self, known: Sequence[KnownPlace]) -> None:
        self._names = [one.name for one in known]
        self._rows: Any = np.array([(one.lat, one.lon, one.radius_km) for one in known])

    def nearest(self, place: Place) -> str:
        """The name of the nearest, each in its own measure: a wide one reaches further."""
        if not self._names:
            return ""
        north = (self._rows[:, 0] - place.lat) * _DEGREE_KM
        east = (self._rows[:, 1] - place.lon) * _DEGREE_KM * np.cos(np.radians(place.lat))
        return self._names[int(np.argmin(np.hypot(north, east) / self._rows[:, 2]))]

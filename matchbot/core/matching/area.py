"""Where an offering is made and where it goes, as circles on the map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from matchbot.core.need import Place
from matchbot.core.offering import Offering, Wise
from matchbot.core.places import Places, distance_km
from matchbot.core.platform import Platform
from matchbot.core.reading.where import nearness

if TYPE_CHECKING:
    from matchbot.core.knowledge import Knowledge

#: Up to here everybody comes.
NEAR_KM = 5.0
#: A need in a whole region or country is served by everybody who works somewhere in it.
REGION_KM = 25.0


@dataclass(frozen=True)
class Ground:
    """The spot an offering comes from (None: unknown) and the areas it names as served."""

    spot: Place | None = None
    areas: tuple[Place, ...] = ()


def ground_of(offering: Offering, wise: Wise, knowledge: Knowledge) -> Ground:
    """The ground of an offering: its own place, else that of its WISE."""
    areas = (found_place(name, knowledge) for name in offering.areas)
    served = tuple(area for area in areas if area is not None)
    if offering.place and offering.place != wise.place:
        spot = found_place(offering.place, knowledge)
        if spot is not None:
            return Ground(spot, served)
    if wise.lat is None or wise.lon is None:
        return Ground(None, served)
    return Ground(Place(wise.place, wise.lat, wise.lon, 0.0, wise.country), served)


def found_place(name: str, knowledge: Knowledge) -> Place | None:
    """The place that a name of the catalogue means on this platform, under that name."""
    if not isinstance(knowledge.places, Places):
        return None
    return _found(name, knowledge.places, knowledge.platform)


@lru_cache(maxsize=4096)
def _found(name: str, places: Places, platform: Platform) -> Place | None:
    place = places.find(name, nearness(platform, places, platform.languages[0]))
    return None if place is None else replace(place, name=name)


def covers(area: Place, place: Place) -> bool:
    """Whether the middle of one place lies in the other, whichever is the larger."""
    return km_between(area, place) <= max(area.radius_km, min(place.radius_km, REGION_KM), 0.5)


def km_outside(place: Place, ground: Ground, radius_km: float | None) -> float | None:
    """How many kilometres a place lies outside of where an offering goes, 0 within it.

    It goes to the areas it names and `radius_km`, at least NEAR_KM, around its spot; None: it has
    neither.
    """
    circles = [(area, area.radius_km) for area in ground.areas]
    circles += [] if ground.spot is None else [(ground.spot, max(radius_km or 0.0, NEAR_KM))]
    gaps = [km_between(middle, place) - around - place.radius_km for middle, around in circles]
    return max(0.0, min(gaps)) if gaps else None


def km_between(one: Place, other: Place) -> float:
    """The distance between the middles of two places in kilometres."""
    return distance_km(one.lat, one.lon, other.lat, other.lon)

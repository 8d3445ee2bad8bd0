"""A subscriber's wish out of the fields of a form: words, a place, how far around it."""

from __future__ import annotations

from datetime import datetime

from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.area import found_place
from matchbot.core.matching.normalise import fold
from matchbot.core.reading.read import read_need
from matchbot.core.subscription import Wish

LONGEST = 200
FARTHEST_KM = 1000.0
_EVERYTHING = {"alles", "everything", "all", "tout", "alles bitte", "alle", "maakt niet uit", "any"}


class UnknownPlace(ValueError):
    """There is no such place on the map; the message is its name."""


def means_everything(words: str) -> bool:
    """Whether these words name no subject: "alles", "everything", "tout"."""
    return " ".join(fold(words).split()).strip(" .,;:!()\"'") in _EVERYTHING


def wish_of(
    words: str, place: str, radius_km: float | None, language: str, k: Knowledge, now: datetime
) -> Wish:
    """The wish; without words, or for "alles", it is everything. Raises UnknownPlace."""
    words, place = words.strip()[:LONGEST], place.strip()[:LONGEST]
    if place and found_place(place, k) is None:
        raise UnknownPlace(place)
    near = radius_km if place and radius_km and 0 < radius_km <= FARTHEST_KM else None
    if not words or means_everything(words):
        return Wish(place=place, radius_km=near)
    need = read_need(words, k, now, language).need
    said = need.place.name if need.place and not place else place
    return Wish(words, tuple(guess.id for guess in need.kinds[:3]), said, near)

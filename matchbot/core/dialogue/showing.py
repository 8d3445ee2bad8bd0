"""What people show instead of typing: pictures, voices, cards, and where they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.conversation import Advance, Conversation, Turn
from matchbot.core.dialogue.identify import take_name
from matchbot.core.dialogue.matches import show_matches
from matchbot.core.dialogue.small_talk import aside
from matchbot.core.knowledge import Knowledge
from matchbot.core.places import KnownPlace, distance_km
from matchbot.core.said import say

#: Where nobody of ours knows a place within so many kilometres, its name would mislead.
_NEAR = 30.0
_LOOKED_AT = 8


def take_shown(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """A card fills in the name that we asked for; of the rest we say that we cannot read it."""
    if turn.event != "media":
        return None
    name = str(turn.facts.get("name", ""))
    if name and c.step == "contact":
        return take_name(c, name, k)
    return aside(c, say("media.card" if turn.facts.get("what") == "contact" else "media.sorry"))


def take_location(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """Near me: the place of the need at hand; before there is a need, how to say it."""
    if turn.event != "location":
        return None
    lat, lon = float(turn.facts["lat"]), float(turn.facts["lon"])
    town = _town_at(lat, lon, k)
    if town is None:
        return aside(c, say("location.unknown"))
    place = replace(town.as_place(), lat=lat, lon=lon)
    if c.need is None or c.step not in {"open", "choosing", "waiting"}:
        return aside(c, say("location.heard", place=place.name))
    here = replace(c, need=replace(c.need, place=place), seen=(), picked=())
    return show_matches(here, k, now)


def _town_at(lat: float, lon: float, k: Knowledge) -> KnownPlace | None:
    """The smallest town that reaches so far; else the nearest, if it is near at all."""
    away = [
        (distance_km(lat, lon, p.lat, p.lon), p) for p in k.places.nearest(lat, lon, _LOOKED_AT)
    ]
    inside = [p for km, p in away if km <= p.radius_km]
    if inside:
        return min(inside, key=lambda p: p.radius_km)
    return away[0][1] if away and away[0][0] <= _NEAR else None

"""The criteria by which an offering is judged, as a table of (function, weight)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import asin, cos, radians, sin, sqrt

from matchbot.core.knowledge import Candidate
from matchbot.core.matching.normalise import fold, stem, words
from matchbot.core.matching.rotation import NOISE, boost
from matchbot.core.need import Need, Place, Quantity
from matchbot.core.offering import Label, Offering, Wise
from matchbot.core.said import Said, say
from matchbot.core.vocabulary import Kind

NEAR_KM, FAR_KM = 3.0, 30.0
NEW_DAYS = 28
NEGATIONS = frozenset(
    "geen zonder niet vrij no not without free non sans ni pas kein keine ohne frei".split()
)
EARTH_KM = 6371.0


@dataclass(frozen=True)
class Case:
    """One offering before the judges: the need, who sells it, and what the index found."""

    need: Need
    offering: Offering
    wise: Wise
    candidate: Candidate
    now: date
    spot: Place | None = None
    labels: Sequence[Label] = ()
    small_or_new: bool = False
    rotate: bool = False
    kinds: Mapping[str, Kind] = field(default_factory=dict)


@dataclass(frozen=True)
class Judgement:
    """What one criterion found: -1 (speaks fully against) to 1 (fully for), and its reason."""

    value: float
    said: Said


def judge_words(case: Case) -> Judgement | None:
    """How many of the buyer's words, the rare ones most, are in the offering."""
    if not case.candidate.words:
        return None
    return Judgement(case.candidate.words, say("reason.words", words=case.candidate.matched))


def judge_meaning(case: Case) -> Judgement | None:
    """How close the offering is to the need in meaning, also in another language."""
    if case.candidate.meaning is None or case.candidate.meaning <= 0:
        return None
    return Judgement(case.candidate.meaning, say("reason.meaning"))


def judge_kind(case: Case) -> Judgement | None:
    """Whether the offering is of the kind of work that the need is about."""
    if not case.candidate.kind:
        return None
    scores = {guess.id: guess.score for guess in case.need.kinds}
    shared = sorted((k for k in case.offering.kinds if k in scores), key=lambda k: -scores[k])
    if not shared:
        return Judgement(case.candidate.kind, say("reason.kind_near"))
    kind = case.kinds.get(shared[0]) or Kind(shared[0])
    return Judgement(case.candidate.kind, say("reason.kind", kind=kind))


def judge_place(case: Case) -> Judgement | None:
    """Whether the WISE serves the place where it is needed: by area, else by distance."""
    place = case.need.place
    if place is None:
        return None
    if any(serves(area, place.name) for area in case.offering.areas):
        return Judgement(1.0, say("reason.place.served", place=place.name))
    if case.spot is None:
        return None
    km = distance_km(place, case.spot)
    facts = {"km": round(km), "place": case.spot.name}
    reach = max(case.offering.radius_km or NEAR_KM, place.radius_km)
    if km <= reach:
        return Judgement(1.0 - 0.3 * km / max(reach, 1.0), Said("reason.place.near", facts))
    beyond = min((km - reach) / FAR_KM, 1.0)
    return Judgement(0.3 - 1.3 * beyond, Said("reason.place.far", facts))


def judge_capacity(case: Case) -> Judgement | None:
    """Whether the WISE can do as many as are needed, counted in the same unit."""
    asked, offering = case.need.quantity, case.offering
    if asked is None or not offering.unit or asked.unit != offering.unit:
        return None
    if offering.max_quantity is not None and asked.value > offering.max_quantity:
        too_many = asked.value / max(offering.max_quantity, 1.0) - 0.5
        most = Quantity(offering.max_quantity, asked.unit)
        return Judgement(-min(1.0, too_many), say("reason.capacity.small", most=most))
    if offering.min_quantity is not None and asked.value < offering.min_quantity:
        least = Quantity(offering.min_quantity, asked.unit)
        return Judgement(-0.8, say("reason.capacity.large", least=least))
    if offering.max_quantity is None and offering.min_quantity is None:
        return None
    return Judgement(1.0, say("reason.capacity.fits", quantity=asked))


def judge_lead(case: Case) -> Judgement | None:
    """Whether there is time enough before the date for the notice that the WISE needs."""
    when, lead = case.need.when, case.offering.lead_days
    if when is None or lead is None:
        return None
    if (when.end - case.now).days < lead:
        return Judgement(-1.0, say("reason.lead.short", count=lead))
    late = (when.start - case.now).days < lead
    return Judgement(0.3 if late else 1.0, say("reason.lead.ok", count=lead))


def judge_budget(case: Case) -> Judgement | None:
    """Whether the price from which the WISE starts is within the budget."""
    budget, price = case.need.budget, comparable_price(case.need, case.offering)
    if budget is None or budget.max is None or price is None:
        return None
    if price <= budget.max:
        return Judgement(1.0, say("reason.budget.ok", price=case.offering))
    over = 2 * (price / max(budget.max, 1e-9) - 1)
    return Judgement(-min(1.0, over), say("reason.budget.over", price=case.offering))


def judge_language(case: Case) -> Judgement | None:
    """Whether the WISE writes in the buyer's language."""
    language, offering = case.need.language, case.offering
    spoken = {offering.language, case.wise.language}
    if language in spoken or getattr(offering, f"title_{language}", ""):
        return Judgement(0.3, say("reason.language", language=say(f"language.{language}")))
    theirs = say(f"language.{offering.language}")
    return Judgement(-0.3, say("reason.language.other", language=theirs))


def judge_labels(case: Case) -> Judgement | None:
    """Whether the WISE holds recognised labels, most of all one the buyer names."""
    if not case.labels:
        return None
    asked = set(words(case.need.text))
    named = [label for label in case.labels if set(words(label.label)) & asked]
    shown = named or list(case.labels)
    return Judgement(1.0 if named else 0.2, say("reason.label", label=shown[0].label))


def judge_freshness(case: Case) -> Judgement | None:
    """Whether the offering is new on the platform."""
    since = case.offering.since
    if since is None or not 0 <= (case.now - since).days <= NEW_DAYS:
        return None
    return Judgement(1.0, say("reason.new", since=since))


def judge_without(case: Case) -> Judgement | None:
    """Whether the offering contains what the buyer does not want, or says it leaves it out."""
    if not case.need.without:
        return None
    text = words(f"{case.offering.title} {case.offering.description}")
    for unwanted in case.need.without:
        found = list(_mentions(unwanted, text, case))
        if found:
            key, value = ("reason.without", 1.0) if all(found) else ("reason.contains", -1.0)
            return Judgement(value, say(key, word=unwanted))
    return None


def judge_rotation(case: Case) -> Judgement | None:
    """Whose turn it is among equals, with a small help for small and new WISEs."""
    if not case.rotate:
        return None
    share = boost(case.need.text, case.now, case.wise.id, small_or_new=case.small_or_new)
    return Judgement(share / NOISE, say("reason.rotation"))


@dataclass(frozen=True)
class Criterion:
    """A row of the table: `weight` in log-odds; `about` tells relevance from circumstances."""

    name: str
    judge: Callable[[Case], Judgement | None]
    weight: float
    about: bool = False


CRITERIA = (
    Criterion("words", judge_words, 4.0, about=True),
    Criterion("meaning", judge_meaning, 4.0, about=True),
    Criterion("kind", judge_kind, 4.0, about=True),
    Criterion("place", judge_place, 1.5),
    Criterion("capacity", judge_capacity, 1.0),
    Criterion("lead", judge_lead, 1.0),
    Criterion("budget", judge_budget, 1.0),
    Criterion("without", judge_without, 2.0),
    Criterion("language", judge_language, 0.3),
    Criterion("labels", judge_labels, 0.3),
    Criterion("freshness", judge_freshness, 0.1),
    Criterion("rotation", judge_rotation, 0.2),
)


def serves(area: str, place: str) -> bool:
    """Is `place` this area, a part of it ("Amsterdam" serves "Amsterdam-Noord"), or its borough?"""
    known, asked = fold(area), fold(place)
    return asked == known or asked.startswith(f"{known}-") or asked.endswith(f"-{known}")


def distance_km(one: Place, other: Place) -> float:
    """The great-circle distance between two places in kilometres."""
    lat1, lat2 = radians(one.lat), radians(other.lat)
    half = sin((lat2 - lat1) / 2) ** 2
    half += cos(lat1) * cos(lat2) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def comparable_price(need: Need, offering: Offering) -> float | None:
    """The offering's starting price in the terms of the budget, None if they cannot be compared."""
    budget, price, unit = need.budget, offering.price_from, offering.price_unit
    if budget is None or price is None:
        return None
    if budget.per == unit:
        return price
    counted = {"persons": "person", "pieces": "piece", "hours": "hour", "days": "day"}
    quantity = need.quantity
    if quantity is None or quantity.value <= 0:
        return None
    each = counted.get(quantity.unit, quantity.unit)
    if budget.per == "total" and unit == each:
        return price * quantity.value
    if budget.per == each and unit == "total":
        return price / quantity.value
    return None


def _mentions(unwanted: str, text: Sequence[str], case: Case) -> Iterator[bool]:
    """For each mention of the unwanted word whether the offering says it is left out."""
    stemmed = {stem(word, case.need.language) for word in words(unwanted)}
    for position, word in enumerate(text):
        if stem(word, case.offering.language) in stemmed:
            around = text[max(0, position - 2) : position + 2]
            yield bool(NEGATIONS.intersection(around))

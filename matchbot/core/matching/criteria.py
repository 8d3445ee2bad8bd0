"""The criteria by which an offering is judged, as a table of (function, weight)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from matchbot.core.knowledge import Candidate
from matchbot.core.matching.area import NEAR_KM, Ground, covers, km_between, km_outside
from matchbot.core.matching.declines import CERTAIN, Decline, like_declines
from matchbot.core.matching.normalise import STOPWORDS, stem, words
from matchbot.core.matching.rotation import NOISE, boost
from matchbot.core.need import Need, Place, Quantity, month_of
from matchbot.core.offering import Label, Offering, Wise
from matchbot.core.said import Said, say

#: So far outside of where they go nobody comes.
FAR_KM = 60.0
#: What speaks against a place just outside, and what is left of it where nobody said how far they come.
OUTSIDE, UNSAID = 0.03, 0.6
NEW_DAYS = 28
NEGATIONS = frozenset(
    "geen zonder niet vrij no not without free non sans ni pas kein keine ohne frei".split()
)


@dataclass(frozen=True)
class Case:
    """One offering before the judges: the need, who sells it, and what the index found.

    `kind_labels` names the offering's kinds that the need is about, in the buyer's language;
    `strange` is how sure it is (0–1) that the need is about something no WISE sells, `named` that
    it asks for this WISE by name.
    """

    need: Need
    offering: Offering
    wise: Wise
    candidate: Candidate
    now: date
    ground: Ground = field(default_factory=Ground)
    labels: Sequence[Label] = ()
    kind_labels: Sequence[str] = ()
    strange: float = 0.0
    named: float = 0.0
    small_or_new: bool = False
    rotate: bool = False
    declines: Sequence[Decline] = ()


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
    labels = case.kind_labels
    said = say("reason.kind", kind=labels[0]) if labels else say("reason.kind.like")
    return Judgement(case.candidate.kind, said)


def judge_name(case: Case) -> Judgement | None:
    """Whether the buyer asks for this WISE by its name."""
    if not case.named:
        return None
    return Judgement(case.named, say("reason.name", wise=case.wise.name))


def judge_company(case: Case) -> Judgement | None:
    """Whether the offerings most like it fit the need too."""
    if not case.candidate.company:
        return None
    key = "reason.company" if case.candidate.company > 0 else "reason.company.against"
    return Judgement(case.candidate.company, say(key))


def judge_field(case: Case) -> Judgement | None:
    """Whether it is something that WISEs sell at all."""
    if not case.strange:
        return None
    return Judgement(-case.strange, say("reason.field"))


def judge_place(case: Case) -> Judgement | None:
    """Whether the WISE serves the place where it is needed: by area, else by distance."""
    place, ground = case.need.place, case.ground
    if place is None:
        return None
    if any(covers(area, place) for area in ground.areas):
        return Judgement(1.0, say("reason.place.served", place=place.name))
    if ground.spot is None:
        return _judge_outside(case, place)
    km, spot = km_between(place, ground.spot), ground.spot
    reach = case.offering.radius_km or 0.0
    if km <= max(NEAR_KM, place.radius_km):
        key = "reason.place.near" if km >= 1 else "reason.place.there"
        return Judgement(1.0 - 0.1 * km / FAR_KM, say(key, km=round(km), place=spot.name))
    if km <= reach + place.radius_km:
        return Judgement(0.8, say("reason.place.reach", km=round(reach), place=spot.name))
    return _judge_outside(case, place)


def _judge_outside(case: Case, place: Place) -> Judgement | None:
    """How far outside the place lies of where the WISE says it goes, or of where it is."""
    radius, areas, spot = case.offering.radius_km, case.ground.areas, case.ground.spot
    km = km_outside(place, case.ground, radius)
    if km is None:
        return None
    against = OUTSIDE + (1 - OUTSIDE) * min(km / FAR_KM, 1.0)
    if spot is None:
        return Judgement(-against, say("reason.place.elsewhere", place=areas[0].name))
    away = {"km": round(km_between(place, spot)), "place": spot.name}
    if radius is None and not areas:
        return Judgement(-against * UNSAID, say("reason.place.far", **away))
    return Judgement(-against, say("reason.place.outside", **away))


def judge_capacity(case: Case) -> Judgement | None:
    """Whether the WISE can do as many as are needed, counted in the same unit."""
    asked, offering = case.need.quantity, case.offering
    if asked is None or not offering.unit or asked.unit != offering.unit:
        return None
    unit = asked.unit
    most, least = offering.max_quantity, offering.min_quantity
    if most is not None and asked.value > most:
        short = 1.0 if most <= 0 else min(1.0, asked.value / most - 0.5)
        limit = Quantity(most, unit, max=most)
        return Judgement(-short, say("reason.capacity.small", quantity=limit))
    if least is not None and asked.value < least:
        limit = Quantity(least, unit, min=least)
        return Judgement(-0.8, say("reason.capacity.large", quantity=limit))
    if most is None and least is None:
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
    over = 1.0 if budget.max <= 0 else min(1.0, 2 * (price / budget.max - 1))
    return Judgement(-over, say("reason.budget.over", price=case.offering))


def judge_without(case: Case) -> Judgement | None:
    """Whether the offering contains what the buyer does not want, or says it leaves it out."""
    text = words(f"{case.offering.title} {case.offering.description}") if case.need.without else []
    judged: Judgement | None = None
    for unwanted in case.need.without:
        found = list(_mentions(unwanted, text, case))
        if found and not all(found):
            return Judgement(-1.0, say("reason.contains", word=unwanted))
        if found:
            judged = Judgement(1.0, say("reason.without", word=unwanted))
    return judged


def judge_reserved(case: Case) -> Judgement | None:
    """Whether a contract may be reserved for the WISE, where the buyer requires that."""
    if not case.need.reserved:
        return None
    if case.wise.reserved == "yes":
        return Judgement(1.0, say("reason.reserved.yes", proof=proof_of(case.wise)))
    if case.wise.reserved == "no":
        return Judgement(-1.0, say("reason.reserved.no", proof=proof_of(case.wise)))
    return Judgement(-0.1, say("reason.reserved.unknown"))


def judge_language(case: Case) -> Judgement | None:
    """Whether the WISE writes in the buyer's language."""
    language, offering = case.need.language, case.offering
    spoken = {offering.language, case.wise.language}
    if language in spoken or offering.title_in(language) != offering.title:
        return Judgement(0.3, say("reason.language"))
    return Judgement(-0.3, say("reason.language.other"))


def judge_labels(case: Case) -> Judgement | None:
    """Whether the WISE holds recognised labels, most of all one the buyer names."""
    held = [label for label in case.labels if label.is_held(case.now)]
    if not held:
        return None
    asked = set(words(case.need.text)) - STOPWORDS
    named = [label for label in held if asked.intersection(words(label.label))]
    shown = named or held
    return Judgement(1.0 if named else 0.1, say("reason.label", label=shown[0].label))


def judge_freshness(case: Case) -> Judgement | None:
    """Whether the offering is new on the platform."""
    since = case.offering.since
    if since is None or not 0 <= (case.now - since).days <= NEW_DAYS:
        return None
    return Judgement(1.0, say("reason.new", since=since))


def judge_rotation(case: Case) -> Judgement | None:
    """Whose turn it is among equals, with a small help for small and new WISEs."""
    if not case.rotate:
        return None
    share = boost(case.need.text, case.now, case.wise.id, small_or_new=case.small_or_new)
    return Judgement(share / NOISE, say("reason.rotation"))


def judge_declines(case: Case) -> Judgement | None:
    """Whether the WISE said no before to needs like this one: too far, too small, too soon."""
    spot = case.ground.spot
    times = like_declines(case.need, case.offering.id, spot, case.declines, case.now)
    if not times:
        return None
    return Judgement(-min(times / CERTAIN, 1.0), say("reason.declined", count=times))


@dataclass(frozen=True)
class Criterion:
    """A row of the table. `weight` is in log-odds; `about` marks what the need is about.

    The other criteria are circumstances: they help only what fits the need already. What speaks
    against an offering weighs `against`, where that is more than what speaks for it.
    """

    name: str
    judge: Callable[[Case], Judgement | None]
    weight: float
    about: bool = False
    against: float | None = None

    def odds(self, judgement: Judgement) -> float:
        """What a judgement adds to the log-odds of an offering."""
        if judgement.value < 0 and self.against is not None:
            return self.against * judgement.value
        return self.weight * judgement.value


CRITERIA = (
    Criterion("name", judge_name, 9.0, about=True),
    Criterion("kind", judge_kind, 9.0, about=True),
    Criterion("meaning", judge_meaning, 2.5, about=True),
    Criterion("words", judge_words, 2.0, about=True),
    Criterion("company", judge_company, 0.7, about=True),
    Criterion("field", judge_field, 4.0, about=True),
    Criterion("without", judge_without, 2.0),
    Criterion("reserved", judge_reserved, 1.0),
    Criterion("place", judge_place, 1.5, against=10.0),
    Criterion("capacity", judge_capacity, 1.0),
    Criterion("lead", judge_lead, 1.0),
    Criterion("budget", judge_budget, 1.0),
    Criterion("declines", judge_declines, 0.5),
    Criterion("language", judge_language, 0.3),
    Criterion("labels", judge_labels, 0.3),
    Criterion("rotation", judge_rotation, 0.2),
    Criterion("freshness", judge_freshness, 0.1),
)


def comparable_price(need: Need, offering: Offering) -> float | None:
    """The offering's starting price in the terms of the budget, None if they cannot be compared."""
    budget, price, unit = need.budget, offering.price_from, offering.price_unit
    if budget is None or price is None:
        return None
    if budget.per == unit:
        return price
    quantity = need.quantity
    if quantity is None or quantity.value <= 0:
        return None
    counted = {"persons": "person", "pieces": "piece", "hours": "hour", "days": "day"}
    each = counted.get(quantity.unit, quantity.unit)
    if budget.per == "total" and unit == each:
        return price * quantity.value
    if budget.per == each and unit in ("total", ""):
        return price / quantity.value
    return None


def proof_of(wise: Wise) -> Said:
    """Who says whether contracts may be reserved for a WISE, and since when."""
    if wise.reserved_source and wise.reserved_date:
        month = month_of(wise.reserved_date)
        return say("reserved.proof", source=wise.reserved_source, month=month)
    if wise.reserved_source:
        return say("reserved.proof.source", source=wise.reserved_source)
    return say("reserved.proof.none")


def _mentions(unwanted: str, text: Sequence[str], case: Case) -> Iterator[bool]:
    """For each mention of the unwanted word whether the offering says it is left out."""
    stemmed = {stem(word, case.need.language) for word in words(unwanted) if word not in STOPWORDS}
    for position, word in enumerate(text):
        if (
            stem(word, case.offering.language) in stemmed
            or stem(word, case.need.language) in stemmed
        ):
            around = text[max(0, position - 2) : position + 2]
            yield bool(NEGATIONS.intersection(around))

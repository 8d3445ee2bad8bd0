"""An offering in the words of a page: title, WISE, place, price, amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matchbot.channels.web.visit import Visit
from matchbot.core.comparison import amount_of, price_of
from matchbot.core.matching.match import Match
from matchbot.core.offering import Offering

SNIPPET = 170


@dataclass(frozen=True)
class Card:
    """An offering in a list. `language` is the one its texts are in; `reasons` why it matches."""

    id: str
    title: str
    snippet: str
    language: str
    wise_id: str
    wise: str
    where: str
    price: str
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    km: str = ""


def card(
    visit: Visit, offering: Offering, match: Match | None = None, km: float | None = None
) -> Card:
    """The card of an offering, with the reasons of a match, and the distance if one is asked."""
    shelf = visit.site.shelf
    wise = shelf.wise(offering)
    said = [(r.weight > 0, visit.site.office.wording.text(r.said, visit.language))
            for r in (match.reasons if match else ())]  # fmt: skip
    return Card(
        offering.id,
        offering.title_in(visit.language),
        _snippet(offering.description_in(visit.language)),
        text_language(offering, visit.language),
        wise.id,
        wise.name,
        shelf.where.get(wise.id, wise.place),
        price(visit, offering),
        tuple(text for good, text in said if good)[:3],
        tuple(text for good, text in said if not good)[:1],
        "" if km is None else visit.t("web.list.km", km=round(km, 1) if km < 10 else round(km)),
    )


def text_language(offering: Offering, language: str) -> str:
    """The language an offering's title is shown in."""
    return language if getattr(offering, f"title_{language}", "") else offering.language


def _snippet(text: str) -> str:
    if len(text) <= SNIPPET:
        return text
    return text[:SNIPPET].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"


def price(visit: Visit, offering: Offering) -> str:
    """ "vanaf € 12,50 per persoon", or "" when no price is given."""
    known = price_of(offering)
    return visit.show(known) if known else ""


def facts(visit: Visit, offering: Offering) -> Sequence[tuple[str, str]]:
    """What a buyer wants to know at a glance, as (word, value); what is not said is left out."""
    shelf = visit.site.shelf
    wise = shelf.wise(offering)
    place = offering.place or wise.place
    rows: list[tuple[str, Any]] = [
        ("price", price(visit, offering)),
        ("amount", amount_of(offering)),
        ("lead_days", visit.t("web.offering.days", count=offering.lead_days)
         if offering.lead_days else None),
        ("place", place),
        ("reach", visit.t("web.offering.km", km=offering.radius_km, place=place)
         if offering.radius_km else None),
        ("areas", offering.areas or None),
        ("since", visit.month(offering.since) if offering.since else None),
    ]  # fmt: skip
    return [(visit.t(f"web.offering.{word}"), visit.show(value)) for word, value in rows if value]

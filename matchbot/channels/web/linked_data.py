"""Offerings and WISEs in the words of schema.org, for machines that look for such things."""

from __future__ import annotations

from typing import Any

from matchbot.channels.web.visit import Visit
from matchbot.core.offering import Offering, Wise

CONTEXT = "https://schema.org"
UNIT_CODES = {"hour": "HUR", "day": "DAY", "month": "MON", "year": "ANN", "kg": "KGM", "m2": "MTK",
              "piece": "C62", "person": "IE"}  # fmt: skip


def offering_linked(visit: Visit, offering: Offering) -> dict[str, Any]:
    """An offering as a Service with its provider, area and price."""
    wise = visit.site.shelf.wise(offering)
    place = offering.place or wise.place
    price = {"@type": "UnitPriceSpecification", "price": offering.price_from, "priceCurrency": "EUR",
             "valueAddedTaxIncluded": False}  # fmt: skip
    if code := UNIT_CODES.get(offering.price_unit):
        price["unitCode"] = code
    return _said({
        "@context": CONTEXT, "@type": "Service", "@id": _address(visit, "offerings", offering.id),
        "name": offering.title_in(visit.language),
        "description": offering.description_in(visit.language),
        "provider": {"@type": "Organization", "name": wise.name,
                     "url": _address(visit, "wises", wise.id)},
        "areaServed": list(offering.areas) or place,
        "offers": {"@type": "Offer", "priceSpecification": price}
        if offering.price_from is not None else None,
    })  # fmt: skip


def wise_linked(visit: Visit, wise: Wise) -> dict[str, Any]:
    """A WISE as an Organization."""
    return _said({
        "@context": CONTEXT, "@type": "Organization", "@id": _address(visit, "wises", wise.id),
        "name": wise.name, "description": wise.about,
        "foundingDate": str(wise.founded) if wise.founded else None,
        "address": _said({
            "@type": "PostalAddress", "addressLocality": wise.place,
            "postalCode": wise.postcode, "addressCountry": wise.country,
        }),
        "hasCredential": [one.label for one in visit.site.shelf.labels.get(wise.id, ())
                          if one.is_held(visit.site.today())],
    })  # fmt: skip


def _said(facts: dict[str, Any]) -> dict[str, Any]:
    """What is not said is left out."""
    return {name: value for name, value in facts.items() if value}


def _address(visit: Visit, what: str, id: str) -> str:
    return f"{visit.site.office.rules.public_url}/{visit.language}/{what}/{id}"

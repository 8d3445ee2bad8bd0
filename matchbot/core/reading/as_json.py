"""A reading as the plain dictionary that machines get."""

from __future__ import annotations

from typing import Any

from matchbot.core.need import Budget, KindGuess, Period, Place, Quantity, Reading


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """The output form of `understand --jsonl`: dates as ISO text, unsaid facts as None."""
    need = reading.need
    return {
        "lang": need.language,
        "talk": reading.talk,
        "what": need.what,
        "kinds": [_kind(kind) for kind in (*need.kinds, *reading.perhaps)],
        "place": _place(need.place),
        "when": _period(need.when),
        "recurring": need.recurring,
        "quantity": _quantity(need.quantity),
        "budget": _budget(need.budget),
        "without": list(need.without),
        "more": list(reading.more),
        "spans": {fact: list(span) for fact, span in reading.spans.items()},
        "place_choices": [_place(place) for place in reading.place_choices],
        "reserved": need.reserved,
    }


def _kind(kind: KindGuess) -> dict[str, Any]:
    return {"id": kind.id, "score": round(kind.score, 3), "cpv": list(kind.cpv)}


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    lat, lon = round(place.lat, 4), round(place.lon, 4)
    return {"name": place.name, "lat": lat, "lon": lon, "radius_km": _whole(place.radius_km)}


def _period(period: Period | None) -> dict[str, str] | None:
    if period is None:
        return None
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    return {
        "value": _whole(quantity.value),
        "min": _whole(quantity.min),
        "max": _whole(quantity.max),
        "unit": quantity.unit,
    }


def _budget(budget: Budget | None) -> dict[str, Any] | None:
    if budget is None:
        return None
    return {
        "min": _whole(budget.min),
        "max": _whole(budget.max),
        "currency": budget.currency,
        "per": budget.per,
        "vat": budget.vat,
    }


def _whole(number: float | None) -> float | int | None:
    return int(number) if number is not None and number == int(number) else number

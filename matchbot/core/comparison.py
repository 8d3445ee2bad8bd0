"""Offerings side by side: what a buyer compares them by, as far as it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.match import Match
from matchbot.core.matching.rank import order
from matchbot.core.need import Budget, Need, Per, Quantity, Unit
from matchbot.core.offering import Offering
from matchbot.core.said import say

FEWEST, MOST = 2, 5
_UNITS = {"persons", "pieces", "hours", "days", "m2", "kg", "other"}


@dataclass(frozen=True)
class Row:
    """One thing to compare by: its name, and a value for each offering (None: not known)."""

    name: str
    values: tuple[Any, ...]


def compare(
    offerings: Sequence[Offering], need: Need | None, k: Knowledge, today: date
) -> tuple[Row, ...]:
    """The rows of which at least one offering says something; with a need, how each fits it."""
    rows = [
        Row("price", tuple(price_of(o) for o in offerings)),
        Row("amount", tuple(amount_of(o) for o in offerings)),
        Row("lead_days", tuple(_notice(o) for o in offerings)),
        Row("place", tuple(_place(o, k) for o in offerings)),
        Row("areas", tuple(o.areas or None for o in offerings)),
        Row("labels", tuple(_labels(o, k, today) for o in offerings)),
    ]
    if need is not None:
        found = matches_of(offerings, need, k, today)
        rows.append(Row("fits", tuple(_reasons(found.get(o.id), 1) for o in offerings)))
        rows.append(Row("against", tuple(_reasons(found.get(o.id), -1) for o in offerings)))
    return tuple(row for row in rows if any(value is not None for value in row.values))


def matches_of(
    offerings: Sequence[Offering], need: Need, k: Knowledge, today: date
) -> dict[str, Match]:
    """How each of these offerings fits the need, by its id, whether or not it is a match."""
    among = replace(k, index=k.index.only({o.id for o in offerings}))
    return {m.offering.id: m for m in order(need, among, now=today, rotate=False)}


def price_of(offering: Offering) -> Budget | None:
    """The price it starts from."""
    if offering.price_from is None:
        return None
    return Budget(min=offering.price_from, per=cast(Per, offering.price_unit or "total"))


def amount_of(offering: Offering) -> Quantity | None:
    """From how many to how many."""
    low, high = offering.min_quantity, offering.max_quantity
    known = low if low is not None else high
    if known is None:
        return None
    unit = cast(Unit, offering.unit if offering.unit in _UNITS else "other")
    return Quantity(known, unit, low, high)


def _notice(offering: Offering) -> Any:
    days = offering.lead_days
    return None if days is None else say("web.offering.days", count=days)


def _place(offering: Offering, k: Knowledge) -> str | None:
    wise = k.catalogue.wises.get(offering.wise)
    return offering.place or (wise.place if wise else "") or None


def _labels(offering: Offering, k: Knowledge, today: date) -> tuple[str, ...] | None:
    theirs = (row for row in k.catalogue.labels if row.wise == offering.wise)
    return tuple(row.label for row in theirs if row.is_held(today)) or None


def _reasons(match: Match | None, sign: int) -> tuple[Any, ...] | None:
    reasons = match.reasons if match else ()
    said = tuple(r.said for r in reasons if r.weight * sign > 0 and r.criterion != "rotation")
    return said[:3] or None

"""Buyers' messages with their facts (messages.tsv): how much of them is read right.

Columns: language; talk; place by name; quantity as "40 persons" or "18-20 persons"; budget as
"min..max per vat"; the message. Correct a row where it is wrong; a fact not said is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from matchbot.core.knowledge import Knowledge
from matchbot.core.need import Budget, Need, Quantity, Reading
from matchbot.core.places import Nearness, distance_km
from matchbot.core.reading.read import read_need

FILE = Path(__file__).with_name("messages.tsv")
COUNTRIES = {"nl": "NL", "en": "GB", "fr": "FR", "de": "DE"}
NEAR_ENOUGH_KM = 3


class Message(NamedTuple):
    lang: str
    talk: str
    place: str
    quantity: str
    budget: str
    text: str


class Read(NamedTuple):
    message: Message
    reading: Reading


@pytest.fixture(scope="module")
def readings(knowledge: Knowledge) -> list[Read]:
    now = datetime.fromisoformat("2026-11-23T09:00:00+01:00")
    lines = FILE.read_text(encoding="utf-8").splitlines()[1:]
    messages = [Message(*line.split("\t")) for line in lines]
    return [Read(message, read_need(message.text, knowledge, now)) for message in messages]


def quantity_text(quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    if quantity.min is not None and quantity.max is not None:
        return f"{quantity.min:g}-{quantity.max:g} {quantity.unit}"
    return f"{quantity.value:g} {quantity.unit}"


def budget_text(budget: Budget | None) -> str:
    if budget is None:
        return ""
    low, high = (f"{bound:g}" if bound is not None else "" for bound in (budget.min, budget.max))
    return " ".join(filter(None, (f"{low}..{high}", budget.per, budget.vat)))


def f1(pairs: Iterator[tuple[bool, bool, bool]]) -> float:
    """F1 from (said, found, right) of each message."""
    rows = list(pairs)
    right = sum(said and found and is_right for said, found, is_right in rows)
    return 2 * right / (sum(row[0] for row in rows) + sum(row[1] for row in rows))


def of_texts(
    readings: list[Read], said: Callable[[Message], str], found: Callable[[Need], str]
) -> float:
    pairs = [(said(message), found(reading.need)) for message, reading in readings]
    return f1((bool(a), bool(b), a == b) for a, b in pairs)


def test_quantities_are_read_right(readings: list[Read]) -> None:
    assert of_texts(readings, lambda m: m.quantity, lambda n: quantity_text(n.quantity)) >= 0.96


def test_budgets_are_read_right(readings: list[Read]) -> None:
    assert of_texts(readings, lambda m: m.budget, lambda n: budget_text(n.budget)) >= 0.96


def test_places_are_read_within_three_kilometres(
    readings: list[Read], knowledge: Knowledge
) -> None:
    def judged() -> Iterator[tuple[bool, bool, bool]]:
        for message, reading in readings:
            countries = (COUNTRIES[message.lang], "BE", "NL", "GB", "FR", "DE")
            meant = knowledge.places.find(message.place, Nearness(countries, "Amsterdam"))
            found = reading.need.place
            is_right = (
                meant is not None
                and found is not None
                and distance_km(meant.lat, meant.lon, found.lat, found.lon) <= NEAR_ENOUGH_KM
            )
            yield bool(message.place), found is not None, is_right

    assert f1(judged()) >= 0.95


def test_languages_are_found(readings: list[Read]) -> None:
    right = sum(message.lang == reading.language for message, reading in readings)
    assert right / len(readings) >= 0.98


def test_what_is_no_need_is_told_apart(readings: list[Read]) -> None:
    others = [(m, r) for m, r in readings if m.talk != "need"]
    needs = [(m, r) for m, r in readings if m.talk == "need"]
    assert sum(r.talk != "need" for _, r in others) / len(others) >= 0.95
    assert sum(r.talk == "need" for _, r in needs) / len(needs) >= 0.98
    assert sum(m.talk == r.talk for m, r in others) / len(others) >= 0.9

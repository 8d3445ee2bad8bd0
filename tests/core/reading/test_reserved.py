"""A reserved contract is asked for, or not, in four languages; other words are left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from matchbot.core.need import Reading
from matchbot.core.reading.as_json import reading_as_json

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    "text",
    [
        "Lunch voor 40 personen, voorbehouden opdracht",
        "Wij zoeken schoonmaak, de opdracht is voorbehouden aan sociale ondernemingen",
        "Groenonderhoud volgens de 30%-regel",
        "Drukwerk onder artikel 2.82 van de Aanbestedingswet",
        "Drukwerk, minstens 30% van de medewerkers met een arbeidsbeperking",
        "Office cleaning as a reserved contract",
        "Catering, the contract must be reserved for social enterprises",
        "Nettoyage de bureaux, marché réservé aux entreprises d'insertion",
        "Traiteur selon la règle des 30 %",
        "Reinigung als vorbehaltener Auftrag",
        "Catering, Auftrag nach § 118 GWB",
    ],
)
def test_a_reserved_contract_is_read(read: Read, text: str) -> None:
    need = read(text).need
    assert need.reserved is True
    assert need.kinds, "its words take none of the thing's"
    assert need.quantity is None or need.quantity.value == 40, "30% is no amount"


@pytest.mark.parametrize(
    "text",
    [
        "Lunch, het hoeft geen voorbehouden opdracht te zijn",
        "hoeft niet voorbehouden te zijn",
        "Cleaning, no reserved contract",
        "nettoyage, ce n'est pas un marché réservé",
        "kein vorbehaltener Auftrag",
        "der Auftrag muss nicht vorbehalten sein",
    ],
)
def test_that_it_need_not_be_reserved_is_read_too(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.need.reserved is False
    assert reading.need.without == ()


@pytest.mark.parametrize(
    "text",
    [
        "Lunch met 30% korting",
        "Catering, 30 procent van de gasten eet vegetarisch",
        "reserved seats for 40 people and lunch",
        "Drukwerk. Alle rechten voorbehouden.",
        "une salle réservée pour 30 personnes",
        "reservierte Tische und Catering",
    ],
)
def test_other_reserving_says_nothing_of_contracts(read: Read, text: str) -> None:
    assert read(text).need.reserved is None


def test_its_words_are_no_part_of_the_thing(read: Read) -> None:
    text = "Lunch voor 40 personen, voorbehouden opdracht"
    reading = read(text)
    start, end = reading.spans["reserved"]
    assert (reading.need.what, text[start:end]) == ("Lunch", "voorbehouden opdracht")
    assert reading_as_json(reading)["reserved"] is True

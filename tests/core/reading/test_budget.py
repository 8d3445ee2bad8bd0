"""How much for is read in four languages; silly sums are not."""

from __future__ import annotations

import pytest

from matchbot.core.need import Budget
from matchbot.core.reading.budget import read_budget
from matchbot.core.reading.numbers import without_look_alikes
from matchbot.core.reading.plain import read_plain


def budget(text: str, language: str = "nl") -> Budget | None:
    found = read_budget(without_look_alikes(read_plain(text, language).plain))
    return found.budget if found else None


SUMS = [
    ("max € 20 p.p. excl. btw", Budget(None, 20, per="person", vat="excl")),
    ("€ 1.500,50", Budget(None, 1500.5)),
    ("ballpark 2k", Budget(None, 2000)),
    ("rond de 4k", Budget(None, 4000)),
    ("€ 500–800", Budget(500, 800)),
    ("from € 300", Budget(300, None)),
    ("vanaf 300 euro", Budget(300, None)),
    ("à partir de 300 €", Budget(300, None)),
    ("ab 300 Euro", Budget(300, None)),
    ("tussen 500 en 800 euro", Budget(500, 800)),
    ("entre 500 et 700 euros", Budget(500, 700)),
    ("zwischen 300 und 500 Euro pro Monat", Budget(300, 500, per="month")),
    ("1 500 € HT", Budget(None, 1500, vat="excl")),
    ("2000 € TTC maximum", Budget(None, 2000, vat="incl")),
    ("unter 2.000 € zzgl. MwSt", Budget(None, 2000, vat="excl")),
    ("1.500 euro incl. btw", Budget(None, 1500, vat="incl")),
    ("€ 400 + btw", Budget(None, 400, vat="excl")),
    ("budget: 800", Budget(None, 800)),
    ("20 Euro inkl. MwSt. pro Stück", Budget(None, 20, per="piece", vat="incl")),
    ("maximaal 2500 euro (ex. btw)", Budget(None, 2500, vat="excl")),
    ("totaal max 4000 incl", Budget(None, 4000, vat="incl")),
    ("höchstens 20 Cent das Stück netto", Budget(None, 0.2, per="piece", vat="excl")),
    ("50 pence each", Budget(None, 0.5, "GBP", per="piece")),
    ("sechs Bänke, je 150 Euro", Budget(None, 150, per="piece")),
    ("vijf bakken, samen max 900", Budget(None, 900)),
    ("22 euro per uur ex", Budget(None, 22, per="hour", vat="excl")),
    ("up to £40 a bike", Budget(None, 40, "GBP", per="piece")),
    ("Stück höchstens 5 Euro", Budget(None, 5, per="piece")),
    ("budget van ongeveer 1200 euro per maand", Budget(None, 1200, per="month")),
    ("25 euro de man", Budget(None, 25, per="person")),
    ("20€/pers", Budget(None, 20, per="person")),
    ("30€ HT/pers", Budget(None, 30, per="person", vat="excl")),
    ("£15 a head plus VAT", Budget(None, 15, "GBP", "person", "excl")),
    ("up to £18/hr ex VAT", Budget(None, 18, "GBP", "hour", "excl")),
    ("moins de 45 € par heure", Budget(None, 45, per="hour")),
    ("höchstens 25 € pro Stunde", Budget(None, 25, per="hour")),
    ("no more than £15 an hour", Budget(None, 15, "GBP", "hour")),
    ("10 euros pièce maximum", Budget(None, 10, per="piece")),
    ("80 lunchpakketten à € 12,50 per stuk", Budget(None, 12.5, per="piece")),
    ("50 Präsentkörbe à 40 Euro", Budget(None, 40, per="piece")),
    ("18 € p.P.", Budget(None, 18, per="person")),
    ("€ 12.000 per jaar", Budget(None, 12000, per="year")),
    ("tweeduizend euro", Budget(None, 2000)),
    ("CHF 1'200.-", Budget(None, 1200, "CHF")),
    ("max 15 p.p.", Budget(None, 15, per="person")),
    ("Budget liegt bei 1500", Budget(None, 1500)),
]


@pytest.mark.parametrize(("text", "expected"), SUMS)
def test_a_sum_is_read_with_its_bounds_unit_and_vat(text: str, expected: Budget) -> None:
    assert budget(text) == expected


NO_SUMS = [
    "lunch voor 40 personen",
    "5k flyers",
    "-500 euro",
    "€ -20",
    "budget 0 euro",
    "999999999999 euro",
    "order 4711",
    "tel. 020 555 01 23",
    "3 uur per week",
    "",
]


@pytest.mark.parametrize("text", NO_SUMS)
def test_zero_negative_and_other_numbers_are_no_budget(text: str) -> None:
    assert budget(text) is None


def test_people_beside_a_sum_are_no_second_bound() -> None:
    assert budget("€ 800 en 40 personen") == Budget(None, 800)

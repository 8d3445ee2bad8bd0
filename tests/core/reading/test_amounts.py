"""How many is read in four languages; what only looks like an amount is not."""

from __future__ import annotations

import pytest

from matchbot.core.need import Quantity
from matchbot.core.reading.amounts import read_amount
from matchbot.core.reading.numbers import without_look_alikes
from matchbot.core.reading.plain import read_plain


def amount(language: str, text: str) -> Quantity | None:
    found = read_amount(without_look_alikes(read_plain(text, language).plain))
    return found.quantity if found else None


SINGLE = [
    ("nl", "lunch voor 40 personen", 40, "persons"),
    ("nl", "een man of 40", 40, "persons"),
    ("nl", "40 man", 40, "persons"),
    ("nl", "zo'n 40 collega's", 40, "persons"),
    ("nl", "een stuk of 20 dozen", 20, "pieces"),
    ("nl", "paar honderd flyers", 200, "pieces"),
    ("nl", "60 crates", 60, "pieces"),
    ("nl", "500 kerstpakketten voor 300 medewerkers", 500, "pieces"),
    ("nl", "kerstpakketten x 120", 120, "pieces"),
    ("nl", "ons team van 12 verhuist", 12, "persons"),
    ("fr", "loger dix formateurs", 10, "persons"),
    ("nl", "8 ramen", 8, "pieces"),
    ("nl", "schoonmaak, 3 dagen per week", 3, "days"),
    ("nl", "20 uur per week", 20, "hours"),
    ("nl", "kantoor van 120 m2", 120, "m2"),
    ("nl", "tuin van 300 vierkante meter", 300, "m2"),
    ("nl", "80 kilo appels", 80, "kg"),
    ("nl", "lunch voor vijfentwintig mensen", 25, "persons"),
    ("nl", "duizend ansichtkaarten", 1000, "pieces"),
    ("nl", "een twintigtal deelnemers", 20, "persons"),
    ("nl", "toch 60 personen", 60, "persons"),
    ("nl", "lunch voor 40, graag vegetarisch", 40, "persons"),
    ("nl", "60", 60, "other"),
    ("nl", "12 warme maaltijden", 12, "pieces"),
    ("nl", "schoonmaak, 3 etages, 4 uur per keer", 4, "hours"),
    ("en", "45 choristers coming", 45, "persons"),
    ("en", "we expect about 90.", 90, "persons"),
    ("en", "200 of 'em", 200, "pieces"),
    ("fr", "nettoyage de bureaux 600m2 à Lyon", 600, "m2"),
    ("de", "etwa 3,5 Tonnen Akten", 3500, "kg"),
    ("en", "lunch for 30 people", 30, "persons"),
    ("en", "a dozen cakes", 12, "pieces"),
    ("en", "a couple of hundred leaflets", 200, "pieces"),
    ("en", "two hundred and fifty guests", 250, "persons"),
    ("en", "order 40 lunches", 40, "pieces"),
    ("en", "5k flyers", 5000, "pieces"),
    ("en", "1,000 brochures", 1000, "pieces"),
    ("en", "a group of 25", 25, "persons"),
    ("en", "300 t-shirts", 300, "pieces"),
    ("en", "400 sqm", 400, "m2"),
    ("fr", "une quarantaine de personnes", 40, "persons"),
    ("fr", "une centaine d'invités", 100, "persons"),
    ("fr", "pour environ 15 pers.", 15, "persons"),
    ("fr", "vingt-cinq salariés", 25, "persons"),
    ("fr", "5 000 courriers", 5000, "pieces"),
    ("fr", "200 m² de bureaux", 200, "m2"),
    ("fr", "12 heures par semaine", 12, "hours"),
    ("de", "etwa 30 Gäste", 30, "persons"),
    ("de", "ein Dutzend Kisten", 12, "pieces"),
    ("de", "fünfundzwanzig Teilnehmer", 25, "persons"),
    ("de", "1.000 Broschüren", 1000, "pieces"),
    ("de", "500 qm", 500, "m2"),
    ("de", "8 Stunden", 8, "hours"),
]


@pytest.mark.parametrize(("language", "text", "value", "unit"), SINGLE)
def test_an_amount_is_read_with_its_unit(language: str, text: str, value: float, unit: str) -> None:
    found = amount(language, text)
    assert found is not None
    assert (found.value, found.unit) == (value, unit)


BOUNDED = [
    ("nl", "18–20 personen", 19, 18, 20),
    ("nl", "40-50 gasten", 45, 40, 50),
    ("nl", "40 tot 50 gasten", 45, 40, 50),
    ("en", "between 200 and 300 pieces", 250, 200, 300),
    ("en", "15 to 20 people", 17.5, 15, 20),
    ("fr", "entre 20 et 30 personnes", 25, 20, 30),
    ("fr", "15 à 20 convives", 17.5, 15, 20),
    ("de", "20 bis 25 Leute", 22.5, 20, 25),
    ("nl", "max. 60 personen", 60, None, 60),
    ("nl", "minimaal 25 personen", 25, 25, None),
    ("de", "bis zu 80 Personen", 80, None, 80),
    ("en", "no more than 12 guests", 12, None, 12),
]


@pytest.mark.parametrize(("language", "text", "value", "low", "high"), BOUNDED)
def test_a_range_or_limit_keeps_its_bounds(
    language: str, text: str, value: float, low: float | None, high: float | None
) -> None:
    found = amount(language, text)
    assert found is not None
    assert (found.value, found.min, found.max) == (value, low, high)


NO_AMOUNTS = [
    ("nl", "tel. 020 555 01 23, 1031 KL, order 4711, 14:30"),
    ("nl", "bel 06-12345678"),
    ("nl", "ordernummer: 20261123-9"),
    ("nl", "om 14 uur"),
    ("nl", "2 keer per week"),
    ("nl", "0 personen"),
    ("nl", "een lunch"),
    ("en", "twice a week at 9 am"),
    ("en", "invoice no. 88213"),
    ("en", "within 10 km"),
    ("en", "+44 20 7946 0018"),
    ("fr", "à 14 heures"),
    ("fr", "01 23 45 67 89"),
    ("fr", "3 fois par semaine"),
    ("de", "um 12 Uhr"),
    ("de", "Rechnung 2026-113"),
    ("de", "100 % Bio"),
    ("en", "see https://shop.example/item/400 people"),
]


@pytest.mark.parametrize(("language", "text"), NO_AMOUNTS)
def test_phones_times_and_references_are_no_amounts(language: str, text: str) -> None:
    assert amount(language, text) is None


def test_people_go_before_hours() -> None:
    found = amount("nl", "3 uur vergaderen met 12 mensen")
    assert found == Quantity(12, "persons")

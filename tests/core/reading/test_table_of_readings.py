"""The table of readings that other people's scripts rely on: each row in four languages.

Said on Monday 2026-11-23; a date alone is that day, None is null in the output.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from matchbot.core.knowledge import Knowledge
from matchbot.core.reading.as_json import reading_as_json
from matchbot.core.reading.read import read_need

LANGUAGES = ("nl", "en", "fr", "de")
# One phrase for nl, en, fr and de; first and last day.
WHEN: list[tuple[tuple[str, str, str, str], str, str]] = [
    (("12 december", "12 December", "12 décembre", "12. Dezember"), "2026-12-12", ""),
    (("op de 12e", "on the 12th", "le 12", "am 12."), "2026-12-12", ""),
    (("12/12", "12/12", "12/12", "12.12."), "2026-12-12", ""),
    (("12 dec", "Dec 12", "12 déc.", "12. Dez."), "2026-12-12", ""),
    (("dinsdag", "next Tuesday", "mardi prochain", "nächsten Dienstag"), "2026-11-24", ""),
    (
        ("volgende week dinsdag", "Tuesday next week", "mardi de la semaine prochaine",
         "nächste Woche Dienstag"), "2026-12-01", "",
    ),
    (("deze week", "this week", "cette semaine", "diese Woche"), "2026-11-23", "2026-11-29"),
    (
        ("volgende week", "next week", "la semaine prochaine", "nächste Woche"),
        "2026-11-30", "2026-12-06",
    ),
    (("week 50", "week 50", "semaine 50", "KW 50"), "2026-12-07", "2026-12-13"),
    (("begin januari", "early January", "début janvier", "Anfang Januar"),
     "2027-01-01", "2027-01-10"),
    (("half januari", "mid January", "mi-janvier", "Mitte Januar"), "2027-01-11", "2027-01-20"),
    (("eind januari", "end of January", "fin janvier", "Ende Januar"), "2027-01-21", "2027-01-31"),
    (("over 3 weken", "in 3 weeks", "dans 3 semaines", "in 3 Wochen"), "2026-12-14", ""),
    (
        ("binnen 3 weken", "within 3 weeks", "d'ici 3 semaines", "innerhalb von 3 Wochen"),
        "2026-11-23", "2026-12-14",
    ),
    (
        ("uiterlijk 15 februari", "by 15 February", "au plus tard le 15 février",
         "bis 15. Februar"), "2026-11-23", "2027-02-15",
    ),
    (
        ("deadline 15 februari", "deadline 15 February", "date limite 15 février",
         "Frist 15. Februar"), "2026-11-23", "2027-02-15",
    ),
    (
        ("voor 1 maart", "before 1 March", "avant le 1er mars", "vor dem 1. März"),
        "2026-11-23", "2027-02-28",
    ),
    (
        ("vanaf 4 januari, eenmalig", "from 4 January, one-off",
         "à partir du 4 janvier, une seule fois", "ab dem 4. Januar, einmalig"), "2027-01-04", "",
    ),
    (("vanaf januari", "from January", "à partir de janvier", "ab Januar"),
     "2027-01-01", "2027-01-31"),
    (
        ("13 t/m 15 juli", "13 to 15 July", "du 13 au 15 juillet", "13. bis 15. Juli"),
        "2027-07-13", "2027-07-15",
    ),
    (
        ("11 of 12 februari", "11 or 12 February", "le 11 ou le 12 février",
         "11. oder 12. Februar"), "2027-02-11", "2027-02-12",
    ),
]  # fmt: skip
NEVER = [
    ("zo snel mogelijk", "asap", "dès que possible", "so schnell wie möglich"),
    ("offerte graag voor vrijdag", "quote by Friday please", "devis avant vendredi svp",
     "Angebot bitte bis Freitag"),
]  # fmt: skip
RECURRING = [
    ("elke dinsdag", "every Tuesday", "chaque mardi", "jeden Dienstag"),
    ("maandelijks", "monthly", "mensuel", "monatlich"),
    ("wekelijks", "weekly", "hebdomadaire", "wöchentlich"),
]
# Value, min, max and unit.
QUANTITY: list[tuple[tuple[str, str, str, str], tuple[float, Any, Any, str]]] = [
    (
        ("lunch voor een man of 40", "lunch for around 40 people",
         "déjeuner pour une quarantaine de personnes", "Mittagessen für etwa 40 Leute"),
        (40, None, None, "persons"),
    ),
    (
        ("lunch voor 18–20 personen", "lunch for 18–20 people", "déjeuner pour 18–20 personnes",
         "Mittagessen für 18–20 Personen"), (19, 18, 20, "persons"),
    ),
    (
        ("tussen 200 en 300 stuks drukwerk", "between 200 and 300 pieces of print",
         "impression entre 200 et 300 pièces", "Druck, zwischen 200 und 300 Stück"),
        (250, 200, 300, "pieces"),
    ),
]  # fmt: skip
# Min, max, per, vat.
BUDGET: list[tuple[tuple[str, str, str, str], tuple[Any, Any, str, Any]]] = [
    (
        ("lunch, max € 20 p.p. excl. btw", "lunch, max € 20 p.p. excl. VAT",
         "déjeuner, max 20 € par personne HT", "Mittagessen, max. 20 € p.P. zzgl. MwSt."),
        (None, 20, "person", "excl"),
    ),
    (
        ("lunch, € 1.500,50", "lunch, € 1,500.50", "déjeuner, 1 500,50 €",
         "Mittagessen, 1.500,50 €"), (None, 1500.5, "total", None),
    ),
    (
        ("lunch, budget 2k", "lunch, ballpark 2k", "déjeuner, budget 2k", "Mittagessen, Budget 2k"),
        (None, 2000, "total", None),
    ),
    (
        ("lunch, rond de 4k", "lunch, around 4k", "déjeuner, environ 4k", "Mittagessen, etwa 4k"),
        (None, 4000, "total", None),
    ),
    (
        ("lunch, € 500–800", "lunch, € 500–800", "déjeuner, 500–800 €", "Mittagessen, 500–800 €"),
        (500, 800, "total", None),
    ),
    (
        ("lunch, vanaf € 300", "lunch, from € 300", "déjeuner, à partir de 300 €",
         "Mittagessen, ab 300 €"), (300, None, "total", None),
    ),
]  # fmt: skip
PLACE = [
    (
        ("verhuizing van Zuid naar Haarlem", "moving from Zuid to Haarlem",
         "déménagement de Lyon à Nice", "Umzug von Bonn nach Köln"),
        ("Amsterdam-Zuid", "Amsterdam-Zuid", "Lyon", "Bonn"),
    ),
    (
        ("schoonmaak in heel Nederland", "mailing all over the UK", "courrier dans toute la France",
         "Versand in ganz Deutschland"),
        ("Nederland", "Verenigd Koninkrijk", "Frankrijk", "Duitsland"),
    ),
    (
        ("schoonmaak op 1031 KL", "cleaning at 1031 KL", "nettoyage, 1031 KL",
         "Reinigung in 1031 KL"), ("Overhoeks, Amsterdam",) * 4,
    ),
]  # fmt: skip
ANYWHERE = (
    "workshop, locatie maakt niet uit", "workshop, location doesn't matter",
    "atelier, à distance OK", "Workshop, Ort egal",
)  # fmt: skip
LOOK_ALIKES = (
    "schoonmaak, tel. 020 555 01 23, order 4711, 14:30 uur",
    "cleaning, tel. 020 7946 0123, order 4711, 14:30",
    "nettoyage, tél. 01 99 00 12 34, commande 4711, 14h30",
    "Reinigung, Tel. 030 23125 123, Auftrag 4711, 14:30 Uhr",
)


@pytest.fixture
def out(knowledge: Knowledge, now: datetime) -> Any:
    def read(text: str, language: str) -> dict[str, Any]:
        return reading_as_json(read_need(text, knowledge, now, language))

    return read


def each(rows: list[Any]) -> list[Any]:
    """Every row with each of its four phrases and that phrase's language."""
    return [
        pytest.param(language, phrase, at, *row[1:], id=f"{language}-{phrase}")
        for row in rows
        for at, (language, phrase) in enumerate(zip(LANGUAGES, row[0], strict=True))
    ]


@pytest.mark.parametrize(("language", "phrase", "_at", "start", "end"), each(WHEN))
def test_when(out: Any, language: str, phrase: str, _at: int, start: str, end: str) -> None:
    assert out(phrase, language)["when"] == {"start": start, "end": end or start}


@pytest.mark.parametrize(("language", "phrase", "_at"), each([(row,) for row in NEVER]))
def test_no_when(out: Any, language: str, phrase: str, _at: int) -> None:
    assert out(f"catering, {phrase}", language)["when"] is None


@pytest.mark.parametrize(("language", "phrase", "_at"), each([(row,) for row in RECURRING]))
def test_recurring(out: Any, language: str, phrase: str, _at: int) -> None:
    reading = out(f"catering, {phrase}", language)
    assert (reading["recurring"], reading["when"]) == (True, None)


@pytest.mark.parametrize(("language", "phrase", "_at", "meant"), each(QUANTITY))
def test_quantity(out: Any, language: str, phrase: str, _at: int, meant: tuple[Any, ...]) -> None:
    value, low, high, unit = meant
    assert out(phrase, language)["quantity"] == {
        "value": value, "min": low, "max": high, "unit": unit,
    }  # fmt: skip


@pytest.mark.parametrize(("language", "phrase", "_at", "meant"), each(BUDGET))
def test_budget(out: Any, language: str, phrase: str, _at: int, meant: tuple[Any, ...]) -> None:
    low, high, per, vat = meant
    assert out(phrase, language)["budget"] == {
        "min": low, "max": high, "currency": "EUR", "per": per, "vat": vat,
    }  # fmt: skip


@pytest.mark.parametrize(("language", "phrase", "at", "names"), each(PLACE))
def test_place(out: Any, language: str, phrase: str, at: int, names: tuple[str, ...]) -> None:
    assert out(phrase, language)["place"]["name"] == names[at]


def test_a_whole_country_has_a_radius_that_covers_it(out: Any) -> None:
    assert out("post in heel Nederland", "nl")["place"]["radius_km"] >= 150
    assert out("mailing all over the UK", "en")["place"]["radius_km"] >= 400


@pytest.mark.parametrize(("language", "phrase"), list(zip(LANGUAGES, ANYWHERE, strict=True)))
def test_anywhere_is_no_place(out: Any, language: str, phrase: str) -> None:
    assert out(phrase, language)["place"] is None


@pytest.mark.parametrize(("language", "phrase"), list(zip(LANGUAGES, LOOK_ALIKES, strict=True)))
def test_look_alikes_are_no_facts(out: Any, language: str, phrase: str) -> None:
    reading = out(phrase, language)
    facts = ("when", "place", "quantity", "budget")
    assert {fact: reading[fact] for fact in facts} == dict.fromkeys(facts)

"""One text, all its facts; rows of the table of readings in the design; bad input."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from matchbot.core.knowledge import Knowledge
from matchbot.core.need import Budget, Period, Quantity, Reading
from matchbot.core.reading.as_json import reading_as_json
from matchbot.core.reading.read import read_need

Read = Callable[[str], Reading]


def test_facts_in_any_order_fill_one_need(read: Read) -> None:
    for text in (
        "lunch voor 40 personen op 12 december in Noord, max € 800, geen vlees",
        "Max € 800, in Noord, 12 december, 40 personen, geen vlees: lunch",
    ):
        reading = read(text)
        need = reading.need
        assert reading.talk == "need"
        assert need.what == "lunch"
        assert need.place is not None and need.place.name == "Amsterdam-Noord"
        assert need.when == Period(date(2026, 12, 12), date(2026, 12, 12))
        assert need.quantity == Quantity(40, "persons")
        assert need.budget == Budget(None, 800)
        assert need.without == ("vlees",)
        assert need.kinds[0].id == "catering"


def test_a_span_leads_to_the_words_of_each_fact(read: Read) -> None:
    text = "🎉 déjeuner pour 30 personnes le 12 décembre à Lyon, 500 € HT, sans gluten"
    spans = read(text).spans
    words = {fact: text[start:end] for fact, (start, end) in spans.items()}
    assert words["quantity"] == "30 personnes"
    assert words["place"] == "Lyon"
    assert words["budget"] == "500 € HT"
    assert "12 décembre" in words["when"]
    assert "gluten" in words["without"]


def test_the_output_form_has_the_fields_of_the_design(read: Read) -> None:
    out = reading_as_json(read("lunch voor 40 personen op 12 december in Noord, max € 800"))
    assert out["lang"] == "nl"
    assert out["when"] == {"start": "2026-12-12", "end": "2026-12-12"}
    assert out["quantity"] == {"value": 40, "min": None, "max": None, "unit": "persons"}
    assert out["budget"] == {
        "min": None,
        "max": 800,
        "currency": "EUR",
        "per": "total",
        "vat": None,
    }
    assert out["place"]["name"] == "Amsterdam-Noord"
    assert out["spans"]["quantity"] == [11, 22]
    assert out["spans"]["budget"] == [48, 57]
    assert out["more"] == []


SEVERAL = [
    "Lunch voor 40 personen op 12 december. Daarnaast zoeken we schoonmaak in Haarlem.",
    "We need a lunch for 20 people. We also need window cleaning.",
    "Un buffet pour 30 personnes. En plus, le nettoyage des bureaux.",
    "Mittagessen für 30 Gäste. Außerdem brauchen wir Gartenpflege.",
    "- lunch voor 20 personen\n- tuinonderhoud",
]


@pytest.mark.parametrize("text", SEVERAL)
def test_several_needs_in_a_message_are_split(read: Read, text: str) -> None:
    reading = read(text)
    assert len(reading.more) == 1
    assert reading.need.kinds[0].id == "catering"
    assert reading.more[0] in text


@pytest.mark.parametrize("text", ["lunch en borrel voor 40 personen", "Lunch voor 20. Met koffie."])
def test_parts_of_one_event_stay_one_need(read: Read, text: str) -> None:
    assert read(text).more == ()


def test_a_signature_gives_no_facts(read: Read) -> None:
    reading = read(
        "Wij zoeken een lunch voor 35 personen in Utrecht.\n\nMet vriendelijke groet,\n"
        "Karin de Vries\nKeizersgracht 12\n1015 AB Amsterdam\nT 020 555 01 23\nwww.example.nl"
    )
    assert reading.need.place is not None and reading.need.place.name == "Utrecht"
    assert reading.need.quantity == Quantity(35, "persons")
    assert reading.need.budget is None


def test_the_language_given_is_the_one_read_in(knowledge: Knowledge, now: datetime) -> None:
    assert read_need("lunch", knowledge, now, "fr").language == "fr"


HOSTILE = [
    "",
    " \n\t ",
    "\x00\x01\x02",
    "\u200b\u200f\u202e",
    "أحتاج إلى غداء لأربعين شخصا في أمستردام",
    "צריך ארוחת צהריים",
    "lunch\u200b voor\u200d 40 perso\u00adnen",
    "９９９ 人",
    "İstanbul ı ß ŉ ǰ",
    "e\u0301" * 500,
    "€" * 3000,
    "1" * 5000,
    "1.1.1.1." * 1000,
    "a" * 10_000,
    "van Zuid naar " * 800,
    "geen vlees en vis, " * 500,
    "lunch voor 40 personen. " * 420,
    "12 december " * 500,
    "((((((((((" * 900,
    "\ud800",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_breaks_the_reading(read: Read, text: str) -> None:
    reading = read(text)
    assert all(0 <= start < end <= len(text) for start, end in reading.spans.values())


def test_zero_width_characters_do_not_hide_a_fact(read: Read) -> None:
    text = "lunch voor\u200b 4\u200d0 perso\u00adnen"
    assert read(text).need.quantity == Quantity(40, "persons")

"""Texts that are wrong, strange or hostile: no fact is made up, and a good one is still found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from matchbot.core.need import Budget, Period, Quantity, Reading

Read = Callable[[str], Reading]
DAY = Period(date(2026, 12, 12), date(2026, 12, 12))
NEED = "lunch voor 40 personen op 12 december"


def test_a_need_before_ten_thousand_characters_is_read(read: Read) -> None:
    need = read(NEED + " en nog wat" * 900).need
    assert (need.when, need.quantity) == (DAY, Quantity(40, "persons"))


def test_of_five_hundred_dates_the_first_is_meant(read: Read) -> None:
    assert read("lunch op " + "12 december, 3 februari, " * 250).need.when == DAY


@pytest.mark.parametrize(
    "day", ["30 februari", "31 april 2027", "2027-02-30", "30.02.2027", "32 december", "0 maart"]
)
def test_a_day_that_is_not_in_the_calendar_is_no_day(read: Read, day: str) -> None:
    when = read(f"lunch voor 40 personen op {day}").need.when
    assert when is None or (when.start.month == when.end.month and when.start != when.end)


def test_the_year_20265_makes_no_date(read: Read) -> None:
    assert read("lunch voor 40 personen op 12 december 20265").need.when is None


@pytest.mark.parametrize("sum_", ["€ 0", "-500 euro", "€ -500", "0 euro", "€ 0,00", "min € -1"])
def test_nothing_and_less_is_no_budget(read: Read, sum_: str) -> None:
    reading = read(f"lunch voor 40 personen, budget {sum_}")
    assert reading.need.budget is None
    assert reading.need.quantity == Quantity(40, "persons")


@pytest.mark.parametrize("number", ["0", "-40", "000"])
def test_nobody_and_less_is_no_quantity(read: Read, number: str) -> None:
    assert read(f"lunch voor {number} personen in Utrecht").need.quantity in (
        None, Quantity(40, "persons"),
    )  # fmt: skip


def test_text_from_right_to_left_hides_no_fact_beside_it(read: Read) -> None:
    need = read("שלום, lunch voor 40 personen in Utrecht, شكرا, max € 800").need
    assert need.quantity == Quantity(40, "persons")
    assert need.place is not None and need.place.name == "Utrecht"
    assert need.budget == Budget(None, 800)


def test_direction_marks_and_zero_width_characters_hide_no_fact(read: Read) -> None:
    text = "\u202alunch\u202c voor 4\u200b0 per\u200dsonen op 12 de\u00adcember in U\u2060trecht"
    need = read(text).need
    assert (need.when, need.quantity) == (DAY, Quantity(40, "persons"))
    assert need.place is not None and need.place.name == "Utrecht"


def test_control_characters_do_not_matter(read: Read) -> None:
    need = read("lunch\x07 voor 40\x00 personen\x1b[31m op 12 december").need
    assert (need.when, need.quantity) == (DAY, Quantity(40, "persons"))


@pytest.mark.parametrize("digits", ["4711", "1 2 3 4 5", "0" * 50, "12345678901234567890"])
def test_digits_alone_are_no_money_date_or_place(read: Read, digits: str) -> None:
    need = read(digits).need
    assert (need.budget, need.when, need.place) == (None, None, None)


SIGNED = [
    (
        "Wij zoeken een lunch voor 35 personen.\n\nMet vriendelijke groet,\nKarin de Vries\n"
        "Gemeente Delft\nMarkt 87\n2611 GS Delft\nT 015 555 01 23 | maandag t/m donderdag"
    ),
    (
        "We need a lunch for 35 people.\n\nKind regards,\nClaire Jones\nOffice manager\n"
        "14 Queen Square\nBristol BS1 4NT\nTel. 0117 496 0123"
    ),
    (
        "Nous cherchons un traiteur pour 35 personnes.\n\nBien cordialement,\nJ. Dupuis\n"
        "12 rue de la République\n34000 Montpellier\n04 67 00 00 00"
    ),
    (
        "Wir suchen ein Catering für 35 Personen.\n\nMit freundlichen Grüßen\nKatrin Vogel\n"
        "Hauptstraße 12\n50667 Köln\nTel. 0221 123456"
    ),
]


@pytest.mark.parametrize("text", SIGNED, ids=["nl", "en", "fr", "de"])
def test_what_stands_in_a_signature_is_no_fact(read: Read, text: str) -> None:
    need = read(text).need
    assert need.quantity == Quantity(35, "persons")
    assert (need.place, need.when, need.budget) == (None, None, None)


def test_a_quoted_letter_and_links_give_no_amounts(read: Read) -> None:
    need = read("lunch gezocht, zie https://example.org/2026/12/12?pers=40&max=800").need
    assert (need.quantity, need.when, need.budget) == (None, None, None)


def test_a_dutch_postcode_of_another_town_is_that_town(read: Read) -> None:
    place = read("schoonmaak gezocht, postcode 3511 AB").need.place
    assert place is not None and place.name == "Utrecht"

"""Choosing by number, in four languages."""

from __future__ import annotations

import pytest

from matchbot.core.dialogue.numbers import numbers_chosen


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1", (1,)), ("1.", (1,)), ("#2", (2,)), ("(3)", (3,)), ("1 en 3", (1, 3)),
        ("1,3", (1, 3)), ("1+3", (1, 3)), ("3 & 1", (3, 1)), ("1 1 1", (1,)), ("nr 2", (2,)),
        ("de tweede", (2,)), ("de eerste en de derde", (1, 3)), ("doe maar 2", (2,)),
        ("ik kies nummer 1 graag", (1,)), ("een", (1,)), ("één en twee", (1, 2)),
        ("optie 2 aub", (2,)), ("nee, toch liever 2", (2,)), ("alle drie", (1, 2, 3)),
        ("allemaal", (1, 2, 3)), ("alle drie", (1, 2, 3)),
        ("the first one", (1,)), ("one and three", (1, 3)), ("number two please", (2,)),
        ("all of them", (1, 2, 3)), ("I'd like 2", (2,)),
        ("le premier", (1,)), ("le deuxième et le troisième", (2, 3)), ("numéro 3 svp", (3,)),
        ("tous", (1, 2, 3)), ("je prends la 2", (2,)),
        ("der erste", (1,)), ("die zweite und dritte", (2, 3)), ("ich nehme die 2 bitte", (2,)),
        ("eins und drei", (1, 3)), ("Nummer 1", (1,)),
        ("7", (7,)), ("0", (0,)), ("toch 60", (60,)), ("²", (2,)), ("1 en 9", (1, 9)),
    ],
)  # fmt: skip
def test_a_message_of_numbers_chooses_even_what_does_not_exist(
    text: str, numbers: tuple[int, ...]
) -> None:
    assert numbers_chosen(text, 3) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "", "ja", "1 van mijn collega's komt", "40 personen", "123", "12 december",
        "lunch voor 2", "1e verdieping", "ramen wassen", "١٢٣", "１２３", "one day in May",
    ],
)  # fmt: skip
def test_a_message_about_something_else_chooses_nothing(text: str) -> None:
    assert numbers_chosen(text, 3) is None


def test_all_of_nothing_is_no_choice() -> None:
    assert numbers_chosen("alle", 0) is None

"""A WISE's reply to a lead, in its own words."""

from __future__ import annotations

import pytest

from matchbot.core.mail.answers import read_answer
from matchbot.flows.leads import DECLINE_REASONS

YES = [
    "Ja, dat kan.", "ja hoor graag!", "Prima, dat doen we graag.", "Dat lukt ons, prijs is 18 euro p.p.",
    "Yes, we can do that.", "Happy to help with this one", "We'd love to. From € 400.",
    "Oui, avec plaisir", "C'est possible pour nous.", "Bonjour, oui volontiers.",
    "Ja gerne, das machen wir.", "Das geht klar", "Selbstverständlich!", "Natürlich.", "akkoord",
]  # fmt: skip
NO = {
    "Nee, helaas te druk in december.": "too_busy",
    "Helaas, dat kunnen we niet.": "",
    "Nee dank je, Haarlem is te ver voor ons": "too_far",
    "Sorry, we are fully booked": "too_busy",
    "Unfortunately this is too small for us.": "too_small",
    "We can't do it on such short notice": "too_soon",
    "No, we don't do that": "not_ours",
    "Malheureusement c'est trop loin": "too_far",
    "Désolé, nous ne pouvons pas.": "",
    "Non, pas le temps": "too_busy",
    "Leider haben wir keine Kapazität.": "too_busy",
    "Nein, das können wir nicht": "",
    "Das ist zu groß für uns, leider": "too_large",
    "Das bieten wir nicht an, leider.": "not_ours",
}
ASKS = [
    "Is er een keuken op locatie?", "Hoeveel mensen zijn vegetariër?", "What time should we deliver?",
    "Y a-t-il un parking ?", "Gibt es einen Aufzug?",
]  # fmt: skip
UNCLEAR = [
    "", "Ja, maar niet op 12 december, dat kan niet.", "Bedankt voor het bericht", "Ja? Wanneer precies?",
    "Wir melden uns.", "12",
]  # fmt: skip


@pytest.mark.parametrize("text", YES)
def test_a_yes_accepts(text: str) -> None:
    assert read_answer(text).kind == "accept"


@pytest.mark.parametrize(("text", "reason"), NO.items())
def test_a_no_declines_with_the_reason_that_was_named(text: str, reason: str) -> None:
    answer = read_answer(text)

    assert (answer.kind, answer.reason) == ("decline", reason)
    assert reason in {"", *DECLINE_REASONS}


@pytest.mark.parametrize("text", ASKS)
def test_a_question_is_a_question(text: str) -> None:
    assert read_answer(text).kind == "question"


@pytest.mark.parametrize("text", UNCLEAR)
def test_yes_and_no_together_or_neither_decides_nothing(text: str) -> None:
    assert read_answer(text).kind == "unclear"

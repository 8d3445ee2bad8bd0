"""A WISE answers a letter of several leads: each lead gets the answer beside its number."""

from __future__ import annotations

import pytest

from matchbot.core.mail.answers import read_answer
from matchbot.core.mail.several_answers import read_several


def kinds(text: str, count: int = 2) -> dict[int, str]:
    return {n: read_answer(own).kind for n, own in read_several(text, count).items()}


@pytest.mark.parametrize(
    "text",
    [
        "1 ja, 2 nee", "1 yes and 2 no", "1 oui 2 non", "1 ja,2 nein", "1=ja 2=nee", "1 wel 2 niet",
        "1. Ja, graag\n2. Nee, te ver weg", "ja voor 1, nee voor 2", "Oui pour le 1, non pour le 2",
        "Nr. 2: lukt niet. Nr. 1: dat kan.", "for 1 yes, for 2 no", "1 das geht, 2 geht nicht",
        "Beste,\n\n1 - ja\n2 - nee (geen tijd)\n\nGroet, Piet", "2 nee, 1 ja: 40 personen is prima",
    ],
)  # fmt: skip
def test_a_yes_and_a_no_with_their_numbers_in_any_order(text: str) -> None:
    assert kinds(text) == {1: "accept", 2: "decline"}


@pytest.mark.parametrize(
    "text",
    ["1 en 2 ja", "1, 2 ja", "beide ja", "Ja, allebei!", "both yes", "Nous acceptons les deux", "alle beide ja"],
)  # fmt: skip
def test_one_answer_may_be_for_several(text: str) -> None:
    assert kinds(text) == {1: "accept", 2: "accept"}


@pytest.mark.parametrize(
    "text",
    ["Ja, graag", "Nee", "Ja, graag 2 dagen later", "2 dagen later kunnen we", "7 ja", "Voor 2 personen?", ""],
)  # fmt: skip
def test_a_number_without_an_answer_beside_it_names_no_lead(text: str) -> None:
    assert read_several(text, 2) == {}


def test_what_follows_an_answer_belongs_to_it() -> None:
    said = read_several("1 ja, vanaf 12 euro p.p.; 2 nee, te druk. 3 ja, hoeveel personen?", 3)

    assert said == {1: "ja, vanaf 12 euro p.p.", 2: "nee, te druk", 3: "ja, hoeveel personen?"}
    assert read_answer(said[2]).reason == "too_busy"


def test_leads_that_are_not_named_get_no_answer() -> None:
    assert kinds("2 ja", 3) == {2: "accept"}

"""Needs are told apart from greetings, thanks, complaints, calls for a person, and the rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from matchbot.core.need import Need, Reading

SAID = [
    ("greeting", "Goedemiddag!"),
    ("greeting", "Hello there"),
    ("greeting", "Bonjour, comment allez-vous ?"),
    ("greeting", "Guten Morgen!"),
    ("thanks", "Super, bedankt voor de hulp!"),
    ("thanks", "thanks a lot, very helpful"),
    ("thanks", "Merci beaucoup !"),
    ("thanks", "Vielen Dank!"),
    ("complaint", "dit klopt niet"),
    ("complaint", "Ik heb nog steeds niets gehoord van die cateraar"),
    ("complaint", "This is wrong, I asked for catering not cleaning"),
    ("complaint", "Personne ne m'a rappelé, c'est inadmissible"),
    ("complaint", "Das funktioniert überhaupt nicht"),
    ("human", "ik wil een mens spreken"),
    ("human", "mens"),
    ("human", "can someone call me back"),
    ("human", "Je voudrais parler à quelqu'un"),
    ("human", "Ich möchte mit einem Menschen sprechen"),
    ("stop", "stop"),
    ("stop", "unsubscribe"),
    ("stop", "me désabonner"),
    ("stop", "abmelden"),
    ("other", "wie ben jij?"),
    ("other", "who are you?"),
    ("other", "Qui êtes-vous ?"),
    ("other", "Bist du ein Mensch?"),
    ("other", "Wordt het morgen mooi weer?"),
    ("other", "what's the weather like today?"),
    ("other", "Raconte-moi une blague"),
    ("other", "Wie heeft gisteren gewonnen, Ajax of PSV?"),
    ("other", "asdfghjkl"),
    ("other", ""),
    ("other", "?!"),
    ("need", "lunch voor 40 personen"),
    ("need", "Hallo, wij zoeken een schoonmaker"),
    ("need", "Thanks! We also need cleaning for our office"),
    ("need", "toch 60 personen"),
    ("need", "andere plek: Haarlem"),
    ("need", "We zoeken iemand die onze tuin kan onderhouden"),
]


@pytest.mark.parametrize(("talk", "text"), SAID)
def test_what_is_said_is_told_apart(read: Callable[[str], Reading], talk: str, text: str) -> None:
    assert read(text).talk == talk


def test_what_is_no_need_has_no_facts(read: Callable[[str], Reading]) -> None:
    reading = read("dit klopt niet, ik vroeg 40 personen in Haarlem")
    assert reading.talk == "complaint"
    assert reading.need == Need(text=reading.need.text, language="nl")
    assert reading.spans == {}


def test_what_is_no_need_yet_keeps_its_facts(read: Callable[[str], Reading]) -> None:
    reading = read("De koning komt op 12 december langs")
    assert (reading.talk, reading.need.what, reading.need.kinds) == ("other", "", ())
    assert reading.need.when is not None


def test_small_talk_has_no_facts(read: Callable[[str], Reading]) -> None:
    reading = read("wat voor weer wordt het morgen?")
    assert (reading.talk, reading.need.when) == ("other", None)


@pytest.mark.parametrize(
    "text",
    [
        "wij willen onze ramen laten lappen, bel me even op 06-12345678",
        "We're not happy with our current cleaner and are looking for a new one in Leeds",
        "De vorige schoonmaker was slecht. We zoeken een nieuwe in Utrecht",
    ],
)
def test_a_need_with_a_complaint_or_a_number_to_call_is_a_need(
    read: Callable[[str], Reading], text: str
) -> None:
    assert read(text).talk == "need"

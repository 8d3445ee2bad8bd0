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

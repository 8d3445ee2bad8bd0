"""Who writes for another reason than to buy is no buyer, whatever is sold in the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from matchbot.core.need import Reading
from matchbot.core.reading.other_business import is_other_business
from matchbot.core.reading.plain import read_plain

OTHERS = [
    "Wij leveren kantoormeubilair tegen scherpe prijzen",
    "Our agency can supply you with temporary staff",
    "Notre société de nettoyage serait ravie de travailler pour vous",
    "Unsere Druckerei würde Ihnen gerne ein Angebot machen",
    "Ik ben hovenier en zoek werk",
    "My nephew is looking for an apprenticeship in your kitchen",
    "Je suis jardinier et je cherche du travail",
    "Nehmen Sie Praktikanten in der Küche?",
    "Sorry, deze mail over de lunch was voor iemand anders bedoeld",
    "I never got the invoice for the catering",
    "Comment faire du pain soi-même ?",
    "Ich bin Journalistin, kann ich das Reinigungsteam interviewen?",
    "Wir haben jetzt jemanden für die Reinigung, hat sich erledigt",
    "The buffet last week was delicious",
    "Comment inscrire notre boulangerie sur votre liste ?",
]
BUYERS = [
    "Wij zijn een schoonmaakbedrijf en zoeken een lunch voor 30 man",
    "We offer our guests a buffet on 12 December",
    "Nous offrons un repas à nos salariés le 12 décembre",
    "Wir bieten unseren Gästen ein Frühstück an, wer liefert?",
    "Our last caterer was late, we need another one for 40 people",
    "200 facturen inboeken",
    "Wij zoeken werkkleding voor 12 mensen",
    "De ramen zijn vies",
    "Der Maler kam nicht, wir suchen einen anderen",
]


@pytest.mark.parametrize("text", OTHERS)
def test_whoever_does_not_buy_is_no_buyer(read: Callable[[str], Reading], text: str) -> None:
    reading = read(text)
    assert reading.talk != "need"
    assert not reading.need.kinds


@pytest.mark.parametrize("text", BUYERS)
def test_a_buyer_stays_one_whatever_they_tell_besides(text: str) -> None:
    assert not is_other_business(read_plain(text, "en").plain)


def test_what_is_long_is_not_judged() -> None:
    assert not is_other_business("we offer our services to you " * 20)

"""The words that name the thing stay, in order; facts, politeness and filler go."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from matchbot.core.need import Reading
from matchbot.core.reading.plain import read_plain
from matchbot.core.reading.without import read_without

WHATS = [
    ("Goedemorgen, wij zoeken een lunch voor 40 personen in Haarlem, max € 800", "lunch"),
    ("500 kerstpakketten voor onze medewerkers", "kerstpakketten"),
    ("Could you please arrange window cleaning for our team in Leeds?", "window cleaning"),
    ("Nous cherchons un traiteur pour 30 personnes à Lyon", "traiteur"),
    ("Wir suchen eine Fensterreinigung in Köln", "Fensterreinigung"),
    ("verhuizing van Zuid naar Haarlem", "verhuizing"),
    ("toch 60 personen", ""),
]


@pytest.mark.parametrize(("text", "what"), WHATS)
def test_the_thing_is_left_when_facts_and_filler_are_off(
    read: Callable[[str], Reading], text: str, what: str
) -> None:
    assert read(text).need.what == what


RULED_OUT = [
    ("nl", "lunch, geen vlees", ("vlees",)),
    ("nl", "geen vlees en vis", ("vlees", "vis")),
    ("nl", "zonder noten", ("noten",)),
    ("nl", "niet in het weekend", ("weekend",)),
    ("en", "no plastic please", ("plastic",)),
    ("en", "without nuts or gluten", ("nuts", "gluten")),
    ("en", "gluten-free sandwiches", ("gluten",)),
    ("fr", "un buffet sans gluten", ("gluten",)),
    ("fr", "pas de porc", ("porc",)),
    ("fr", "pas d'alcool", ("alcool",)),
    ("de", "Buffet ohne Fleisch", ("fleisch",)),
    ("de", "keine Nüsse", ("nüsse",)),
    ("nl", "geen haast", ()),
    ("nl", "lunch in Noord", ()),
    ("en", "no problem", ()),
]


@pytest.mark.parametrize(("language", "text", "things"), RULED_OUT)
def test_what_must_not_be_in_it_is_kept(language: str, text: str, things: tuple[str, ...]) -> None:
    assert read_without(read_plain(text, language)).things == things

"""The language of a message is found, and is steady through a conversation."""

from __future__ import annotations

import pytest

from matchbot.core.knowledge import Knowledge
from matchbot.core.reading.language import choose_language, detect_language

ALL = ("nl", "en", "fr", "de")
MESSAGES = [
    ("nl", "lunch voor 40 personen in Noord"),
    ("nl", "Ramen wassen, elke maand"),
    ("nl", "hoi, wie kan onze fietsen repareren?"),
    ("nl", "dit klopt niet"),
    ("nl", "bedankt!"),
    ("nl", "Kantoor schoonmaken graag"),
    ("en", "Lunch for 30 people next Tuesday"),
    ("en", "window cleaning for our office"),
    ("en", "who are you?"),
    ("en", "Team workshop for 16 colleagues in Amsterdam Noord, December 12"),
    ("en", "thanks"),
    ("fr", "Nous cherchons un traiteur pour 30 personnes"),
    ("fr", "nettoyage de bureaux, deux fois par semaine"),
    ("fr", "Tu es un robot ?"),
    ("fr", "merci"),
    ("fr", "300 t-shirts brodés"),
    ("de", "Wir suchen eine Fensterreinigung"),
    ("de", "Catering in Essen für 30 Personen"),
    ("de", "Das stimmt so nicht"),
    ("de", "Vielen Dank!"),
    ("de", "Umzug von 15 Arbeitsplätzen Ende Januar"),
]


@pytest.mark.parametrize(("language", "text"), MESSAGES)
def test_the_language_of_a_message_is_found(knowledge: Knowledge, language: str, text: str) -> None:
    assert detect_language(text, ALL, "", knowledge) == language


@pytest.mark.parametrize("text", ["", "60", "!!!", "https://example.com", "Amsterdam"])
def test_without_a_sign_the_first_language_is_kept(knowledge: Knowledge, text: str) -> None:
    assert detect_language(text, ("de", "nl"), "", knowledge) == "de"


@pytest.mark.parametrize(
    "text", ["ok", "catering", "budget 800", "nice", "deadline 3 maart", "yes"]
)
def test_one_foreign_word_does_not_switch_a_conversation(text: str) -> None:
    assert choose_language(text, ALL, "nl") == "nl"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Bonjour, nous cherchons un traiteur pour la semaine prochaine"),
        ("en", "Could you please answer me in English?"),
        ("de", "Können wir bitte auf Deutsch weitermachen?"),
    ],
)
def test_a_foreign_sentence_switches_a_conversation(language: str, text: str) -> None:
    assert choose_language(text, ALL, "nl") == language


def test_only_enabled_languages_are_chosen() -> None:
    assert choose_language("Bonjour, nous cherchons un traiteur", ("nl", "en"), "nl") == "nl"
    assert detect_language("Bonjour, nous cherchons un traiteur", ("nl",)) == "nl"


def test_a_current_language_that_is_not_enabled_gives_way() -> None:
    assert choose_language("lunch voor 40 personen", ("nl", "en"), "fr") == "nl"

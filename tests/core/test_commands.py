"""Words that mean the same at every point of a conversation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchbot.core.dialogue.commands import COMMANDS, command_of, language_asked, plain, rest_of
from matchbot.core.dialogue.subscribing import wish_in


@pytest.mark.parametrize(
    ("command", "nl", "en", "fr", "de"),
    [
        ("help", "Hulp", "help!", "aide", "Hilfe"),
        ("new", "opnieuw", "start over", "recommencer", "von vorne"),
        ("stop", "afmelden", "unsubscribe", "arrêtez", "abmelden"),
        ("human", "ik wil een mens spreken", "talk to a person", "un humain", "Mitarbeiter"),
        ("delete", "wis mijn gegevens", "Delete my data.", "supprimez mes donnees",
         "meine Daten löschen"),
        ("export", "mijn gegevens", "my data", "mes données", "meine Daten"),
        ("status", "hoe staat het ermee?", "any news?", "où en est-on ?", "wie ist der Stand"),
        ("subscribe", "abonneer mij", "keep me posted", "abonnez-moi", "abonnieren"),
        ("save", "laat het me weten", "let me know", "prévenez-moi", "Sagen Sie mir Bescheid"),
        ("keep", "zet 1 en 3 op mijn lijst", "put 1 on my list", "mettez 2 sur ma liste",
         "Setzen Sie 1 und 3 auf meine Liste"),
        ("drop", "haal 2 van mijn lijst", "take 2 off my list", "retirez 2 de ma liste",
         "Streichen Sie 2 von meiner Liste"),
        ("list", "mijn lijst", "my list", "ma liste", "Meine Liste"),
        ("compare", "Vergelijk 1, 2 en 4", "compare 1 and 2", "comparez 1 et 2",
         "Vergleichen Sie 1 und 2"),
        ("dossier", "download", "download my requests", "télécharger", "herunterladen"),
        ("why", "waarom deze?", "why these?", "pourquoi ?", "warum?"),
        ("more", "meer opties", "show more", "d'autres", "weitere"),
        ("next", "volgende", "next", "suivant", "nächste"),
        ("about", "wie bent u?", "are you human?", "qui êtes-vous ?", "wer sind Sie?"),
        ("resend", "nieuwe code", "new code", "nouveau code", "neuer Code"),
        ("yes", "graag", "OK", "oui", "ja"),
        ("no", "liever niet", "no", "non", "nein"),
    ],
)  # fmt: skip
def test_a_command_is_known_in_four_languages(
    command: str, nl: str, en: str, fr: str, de: str
) -> None:
    assert [command_of(text) for text in (nl, en, fr, de)] == [command] * 4


@pytest.mark.parametrize("command", COMMANDS)
def test_each_phrase_belongs_to_its_own_command_alone(command: str) -> None:
    assert {command_of(phrase) for phrase in COMMANDS[command]} == {command}


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("unsubscibe", "stop"), ("verwijder mijn gegeven", "delete"), ("abonneeer", "subscribe"),
        ("/stop@matchbot", "stop"), ("/start need_12", "start"), ("/unknown", None),
        ("stop met zeuren over de prijs", None), ("meer dan 40 personen", None), ("", None),
        ("helpen verhuizen", None), ("menukaarten drukken", None), ("?", "help"), ("???", None),
        ("informatie", None), ("ik zoek een mens die ramen wast", None),
    ],
)  # fmt: skip
def test_a_small_typo_is_forgiven_and_a_sentence_is_no_command(
    text: str, command: str | None
) -> None:
    assert command_of(text) == command


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("in het Engels graag", "en"), ("English please", "en"), ("English", "en"),
        ("speak English", "en"), ("Nederlands", "nl"),
        ("auf Deutsch bitte", "de"), ("en français, s'il vous plaît", "fr"), ("/taal fr", "fr"),
        ("/language de", "de"), ("/language xx", None), ("de", None), ("en", None),
        ("Franse kaas", None), ("een Engelse vertaling van 3 pagina's", None), ("", None),
    ],
)  # fmt: skip
def test_a_wish_for_another_language_is_understood(text: str, language: str | None) -> None:
    assert language_asked(text) == language


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("houd me op de hoogte van catering in Noord", "catering in Noord"),
        ("keep me posted on window cleaning", "window cleaning"),
        ("tenez-moi au courant de menuiserie", "menuiserie"),
        ("halten Sie mich auf dem Laufenden über Möbel", "Möbel"),
        ("abonneren", None),
        ("lunch voor 40", None),
    ],
)
def test_the_subject_of_a_subscription_may_be_said_at_once(text: str, subject: str | None) -> None:
    assert wish_in(text) == subject


def test_what_stands_behind_a_slash_command_is_its_rest() -> None:
    assert (rest_of("/start need_12"), rest_of("/start"), rest_of("start x")) == ("need_12", "", "")


@given(st.text(max_size=60))
def test_no_text_breaks_the_commands(text: str) -> None:
    assert command_of(text) in {None, *COMMANDS}


def test_folding_takes_away_case_accents_and_outer_marks() -> None:
    assert plain("  «Où»  êtes-VOUS ?!  ".replace("«", "").replace("»", "")) == "ou etes-vous ?"

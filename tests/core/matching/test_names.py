"""WISEs are found by name: whole, in part, misspelt; a need that only looks like a name is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.names import build_names, named
from matchbot.core.matching.rank import rank
from matchbot.core.need import Need
from matchbot.core.offering import Wise
from matchbot.core.reading.read import read_need

WISES = ["De Groene Draad", "Les Ateliers de Belleville", "Tafel en Tent", "Blokstra", "Services Plus",
         "Baluchon à table", "Assoc Emmaüs", "Assoc Emmaüs Nord", "De Goede Bak"]  # fmt: skip
NAMES = build_names(Wise(name, name) for name in WISES)
ORDINARY = frozenset({"tafel", "tent", "table", "services"})


def first(text: str, what: str | None = None) -> str | None:
    return next(iter(named(text, text if what is None else what, NAMES, ORDINARY)), None)


@pytest.mark.parametrize(
    ("text", "wise"),
    [
        ("Hebben jullie iets van De Groene Draad?", "De Groene Draad"),
        ("lunch van de groene draad voor 20 man", "De Groene Draad"),
        ("ateliers de Belleville", "Les Ateliers de Belleville"),
        ("Avez-vous quelque chose des Ateliers de Beleville ?", "Les Ateliers de Belleville"),
        ("Was bietet Blokstra an?", "Blokstra"),
        ("Is Blokstra available?", "Blokstra"),
        ("drukwerk van blokstra", "Blokstra"),
        ("Blokstar", "Blokstra"),
        ("baluchn", "Baluchon à table"),
        ("emmaus", "Assoc Emmaüs"),
        ("Emmaüs", "Assoc Emmaüs"),
        ("assoc emmaus nord", "Assoc Emmaüs Nord"),
    ],
)
def test_a_wise_is_known_by_its_name(text: str, wise: str):
    assert first(text) == wise


@pytest.mark.parametrize(
    "text",
    ["tafel huren", "kantoor schoonmaken", "translation services", "een goede lunch", "", "?!"],
)
def test_a_need_that_shares_a_word_with_a_name_asks_for_no_wise(text: str):
    assert first(text) is None


def test_a_place_in_a_name_names_nobody_where_it_was_read_as_the_place():
    assert first("iets in Belleville", what="") is None


def test_several_of_one_name_are_all_there_to_choose_from():
    assert list(named("emmaus", "emmaus", NAMES))[:2] == ["Assoc Emmaüs", "Assoc Emmaüs Nord"]


class TestRanking:
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("Hebben jullie iets van De Volle Lepel?", "nl"),
            ("Do you have anything from De Volle Lepel?", "en"),
            ("Avez-vous quelque chose de De Volle Lepel ?", "fr"),
            ("Haben Sie etwas von De Volle Lepel?", "de"),
        ],
    )
    def test_who_is_asked_for_comes_first_and_the_reason_says_so(
        self, knowledge: Knowledge, now, text: str, language: str
    ):
        reading = read_need(text, knowledge, now, language)
        assert reading.talk == "need"
        best = rank(reading.need, knowledge, now=now.date()).matches[0]
        assert best.wise.name == "De Volle Lepel"
        assert "reason.name" in {reason.said.key for reason in best.best_reasons()}

    def test_of_who_is_asked_for_what_is_needed_comes_first(self, knowledge: Knowledge, now):
        need = read_need("lunch van Tongriem", knowledge, now, "nl").need
        best = rank(need, knowledge, now=now.date(), rotate=False).matches[0]
        assert best.wise.name == "Tongriem"
        assert "catering" in best.offering.kinds

    def test_a_wise_without_offerings_gives_no_match(self, knowledge: Knowledge, now):
        only = {"stil": Wise("stil", "Blokstra")}
        quiet = replace(knowledge, catalogue=replace(knowledge.catalogue, wises=only))
        assert rank(Need("Blokstra", what="Blokstra"), quiet, now=now.date()).abstained

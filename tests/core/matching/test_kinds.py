"""Guessing the kind: by word, ending, compound and typo; nothing for what nobody sells."""

from __future__ import annotations

import pytest
from small import knowledge, offering

from matchbot.core.matching.kinds import guess_kinds

KNOWN = knowledge(offering("noord-lunch"))


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("lunch", "catering"),
        ("lunches", "catering"),
        ("bedrijfslunch", "catering"),
        ("Broodjes!", "catering"),
        ("brodjes", "catering"),
        ("schoonmaak", "cleaning"),
        ("shoonmaak", "cleaning"),
        ("kantoorschoonmaak", "cleaning"),
        ("nettoyage", "cleaning"),
        ("Reinigung", "cleaning"),
    ],
)
def test_a_word_in_any_form_names_its_kind(what, kind):
    assert guess_kinds(what, "nl", KNOWN)[0].id == kind


@pytest.mark.parametrize(
    "what", ["", "a", "van de", "munitie", "geneesmiddelen", "diesel", "12345"]
)
def test_what_nobody_sells_has_no_kind(what):
    assert guess_kinds(what, "nl", KNOWN) == ()


def test_the_exact_word_scores_higher_than_a_compound_and_that_than_nothing():
    exact, compound = (guess_kinds(w, "nl", KNOWN)[0].score for w in ("lunch", "bedrijfslunch"))
    assert 1 >= exact > compound > 0


def test_a_kind_comes_with_the_codes_it_covers():
    assert guess_kinds("lunch", "nl", KNOWN)[0].cpv == ("55520000-1",)

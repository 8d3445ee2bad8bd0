"""Words as the matcher compares them, and misspelt ones set right."""

from __future__ import annotations

import pytest
from small import TODAY

from matchbot.core.matching.normalise import content_words, fold, stem, words
from matchbot.core.matching.rotation import gini, lot
from matchbot.core.matching.spelling import build_spelling


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Crème brûlée", "creme brulee"),
        ("STRASSE Straße", "strasse strasse"),
        ("Œuvre", "oeuvre"),
        ("e\u0301te\u0301", "ete"),
        ("ﬁets", "fiets"),
    ],
)
def test_folding_takes_case_accents_and_variants_away(text, folded):
    assert fold(text) == folded
    assert words(text) == folded.split()


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("schoonmaken", "schoonmaak", "nl"),
        ("cleaning", "cleaned", "en"),
        ("nettoyages", "nettoyage", "fr"),
        ("reinigungen", "reinigung", "de"),
    ],
)
def test_forms_of_a_word_have_one_stem(one, other, language):
    assert stem(one, language) == stem(other, language)


def test_words_without_meaning_do_not_count():
    assert content_words("Wij zoeken een lunch voor 40 personen") == ["lunch", "personen"]


class TestSpelling:
    spelling = build_spelling(["schoonmaak"] * 3 + ["schoonmaal", "lunch", "kantoor"])

    @pytest.mark.parametrize("typo", ["shoonmaak", "schoonmak", "schoonnmaak", "shcoonmaak"])
    def test_one_letter_wrong_is_set_right(self, typo):
        assert self.spelling.meant(typo) == "schoonmaak"

    @pytest.mark.parametrize("word", ["schoonmaak", "munitie", "abc", "1031kl", ""])
    def test_other_words_stay_as_they_are(self, word):
        assert self.spelling.meant(word) == word


@pytest.mark.parametrize(
    ("shares", "value"), [([], 0.0), ([0, 0], 0.0), ([3, 3, 3], 0.0), ([0, 0, 0, 4], 0.75)]
)
def test_gini_is_nothing_when_all_have_the_same(shares, value):
    assert gini(shares) == pytest.approx(value)


def test_a_lot_depends_on_need_day_and_wise_only():
    assert lot("Lunch  voor ons", TODAY, "noord") == lot("lunch voor ons", TODAY, "noord")
    assert lot("lunch", TODAY, "noord") != lot("lunch", TODAY, "west")

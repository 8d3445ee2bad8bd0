"""A buyer is told that words stand in an offering only when they do."""

from __future__ import annotations

import pytest
from small import TODAY, knowledge, need, offering

from matchbot.core.knowledge import Candidate
from matchbot.core.matching.match import Match, Reason
from matchbot.core.matching.rank import LOOKED_INTO, Found, judged, order
from matchbot.core.matching.standing import claiming, words_there
from matchbot.core.offering import Wise
from matchbot.core.said import Said, say

WISE = Wise("noord", "Werkplaats Noord")

LAPTOPS = offering(
    "noord-laptops",
    "Laptops opknappen",
    description="Wij wissen de harde schijven; u huurt of koopt. Ook bij een kantoorverhuizing.",
    title_en="Refurbished laptops",
    language="nl",
)


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("laptops", "nl"),
        ("laptop", "nl"),
        ("gewist", "nl"),
        ("refurbished", "en"),
        ("kantoor", "nl"),
        ("verhuizing", "nl"),
    ],
)
def test_a_word_stands_there_itself_by_its_stem_or_in_a_compound(word: str, language: str):
    assert words_there([word], language, LAPTOPS) == (word,)


@pytest.mark.parametrize("word", ["mieten", "oude", "opgehaald", "top", "huis"])
def test_a_word_that_is_not_there_is_not_claimed(word: str):
    assert words_there([word], "nl", LAPTOPS) == ()


def claimed(*matched: str, looked: bool = True) -> Said:
    match = Match(LAPTOPS, WISE, 0.7, (Reason("words", 1.0, say("reason.words", words=matched)),))
    return claiming(match, "nl", looked=looked).reasons[0].said


def test_only_the_words_that_stand_there_are_the_reason():
    assert claimed("laptops", "mieten") == say("reason.words", words=("laptops",))


def test_words_of_the_kind_alone_are_only_near():
    assert claimed("opgehaald") == say("reason.words.near")


def test_in_a_text_that_nobody_looked_into_no_word_is_claimed():
    assert claimed("laptops", looked=False) == say("reason.words.near")


def test_the_texts_of_the_best_are_looked_into_before_they_are_shown():
    known = knowledge(*(offering(f"wise{n:02}-lunch") for n in range(LOOKED_INTO + 5)))
    found = [Candidate(id, 0.7, matched=("lunch",)) for id in known.catalogue.offerings]
    ordered = judged(need("lunch"), Found((), 0.0, found), known, now=TODAY, rotate=False)
    keys = [r.said.key for m in ordered for r in m.reasons if r.criterion == "words"]
    assert keys == ["reason.words"] * LOOKED_INTO + ["reason.words.near"] * 5


def test_it_is_the_turn_only_of_one_that_rotation_put_before_a_better():
    known = knowledge(*(offering(f"wise{n}-lunch") for n in range(6)))
    for day in range(1, 20):
        now = TODAY.replace(day=day)
        plain = [m.offering.id for m in order(need(), known, now=now, rotate=False)]
        turned = order(need(), known, now=now, rotate=True)
        for place, match in enumerate(turned):
            passed = {m.offering.id for m in turned[place + 1 :]}
            before = set(plain[: plain.index(match.offering.id)])
            told = any(reason.criterion == "rotation" for reason in match.reasons)
            assert not told or passed & before

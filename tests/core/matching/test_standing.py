"""A buyer is told that words stand in an offering only when they do."""

from __future__ import annotations

import pytest
from small import TODAY, case, knowledge, need, offering

from matchbot.core.knowledge import Candidate
from matchbot.core.matching.criteria import judge_words
from matchbot.core.matching.rank import order
from matchbot.core.matching.standing import words_there

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


def test_only_the_words_that_stand_there_are_the_reason():
    found = Candidate(LAPTOPS.id, 0.7, matched=("laptops", "mieten"))
    said = judge_words(case(need("laptops mieten"), LAPTOPS, found)).said
    assert said.facts == {"words": ("laptops",)}


def test_words_of_the_kind_alone_are_only_near():
    found = Candidate(LAPTOPS.id, 0.7, matched=("opgehaald",))
    assert judge_words(case(need("opgehaald"), LAPTOPS, found)).said.key == "reason.words.near"


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

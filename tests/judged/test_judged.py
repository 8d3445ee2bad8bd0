"""Needs judged by hand: the right offerings come first, and what nobody sells gets no match."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchbot.bench.judged import (
    Found,
    JudgedNeed,
    agreement,
    find,
    load_judged,
    load_reader,
    mean,
    regraded,
)
from matchbot.core.knowledge import Knowledge

FOLDER = Path(__file__).parent
#: How far two readers must agree, so that the grades tell something.
ALIKE = 0.8
#: What is asked for: see README.md here.
NDCG, SUCCESS, ABSTAINS, REFUSES, KIND = 0.85, 0.95, 0.90, 0.03, 0.90


@pytest.fixture(scope="module")
def found(knowledge: Knowledge) -> tuple[list[Found], list[Found]]:
    judged, foreign = load_judged(FOLDER)
    return [find(need, knowledge) for need in judged], [find(n, knowledge) for n in foreign]


@pytest.fixture(params=["open", "frozen"])
def half(request: pytest.FixtureRequest, found: tuple[list[Found], list[Found]]) -> list[Found]:
    return [f for f in found[0] if f.need.frozen == (request.param == "frozen")]


def test_there_are_thirty_needs_and_fifteen_foreign_ones_in_each_language():
    judged, foreign = load_judged(FOLDER)
    for language in ("nl", "en", "fr", "de"):
        assert sum(need.language == language for need in judged) >= 30
        assert sum(need.language == language for need in foreign) >= 15


def test_every_grade_is_of_a_need_and_an_offering_that_are_there(knowledge: Knowledge):
    judged, _ = load_judged(FOLDER)
    assert all(need.grades for need in judged)
    graded = {offering for need in judged for offering in need.grades or {}}
    assert graded <= set(knowledge.catalogue.offerings)
    assert {kind for need in judged for kind in need.kinds} <= set(knowledge.vocabulary.kinds)


def test_the_best_offerings_come_first(half: list[Found]):
    shown = mean(f.ndcg for f in half)
    print(f"nDCG@5 {shown:.3f} of {len(half)} needs")
    print(_list(f for f in half if f.missed))
    assert shown >= NDCG


def test_a_reader_who_saw_only_the_pool_finds_the_same(
    found: tuple[list[Found], list[Found]], knowledge: Knowledge
):
    reader = load_reader(FOLDER)
    again = regraded(found[0], reader, knowledge.catalogue)
    pairs, alike = agreement([f.need for f in found[0]], reader)
    print(f"kappa {alike:.2f} on {pairs} pairs, nDCG@5 {mean(f.ndcg for f in again):.3f}")
    assert {f.need.id for f in again} == {f.need.id for f in found[0] if f.need.frozen}
    assert alike >= ALIKE
    assert mean(f.ndcg for f in again) >= NDCG
    assert mean(f.success for f in again) >= SUCCESS


def test_readers_who_agree_by_chance_agree_with_nothing():
    needs = [JudgedNeed(f"n{n}", "nl", "", True, grades={"o": n % 2}) for n in range(4)]
    assert agreement(needs, {f"n{n}": {"o": n % 2} for n in range(4)}) == (4, 1.0)
    assert agreement(needs, {f"n{n}": {"o": n // 2} for n in range(4)}) == (4, 0.0)


def test_something_that_would_do_is_among_the_first_three(half: list[Found]):
    shown = mean(f.success for f in half)
    print(f"success@3 {shown:.3f}")
    print(_list(f for f in half if not f.success))
    assert shown >= SUCCESS


def test_a_need_that_is_served_is_hardly_ever_refused(half: list[Found]):
    print(_list(f for f in half if not f.offerings))
    assert mean(not f.offerings for f in half) <= REFUSES


def test_one_of_the_first_three_kinds_is_right(half: list[Found]):
    right = [f.kind_right for f in half]
    assert mean(right) >= KIND


def test_what_no_wise_sells_gets_no_match(found: tuple[list[Found], list[Found]]):
    foreign = found[1]
    shown = mean(not f.offerings for f in foreign)
    print(f"abstains on {shown:.3f} of {len(foreign)} foreign needs")
    print(_list(f for f in foreign if f.offerings))
    assert shown >= ABSTAINS


def _list(missed: object) -> str:
    return "\n".join(
        f"  {f.need.id} {f.need.text} | {', '.join(f.kinds)} | {', '.join(f.offerings)}"
        for f in missed  # type: ignore[attr-defined]
    )

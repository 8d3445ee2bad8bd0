"""Unmet demand: told from five buyers up, in the vocabulary's words, never in a buyer's."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

from matchbot.core.insight.demand import Demand, unmet_demand, widened, widenings
from matchbot.core.insight.records import AskedNeed
from matchbot.core.knowledge import Knowledge
from matchbot.core.need import KindGuess, Need, Place

MAY = datetime(2026, 5, 4, 8, tzinfo=UTC)
ZUIDOOST = Place("Amsterdam-Zuidoost", 52.307, 4.972, 3.5)
REPAIR = Need("fietsen van Jansen repareren", "fietsreparatie van Jansen",
              (KindGuess("bicycles", 0.9),), ZUIDOOST)  # fmt: skip


def asked(number: int, need: Need = REPAIR, person: str = "") -> AskedNeed:
    at = MAY + timedelta(days=number)
    return AskedNeed(f"n{number}{need.what}", person or f"p{number}", need, True, at)


def found(knowledge: Knowledge, *needs: AskedNeed) -> Demand:
    return unmet_demand(needs, knowledge)


def test_four_buyers_are_no_group_and_five_are(knowledge: Knowledge) -> None:
    assert found(knowledge, *(asked(n) for n in range(4))).groups == ()
    (group,) = found(knowledge, *(asked(n) for n in range(5))).groups
    assert (group.kind, group.needs) == ("bicycles", 5)
    assert [(part.name, part.needs) for part in group.parts] == [("Zuidoost", 5)]


def test_one_buyer_who_asks_five_times_is_not_five(knowledge: Knowledge) -> None:
    assert found(knowledge, *(asked(n, person="anna") for n in range(9))).groups == ()


def test_no_word_of_a_buyer_is_told(knowledge: Knowledge) -> None:
    told = found(knowledge, *(asked(n) for n in range(8)))
    assert "jansen" not in str(asdict(told)).lower()


def test_what_is_of_no_kind_is_named_by_the_vocabulary(knowledge: Knowledge) -> None:
    words = ("piano stemmen", "vleugel laten stemmen", "pianostemmer", "piano stemmen",
             "stemmen van een piano", "piano gestemd")  # fmt: skip
    needs = [asked(n, Need(text, text)) for n, text in enumerate(words)]
    (group,) = found(knowledge, *needs).groups
    known = {phrase.text for phrase in knowledge.lexicon.phrases}
    assert group.kind == "" and group.needs >= 5
    assert set(group.labels.values()) <= known


def test_a_place_or_month_of_few_is_hidden(knowledge: Knowledge) -> None:
    away = replace(REPAIR, place=None)
    needs = [*(asked(n) for n in range(12)), *(asked(n, away) for n in range(20, 23))]
    (group,) = found(knowledge, *needs).groups
    assert group.needs == 15
    assert {part.name: part.needs for part in group.parts} == {"Zuidoost": None, "": None}


def test_words_that_were_erased_are_counted_by_kind_only(knowledge: Knowledge) -> None:
    erased = Need("", "", (KindGuess("bicycles", 0.9),))
    (group,) = found(knowledge, *(asked(n, erased) for n in range(6))).groups
    assert group.needs == 6


def test_a_wise_whose_kind_is_near_gets_the_idea(knowledge: Knowledge) -> None:
    ideas = widenings(found(knowledge, *(asked(n) for n in range(6))), knowledge)
    assert ideas and all(idea.part == "Zuidoost" for idea in ideas)
    assert len({idea.wise.id for idea in ideas}) == len(ideas)
    near = {"bicycles", *knowledge.vocabulary.kinds["bicycles"].near}
    assert all(near & set(idea.offering.kinds) for idea in ideas)
    assert not any(
        "Zuidoost" in idea.offering.areas for idea in ideas if idea.kind in idea.offering.kinds
    )


def test_widening_adds_a_place_and_leaves_the_words_alone(knowledge: Knowledge) -> None:
    offering = next(iter(knowledge.catalogue.offerings.values()))
    wider = widened(offering, "Zuidoost", "bicycles")
    assert "Zuidoost" in wider.areas and "bicycles" in wider.kinds
    assert (wider.title, wider.description) == (offering.title, offering.description)
    assert widened(wider, "Zuidoost", "bicycles") == wider

"""Ranking: fit first, reasons with it, an honest nothing, and fair turns."""

from __future__ import annotations

from datetime import timedelta

import pytest
from small import NOORD, TODAY, knowledge, need, offering, wise

from matchbot.core.matching.calibration import LINE
from matchbot.core.matching.rank import JUDGED, order, rank
from matchbot.core.need import Need, Place, Quantity
from matchbot.core.offering import Offering

LUNCH = offering("noord-lunch", kinds=("catering",))
CLEANING = offering("west-kantoor", "Schoonmaak van kantoren", kinds=("cleaning",))


def test_the_offering_that_fits_comes_first_with_its_reasons():
    ranking = rank(need("lunch"), knowledge(CLEANING, LUNCH), now=TODAY)
    first = ranking.matches[0]
    assert first.offering.id == "noord-lunch"
    assert {reason.criterion for reason in first.reasons} >= {"words", "kind"}


def test_supporting_reasons_stand_before_contradicting_ones():
    small = offering("noord-klein", kinds=("catering",), max_quantity=5, unit="persons")
    asked = need("lunch", quantity=Quantity(40, "persons"))
    reasons = rank(asked, knowledge(small), now=TODAY).matches[0].reasons
    signs = [reason.weight >= 0 for reason in reasons]
    assert signs == sorted(signs, reverse=True)
    assert not signs[-1]


def test_a_misspelt_need_finds_the_same():
    ranking = rank(need("shoonmaak kantoren"), knowledge(CLEANING, LUNCH), now=TODAY)
    assert ranking.matches[0].offering.id == "west-kantoor"


def test_a_compound_finds_its_head():
    ranking = rank(need("bedrijfslunch"), knowledge(CLEANING, LUNCH), now=TODAY)
    assert ranking.matches[0].offering.id == "noord-lunch"


@pytest.mark.parametrize(
    "foreign", ["munitie", "geneesmiddelen", "brandstof", "ingenieursdiensten"]
)
def test_what_no_wise_sells_gets_no_match_but_the_nearest_two(foreign):
    ranking = rank(need(foreign), knowledge(CLEANING, LUNCH), now=TODAY)
    assert ranking.abstained
    assert len(ranking.nearest) == 2


def test_being_near_does_not_make_a_match_of_something_else():
    ranking = rank(need("munitie", place=NOORD), knowledge(LUNCH), now=TODAY)
    assert ranking.abstained


class TestFarAway:
    groningen = Place("Groningen", 53.22, 6.57, 5.0, "NL")
    need = need("lunch", place=groningen)

    def test_what_does_not_come_to_the_place_is_no_match_but_the_nearest_with_its_reason(self):
        sold = offering("noord-lunch", "Lunch", kinds=("catering",), radius_km=15.0)
        assert rank(need("lunch"), knowledge(sold), now=TODAY).matches
        ranking = rank(self.need, knowledge(sold), now=TODAY)
        assert ranking.abstained
        obstacle = ranking.nearest[0].obstacle()
        assert obstacle.said.key == "reason.place.outside"

    def test_something_else_far_away_is_not_kept_back_by_the_place_alone(self):
        sold = offering("noord-kantoor", "Schoonmaak van kantoren", radius_km=15.0)
        ranking = rank(self.need, knowledge(sold), now=TODAY)
        assert [match.obstacle() for match in ranking.nearest] == [None]

    def test_a_match_meets_no_obstacle(self):
        small = offering("noord-klein", kinds=("catering",), max_quantity=5, unit="persons")
        asked = need("lunch", quantity=Quantity(40, "persons"))
        assert rank(asked, knowledge(small), now=TODAY).matches[0].obstacle() is None

    def test_who_comes_to_the_place_is_found_behind_any_number_that_do_not(self):
        lunch = {"title": "Lunch", "kinds": ("catering",), "radius_km": 15.0}
        many = [offering(f"noord{n}-lunch", **lunch) for n in range(JUDGED + 20)]
        theirs = offering("stad-eten", "Eten, ook lunch, bij u aan tafel", kinds=("catering",))
        here = wise("stad", place="Groningen", lat=53.22, lon=6.57)
        ranking = rank(self.need, knowledge(*many, theirs, wises=(here,)), now=TODAY)
        assert [match.offering.id for match in ranking.matches] == ["stad-eten"]


def test_scores_lie_between_nothing_and_one_and_fall():
    asked = need("lunch", place=NOORD, quantity=Quantity(40, "persons"))
    scores = [match.score for match in order(asked, knowledge(CLEANING, LUNCH), now=TODAY)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_an_excluded_offering_is_not_offered_again():
    ranking = rank(need("lunch"), knowledge(LUNCH), now=TODAY, exclude={"noord-lunch"})
    assert ranking.abstained
    assert not ranking.nearest


def test_a_wise_has_at_most_two_of_the_first_five_when_others_fit():
    mine = [offering(f"noord-{n}", "Lunch", kinds=("catering",)) for n in range(6)]
    others = [offering(f"west{n}-lunch", "Lunch en meer", kinds=("catering",)) for n in range(4)]
    ranking = rank(need("lunch"), knowledge(*mine, *others), now=TODAY, limit=10)
    first = [match.wise.id for match in ranking.matches[:5]]
    assert first.count("noord") == 2


def test_a_wise_alone_may_fill_the_list():
    mine = [offering(f"noord-{n}", "Lunch", kinds=("catering",)) for n in range(6)]
    assert len(rank(need("lunch"), knowledge(*mine), now=TODAY).matches) == 6


class TestRotation:
    equal = tuple(offering(f"wise{n}-lunch", "Lunch", kinds=("catering",)) for n in range(8))

    def first_places(self, rotate, days=60):
        known = knowledge(*self.equal)
        firsts = dict.fromkeys((one.wise for one in self.equal), 0)
        for day in range(days):
            found = rank(need("lunch"), known, now=TODAY + timedelta(days=day), rotate=rotate)
            firsts[found.matches[0].wise.id] += 1
        return list(firsts.values())

    def test_equal_offers_share_the_first_place_over_time(self, record_property):
        from matchbot.core.matching.rotation import gini

        without, turning = gini(self.first_places(False)), gini(self.first_places(True))
        record_property("gini of first places", f"{without:.2f} without, {turning:.2f} with")
        assert without > 0.8
        assert turning < 0.35

    def test_one_need_on_one_day_has_one_order(self):
        known = knowledge(*self.equal)
        orders = {
            tuple(m.offering.id for m in rank(need("lunch"), known, now=TODAY, rotate=True).matches)
            for _ in range(3)
        }
        assert len(orders) == 1

    def test_rotation_never_puts_the_worse_before_the_clearly_better(self):
        known = knowledge(*self.equal, CLEANING)
        for day in range(30):
            found = order(need("lunch"), known, now=TODAY + timedelta(days=day), rotate=True)
            assert found[-1].offering.id == "west-kantoor"

    def test_a_new_wise_draws_a_better_lot(self):
        joined = wise("wise0", joined=TODAY - timedelta(days=30))
        known = knowledge(*self.equal, wises=(joined,))
        firsts = [
            rank(need("lunch"), known, now=TODAY + timedelta(days=day), rotate=True)
            .matches[0].wise.id
            for day in range(120)
        ]  # fmt: skip
        assert firsts.count("wise0") > 120 / 8


class TestBadInput:
    @pytest.mark.parametrize(
        "text", ["", " ", "a", "\x00\x1b[31m\u202e", "🥪🥪🥪", "обед для сорока", "x" * 50_000, "0"]
    )
    def test_any_text_gets_an_answer(self, text):
        ranking = rank(Need(text=text, what=text), knowledge(LUNCH), now=TODAY)
        assert all(0 <= match.score <= 1 for match in (*ranking.matches, *ranking.nearest))

    def test_an_empty_catalogue_matches_nothing(self):
        ranking = rank(need("lunch"), knowledge(), now=TODAY)
        assert ranking.abstained
        assert not ranking.nearest

    @pytest.mark.parametrize("description", ["", "lunch " * 10_000, "🥪", "\x00"])
    def test_any_description_can_be_ranked(self, description):
        sold = offering("noord-lunch", description=description, kinds=("catering",))
        assert rank(need("lunch"), knowledge(sold), now=TODAY).matches[0].score >= LINE

    def test_an_offering_of_an_unknown_wise_and_kind_is_still_ranked(self):
        sold = Offering("x", "", "Lunch voor groepen", kinds=("no-such-kind",), cpv=("99",))
        assert order(need("lunch"), knowledge(sold), now=TODAY)[0].offering.id == "x"

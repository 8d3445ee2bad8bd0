"""Each criterion judges one thing and says why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from small import NOORD, TODAY, case, need, offering

from matchbot.core.knowledge import Candidate
from matchbot.core.matching import criteria
from matchbot.core.matching.area import Ground
from matchbot.core.matching.criteria import CRITERIA, NEW_DAYS
from matchbot.core.need import Budget, Period, Place, Quantity
from matchbot.core.offering import Label


def judged(judge, *given, **more):
    return judge(case(*given, **more))


class TestWords:
    def test_the_words_found_are_the_reason(self):
        found = Candidate("noord-lunch", 0.7, matched=("lunch",))
        judgement = judged(criteria.judge_words, None, None, found)
        assert judgement.value == 0.7
        assert judgement.said.facts == {"words": ("lunch",)}

    def test_no_common_word_is_no_reason(self):
        assert judged(criteria.judge_words, None, None, Candidate("noord-lunch", 0.0)) is None


class TestMeaning:
    def test_without_embedding_it_says_nothing(self):
        assert judged(criteria.judge_meaning) is None

    def test_opposite_meaning_is_no_reason(self):
        found = Candidate("noord-lunch", 0.5, meaning=-0.1)
        assert judged(criteria.judge_meaning, None, None, found) is None


class TestKind:
    def test_the_kind_is_named_in_the_buyers_language(self):
        found = Candidate("noord-lunch", 0.5, kind=0.9)
        judgement = judged(criteria.judge_kind, None, None, found, kind_labels=["Traiteur"])
        assert judgement.said.facts == {"kind": "Traiteur"}

    def test_no_common_kind_says_nothing(self):
        assert judged(criteria.judge_kind) is None


class TestField:
    def test_what_no_wise_sells_speaks_against_every_offering(self):
        assert judged(criteria.judge_field, strange=1.0).value == -1.0

    def test_an_ordinary_need_is_left_alone(self):
        assert judged(criteria.judge_field) is None


class TestPlace:
    spot = Place("Noord", 52.39, 4.93, 0.0, "NL")
    utrecht = Place("Utrecht", 52.09, 5.12, 0.0, "NL")
    groningen = Place("Groningen", 53.22, 6.57, 0.0, "NL")
    amsterdam = Place("Amsterdam", 52.37, 4.9, 12.0, "NL")

    def test_a_wise_around_the_corner_is_near(self):
        judgement = judged(criteria.judge_place, need(place=NOORD), ground=Ground(self.spot))
        assert judgement.value > 0.9
        assert judgement.said.facts["km"] == 1

    def test_a_served_area_is_as_good_as_being_there(self):
        ground = Ground(self.utrecht, (self.amsterdam,))
        judgement = judged(criteria.judge_place, need(place=NOORD), ground=ground)
        assert (judgement.value, judgement.said.key) == (1.0, "reason.place.served")

    def test_a_wise_that_travels_that_far_supports(self):
        sold = offering("utrecht-lunch", radius_km=60.0)
        judgement = judged(
            criteria.judge_place, need(place=NOORD), sold, ground=Ground(self.utrecht)
        )
        assert judgement.value > 0
        assert judgement.said.key == "reason.place.reach"

    def far(self, place, *areas, **more):
        sold = offering("noord-lunch", **more)
        return judged(
            criteria.judge_place, need(place=place), sold, ground=Ground(self.spot, areas)
        )

    def test_the_farther_away_the_more_it_contradicts(self):
        near, far = self.far(self.utrecht), self.far(self.groningen)
        assert 0 > near.value > far.value
        assert far.said.key == "reason.place.far"
        assert far.said.facts["km"] == 144

    @pytest.mark.parametrize("place", ["utrecht", "groningen"])
    def test_who_says_how_far_they_come_comes_no_further(self, place):
        unsaid = self.far(getattr(self, place))
        for said in (
            self.far(getattr(self, place), radius_km=5.0),
            self.far(getattr(self, place), self.amsterdam),
        ):
            assert said.value < unsaid.value
            assert said.said.key == "reason.place.outside"

    def test_just_outside_is_hardly_against(self):
        assert self.far(self.utrecht, radius_km=35.0).value == pytest.approx(-0.04, abs=0.02)

    def test_the_areas_alone_tell_who_comes_when_nobody_knows_where_they_are(self):
        ground = Ground(None, (self.amsterdam,))
        judgement = judged(criteria.judge_place, need(place=self.groningen), ground=ground)
        assert (judgement.value, judgement.said.key) == (-1.0, "reason.place.elsewhere")

    def test_what_contradicts_a_place_weighs_more_than_what_supports_it(self):
        (place,) = (criterion for criterion in CRITERIA if criterion.name == "place")
        served = judged(criteria.judge_place, need(place=NOORD), ground=Ground(self.spot))
        outside = self.far(self.groningen, radius_km=10.0)
        assert -place.odds(outside) > 5 * place.odds(served) > 0

    def test_a_need_in_the_whole_country_is_served_from_anywhere_in_it(self):
        country = Place("Nederland", 52.2, 5.3, 160.0, "NL")
        judgement = judged(criteria.judge_place, need(place=country), ground=Ground(self.utrecht))
        assert judgement.value > 0.5

    def test_nobody_is_judged_on_a_place_that_was_not_said(self):
        assert judged(criteria.judge_place, ground=Ground(self.utrecht)) is None


class TestCapacity:
    sold = offering("noord-lunch", min_quantity=10, max_quantity=60, unit="persons")

    @pytest.mark.parametrize(
        ("asked", "key", "sign"),
        [
            (40, "reason.capacity.fits", 1),
            (61, "reason.capacity.small", -1),
            (500, "reason.capacity.small", -1),
            (9, "reason.capacity.large", -1),
        ],
    )
    def test_the_number_asked_is_held_against_what_they_can_do(self, asked, key, sign):
        judgement = judged(
            criteria.judge_capacity, need(quantity=Quantity(asked, "persons")), self.sold
        )
        assert judgement.said.key == key
        assert judgement.value * sign > 0

    def test_persons_are_not_compared_with_pieces(self):
        asked = need(quantity=Quantity(500, "pieces"))
        assert judged(criteria.judge_capacity, asked, self.sold) is None


class TestLead:
    sold = offering("noord-lunch", lead_days=7)

    @pytest.mark.parametrize(("days", "sign"), [(3, -1), (7, 1), (30, 1)])
    def test_notice_is_held_against_the_date(self, days, sign):
        day = TODAY + timedelta(days=days)
        judgement = judged(criteria.judge_lead, need(when=Period(day, day)), self.sold)
        assert judgement.value * sign > 0

    def test_a_period_that_begins_too_soon_but_ends_in_time_is_possible(self):
        when = Period(TODAY, TODAY + timedelta(days=20))
        assert 0 < judged(criteria.judge_lead, need(when=when), self.sold).value < 1


class TestBudget:
    @pytest.mark.parametrize(
        ("budget", "price", "unit", "sign"),
        [
            (Budget(max=800), 12.5, "person", 1),  # 40 × 12.50 = 500
            (Budget(max=400), 12.5, "person", -1),
            (Budget(max=15, per="person"), 12.5, "person", 1),
            (Budget(max=10, per="person"), 500.0, "total", -1),  # 500 / 40 = 12.50
        ],
    )
    def test_prices_are_brought_to_the_terms_of_the_budget(self, budget, price, unit, sign):
        asked = need(budget=budget, quantity=Quantity(40, "persons"))
        sold = offering("noord-lunch", price_from=price, price_unit=unit)
        assert judged(criteria.judge_budget, asked, sold).value * sign > 0

    def test_what_cannot_be_compared_is_not_judged(self):
        sold = offering("noord-lunch", price_from=20.0, price_unit="hour")
        assert judged(criteria.judge_budget, need(budget=Budget(max=800)), sold) is None

    def test_a_budget_of_nothing_breaks_nothing(self):
        sold = offering("noord-lunch", price_from=20.0, price_unit="total")
        asked = need(budget=Budget(max=0, per="total"))
        assert judged(criteria.judge_budget, asked, sold).value == -1.0


class TestWithout:
    def test_an_offering_with_the_unwanted_thing_contradicts(self):
        sold = offering("noord-lunch", "Broodjes vlees")
        assert judged(criteria.judge_without, need(without=("vlees",)), sold).value == -1.0

    def test_an_offering_that_leaves_it_out_supports(self):
        sold = offering("noord-lunch", "Lunch zonder vlees")
        assert judged(criteria.judge_without, need(without=("vlees",)), sold).value == 1.0

    def test_one_unwanted_thing_outweighs_another_left_out(self):
        sold = offering("noord-lunch", "Lunch zonder vlees, met noten")
        judgement = judged(criteria.judge_without, need(without=("vlees", "noten")), sold)
        assert judgement.said.key == "reason.contains"


class TestLanguage:
    def test_a_translation_counts_as_speaking_it(self):
        sold = offering("noord-lunch", title_fr="Déjeuner", language="nl")
        assert judged(criteria.judge_language, need(language="fr"), sold).value > 0

    def test_another_language_contradicts_a_little(self):
        assert -0.5 < judged(criteria.judge_language, need(language="de")).value < 0


class TestLabels:
    labels = (Label("noord", "Skal bio"), Label("noord", "PSO trede 3"))

    def test_the_label_that_the_buyer_names_counts_fully(self):
        judgement = judged(criteria.judge_labels, need("lunch met PSO"), labels=self.labels)
        assert (judgement.value, judgement.said.facts["label"]) == (1.0, "PSO trede 3")

    def test_any_label_counts_a_little(self):
        assert 0 < judged(criteria.judge_labels, labels=self.labels).value < 0.5


class TestFreshness:
    @pytest.mark.parametrize(
        ("since", "new"),
        [
            (TODAY, True),
            (TODAY - timedelta(days=NEW_DAYS), True),
            (TODAY - timedelta(days=NEW_DAYS + 1), False),
            (date(2030, 1, 1), False),
        ],
    )
    def test_only_what_came_lately_is_new(self, since, new):
        sold = offering("noord-lunch", since=since)
        assert (judged(criteria.judge_freshness, None, sold) is not None) is new


def test_every_criterion_says_in_one_sentence_what_it_judges():
    for criterion in CRITERIA:
        sentence = (criterion.judge.__doc__ or "").strip()
        assert sentence.endswith("."), criterion.name
        assert "\n" not in sentence, criterion.name


def test_every_criterion_is_in_the_table_once():
    names = [criterion.name for criterion in CRITERIA]
    judges = {name for name in vars(criteria) if name.startswith("judge_")}
    assert len(names) == len(set(names)) == len(judges)

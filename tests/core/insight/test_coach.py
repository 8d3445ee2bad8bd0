"""The coach tells what is true: seeded faults are found, and nothing is said of who has none."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from matchbot.core.insight.coach import Coaching, Effect, coach, effect
from matchbot.core.insight.records import AskedNeed, LeadStory
from matchbot.core.knowledge import Knowledge
from matchbot.core.need import KindGuess, Need, Period, Place, Quantity
from matchbot.core.offering import Catalogue, Offering, Wise

MAY = datetime(2026, 5, 4, 8, tzinfo=UTC)
BOROUGHS = (
    Place("Amsterdam-Noord", 52.4, 4.925, 5),
    Place("Amsterdam-Oost", 52.357, 4.935, 3.5),
    Place("Amsterdam-Zuid", 52.344, 4.875, 3),
)
#: What buyers of each kind say, one of three: words of the vocabulary.
SAID: Mapping[str, tuple[str, str, str]] = {
    "catering": ("lunch", "catering", "buffet"),
    "green": ("tuinonderhoud", "groenonderhoud", "hovenier"),
    "cleaning": ("schoonmaak", "kantoorschoonmaak", "schoonmakers"),
    "printing": ("drukwerk", "flyers", "posters"),
}
FAULTS: Mapping[str, Callable[[Offering], Offering]] = {
    "too_far": lambda o: replace(o, place="Haarlem", radius_km=2),
    "minimum": lambda o: replace(o, min_quantity=2000, max_quantity=9000),
    "maximum": lambda o: replace(o, min_quantity=1, max_quantity=4),
    "notice": lambda o: replace(o, lead_days=90),
    "no_notice": lambda o: replace(o, lead_days=None),
    "no_capacity": lambda o: replace(o, min_quantity=None, max_quantity=None),
    "words": lambda o: replace(o, title="Wij helpen u", description="Met plezier gemaakt."),
}


def healthy(number: int, kind: str) -> Offering:
    return Offering(
        f"o{number}", f"w{number}", " ".join(SAID[kind]), "Voor kantoren.", kinds=(kind,),
        radius_km=25, min_quantity=5, max_quantity=500, unit="persons", lead_days=3,
    )  # fmt: skip


def asked(kind: str, number: int, chance: random.Random) -> AskedNeed:
    at = MAY + timedelta(days=number)
    day = at.date() + timedelta(days=chance.randint(10, 40))
    word = SAID[kind][number % 3]
    need = Need(
        word, word, (KindGuess(kind, 0.9),), chance.choice(BOROUGHS), Period(day, day),
        quantity=Quantity(chance.randint(20, 200), "persons"),
    )  # fmt: skip
    return AskedNeed(f"{kind}{number}", f"{kind}-buyer{number}", need, number % 2 == 0, at)


def with_faults(knowledge: Knowledge) -> tuple[Knowledge, dict[str, str], list[AskedNeed]]:
    """Eighty offerings, half of them with one fault each, and what buyers asked for."""
    chance, kinds = random.Random(10), list(SAID)
    seeded: dict[str, str] = {}
    offerings, wises = {}, {}
    for number in range(80):
        offering = healthy(number, kinds[number % len(kinds)])
        if chance.random() < 0.5:
            seeded[offering.id] = chance.choice(list(FAULTS))
            offering = FAULTS[seeded[offering.id]](offering)
        offerings[offering.id] = offering
        wises[offering.wise] = Wise(
            offering.wise, f"WISE {number}", place="Amsterdam", lat=52.37, lon=4.9
        )
    needs = [asked(kind, number, chance) for kind in kinds for number in range(30)]
    return replace(knowledge, catalogue=Catalogue(wises, offerings)), seeded, needs


def test_seeded_faults_are_found_and_nothing_else_is_told(knowledge: Knowledge) -> None:
    known, seeded, needs = with_faults(knowledge)
    told = {
        (one.offering.id, loss.reason) for one in coach(needs, [], known) for loss in one.losses
    }
    right = told & set(seeded.items())
    assert len(right) >= 0.95 * len(seeded)
    assert len(told - right) <= 0.05 * len(told)
    assert {reason for _, reason in right} == set(FAULTS)


def of(knowledge: Knowledge, offering: Offering, needs: list[AskedNeed]) -> Coaching:
    wise = Wise(offering.wise, "W", place="Amsterdam", lat=52.37, lon=4.9)
    known = replace(knowledge, catalogue=Catalogue({wise.id: wise}, {offering.id: offering}))
    (one,) = coach(needs, [], known)
    return one


def test_four_buyers_show_nothing(knowledge: Knowledge) -> None:
    chance = random.Random(1)
    needs = [asked("catering", n, chance) for n in range(5)]
    small = FAULTS["minimum"](healthy(1, "catering"))
    assert of(knowledge, small, needs[:4]).losses == ()
    (loss,) = of(knowledge, small, needs).losses
    assert (loss.reason, loss.buyers, loss.of) == ("minimum", 5, 5)


def test_one_buyer_who_asks_often_counts_once(knowledge: Knowledge) -> None:
    chance = random.Random(1)
    needs = [replace(asked("catering", n, chance), person_id="anna") for n in range(20)]
    one = of(knowledge, FAULTS["minimum"](healthy(1, "catering")), needs)
    assert (one.asked, one.losses) == (1, ())


def test_a_name_in_buyers_words_is_never_passed_on(knowledge: Knowledge) -> None:
    chance = random.Random(1)
    need = Need("borrel bij Jansen", "borrel Jansen Kerkstraat", (KindGuess("catering", 0.9),))
    needs = [replace(asked("catering", n, chance), need=need) for n in range(9)]
    told = of(knowledge, healthy(1, "catering"), needs).losses
    assert not {"jansen", "kerkstraat"} & {word for loss in told for word in loss.words}


def test_a_need_whose_kind_is_unsure_is_not_held_against_an_offering(knowledge: Knowledge) -> None:
    chance = random.Random(1)
    unsure = (KindGuess("catering", 0.46),)
    needs = [asked("catering", n, chance) for n in range(9)]
    needs = [replace(one, need=replace(one.need, kinds=unsure)) for one in needs]
    assert of(knowledge, FAULTS["minimum"](healthy(1, "catering")), needs).asked == 0


def test_a_change_is_judged_by_the_same_time_before_and_after() -> None:
    def lead(day: date) -> LeadStory:
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        return LeadStory(str(day), "n", "o", "w", "p", Need(), "new", at)

    leads = [lead(date(2026, 4, 20)), lead(date(2026, 5, 10)), lead(date(2026, 5, 20)),
             lead(date(2026, 1, 1))]  # fmt: skip
    assert effect(leads, MAY, MAY + timedelta(days=30)) == Effect(30, 1, 2)
    assert effect(leads, MAY, MAY + timedelta(days=20)) is None

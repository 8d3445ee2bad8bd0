"""What is new, ranked for a wish: the same as ranking says, found once for all places."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from matchbot.core.digest import News, Reader
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.area import found_place
from matchbot.core.matching.calibration import LINE
from matchbot.core.matching.match import Match
from matchbot.core.matching.rank import find, judged
from matchbot.core.need import Need
from matchbot.core.subscription import Consent, Subscription, Wish

PLACES = ("", "Amsterdam-Noord", "Haarlem", "Utrecht", "Groningen")


def reader(wish: Wish, now: datetime) -> Reader:
    told = now - timedelta(days=7)
    one = Subscription(
        "s", "amsterdam", "p", "mail", "p@stad.example", "nl", wish, "active",
        Consent(), told, told, None, told,
    )  # fmt: skip
    return Reader("p", "mail", (one,))


def not_too_far(match: Match) -> bool:
    return not any(r.criterion == "place" and r.weight < 0 for r in match.reasons)


def news(knowledge: Knowledge, now: datetime) -> News:
    yesterday = now - timedelta(days=1)
    return News(knowledge, dict.fromkeys(knowledge.catalogue.offerings, yesterday), now)


@pytest.mark.parametrize("text", ["lunch", "tuinonderhoud", "fietsen laten repareren"])
def test_what_was_found_once_comes_out_for_each_place_as_if_found_for_it(
    knowledge: Knowledge, now: datetime, text: str
) -> None:
    index = knowledge.index.only(knowledge.catalogue.offerings, quick=True)
    told = news(knowledge, now)
    for name in PLACES:
        place = found_place(name, knowledge) if name else None
        need = Need(text, text, place=place, language="nl")
        found = find(need, replace(knowledge, index=index))
        fitting = (m for m in judged(need, found, knowledge, now=now.date()) if m.score >= LINE)
        expected = sorted(filter(not_too_far, fitting), key=lambda m: (-m.score, m.offering.id))
        shown = told.sheet(reader(Wish(text, (), name), now)).offerings
        assert {o.id for o in shown} == {m.offering.id for m in expected[:10]}, name


def test_digests_do_not_wait_for_the_careful_embedder(knowledge: Knowledge, now: datetime) -> None:
    class Refusing:
        def embed(self, texts: object) -> object:
            raise AssertionError("asked")

    index = knowledge.index
    slow = replace(index, means=replace(index.means, careful=Refusing()))
    told = news(replace(knowledge, index=slow), now)
    assert told.sheet(reader(Wish("lunch voor een vergadering"), now)).offerings

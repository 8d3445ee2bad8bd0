"""What a subscriber wrote into the form: words, a place, how far around it."""

from __future__ import annotations

from datetime import datetime

import pytest

from matchbot.core.knowledge import Knowledge
from matchbot.core.reading.wish import UnknownPlace, wish_of
from matchbot.core.subscription import Wish


@pytest.mark.parametrize("words", ["", "  ", "Alles", "everything!", "Tout.", "alles bitte"])
def test_no_words_and_words_for_everything_are_the_empty_wish(
    knowledge: Knowledge, now: datetime, words: str
) -> None:
    assert wish_of(words, "Haarlem", 5.0, "nl", knowledge, now) == Wish("", (), "Haarlem", 5.0)


def test_what_everything_is_part_of_is_a_subject(knowledge: Knowledge, now: datetime) -> None:
    assert wish_of("alles van hout", "", None, "nl", knowledge, now).text == "alles van hout"


def test_a_place_in_the_words_counts_where_none_is_given(
    knowledge: Knowledge, now: datetime
) -> None:
    assert wish_of("lunch in Haarlem", "", None, "nl", knowledge, now).place == "Haarlem"
    assert wish_of("lunch in Haarlem", "Utrecht", None, "nl", knowledge, now).place == "Utrecht"


@pytest.mark.parametrize("km", [None, 0.0, -3.0, 5000.0])
def test_a_radius_that_makes_no_sense_is_the_place_itself(
    knowledge: Knowledge, now: datetime, km: float | None
) -> None:
    assert wish_of("lunch", "Haarlem", km, "nl", knowledge, now).radius_km is None


def test_a_place_nobody_knows_is_refused(knowledge: Knowledge, now: datetime) -> None:
    with pytest.raises(UnknownPlace):
        wish_of("lunch", "Xqzwijk", None, "nl", knowledge, now)

"""WISEs are asked for their yearly figures by letter and give four numbers behind a key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cast import Mailbox, StillClock, body, link_in, posted

from matchbot.core.offering import PeopleFigure
from matchbot.flows.leads import KeyRefused
from matchbot.flows.office import Office
from matchbot.flows.yearly_figures import BadFigures, ask_for_figures, give_figures, open_figures

NUMBERS = {"paid": "12", "volunteer": " 3 ", "daytime": "", "moved_to_paid": "1"}


@pytest.fixture(autouse=True)
def january(clock: StillClock) -> None:
    clock.at = datetime(2027, 1, 11, 9, tzinfo=UTC)


def figures(office: Office, wise: str) -> PeopleFigure | None:
    with office.store.read() as tx:
        people = tx.catalogue.load().people
    return next((f for f in people if f.wise == wise and f.year == 2026), None)


def test_each_wise_is_asked_once_in_january(office: Office) -> None:
    assert ask_for_figures(office) == len(posted(office, "figures")) > 50
    assert ask_for_figures(office) == 0


def test_nobody_is_asked_in_march(office: Office, clock: StillClock) -> None:
    clock.at = datetime(2027, 3, 11, 9, tzinfo=UTC)
    assert ask_for_figures(office) == 0


def test_looking_changes_nothing_and_four_numbers_are_kept(
    office: Office, maildir: Mailbox
) -> None:
    ask_for_figures(office)
    letter = maildir.deliver()[0]
    assert "2026" in str(letter["Subject"]) and "2026" in body(letter)
    word = link_in(letter, "figures")
    asked = open_figures(office, word)
    assert asked.given is None and figures(office, asked.wise.id) is None
    give_figures(office, word, NUMBERS)
    assert figures(office, asked.wise.id) == PeopleFigure(asked.wise.id, 2026, 12, 3, 0, 1)
    give_figures(office, word, {**NUMBERS, "paid": "13"})
    assert figures(office, asked.wise.id) == PeopleFigure(asked.wise.id, 2026, 13, 3, 0, 1)


@pytest.mark.parametrize("wrong", ["-1", "1,5", "twaalf", "999999999999", "٣", "20001"])
def test_what_is_no_headcount_is_refused_and_nothing_is_kept(
    office: Office, maildir: Mailbox, wrong: str
) -> None:
    ask_for_figures(office)
    word = link_in(maildir.deliver()[0], "figures")
    with pytest.raises(BadFigures, match="paid"):
        give_figures(office, word, {**NUMBERS, "paid": wrong})
    assert open_figures(office, word).given is None


def test_an_old_link_opens_nothing_even_when_it_was_used(
    office: Office, maildir: Mailbox, clock: StillClock
) -> None:
    ask_for_figures(office)
    word = link_in(maildir.deliver()[0], "figures")
    give_figures(office, word, NUMBERS)
    clock.advance(timedelta(days=130))
    for wrong in (word, "nothing"):
        with pytest.raises(KeyRefused):
            give_figures(office, wrong, NUMBERS)


def test_only_who_gave_none_is_reminded(
    office: Office, maildir: Mailbox, clock: StillClock
) -> None:
    asked = ask_for_figures(office)
    give_figures(office, link_in(maildir.deliver()[0], "figures"), NUMBERS)
    clock.at = datetime(2027, 2, 11, 9, tzinfo=UTC)
    assert ask_for_figures(office) == asked - 1

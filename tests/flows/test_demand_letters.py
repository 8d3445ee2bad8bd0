"""WISEs hear once a month what was asked near their kinds, and widen an offering or say no."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cast import Mailbox, StillClock, body, link_in, posted

from matchbot.core.need import KindGuess, Need, Place
from matchbot.flows.demand import answer_idea, demand, open_idea, send_demand_letters
from matchbot.flows.leads import KeyRefused
from matchbot.flows.office import Office
from matchbot.flows.records import NeedRecord

NEED = Need("fietsen repareren op kantoor", "fietsen repareren", (KindGuess("bicycles", 0.9),),
            Place("Amsterdam-Zuidoost", 52.307, 4.972, 3.5))  # fmt: skip


@pytest.fixture(autouse=True)
def asked_in_vain(office: Office) -> None:
    """Seven buyers asked for bicycle repair in Zuidoost."""
    with office.store.begin() as tx:
        for number in range(7):
            at = office.clock.now() - timedelta(days=number)
            tx.needs.add(NeedRecord(f"n{number}", f"p{number}", "c", NEED, True, at))


def areas(office: Office, id: str) -> tuple[str, ...]:
    with office.store.read() as tx:
        return tx.catalogue.load().offerings[id].areas


def test_the_letter_counts_buyers_and_goes_once_a_month(
    office: Office, maildir: Mailbox, clock: StillClock
) -> None:
    sent = send_demand_letters(office)
    assert sent == len(posted(office, "demand")) > 0
    assert send_demand_letters(office) == 0
    letter = maildir.deliver()[0]
    assert "Zuidoost" in str(letter["Subject"]) and "7 kopers" in body(letter)
    clock.advance(timedelta(days=31))
    assert send_demand_letters(office) == sent


def test_looking_changes_nothing_and_one_click_widens(office: Office, maildir: Mailbox) -> None:
    send_demand_letters(office)
    word = link_in(maildir.deliver()[0], "demand")
    asked = open_idea(office, word)
    assert asked.answer == "" and "Zuidoost" not in areas(office, asked.offering.id)
    assert answer_idea(office, word, widen=True).answer == "widen"
    assert "Zuidoost" in areas(office, asked.offering.id)
    # The first answer stands.
    assert answer_idea(office, word, widen=False).answer == "widen"


def test_a_no_is_not_asked_again(office: Office, maildir: Mailbox, clock: StillClock) -> None:
    sent = send_demand_letters(office)
    word = link_in(maildir.deliver()[0], "demand")
    answer_idea(office, word, widen=False)
    assert "Zuidoost" not in areas(office, open_idea(office, word).offering.id)
    clock.advance(timedelta(days=31))
    assert send_demand_letters(office) == sent - 1


def test_a_link_that_is_old_or_made_up_opens_nothing(
    office: Office, maildir: Mailbox, clock: StillClock
) -> None:
    send_demand_letters(office)
    word = link_in(maildir.deliver()[0], "demand")
    clock.advance(timedelta(days=40))
    for wrong in (word, "nothing"):
        with pytest.raises(KeyRefused):
            answer_idea(office, wrong, widen=True)


def test_who_was_erased_is_counted_by_kind_and_no_longer_by_place(office: Office) -> None:
    with office.store.begin() as tx:
        for number in range(3):
            tx.people.erase(f"p{number}")
    (group,) = demand(office).groups
    assert group.needs == 7 and [part.needs for part in group.parts] == [None, None]
    assert send_demand_letters(office) == 0

"""Two suggestions a month at most; a change is measured by the leads it brings."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from cast import Mailbox, StillClock, body, posted

from matchbot.core.need import KindGuess, Need, Quantity
from matchbot.core.offering import Catalogue
from matchbot.flows.coach import A_MONTH, coaching, outcomes, send_coaching
from matchbot.flows.office import Office
from matchbot.flows.records import NeedRecord


@pytest.fixture(autouse=True)
def large_orders(office: Office) -> None:
    """Nine buyers asked for catering for 90,000 people."""
    need = Need(
        "lunch", "lunch", (KindGuess("catering", 0.9),), quantity=Quantity(90_000, "persons")
    )
    with office.store.begin() as tx:
        for number in range(9):
            at = office.clock.now() - timedelta(days=number)
            tx.needs.add(NeedRecord(f"n{number}", f"p{number}", "c", need, False, at))


def test_a_wise_gets_two_suggestions_a_month_at_most(office: Office, maildir: Mailbox) -> None:
    sent = send_coaching(office)
    assert sent == len(posted(office, "coach")) > 0
    made = outcomes(office)
    for id in {office.knowledge().catalogue.offerings[o.suggestion.offering].wise for o in made}:
        theirs = [
            o for o in made
            if office.knowledge().catalogue.offerings[o.suggestion.offering].wise == id
        ]  # fmt: skip
        assert len(theirs) <= A_MONTH
    assert "9 van 9 kopers" in body(maildir.deliver()[0])
    assert send_coaching(office) == 0


def test_the_same_is_not_suggested_again_soon(office: Office, clock: StillClock) -> None:
    send_coaching(office)
    first = {(o.suggestion.offering, o.suggestion.reason) for o in outcomes(office)}
    clock.advance(timedelta(days=31))
    send_coaching(office)
    again = [(o.suggestion.offering, o.suggestion.reason) for o in outcomes(office)]
    assert len(again) == len(set(again)) >= len(first)


def test_a_change_after_a_suggestion_is_measured(office: Office, clock: StillClock) -> None:
    send_coaching(office)
    (first, *_) = outcomes(office)
    assert first.changed_at is None
    clock.advance(timedelta(days=2))
    offering = office.knowledge().catalogue.offerings[first.suggestion.offering]
    with office.store.begin() as tx:
        wider = replace(offering, max_quantity=100_000)
        tx.catalogue.put(Catalogue(offerings={wider.id: wider}), clock.now())
    clock.advance(timedelta(days=40))
    found = {o.suggestion.offering: o for o in outcomes(office)}[offering.id]
    assert found.changed_at is not None and found.effect is not None
    assert (found.effect.days, found.effect.before, found.effect.after) == (40, 0, 0)


def test_nothing_is_told_of_who_asked(office: Office) -> None:
    told = str([vars(one) for one in coaching(office)])
    assert not any(f"'p{number}'" in told for number in range(9))

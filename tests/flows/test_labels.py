"""A WISE is reminded once of a label that runs out within two months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from cast import Mailbox, StillClock, body, posted

from matchbot.core.offering import Label
from matchbot.flows.labels import remind_of_labels
from matchbot.flows.office import Office


def holding(office: Office, expires: date | None) -> Office:
    label = Label("buitenbaan", "Groenkeur", "Groenkeur", expires=expires)
    known = office.knowledge()
    catalogue = replace(known.catalogue, labels=(label,))
    return replace(office, knowledge=lambda: replace(known, catalogue=catalogue))


@pytest.mark.parametrize(
    ("expires", "letters"),
    [
        (date(2026, 11, 22), 0),  # yesterday
        (date(2026, 11, 23), 1),
        (date(2027, 1, 22), 1),
        (date(2027, 1, 23), 0),
        (None, 0),
    ],
)
def test_it_is_told_within_sixty_days(office: Office, expires: date | None, letters: int) -> None:
    assert remind_of_labels(holding(office, expires)) == letters


def test_it_is_told_once_and_again_after_it_was_renewed(
    office: Office, maildir: Mailbox, clock: StillClock
) -> None:
    remind_of_labels(holding(office, date(2026, 12, 31)))
    remind_of_labels(holding(office, date(2026, 12, 31)))
    assert len(posted(office, "label")) == 1
    assert "Groenkeur" in body(maildir.deliver()[0])
    assert remind_of_labels(holding(office, date(2027, 1, 10))) == 1

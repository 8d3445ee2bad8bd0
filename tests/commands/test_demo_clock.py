"""The demo's "+1 day": what is due in the days that go by happens, whatever the hour of the click."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from cast import Mailbox, StillClock, buyer

from matchbot.commands.demo_clock import live
from matchbot.flows.office import Office
from matchbot.schedule import knock


@pytest.mark.parametrize("clicked_at", ["2026-11-23T09:00", "2026-11-23T22:07"])
def test_a_silent_wise_is_reminded_also_when_the_click_is_in_the_evening(
    clicked_at: str, office: Office, clock: StillClock, maildir: Mailbox
) -> None:
    clock.at = datetime.fromisoformat(clicked_at).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
    says = buyer(office)
    says("Lunch voor 40 personen in Noord, vegetarisch")
    says("1")
    says("Gemeente Amsterdam, Anna de Vries, anna@gemeente.example")
    says(re.findall(r"\d{6}", str(maildir.deliver()[-1]["Subject"]))[0])
    maildir.deliver()
    live(clock, 2, lambda: knock(office))
    assert any(str(m["Subject"]).startswith("Wacht op uw antwoord") for m in maildir.deliver())

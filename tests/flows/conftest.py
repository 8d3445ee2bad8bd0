"""What tests of flows may ask for besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from cast import Mailbox
from mail_post import OURS, PLATFORM, Post

from matchbot.flows.office import Office


@pytest.fixture
def post(office: Office, maildir: Mailbox) -> Iterator[Post]:
    rules = replace(
        office.rules,
        mail_from=PLATFORM,
        reply_domain="reply.match.example",
        authserv_id=OURS,
        lead_letter_waits=timedelta(minutes=30),
    )
    reading = replace(office, rules=rules)
    maildir.office = reading
    yield Post(reading, maildir)

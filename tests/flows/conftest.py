"""What tests of flows may ask for besides."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cast import Mailbox
from mail_post import Post, reading_mail

from matchbot.flows.office import Office


@pytest.fixture
def post(office: Office, maildir: Mailbox) -> Iterator[Post]:
    reading = reading_mail(office)
    maildir.office = reading
    yield Post(reading, maildir)

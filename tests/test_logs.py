"""Logs tell of nobody and open nothing, whatever goes wrong."""

from __future__ import annotations

import asyncio
import io
import logging
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

from matchbot.adapters.delivery import Delivery
from matchbot.core.dialogue.conversation import Turn
from matchbot.core.keys import PAGES
from matchbot.flows.enquiry import open_conversation, take_turn
from matchbot.flows.inbox import handle_all
from matchbot.flows.office import Office
from matchbot.logs import Discreet, set_up_logs

MARKERS = (
    "anna.marker@gemeente.example", "47114711471", "geheime lunch marker",
    "123456789:AAE-marker_token_of_the_tests_000000", "w0rd-of-the-marker-link",
    "marker-password",
)  # fmt: skip


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    """What was logged so far, as text."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    monkeypatch.setattr(logging.root, "handlers", [])
    set_up_logs(key="a key of the tests")
    yield written.getvalue
    structlog.reset_defaults()


def test_a_day_full_of_trouble_leaves_no_marker_in_the_logs(
    office: Office, lines: Callable[[], str]
) -> None:
    address, chat, said, token, word, password = MARKERS
    c = open_conversation(office, "telegram", chat, "nl")
    take_turn(office, c.id, Turn(said))
    take_turn(office, c.id, Turn(address))

    class Broken:
        async def send(self, message: Any, gate: Any) -> None:
            await gate()
            raise OSError(f"550 <{address}> unknown, chat {message.recipient}, token {token}")

    asyncio.run(Delivery(office, {"telegram": Broken()}).all_due())
    with office.store.begin() as tx:
        tx.inbox.receive("telegram", "1", f"telegram:{chat}", said.encode(), office.clock.now())
    handle_all(office, {}, "tests")
    log = structlog.get_logger()
    log.error("a page broke", page=f"/nl/lead/{word}", problem=f"imaps://me:{password}@host/")
    log.info("counted", chat=int(chat), address=address, nothing=None, count=12)
    logging.getLogger("aiosmtplib").warning("refused: %s at %s", address, f"/unsubscribe/{word}")
    written = lines()
    assert "stumbled" in written and "aiosmtplib" in written
    assert [marker for marker in MARKERS if marker in written] == []
    assert '"count": 12' in written


@pytest.mark.parametrize("page", PAGES)
def test_no_log_holds_the_word_of_a_link(page: str) -> None:
    said = Discreet("key").text(f"GET /{page}/w0rd-of-the-link?x=1 took 3 ms")
    assert "w0rd-of-the-link" not in said and f"/{page}/<key>" in said


def test_lines_about_one_address_can_be_found_together() -> None:
    clean = Discreet("key").text
    one, other = clean("to Anna@Gemeente.example"), clean("from anna@gemeente.example")
    assert one.split()[-1] == other.split()[-1] != clean("from bert@gemeente.example").split()[-1]
    assert one.split()[-1] != Discreet("another key").text("anna@gemeente.example")


@pytest.mark.parametrize(
    "plain",
    ["the mailbox is read again", "2026-11-23T09:00:00+00:00", "took 0.123456789 seconds",
     "trying again every 30 seconds", "sqlite:///matchbot.db"],
)  # fmt: skip
def test_what_tells_of_nobody_stays_readable(plain: str) -> None:
    assert Discreet("key").text(plain) == plain

"""From the chat on to Telegram or mail: only where those are set up, and with the need alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from urllib.parse import unquote

import pytest
from web_office import NEED, TestClient, make_office, make_site

from matchbot.adapters.store import SqlStore
from matchbot.channels.web.elsewhere import LONGEST, start_words


def chat(store: SqlStore, now: datetime, *, bot: str = "", domain: str = "") -> str:
    made = make_office(store, now)
    office = replace(made, rules=replace(made.rules, reply_domain=domain))
    if bot:
        with store.begin() as tx:
            tx.memory.set("telegram.bot", bot)
    with TestClient(make_site(office)) as client:
        page = client.post("/nl/chat", data={"text": NEED, "message_id": "m"}).text
        offered = 'href="/nl/chat/elsewhere"' in page
        ways = client.get("/nl/chat/elsewhere")
        assert ways.status_code == (200 if offered else 404)
        return ways.text if offered else ""


def test_the_need_goes_along_to_telegram(store: SqlStore, now: datetime) -> None:
    page = chat(store, now, bot="sociaal_bot")
    link = re.search(r'href="https://t\.me/sociaal_bot\?start=(need_([\w-]{1,59}))"', page)
    assert link and "40" in link[2].split("_") and "<svg" in page
    assert "mailto:" not in page and "<script>" not in page


def test_the_need_goes_along_by_mail(store: SqlStore, now: datetime) -> None:
    page = chat(store, now, domain="in.match.example")
    link = re.search(r'href="mailto:[^?"]+\?body=([^"]+)"', page)
    assert link and "40 personen" in unquote(link[1])
    assert "t.me" not in page


def test_nothing_is_offered_that_is_not_set_up(store: SqlStore, now: datetime) -> None:
    assert chat(store, now) == ""


@pytest.mark.parametrize(
    ("text", "carried"),
    [("Déjeuner, 40 personnes à Liège", "Dejeuner_40_personnes_a_Liege"),
     ("x" * 60, ""), ("<b>&\"'", "b"), ("word " * 40, "word_" * 11 + "word")],
)  # fmt: skip
def test_a_start_link_carries_what_telegram_allows(text: str, carried: str) -> None:
    assert start_words(text) == carried
    assert len(carried) <= LONGEST

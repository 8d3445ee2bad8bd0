"""The stream brings what is said of our own accord, each line once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient
from web_office import NEED

from matchbot.channels.web import chat
from matchbot.channels.web.visit import Visit
from matchbot.core.keys import hash_key
from matchbot.flows.office import Office


class _Browser:
    """A request that stays open until it is left."""

    def __init__(self, client: TestClient) -> None:
        self.app: Any = client.app
        self.url = SimpleNamespace(path="/nl/chat/stream", query="")
        self.left = False

    async def is_disconnected(self) -> bool:
        return self.left


@pytest.fixture
def id(buyer, client: TestClient, office: Office) -> str:
    buyer.say(NEED)
    with office.store.read() as tx:
        found = tx.conversations.find("web", hash_key(client.cookies["matchbot_chat"]))
    assert found
    return found.id


@pytest.fixture
def browser(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> _Browser:
    monkeypatch.setattr(chat, "LOOK_SECONDS", 0.01)
    return _Browser(client)


def _news(browser: _Browser, id: str, seen: int) -> AsyncIterator[Any]:
    visit = Visit(browser, browser.app.state.site, "nl")  # type: ignore[arg-type]
    return chat._news(visit, id, seen)


def test_what_is_said_later_comes_once_and_in_order(
    browser: _Browser, id: str, office: Office
) -> None:
    async def listen() -> list[dict[str, Any]]:
        news, got = _news(browser, id, 3), []
        for text in ("<b>eerst</b>", "daarna"):
            with office.store.begin() as tx:
                tx.conversations.utter(id, "bot", text, office.clock.now())
            event = await asyncio.wait_for(anext(news), 5)
            got.append({"event_id": event.id, **json.loads(event.data)})
        return got

    first, second = asyncio.run(listen())
    assert (first["event_id"], first["id"], second["id"]) == ("4", 4, 5)
    assert "&lt;b&gt;eerst" in first["html"] and "daarna" in second["html"]


def test_the_stream_ends_when_the_browser_leaves(browser: _Browser, id: str) -> None:
    async def listen() -> int:
        browser.left = True
        return len([event async for event in _news(browser, id, 0)])

    assert asyncio.run(listen()) == 0


def test_the_stream_ends_when_the_process_stops(browser: _Browser, id: str) -> None:
    async def listen() -> int:
        browser.app.state.closing = True
        return len([event async for event in _news(browser, id, 0)])

    assert asyncio.run(listen()) == 0


@pytest.mark.parametrize(("headers", "first"), [({}, 1), ({"Last-Event-ID": "2"}, 3)])
def test_a_stream_goes_on_after_the_last_line_that_was_seen(
    client: TestClient,
    id: str,
    monkeypatch: pytest.MonkeyPatch,
    headers: dict[str, str],
    first: int,
) -> None:
    whole = chat._news

    async def briefly(visit: Visit, id: str, seen: int) -> AsyncIterator[Any]:
        async for event in whole(visit, id, seen):
            yield event
            return

    monkeypatch.setattr(chat, "_news", briefly)
    answer = client.get("/nl/chat/stream?after=0", headers=headers)
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert f"id: {first}" in answer.text

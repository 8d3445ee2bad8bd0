"""The web over a real SQLite store, the sample catalogue and a still clock."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest
from httpx import Response
from web_office import (
    NEED,
    WHO,
    PostBox,
    StillClock,
    TestClient,
    make_office,
    make_site,
    sample_knowledge,
)

from matchbot.adapters.store import SqlStore
from matchbot.core.keys import hash_key
from matchbot.flows.catalogue import import_catalogue
from matchbot.flows.office import Office


@pytest.fixture
def database_url(fresh_sqlite: Callable[[], str]) -> str:
    """The web knows no database; one kind is enough here."""
    return fresh_sqlite()


@pytest.fixture
def office(store: SqlStore, now: datetime) -> Office:
    return make_office(store, now)


@pytest.fixture
def clock(office: Office) -> StillClock:
    assert isinstance(office.clock, StillClock)
    return office.clock


@pytest.fixture
def client(office: Office) -> Iterator[TestClient]:
    """A visitor's browser without JavaScript."""
    with TestClient(make_site(office, demo=True), follow_redirects=False) as client:
        yield client


@pytest.fixture
def post(office: Office) -> PostBox:
    return PostBox(office)


WISE = "buitenbaan"
WISE_ADDRESS = "groen@buitenbaan.example"
OPERATOR = "noor@match.example"


@pytest.fixture
def stocked(store: SqlStore, now: datetime) -> Office:
    """The office with the sample catalogue in its store, and people of the platform."""
    import_catalogue(store, sample_knowledge().catalogue, now)
    made = make_office(store, now)
    rules = replace(
        made.rules, operators=(OPERATOR,), network=("nel@netwerk.example",),
        city=("cor@stad.example",), viewers=("vera@raad.example",),
    )  # fmt: skip
    return replace(made, rules=rules)


@dataclass
class Insider:
    """Somebody who logs in, with a browser without JavaScript."""

    client: TestClient
    office: Office

    def log_in(self, address: str) -> Insider:
        self.client.cookies.clear()
        self.client.post("/nl/login", data={"email": address})
        letter = PostBox(self.office).to(address)
        link = re.search(r"/login/\S+", letter.text)
        assert link
        assert self.client.post(link[0]).status_code == 303
        return self

    def get(self, path: str) -> Response:
        return self.client.get(f"/nl/{path}")

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> Response:
        """Post with the word of the session's forms."""
        csrf = hash_key(f"csrf:{self.client.cookies['matchbot_session']}")[:32]
        return self.client.post(f"/nl/{path}", data={"csrf": csrf, **(data or {})}, **more)


@pytest.fixture
def insider(stocked: Office) -> Iterator[Insider]:
    with TestClient(make_site(stocked), follow_redirects=False) as client:
        yield Insider(client, stocked)


@pytest.fixture
def wise(insider: Insider) -> Insider:
    """Somebody of a WISE, logged in."""
    return insider.log_in(WISE_ADDRESS)


@dataclass
class Buyer:
    """Somebody who uses the chat as a browser without JavaScript does."""

    client: TestClient
    language: str = "nl"
    posted: int = 0

    def page(self) -> str:
        return self.client.get(f"/{self.language}/chat").text

    def say(self, text: str) -> str:
        self.posted += 1
        self._post({"text": text, "message_id": f"m{self.posted}"})
        return self.page()

    def press(self, value: str, round: str | None = None) -> str:
        """Press the newest button with this value, or one of an older round."""
        self.posted += 1
        page = self.page()
        rounds = re.findall(r'name="round" value="(\d+)"', page)
        data = {"choice": value, "round": round or rounds[-1], "message_id": f"m{self.posted}"}
        self._post(data)
        return self.page()

    def _post(self, data: dict[str, str]) -> None:
        answer = self.client.post(f"/{self.language}/chat", data=data)
        assert answer.status_code == 303, answer.text


@pytest.fixture
def buyer(client: TestClient) -> Buyer:
    return Buyer(client)


@pytest.fixture
def leads(buyer: Buyer, post: PostBox) -> list[str]:
    """Two leads, told to their WISEs: the paths of the links in those letters."""
    buyer.say(NEED)
    buyer.say("1 en 3")
    buyer.say(WHO)
    code = re.search(r"\d{6}", post.to("anna@gemeente.example").subject)
    assert code
    buyer.say(code[0])
    return post.link("", "lead")

"""What protects visitors: nothing changes by looking, hostile text stays text, doors are shut."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser

import pytest
from sqlalchemy import create_engine, text
from starlette.testclient import TestClient
from web_office import NEED, StillClock, make_office, make_site, sample_knowledge

from matchbot.adapters.store import SqlStore
from matchbot.flows.office import Office

EVIL = '<script>alert("1")</script>'
SECRET = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.outside: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src", "action"} and value:
                inside = value.startswith(("/", "?", "#"))
                (self.found if inside else self.outside).append(value)
            if name == "style" or name.startswith("on"):
                self.inline.append(f"{tag} {name}")
        data = dict(attrs).get("type") == "application/ld+json"
        if tag == "style" or (tag == "script" and not dict(attrs).get("src") and not data):
            self.inline.append(tag)


def _links(page: str) -> _Links:
    parser = _Links()
    parser.feed(page)
    return parser


def _fingerprint(url: str) -> str:
    engine = create_engine(url)
    with engine.connect() as connection:
        names = connection.execute(
            text("select name from sqlite_master where type = 'table' order by name")
        ).scalars()
        rows = {name: connection.execute(text(f'select * from "{name}"')).all() for name in names}
    engine.dispose()
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def test_looking_at_every_page_changes_nothing(
    buyer, leads: list[str], client: TestClient, database_url: str
) -> None:
    before = _fingerprint(database_url)
    waiting = ["/", *leads, "/demo", "/demo/mailbox", "/health", "/ready", "/telegram"]
    seen: set[str] = set()
    sizes: dict[str, int] = {}
    while waiting:
        path = waiting.pop()
        shape = re.sub(r"(offerings|wises)/[^/?]+|(page|kind|where)=[^&]+", r"\1", path)
        if path in seen or sizes.get(shape, 0) > 3:
            continue
        seen.add(path)
        sizes[shape] = sizes.get(shape, 0) + 1
        if path.endswith("/stream"):
            continue
        answer = client.get(path)
        assert answer.status_code < 500, path
        client.head(path)
        client.options(path)
        if location := answer.headers.get("location"):
            waiting.append(location)
        if "text/html" in answer.headers.get("content-type", "") and "/html" not in path:
            links = _links(answer.text)
            assert links.inline == [], path
            waiting += [f"{path.partition('?')[0]}{link}" if link[0] == "?" else link
                        for link in links.found if link[0] != "#"]  # fmt: skip
    assert len(seen) > 60
    assert _fingerprint(database_url) == before


def test_no_cookie_and_no_conversation_before_the_first_post(
    client: TestClient, database_url: str
) -> None:
    before = _fingerprint(database_url)
    assert "set-cookie" not in client.get("/nl/chat").headers
    assert client.get("/nl/chat/stream").status_code == 204
    assert _fingerprint(database_url) == before


def test_the_cookie_is_for_the_server_alone(client: TestClient) -> None:
    cookie = client.post("/nl/chat", data={"text": NEED}).headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie


def test_hostile_text_in_the_chat_stays_text(buyer) -> None:
    page = buyer.say(f"{EVIL} schoonmaak in Noord")
    assert EVIL not in page and "&lt;script&gt;" in page


def test_hostile_text_in_a_search_stays_text(client: TestClient) -> None:
    page = client.get("/nl/offerings", params={"q": EVIL, "kind": EVIL, "where": EVIL}).text
    assert EVIL not in page and "&lt;script&gt;" in page


def test_a_hostile_catalogue_stays_text(store: SqlStore, now: datetime) -> None:
    known = sample_knowledge()
    wise = replace(next(iter(known.catalogue.wises.values())), id="evil", name=EVIL * 40,
                   about=EVIL, website="javascript:alert(1)", place=EVIL)  # fmt: skip
    offering = replace(next(iter(known.catalogue.offerings.values())), id="evil", wise="evil",
                       title=EVIL, description=EVIL, areas=(EVIL,))  # fmt: skip
    catalogue = replace(known.catalogue, wises={"evil": wise}, offerings={"evil": offering})
    office = make_office(store, now, knowledge=replace(known, catalogue=catalogue))
    with TestClient(make_site(office)) as client:
        for path in ("/nl/", "/nl/offerings", "/nl/offerings/evil", "/nl/wises/evil"):
            page = client.get(path)
            assert page.status_code == 200
            assert EVIL not in page.text and "javascript:" not in page.text, path


def test_every_answer_carries_the_safety_headers(client: TestClient) -> None:
    for path in ("/nl/", "/nl/chat", "/nl/nothing", "/health", "/lead/nobody"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy and "unsafe-inline" not in policy
        for rule in (
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ):
            assert rule in policy
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
    ],
)
def test_a_post_from_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    for path, data in (
        ("/nl/chat", {"text": NEED}), ("/demo/move", {"days": "1"}),
        ("/nl/subscribe", {"email": "anna@kantoor.example"}),
    ):  # fmt: skip
        assert client.post(path, data=data, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("path", "data", "most"),
    [("chat.TURNS_AN_HOUR", {"text": "hallo"}, 3),
     ("members.FORMS_AN_HOUR", {"email": "a@kantoor.example"}, 100)],
)  # fmt: skip
def test_one_place_on_the_net_cannot_post_for_ever(
    path: str,
    data: dict[str, str],
    most: int,
    client: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    clock: StillClock,
) -> None:
    monkeypatch.setattr(f"matchbot.channels.web.{path}", most)
    form = "/nl/chat" if "text" in data else "/nl/subscribe"
    answers = [client.post(form, data=data) for _ in range(most + 1)]
    assert [answer.status_code for answer in answers[:-1]].count(429) == 0
    assert answers[-1].status_code == 429 and "te vaak" in answers[-1].text
    clock.move(hours=1)
    assert client.post(form, data=data).status_code < 400


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}]
)
def test_a_post_from_this_site_is_taken(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/nl/chat", data={"text": NEED}, headers=headers).status_code == 303


def test_a_body_over_64_kilobytes_is_refused_with_a_page(client: TestClient) -> None:
    answer = client.post("/nl/chat", data={"text": "x" * 66_000})
    assert answer.status_code == 413
    assert "Dat is te veel in één keer" in answer.text
    assert "set-cookie" not in answer.headers


def test_a_long_body_without_length_is_refused_too(client: TestClient) -> None:
    pieces = (b"text=" + b"x" * 10_000 for _ in range(8))
    assert client.post("/nl/chat", content=pieces).status_code == 413


def test_a_page_that_breaks_shows_no_traceback(store: SqlStore, now: datetime) -> None:
    office = make_office(store, now)
    site = make_site(office)
    site.state.site.office = replace(office, knowledge=_Breaks(office))
    with TestClient(site, raise_server_exceptions=False) as client:
        answer = client.get("/en/kinds")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    assert "Traceback" not in answer.text and "ZeroDivisionError" not in answer.text


class _Breaks:
    """Knowledge that breaks where the page asks for kinds, and holds for the page that says so."""

    def __init__(self, office: Office) -> None:
        self._known = office.knowledge()

    def __call__(self) -> object:
        return replace(self._known, vocabulary=None)  # type: ignore[arg-type]


class Hook:
    """A webhook that keeps what it is given."""

    secret = "s3cret"

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def receive(self, body: bytes) -> None:
        if not body.startswith(b"{"):
            raise ValueError("no update")
        self.bodies.append(body)


@pytest.fixture
def hook() -> Hook:
    return Hook()


@pytest.fixture
def telegram(office: Office, hook: Hook) -> TestClient:
    return TestClient(make_site(office, webhook=hook))


def test_an_update_with_the_secret_is_received(telegram: TestClient, hook: Hook) -> None:
    assert (
        telegram.post("/telegram", content=b'{"update_id": 1}', headers=SECRET).status_code == 200
    )
    assert hook.bodies == [b'{"update_id": 1}']


@pytest.mark.parametrize("headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}])
def test_an_update_without_the_secret_is_refused(
    telegram: TestClient, hook: Hook, headers: dict[str, str]
) -> None:
    assert telegram.post("/telegram", content=b"{}", headers=headers).status_code == 403
    assert hook.bodies == []


def test_an_update_that_is_none_is_a_bad_request(telegram: TestClient) -> None:
    assert telegram.post("/telegram", content=b"hello", headers=SECRET).status_code == 400


def test_an_update_may_be_large_but_not_endless(telegram: TestClient, hook: Hook) -> None:
    large = b'{"a": "' + b"x" * 500_000 + b'"}'
    assert telegram.post("/telegram", content=large, headers=SECRET).status_code == 200
    assert telegram.post("/telegram", content=large * 3, headers=SECRET).status_code == 413
    assert len(hook.bodies) == 1


def test_without_telegram_there_is_no_webhook(client: TestClient) -> None:
    assert client.post("/telegram", content=b"{}").status_code == 404


def test_a_page_is_drawn_once_and_each_visitor_gets_a_form_of_its_own(client: TestClient) -> None:
    first, second = client.get("/nl/"), client.get("/nl/")
    ids = [re.findall(r'name="message_id" value="([^"]*)"', page.text) for page in (first, second)]
    assert ids[0] and ids[1] and ids[0] != ids[1]
    assert "%message" not in first.text
    assert first.headers["etag"] == second.headers["etag"]
    assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"
    again = client.get("/nl/", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_that_is_kept_changes_with_the_catalogue_and_the_day(
    store: SqlStore, now: datetime
) -> None:
    known = sample_knowledge()
    present = [known]
    office = replace(make_office(store, now), knowledge=lambda: present[0])
    with TestClient(make_site(office)) as client:
        before = client.get("/nl/offerings").headers["etag"]
        fewer = dict(list(known.catalogue.offerings.items())[:3])
        present[0] = replace(known, catalogue=replace(known.catalogue, offerings=fewer))
        page = client.get("/nl/offerings", headers={"If-None-Match": before})
        assert page.status_code == 200 and page.headers["etag"] != before


def test_pages_of_one_reader_are_never_kept(client: TestClient) -> None:
    for path in ("/nl/chat", "/nl/login", "/nl/me"):
        assert client.get(path).headers["cache-control"] == "no-store"

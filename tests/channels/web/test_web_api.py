"""Open data: the API, the feeds, the tables. To read by anybody, without a word about a person."""

from __future__ import annotations

import csv
import io
import os
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from conftest import OPERATOR, WISE, WISE_ADDRESS, Insider
from web_office import NEED, TestClient, make_office, make_site, sample_knowledge

from matchbot.adapters.store import SqlStore
from matchbot.core.offering import Catalogue
from matchbot.flows.login import Member
from matchbot.flows.office import Office
from matchbot.flows.tokens import make_writing_token

READ = ["/api/offerings", "/api/offerings?q=lunch", "/api/wises", "/api/kinds", "/api/figures",
        "/api/places?name=Noord", "/feed.json", "/feed.atom", "/data/wises.csv",
        "/data/offerings.csv", "/data/people.csv", "/data/labels.csv", "/data/catalogue.json",
        "/sitemap.xml", "/sitemap/0.xml", "/sitemap/1.xml"]  # fmt: skip


@pytest.mark.parametrize("path", READ)
def test_nothing_that_is_open_tells_an_address_of_a_person(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert not re.search(r"[\w.-]+@[\w-]+\.\w+", answer.text)
    if not path.startswith("/sitemap"):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "creativecommons" in answer.headers["link"]


def test_offerings_are_listed_filtered_and_found_by_a_sentence(client: TestClient) -> None:
    everything = client.get("/api/offerings?limit=100").json()
    assert everything["total"] == len(sample_knowledge().catalogue.offerings)
    green = client.get("/api/offerings?kind=green&limit=100").json()
    assert green["items"] and all("green" in o["kinds"] for o in green["items"])
    of_wise = client.get("/api/offerings?wise=buitenbaan").json()
    assert {o["wise"] for o in of_wise["items"]} == {"buitenbaan"}
    best = client.get("/api/offerings", params={"q": "hagen knippen"}).json()["items"][0]
    assert best["id"] == "buitenbaan-hagen"
    assert client.get("/api/offerings/buitenbaan-hagen").json() == best


def test_a_need_is_answered_as_on_the_command_line(client: TestClient) -> None:
    answer = client.post("/api/needs", json={"text": NEED, "limit": 3}).json()
    assert answer["need"]["place"]["name"] == "Amsterdam-Noord"
    assert answer["need"]["quantity"]["value"] == 40
    assert len(answer["matches"]) == 3 and answer["matches"][0]["reasons"]
    assert set(answer) == {"need", "matches", "abstained", "nearest", "left_out"}


@pytest.mark.parametrize(
    "body", [{}, {"text": " "}, {"text": "x" * 5000}, {"text": 1}, {"text": "x", "limit": 99}]
)
def test_a_need_that_is_none_is_refused_in_json(client: TestClient, body: dict[str, Any]) -> None:
    answer = client.post("/api/needs", json=body)
    assert answer.status_code == 422 and answer.json()["detail"]


def test_what_is_too_large_is_refused_in_json(client: TestClient) -> None:
    answer = client.post("/api/needs", json={"text": "x" * 70_000})
    assert (answer.status_code, answer.json()) == (413, {"detail": "too large"})


def test_sixty_needs_an_hour_and_more_with_a_token(insider: Insider, monkeypatch: Any) -> None:
    monkeypatch.setattr("matchbot.channels.web.api.AN_HOUR", 2)
    ask = {"text": "lunch"}
    said = [insider.client.post("/api/needs", json=ask).status_code for _ in range(3)]
    assert said == [200, 200, 429]
    page = insider.log_in(OPERATOR).post("operator/tokens", {"act": "make", "name": "Stad"}).text
    token = re.search(r"<code>(\w+)</code>", page)
    assert token
    bearer = {"Authorization": f"Bearer {token[1]}"}
    said = [
        insider.client.post("/api/needs", json=ask, headers=bearer).status_code for _ in range(3)
    ]
    assert said == [200, 200, 200]
    insider.post("operator/tokens", {"act": "end", "token": token[1]})
    assert insider.client.post("/api/needs", json=ask, headers=bearer).status_code == 401
    assert insider.post("operator/tokens", {"act": "end", "token": token[1]}).status_code == 409


def test_reading_is_never_counted(client: TestClient, office: Any) -> None:
    for path in READ:
        client.get(path)
    with office.store.begin() as tx:
        assert tx.allowances.forget(datetime.max.replace(tzinfo=office.clock.now().tzinfo)) == 0


def test_no_cell_of_a_table_is_a_formula(store: SqlStore, now: datetime) -> None:
    known = sample_knowledge()
    wise = next(iter(known.catalogue.wises.values()))
    names = ('=HYPERLINK("http://evil.example")', "+1+1", "-2", "@SUM(A1)", "\t=1")
    wises = {f"w{n}": replace(wise, id=f"w{n}", name=name) for n, name in enumerate(names)}
    office = make_office(store, now, knowledge=replace(known, catalogue=Catalogue(wises)))
    with TestClient(make_site(office)) as client:
        rows = list(csv.DictReader(io.StringIO(client.get("/data/wises.csv").text)))
    assert len(rows) == len(names)
    assert [row["name"] for row in rows if row["name"][0] in "=+-@\t"] == []


def test_the_feeds_are_well_formed_whatever_stands_in_an_offering(
    store: SqlStore, now: datetime
) -> None:
    known = sample_knowledge()
    one = next(iter(known.catalogue.offerings.values()))
    evil = replace(one, title="]]>\x0b<script>&", description="\x00\ufffe<b>")
    catalogue = replace(known.catalogue, offerings={one.id: evil})
    office = make_office(store, now, knowledge=replace(known, catalogue=catalogue))
    with TestClient(make_site(office)) as client:
        atom = client.get("/feed.atom")
        (item,) = client.get("/feed.json").json()["items"]
    root = ET.fromstring(atom.content)
    titles = root.findall("{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}title")
    assert [title.text for title in titles] == ["]]><script>&"]
    assert item["title"] == "]]><script>&"


def test_the_sitemap_names_every_offering_in_every_language(client: TestClient) -> None:
    index = ET.fromstring(client.get("/sitemap.xml").content)
    parts = [loc.text for loc in index.iter() if loc.tag.endswith("}loc")]
    urls: set[str] = set()
    for part in parts:
        assert part is not None
        page = ET.fromstring(client.get(part.removeprefix("http://testserver")).content)
        urls |= {str(loc.text) for loc in page.iter() if loc.tag.endswith("}loc")}
    for language in ("nl", "en", "fr", "de"):
        for id in sample_knowledge().catalogue.offerings:
            assert f"http://testserver/{language}/offerings/{id}" in urls
    assert client.get("/sitemap/99.xml").status_code == 404
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").text


def test_only_the_search_box_may_stand_inside_another_site(client: TestClient) -> None:
    embed = client.get("/nl/embed").headers["content-security-policy"]
    assert "frame-ancestors" not in embed and "default-src 'self'" in embed
    for path in ("/nl/", "/nl/login", "/nl/data"):
        assert "frame-ancestors 'none'" in client.get(path).headers["content-security-policy"]


@pytest.mark.long
def test_the_api_keeps_to_what_it_says_of_itself(stocked: Office) -> None:
    """Schemathesis tries what it can think of; MATCHBOT_TEST_API_EXAMPLES says how often."""
    import schemathesis
    from hypothesis import HealthCheck, given, settings
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    token = make_writing_token(stocked, Member(WISE_ADDRESS, (WISE,)), WISE, "schemathesis")
    bearer = {"Authorization": f"Bearer {token}"}

    times = int(os.environ.get("MATCHBOT_TEST_API_EXAMPLES", "30"))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", make_site(stocked))
    calm = settings(max_examples=times, deadline=None, suppress_health_check=list(HealthCheck))
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == 13

    for operation in operations:

        @given(case=operation.as_strategy())
        @calm
        def tries(case: Any) -> None:
            # The form's rules say more than a schema can: kinds that exist, a least below a most.
            own = "/own/" in case.path
            case.call_and_validate(
                headers=bearer if own else None,
                excluded_checks=[positive_data_acceptance] if own else [],
            )

        tries()

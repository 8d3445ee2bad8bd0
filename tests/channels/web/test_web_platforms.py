"""Two platforms in one installation: each has its own name, colours, language, staff and catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

import pytest
from conftest import OPERATOR, Insider
from web_office import NEED, WHO, PostBox, TestClient, make_office, make_site, sample_knowledge

from matchbot.adapters.knowledge import build_knowledge
from matchbot.adapters.store import SqlStore
from matchbot.core.knowledge import Knowledge
from matchbot.core.offering import Catalogue, Offering, Wise
from matchbot.core.platform import Platform
from matchbot.core.sister import Sister
from matchbot.flows.catalogue import import_catalogue
from matchbot.flows.office import Office

LILLE = Platform(
    "lille", "Lille Solidaire", ("fr", "nl"), "FR", "Europe/Paris", "Lille", colour="#123456"
)
CATALOGUE = Catalogue(
    {"atelier": Wise("atelier", "Atelier du Nord", email="bonjour@atelier.example", language="fr")},
    {"atelier-menage": Offering("atelier-menage", "atelier", "Ménage de bureaux", language="fr")},
)
OPEN = ["fr/", "fr/offerings", "fr/kinds", "fr/impact", "fr/network", "fr/demand", "fr/about", "feed.json",
        "feed.json?whole=1", "feed.atom", "data/wises.csv", "data/catalogue.json", "sitemap/0.xml",
        "api/offerings?limit=100", "api/wises", "api/figures", "static/platform.css"]  # fmt: skip


@lru_cache(maxsize=1)
def lille_knowledge() -> Knowledge:
    """What is known in Lille; made once, as it takes seconds."""
    return build_knowledge(LILLE, CATALOGUE)


@pytest.fixture
def lille(stocked: Office, database_url: str, now: datetime) -> Iterator[Insider]:
    """A second platform on the database that holds Amsterdam's catalogue and a request."""
    with stocked.store.begin() as tx:
        tx.sisters.save(Sister("sister.example", "https://sister.example", "Zusje", pulled_at=now))
    store = SqlStore.open(database_url, LILLE.id)
    import_catalogue(store, CATALOGUE, now)
    office = make_office(store, now, knowledge=lille_knowledge())
    office = replace(
        office,
        platform=LILLE.id,
        rules=replace(office.rules, operators=("lea@lille.example",)),
    )
    with TestClient(make_site(office), follow_redirects=False) as client:
        yield Insider(client, office)
    store.close()


@pytest.mark.parametrize("path", OPEN)
def test_no_open_page_of_one_platform_tells_of_another(lille: Insider, path: str) -> None:
    amsterdam = sample_knowledge()
    answer = lille.client.get(f"/{path}")
    assert answer.status_code == 200
    names = {wise.name for wise in amsterdam.catalogue.wises.values() if len(wise.name) > 6}
    titles = {one.title for one in amsterdam.catalogue.offerings.values()}
    told = {amsterdam.platform.name, amsterdam.platform.colour, "Zusje", *names, *titles}
    assert [name for name in told if name in answer.text] == []


def test_a_platform_shows_its_own_name_colour_and_language(lille: Insider) -> None:
    assert "Lille Solidaire" in lille.client.get("/fr/").text
    assert "#123456" in lille.client.get("/static/platform.css").text
    assert lille.client.get("/de/").status_code == 404
    assert "Ménage de bureaux" in lille.client.get("/fr/offerings").text


def test_a_request_to_one_platform_is_none_of_the_others(
    lille: Insider, stocked: Office, insider: Insider
) -> None:
    for text in (NEED, "1", WHO):
        insider.client.post("/nl/chat", data={"text": text})
    letters = PostBox(stocked).letters()
    assert letters and PostBox(lille.office).letters() == []
    with lille.office.store.read() as tx:
        assert tx.people.identity("mail", "anna@gemeente.example") is None


def test_the_staff_of_one_platform_are_strangers_to_another(lille: Insider) -> None:
    lille.client.post("/fr/login", data={"email": OPERATOR})
    assert PostBox(lille.office).letters() == []
    lille.client.post("/fr/login", data={"email": "lea@lille.example"})
    (letter,) = PostBox(lille.office).letters()
    assert "lea@lille.example" in letter.to

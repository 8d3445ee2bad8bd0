"""The public pages: in every language, by language of the browser, with search and filters."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest
from starlette.testclient import TestClient
from web_office import PostBox, make_office, make_site

from matchbot.adapters.store import SqlStore
from matchbot.channels.web.bubbles import bubble
from matchbot.channels.web.languages import accepted
from matchbot.channels.web.static_files import platform_style
from matchbot.core.dialogue.conversation import OfferedChoice
from matchbot.core.insight.growth import people_by_year, wises_by_year
from matchbot.core.insight.plot import stacked, tick_step
from matchbot.core.offering import Catalogue, PeopleFigure, Wise
from matchbot.flows.office import Office
from matchbot.flows.records import Utterance

NOW = datetime(2026, 11, 23, tzinfo=UTC)
PAGES = ["", "offerings", "kinds", "chat", "about", "privacy", "accessibility", "impact",
         "offerings/buitenbaan-hagen", "wises/buitenbaan"]  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en", "fr", "de"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_speaks_every_language(client: TestClient, language: str, page: str) -> None:
    answer = client.get(f"/{language}/{page}")
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert len(re.findall("<h1", answer.text)) == 1
    assert answer.text.count('hreflang="') >= 8


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_language_leads_to_the_browsers(client: TestClient, page: str) -> None:
    answer = client.get(f"/{page}?q=x", headers={"Accept-Language": "fr-BE, en;q=0.5"})
    assert (answer.status_code, answer.headers["location"]) == (307, f"/fr/{page}?q=x")


@pytest.mark.parametrize(
    ("header", "language"),
    [("", "nl"), ("de", "de"), ("ja, en;q=0.2", "en"), ("en;q=0.1, de;q=0.9", "de"),
     ("en;q=x", "nl"), ("nl;q=0, en;q=0.1", "en"), (",;;q=,", "nl"), ("EN-us", "en")],
)  # fmt: skip
def test_the_browser_says_which_language(header: str, language: str) -> None:
    assert accepted(header, ("nl", "en", "fr", "de")) == language


@pytest.mark.parametrize(
    "path", ["/xx/", "/xx/chat", "/nl/nothing", "/nl/offerings/none", "/nl/wises/none"]
)
def test_what_is_not_there_is_said_in_words_with_a_way_on(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Deze bladzijde is er niet" in answer.text
    assert 'href="/nl/offerings"' in answer.text


def test_a_missing_page_keeps_the_language_of_its_address(client: TestClient) -> None:
    assert "This page is not there" in client.get("/en/nothing").text


def test_the_home_field_starts_the_chat(client: TestClient) -> None:
    page = client.get("/nl/").text
    assert '<form method="post" action="/nl/chat"' in page and "Wat zoekt u?" in page


def test_a_search_gives_matches_with_reasons(client: TestClient) -> None:
    page = client.get("/nl/offerings", params={"q": "lunch voor 40 personen in Noord"}).text
    first = page.split('<li class="card">')[1]
    assert "unch" in first and '<ul class="why"' in first


def test_a_search_for_what_nobody_sells_says_so(client: TestClient) -> None:
    page = client.get("/nl/offerings", params={"q": "advocaat voor een rechtszaak"}).text
    assert "Hier past niets echt bij" in page


@pytest.mark.parametrize("name", ["kind", "where"])
def test_a_filter_finds_as_many_as_it_says(client: TestClient, name: str) -> None:
    page = client.get("/nl/offerings").text
    options = page.split(f'<select id="{name}"')[1].split("</select>")[0]
    for value, count in re.findall(r'<option value="([^"]+)">[^<]*\((\d+)\)', options)[:5]:
        found = client.get("/nl/offerings", params={name: value}).text
        assert re.search(rf'role="status">\s*{count} (dienst|keer|aanbod)', found), value


def test_the_list_goes_on_over_pages_without_loss(client: TestClient, office: Office) -> None:
    seen: list[str] = []
    path: str | None = "/nl/offerings"
    while path:
        page = client.get(path).text
        seen += re.findall(r'<h2 [^>]*><a href="/nl/offerings/([^"]+)"', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = f"/nl/offerings{following[1]}".replace("&amp;", "&") if following else None
    assert sorted(seen) == sorted(office.knowledge().catalogue.offerings)


@pytest.mark.parametrize("page", ["0", "-1", "99999", "abc", "²", "1" * 400])
def test_a_strange_page_number_shows_a_page(client: TestClient, page: str) -> None:
    assert '<li class="card">' in client.get("/nl/offerings", params={"page": page}).text


def test_a_wise_page_shows_people_as_table_and_plot(client: TestClient) -> None:
    page = client.get("/nl/wises/buitenbaan").text
    assert "<svg" in page and "<caption>Mensen per soort werk, per jaar</caption>" in page
    assert "Groenkeur" in page and "november 2013" in page


def test_files_are_kept_for_ever_under_the_name_of_their_content(client: TestClient) -> None:
    path = re.search(r'href="(/static/[0-9a-f]+/style\.css)"', client.get("/nl/").text)
    assert path
    answer = client.get(path[1])
    assert answer.status_code == 200 and "immutable" in answer.headers["cache-control"]
    assert client.get("/static/000000000000/style.css").status_code == 404
    assert client.get("/static/x/..%2f..%2fapp.py").status_code == 404


def test_the_colours_are_fetched_again_only_when_they_change(client: TestClient) -> None:
    first = client.get("/static/platform.css")
    assert "--platform-colour:#0b5d4e" in first.text
    again = client.get("/static/platform.css", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_only_a_colour_reaches_the_stylesheet() -> None:
    body, _ = platform_style("red;} body{display:none", "#abc")
    assert body == b":root{--platform-accent:#abc}\n"


def test_health_and_readiness(client: TestClient, store: SqlStore) -> None:
    assert client.get("/health").status_code == client.get("/ready").status_code == 200
    assert "Disallow: /lead/" in client.get("/robots.txt").text
    assert client.get("/favicon.ico").headers["content-type"].startswith("image/svg")


def test_a_database_that_does_not_answer_is_not_ready(
    client: TestClient, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise OSError("gone")

    monkeypatch.setattr(office.store, "read", gone)
    assert client.get("/ready").status_code == 503
    assert client.get("/health").status_code == 200


def test_the_sample_says_that_it_is_one(client: TestClient) -> None:
    assert "alle sociale ondernemingen hier zijn verzonnen" in client.get("/nl/kinds").text


def test_the_demo_exists_only_in_the_demo(store: SqlStore, now: datetime) -> None:
    with TestClient(make_site(make_office(store, now))) as client:
        for path in ("/demo", "/demo/mailbox", "/demo/mailbox/x"):
            assert client.get(path).status_code == 404
        assert client.post("/demo/move", data={"days": "1"}).status_code in {404, 405}


def test_the_demos_clock_moves_on_a_post(client: TestClient, office: Office, now: datetime) -> None:
    client.get("/demo/move")
    assert office.clock.now() == now
    assert client.post("/demo/move", data={"days": "7"}).status_code == 303
    assert (office.clock.now() - now).days == 7


def test_the_demo_shows_leads_and_letters(
    leads: list[str], client: TestClient, post: PostBox
) -> None:
    assert client.get("/demo", headers={"Accept-Language": "en"}).text.count("<tr><td>") == 2
    letter = post.letters()[0]
    box = client.get("/demo/mailbox").text
    assert letter.subject.split("?")[0] in box
    page = client.get(f"/demo/mailbox/{letter.name}").text
    assert leads[-1] in page and "sandbox=" in page
    part = client.get(f"/demo/mailbox/{letter.name}/html")
    assert '<base target="_top">' in part.text
    policy = part.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script" not in policy


def test_only_the_letters_to_one_address_are_shown(
    leads: list[str], client: TestClient, post: PostBox
) -> None:
    to = post.to("anna@gemeente.example").to
    page = client.get("/demo/mailbox", params={"to": to}).text
    assert page.count('<li><a href="/demo/mailbox/') == 1


def test_numbered_lines_become_matches_with_their_button() -> None:
    text = "Dit begrijp ik: lunch.\n1. Lunch – De Lepel\n   Dichtbij · Op tijd\n2. Soep – De Pan\nWelke?"
    said = Utterance(4, "c", NOW, "bot", text,
                     (OfferedChoice("1", "Kies 1"), OfferedChoice("more", "Meer")), 3)  # fmt: skip
    made = bubble(said, {"Lunch – De Lepel": "lepel-lunch"}, 3)
    first, items, last = made.blocks
    assert (first, last) == ("Dit begrijp ik: lunch.", "Welke?")
    assert isinstance(items, list)
    assert [(i.number, i.offering, i.below) for i in items] == [
        ("1", "lepel-lunch", ["Dichtbij", "Op tijd"]),
        ("2", "", []),
    ]
    assert items[0].choice and [c.value for c in made.choices] == ["more"]
    old = bubble(said, {}, 4)
    assert old.choices == () and all(i.choice is None for i in old.blocks[1])  # type: ignore[union-attr]


def test_what_a_person_typed_is_never_read_as_a_list() -> None:
    said = Utterance(1, "c", NOW, "person", "1. Lunch\n2. Soep")
    assert bubble(said, {}, 0).blocks == ("1. Lunch\n2. Soep",)


def test_people_of_several_wises_are_added_up_by_year() -> None:
    figures = [PeopleFigure("a", 2025, 3, 1, 2, 1), PeopleFigure("b", 2025, 4, 0, 0, 0)]
    (year,) = people_by_year(figures)
    assert (year.paid, year.total, year.moved_to_paid) == (7, 10, 1)


def test_wises_without_a_date_were_there_from_the_start() -> None:
    wises = {"a": Wise("a", "A", joined=date(2024, 5, 1)), "b": Wise("b", "B")}
    assert wises_by_year(Catalogue(wises=wises), date(2025, 12, 31)) == [(2024, 1, 2), (2025, 0, 2)]


def test_a_plot_stands_on_its_base_and_stays_in_its_frame() -> None:
    plot = stacked([(2024, (3, 4)), (2025, (0, 9))])
    assert plot and len(plot.bars) == 3
    assert all(bar.y >= 0 and bar.y + bar.height <= plot.base + 0.2 for bar in plot.bars)
    assert stacked([]) is None and stacked([(2024, (0, 0))]) is None


@pytest.mark.parametrize(("most", "step"), [(1, 1), (5, 1), (9, 2), (70, 20), (1999, 500)])
def test_a_plot_has_few_round_lines(most: int, step: int) -> None:
    assert tick_step(most) == step


def test_the_list_is_sorted_by_the_distance_to_a_postcode(client: TestClient) -> None:
    page = client.get("/nl/offerings?kind=green&near=1187+NC").text
    far = [float(km.replace(",", ".")) for km in re.findall(r"op ([\d,]+) km", page)]
    assert len(far) > 2 and far == sorted(far)
    unknown = client.get("/nl/offerings?near=Nergenshuizen")
    assert unknown.status_code == 200 and "Nergenshuizen" in unknown.text


def test_the_list_can_be_narrowed_to_who_may_have_a_reserved_contract(client: TestClient) -> None:
    narrowed = client.get("/nl/offerings?kind=catering&reserved=yes").text
    assert "Saffraan" in narrowed and "Tafel en Tent" not in narrowed
    asked = client.get("/nl/offerings?q=catering%2C+voorbehouden+opdracht").text
    assert "Niet getoond" in asked and "Tafel en Tent (volgens eigen opgave" in asked


def test_a_label_that_expired_says_until_when_it_was_held(client: TestClient) -> None:
    page = client.get("/nl/wises/het-derde-bord").text
    assert "verlopen: gold tot en met november 2020" in page
    assert "geldig tot en met november 2027" in page


def test_machines_read_what_an_offering_is(client: TestClient) -> None:
    page = client.get("/en/offerings/buitenbaan-hagen").text
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert data
    linked = json.loads(data[1])
    assert (linked["@type"], linked["name"]) == ("Service", "Hagen knippen")
    assert linked["provider"]["name"] == "Hoveniersbedrijf Buitenbaan"


def test_each_page_names_itself_in_every_language(client: TestClient) -> None:
    page = client.get("/fr/kinds").text
    languages = re.findall(r'hreflang="([\w-]+)" href="http://testserver', page)
    assert languages == ["nl", "en", "fr", "de", "x-default"]
    assert '<link rel="canonical" href="http://testserver/fr/kinds">' in page
    assert '<meta property="og:url" content="http://testserver/fr/kinds">' in page

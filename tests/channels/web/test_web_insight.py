"""The pages of figures: in every language, sourced, nothing small; GET shows and POST acts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from insight_rows import seed
from starlette.testclient import TestClient
from web_office import PostBox, StillClock

from matchbot.core.need import KindGuess, Need, Place
from matchbot.flows.catalogue import import_catalogue
from matchbot.flows.demand import send_demand_letters
from matchbot.flows.office import Office
from matchbot.flows.records import NeedRecord
from matchbot.flows.yearly_figures import ask_for_figures

REPAIR = Need("fiets van Jansen", "fiets van Jansen", (KindGuess("bicycles", 0.9),),
              Place("Amsterdam-Zuidoost", 52.307, 4.972, 3.5))  # fmt: skip


@pytest.fixture(autouse=True)
def rows(office: Office) -> None:
    """The sample catalogue, two years of needs and leads, and six buyers who found nothing."""
    import_catalogue(office.store, office.knowledge().catalogue, office.clock.now())
    seed(office.store, office.platform, 80)
    with office.store.begin() as tx:
        for number in range(6):
            at = office.clock.now() - timedelta(days=number)
            tx.needs.add(NeedRecord(f"r{number}", f"rp{number}", "c", REPAIR, True, at))


@pytest.mark.parametrize("page", ["impact", "impact/2025", "demand"])
def test_every_page_of_figures_speaks_every_language(client: TestClient, page: str) -> None:
    for language in ("nl", "en", "fr", "de"):
        answer = client.get(f"/{language}/{page}")
        assert answer.status_code == 200
        assert len(re.findall("<h1", answer.text)) == 1
        assert "Jansen" not in answer.text and "anna" not in answer.text


def test_each_plot_is_described_and_has_its_table_and_source(client: TestClient) -> None:
    page = client.get("/en/impact").text
    for name in ("wises", "people", "offerings", "needs", "leads", "won"):
        assert f'aria-labelledby="{name}-title {name}-desc"' in page
        assert f'<title id="{name}-title">' in page and f'<desc id="{name}-desc">Bars' in page
    assert page.count('class="source">Source: ') == page.count("<table>") - 2 == 6
    assert 'href="/en/impact/2025"' in page


@pytest.mark.parametrize(("year", "status"), [("1999", 404), ("x", 400), ("9" * 30, 404)])
def test_a_year_without_figures_has_no_report(client: TestClient, year: str, status: int) -> None:
    assert client.get(f"/nl/impact/{year}").status_code == status


def test_demand_is_told_by_kind_and_place(client: TestClient) -> None:
    page = client.get("/nl/demand").text
    assert "Zuidoost (6)" in page


def test_a_wise_widens_its_offering_with_one_click(
    client: TestClient, office: Office, post: PostBox
) -> None:
    send_demand_letters(office)
    link = post.link("Zuidoost", "demand")[0]
    assert 'value="widen"' in client.get(link).text
    assert client.get(link).text == client.get(link).text
    assert client.post(link, data={"answer": "perhaps"}).status_code == 200
    assert client.post(link, data={"answer": "widen"}).status_code == 303
    assert 'role="status"' in client.get(link).text
    with office.store.read() as tx:
        areas = [one.areas for one in tx.catalogue.load().offerings.values()]
    before = [one.areas for one in office.knowledge().catalogue.offerings.values()]
    assert sum("Zuidoost" in a for a in areas) == sum("Zuidoost" in b for b in before) + 1


def test_a_wise_gives_four_numbers(
    client: TestClient, office: Office, post: PostBox, clock: StillClock
) -> None:
    clock.move(days=49)
    ask_for_figures(office)
    link = post.link("2026", "figures")[0]
    wrong = client.post(link, data={"paid": "<b>veel</b>"})
    assert wrong.status_code == 422 and "&lt;b&gt;veel" in wrong.text
    assert client.post(link, data={"paid": "7", "volunteer": "2"}).status_code == 303
    page = client.get(link).text
    assert (
        'role="status"' in page
        and 'name="paid" inputmode="numeric" autocomplete="off" value="7"' in page
    )


@pytest.mark.parametrize("kind", ["demand", "figures"])
def test_a_made_up_link_is_refused_in_words(client: TestClient, kind: str) -> None:
    for answer in (
        client.get(f"/{kind}/nothing"),
        client.post(f"/{kind}/nothing", data={"answer": "no"}),
    ):
        assert answer.status_code == 404 and "<h1>" in answer.text

"""The network page adds up what platforms publish; of another platform's own data it shows nothing."""

from __future__ import annotations

import re
from datetime import date, timedelta

from web_office import StillClock, TestClient, sample_knowledge

from matchbot.core.insight.network import Figures, Told, added_up, figures_from, figures_of
from matchbot.core.sister import HOLDS, Sister
from matchbot.flows.network import network
from matchbot.flows.office import Office

PUBLISHED = {"wises": 12, "offerings": 40, "year": 2024, "paid": 100, "volunteer": 20,
             "daytime": 30, "reported": 9}  # fmt: skip


def know(office: Office, clock: StillClock) -> None:
    sister = Sister(
        "rotterdam.example", "https://rotterdam.example", "Rotterdam <Match>",
        figures=PUBLISHED, pulled_at=clock.now(),
    )  # fmt: skip
    with office.store.begin() as tx:
        tx.sisters.save(sister)


def test_the_sum_is_that_of_the_rows(client: TestClient, office: Office, clock: StillClock) -> None:
    know(office, clock)
    page = client.get("/en/network").text
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", page)
    figures = [
        [int(n) for n in re.findall(r"number\">([\d,]+)<", r.replace(",", ""))] for r in rows
    ]
    ours, theirs, together = figures
    assert theirs[:6] == [12, 40, 9, 100, 20, 30]
    assert together[:6] == [a + b for a, b in zip(ours[:6], theirs[:6], strict=True)]
    assert ours[0] == len(sample_knowledge().catalogue.wises)
    assert 'href="https://rotterdam.example/impact"' in page
    assert "Rotterdam &lt;Match&gt;" in page and "23 November 2026" in page


def test_a_sister_that_was_not_read_for_too_long_is_left_out(
    office: Office, clock: StillClock
) -> None:
    know(office, clock)
    today = clock.now().date()
    assert len(network(office, today)) == 2
    clock.at += HOLDS + timedelta(days=1)
    assert len(network(office, today)) == 1


def test_what_is_published_strangely_counts_as_not_known() -> None:
    assert figures_from({"wises": "many", "paid": -1, "volunteer": True, "daytime": 3}) == Figures(
        daytime=3
    )


def test_our_own_figures_are_those_of_the_catalogue() -> None:
    catalogue = sample_knowledge().catalogue
    found = figures_of(catalogue)
    last = max(figure.year for figure in catalogue.people)
    assert found.paid == sum(f.paid for f in catalogue.people if f.year == last)
    told = Told("x", "", date(2026, 1, 1), found)
    assert added_up([told, told]).paid == 2 * found.paid

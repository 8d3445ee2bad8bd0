"""A WISE joins: it says what proves it, the platform decides with words, and it sees where it stands."""

from __future__ import annotations

import re

import pytest
from conftest import OPERATOR, Insider
from web_office import PostBox

from matchbot.core.application import Application

FORM = {
    "name": "De Nieuwe Bakkers", "email": "deeg@bakkers.example", "place": "Noord",
    "about": "Wij bakken brood met mensen die lang zonder werk waren.", "share": "60",
    "income": "45", "label0": "PSO 30+", "source0": "PSO-Nederland", "given0": "2025-03-01",
    "offering": "Vers brood bezorgen voor hoogstens 80 personen in Noord",
}  # fmt: skip
EVIL = '<script>alert("1")</script>'


def applied(insider: Insider, **more: str) -> Application:
    assert insider.client.post("/nl/join", data={**FORM, **more}).status_code == 200
    with insider.office.store.read() as tx:
        return tx.applications.find(["new", "asked"])[-1]


def link(insider: Insider) -> str:
    found = re.search(r"/joining/\S+", PostBox(insider.office).to(FORM["email"]).text)
    assert found
    return found[0]


def decide(insider: Insider, id: str, verdict: str, text: str = "") -> int:
    data = {"verdict": verdict, "text": text}
    return insider.post(f"operator/applications/{id}", data).status_code


def test_the_whole_way_from_applying_to_logging_in(insider: Insider) -> None:
    id = applied(insider).id
    page = insider.log_in(OPERATOR).get("operator").text
    assert "De Nieuwe Bakkers" in page and "PSO 30+" in page and "maart 2025" in page
    assert decide(insider, id, "ask", "Hoeveel mensen werken er?") == 303
    to = link(insider)
    assert "Hoeveel mensen werken er?" in insider.client.get(to).text
    assert insider.client.post(to, data={"text": " "}).status_code == 422
    assert insider.client.post(to, data={"text": "Twaalf"}).status_code == 303
    assert "Twaalf" in insider.get("operator").text
    assert decide(insider, id, "approve") == 303
    assert "u doet mee" in insider.client.get(to).text
    with insider.office.store.read() as tx:
        own = tx.catalogue.of_wise("de-nieuwe-bakkers")
        assert tx.catalogue.hidden("de-nieuwe-bakkers") == {}
    (offering,) = own.offerings.values()
    assert own.wises["de-nieuwe-bakkers"].email == FORM["email"]
    assert (offering.max_quantity, offering.unit, offering.kinds) == (80, "persons", ("bakery",))
    assert [label.label for label in own.labels] == ["PSO 30+"]
    insider.log_in(FORM["email"])
    assert insider.get("me/de-nieuwe-bakkers").status_code == 200


def test_a_refusal_has_a_reason_and_the_wise_reads_it(insider: Insider) -> None:
    id = applied(insider).id
    insider.log_in(OPERATOR)
    assert decide(insider, id, "refuse") == 422
    assert decide(insider, id, "refuse", "Er werkt niemand.") == 303
    assert "Er werkt niemand." in insider.client.get(link(insider)).text
    assert "Er werkt niemand." in PostBox(insider.office).to(FORM["email"]).text
    assert decide(insider, id, "approve") == 409


@pytest.mark.parametrize(
    ("field", "typed"),
    [("name", ""), ("email", "nobody"), ("share", "150"), ("given0", "gisteren"),
     ("website", "javascript:alert(1)"), ("about", "x" * 4500)],
)  # fmt: skip
def test_what_cannot_be_read_is_told(insider: Insider, field: str, typed: str) -> None:
    answer = insider.client.post("/nl/join", data={**FORM, field: typed})
    assert answer.status_code == 422 and 'aria-invalid="true"' in answer.text
    with insider.office.store.read() as tx:
        assert tx.applications.find(["new"]) == []


def test_applying_twice_is_one_application_and_three_a_day_are_enough(insider: Insider) -> None:
    for _ in range(3):
        applied(insider)
    assert insider.client.post("/nl/join", data=FORM).status_code == 422
    with insider.office.store.read() as tx:
        assert len(tx.applications.find(["new"])) == 1
    assert len(PostBox(insider.office).letters()) == 3


def test_the_letter_carries_nobodys_words_to_an_address_that_did_not_ask(insider: Insider) -> None:
    applied(insider, name="Koop nu bij evil.example", about="Klik hier")
    letter = PostBox(insider.office).to(FORM["email"])
    assert "evil" not in letter.subject + letter.text + letter.html


def test_script_in_an_application_stays_text(insider: Insider) -> None:
    names = ("name", "about", "place", "postcode", "label0", "source0", "offering")
    id = applied(insider, **dict.fromkeys(names, EVIL)).id
    assert "<script>alert" not in insider.log_in(OPERATOR).get("operator").text
    decide(insider, id, "ask", EVIL)
    assert "<script>alert" not in insider.client.get(link(insider)).text
    assert "<script>alert" not in insider.get("operator/trail").text


def test_another_site_cannot_apply(insider: Insider) -> None:
    other = {"sec-fetch-site": "cross-site"}
    assert insider.client.post("/nl/join", data=FORM, headers=other).status_code == 403


def test_script_told_in_the_chat_stays_text(insider: Insider) -> None:
    evil = EVIL + "x" * 3000
    said = ("/join", evil, evil, evil, "60% PSO" + EVIL, f"Brood {EVIL}", "ja", "a@bakkers.example")
    for n, text in enumerate(said):
        data = {"text": text, "message_id": f"m{n}"}
        page = insider.client.post("/nl/chat", data=data, follow_redirects=True).text
        assert EVIL not in page
    assert "ligt nu bij het platform" in page
    assert EVIL not in insider.log_in(OPERATOR).get("operator").text
    with insider.office.store.read() as tx:
        (there,) = tx.applications.find(["new"])
    assert len(there.applied.name) <= 200 and decide(insider, there.id, "approve") == 303
    assert EVIL not in insider.log_in("a@bakkers.example").get("me").text

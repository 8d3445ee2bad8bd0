"""The operator's page: what waits, one click for each decision, and to each scope no more than its own."""

from __future__ import annotations

import pytest
from conftest import OPERATOR, WISE, WISE_ADDRESS, Insider
from web_office import PostBox

from matchbot.core.outbox import OutboxMessage
from matchbot.flows.records import Task

NETWORK, CITY, VIEWER = "nel@netwerk.example", "cor@stad.example", "vera@raad.example"
ID = "buitenbaan-taart"
LETTER = b"Date: Mon, 23 Nov 2026 09:00:00 +0100\n\nx"


@pytest.fixture
def waiting(insider: Insider) -> Insider:
    """An offering, a task, a doubtful letter and a quarantined mail wait."""
    insider.log_in(WISE_ADDRESS)
    insider.post(f"me/{WISE}/offerings/new", {"title": "Taart", "kinds": "catering"})
    office, now = insider.office, insider.office.clock.now()
    with office.store.begin() as tx:
        tx.tasks.add(Task("t1", "complaint", "c1", "Dit klopt niet", now))
        tx.outbox.add(
            OutboxMessage("m1", office.platform, "mail", "lead", "k1", "anna@x.example", LETTER,
                          state="failed", reason="550 no such user")
        )  # fmt: skip
        tx.inbox.receive("mail", "s1", "mail:piet@x.example", b"raw", now)
        item = tx.inbox.take("me", now, now)
        assert item is not None
        tx.inbox.finish(item, "me", "quarantined", now, "too deep")
    return insider


def test_everything_that_waits_is_on_one_page(waiting: Insider) -> None:
    page = waiting.log_in(OPERATOR).get("operator").text
    for said in ("Taart", "Dit klopt niet", "550 no such user", "too deep", "klacht"):
        assert said.lower() in page.lower(), said
    assert "Er wachten 4 dingen." in page


def test_an_approved_offering_shows_and_its_wise_hears(waiting: Insider) -> None:
    waiting.log_in(OPERATOR)
    path = f"operator/offerings/{ID}"
    assert waiting.post(path, {"verdict": "approve"}).status_code == 303
    with waiting.office.store.read() as tx:
        assert ID in tx.catalogue.load().offerings
    assert "Taart" in PostBox(waiting.office).to(WISE_ADDRESS).subject
    again = waiting.post(path, {"verdict": "refuse", "text": "nee"})
    assert again.status_code == 409 and "iemand anders was sneller" in again.text


def test_a_question_leaves_the_offering_waiting_and_a_refusal_needs_a_reason(
    waiting: Insider,
) -> None:
    waiting.log_in(OPERATOR)
    path = f"operator/offerings/{ID}"
    assert waiting.post(path, {"verdict": "refuse", "text": " "}).status_code == 422
    assert waiting.post(path, {"verdict": "ask", "text": "Van wie?"}).status_code == 303
    with waiting.office.store.read() as tx:
        assert tx.catalogue.hidden(WISE) == {ID: "waiting"}
    assert waiting.post(path, {"verdict": "refuse", "text": "Geen werk."}).status_code == 303
    assert "Geen werk." in PostBox(waiting.office).to(WISE_ADDRESS).text
    with waiting.office.store.read() as tx:
        assert tx.catalogue.hidden(WISE) == {ID: "removed"}


def test_a_task_a_letter_and_a_mail_are_dealt_with(waiting: Insider) -> None:
    waiting.log_in(OPERATOR)
    for path in ("tasks/t1", "letters/m1", "mails/1"):
        assert waiting.post(f"operator/{path}").status_code == 303, path
    with waiting.office.store.read() as tx:
        letter = tx.outbox.get("m1")
        assert "t1" not in [task.id for task in tx.tasks.open()]
        assert letter is not None and letter.state == "queued"
        acts = [line.act for line in tx.audit.newest(3)]
    assert acts == ["mail.again", "letter.again", "task.close"]
    assert waiting.post("operator/letters/nothing").status_code == 409


@pytest.mark.parametrize(
    ("address", "sees", "hides"),
    [
        (OPERATOR, ("Taart", "anna@x.example", "Dit klopt niet"), ()),
        (NETWORK, ("Taart", "Keur goed", WISE_ADDRESS), ("anna@x.example", "Dit klopt niet")),
        (CITY, ("Taart",), ("Keur goed", "anna@x.example", "Dit klopt niet", WISE_ADDRESS)),
        (VIEWER, ("Wie wat deed",), ("Taart", "Keur goed", "anna@x.example", WISE_ADDRESS)),
    ],
)
def test_each_scope_sees_its_own(
    waiting: Insider, address: str, sees: tuple[str, ...], hides: tuple[str, ...]
) -> None:
    page = waiting.log_in(address).get("operator").text
    assert [word for word in sees if word not in page] == []
    assert [word for word in hides if word in page] == []


@pytest.mark.parametrize("address", [CITY, VIEWER, WISE_ADDRESS])
def test_who_may_not_decide_cannot(waiting: Insider, address: str) -> None:
    waiting.log_in(address)
    posts = [
        (f"offerings/{ID}", {"verdict": "approve"}), ("applications/a1", {"verdict": "approve"}),
        ("tasks/t1", {}), ("letters/m1", {}), ("mails/1", {}),
    ]  # fmt: skip
    for path, data in posts:
        assert waiting.post(f"operator/{path}", data).status_code == 404, path
    with waiting.office.store.read() as tx:
        assert tx.catalogue.hidden(WISE) == {ID: "waiting"} and len(tx.tasks.open()) == 1


def test_a_wise_does_not_see_the_operators_page(waiting: Insider) -> None:
    waiting.log_in(WISE_ADDRESS)
    for path in ("operator", "operator/search?q=taart", "operator/trail"):
        assert waiting.get(path).status_code == 404


def test_a_search_finds_wises_offerings_and_the_trail(waiting: Insider) -> None:
    page = waiting.log_in(OPERATOR).get("operator/search?q=BUITENBAAN").text
    assert "Hoveniersbedrijf Buitenbaan" in page and "buitenbaan-hagen" in page
    assert "offering.add" in page
    assert "Niets gevonden" in waiting.get("operator/search?q=zzzz").text
    assert "groen@" not in waiting.log_in(VIEWER).get("operator/search?q=buitenbaan").text


def test_a_get_decides_nothing(waiting: Insider) -> None:
    waiting.log_in(OPERATOR)
    assert waiting.get(f"operator/offerings/{ID}?verdict=approve").status_code == 405
    with waiting.office.store.read() as tx:
        assert tx.catalogue.hidden(WISE) == {ID: "waiting"}

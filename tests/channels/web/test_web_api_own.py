"""The writing half of the API: what a WISE's program may change, by the rules of its form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from conftest import OPERATOR, WISE, WISE_ADDRESS, Insider
from httpx import Response

OWN = "/api/own/offerings"
HEDGE = f"{OWN}/buitenbaan-hagen"
SOLD = {"title": "Hagen scheren", "kinds": ["green"], "price_from": 32.125, "price_unit": "hour"}


def token_of(page: str) -> str:
    found = re.search(r"<code>(\w[\w-]*)</code>", page)
    assert found
    return found[1]


@pytest.fixture
def bearer(wise: Insider) -> dict[str, str]:
    page = wise.post(f"me/{WISE}/tokens", {"act": "make", "name": "Kassa"}).text
    return {"Authorization": f"Bearer {token_of(page)}"}


def ask(
    insider: Insider,
    bearer: Mapping[str, str],
    method: str,
    path: str,
    body: Any = None,
    **more: str,
) -> Response:
    return insider.client.request(method, path, json=body, headers={**bearer, **more})


def test_a_program_makes_reads_changes_and_removes_an_offering(
    wise: Insider, bearer: dict[str, str]
) -> None:
    made = ask(wise, bearer, "POST", OWN, SOLD)
    assert (made.status_code, made.json()["hidden"]) == (201, "")
    assert (made.json()["wise"], made.json()["price_from"]) == (WISE, 32.12)
    there, etag = made.headers["location"], made.headers["etag"]
    read = ask(wise, bearer, "GET", there)
    assert (read.json(), read.headers["etag"]) == (made.json(), etag)
    assert read.headers["cache-control"] == "no-store"
    assert there.rsplit("/", 1)[1] in {
        o["id"] for o in ask(wise, bearer, "GET", OWN).json()["items"]
    }
    changed = ask(
        wise, bearer, "PUT", there, {"title": "Heggen", "kinds": ["green"]}, **if_match(etag)
    )
    assert (changed.json()["title"], changed.json()["price_from"]) == ("Heggen", None)
    assert ask(wise, bearer, "DELETE", there, **if_match(etag)).status_code == 412
    gone = ask(wise, bearer, "DELETE", there, **if_match(changed.headers["etag"]))
    assert (gone.status_code, gone.content) == (204, b"")
    assert ask(wise, bearer, "GET", there).status_code == 404


def if_match(etag: str) -> dict[str, str]:
    return {"If-Match": etag}


def test_nothing_is_overwritten_that_was_not_read(wise: Insider, bearer: dict[str, str]) -> None:
    etag = ask(wise, bearer, "GET", HEDGE).headers["etag"]
    assert ask(wise, bearer, "PUT", HEDGE, SOLD).status_code == 428
    assert ask(wise, bearer, "PUT", HEDGE, SOLD, **if_match("*")).status_code == 412
    assert ask(wise, bearer, "PUT", HEDGE, SOLD, **if_match(etag)).status_code == 200
    late = ask(wise, bearer, "PUT", HEDGE, {**SOLD, "title": "Other"}, **if_match(etag))
    assert late.status_code == 412
    assert ask(wise, bearer, "GET", HEDGE).json()["title"] == "Hagen scheren"


def test_new_kinds_of_work_wait_as_by_the_form(wise: Insider, bearer: dict[str, str]) -> None:
    made = ask(wise, bearer, "POST", OWN, {"title": "Lunch", "kinds": ["catering"]})
    assert (made.status_code, made.json()["hidden"]) == (201, "waiting")
    assert "Lunch" in wise.log_in(OPERATOR).get("operator").text


@pytest.mark.parametrize(
    ("body", "field"),
    [({}, "title"), ({"title": " "}, "title"), ({"title": "x", "kinds": ["rockets"]}, "kinds"),
     ({"title": "x", "min_quantity": 9, "max_quantity": 2}, "max_quantity"),
     ({"title": "x", "lead_days": -1}, "lead_days"), ({"title": "x", "id": "mine"}, "id"),
     ({"title": "x" * 201}, "title"), ({"title": "x", "unit": "spoons"}, "unit")],
)  # fmt: skip
def test_what_cannot_be_taken_names_the_field(
    wise: Insider, bearer: dict[str, str], body: dict[str, Any], field: str
) -> None:
    answer = ask(wise, bearer, "POST", OWN, body)
    assert answer.status_code == 422
    assert answer.json()["detail"] == "some fields cannot be taken"
    assert [name.split(".")[0] for name in answer.json()["fields"]][:1] == [field]


def test_a_program_writes_for_its_own_wise_alone(wise: Insider, bearer: dict[str, str]) -> None:
    others = f"{OWN}/de-volle-lepel-lunch"
    assert ask(wise, bearer, "GET", others).status_code == 404
    assert ask(wise, bearer, "PUT", others, SOLD, **if_match("x")).status_code == 404
    assert ask(wise, bearer, "DELETE", others, **if_match("x")).status_code == 404
    assert wise.post("me/de-volle-lepel/tokens", {"act": "make", "name": "x"}).status_code == 404


def test_only_a_token_for_writing_that_was_not_taken_back_opens(
    wise: Insider, bearer: dict[str, str]
) -> None:
    shapes = []
    for headers, status in ((dict[str, str](), 401), ({"Authorization": "Bearer nobody"}, 401)):
        answer = ask(wise, headers, "GET", OWN)
        assert answer.status_code == status and answer.headers["www-authenticate"] == "Bearer"
        shapes.append(set(answer.json()))
    word = bearer["Authorization"].split()[1]
    assert wise.post(f"me/{WISE}/tokens", {"act": "end", "token": word}).status_code == 303
    assert ask(wise, bearer, "GET", OWN).status_code == 401
    assert wise.post(f"me/{WISE}/tokens", {"act": "end", "token": word}).status_code == 422
    page = wise.log_in(OPERATOR).post("operator/tokens", {"act": "make", "name": "Stad"}).text
    staff = ask(wise, {"Authorization": f"Bearer {token_of(page)}"}, "GET", OWN)
    assert staff.status_code == 403
    assert [*shapes, set(staff.json())] == [{"detail", "fields"}] * 3


def test_changes_are_limited_and_written_down(
    wise: Insider, bearer: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matchbot.channels.web.api_own.CHANGES_AN_HOUR", 1)
    said = [ask(wise, bearer, "POST", OWN, SOLD).status_code for _ in range(2)]
    assert said == [201, 429]
    assert ask(wise, bearer, "GET", OWN).status_code == 200
    with wise.office.store.read() as tx:
        assert "api: Kassa" in {line.actor for line in tx.audit.newest()}
    assert wise.log_in(WISE_ADDRESS).get(f"me/{WISE}").status_code == 200

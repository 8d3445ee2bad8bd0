"""Logging in by a mailed link: for those we know, once, for a quarter of an hour."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from conftest import OPERATOR, WISE, WISE_ADDRESS, Insider
from web_office import PostBox, StillClock, TestClient, make_site

from matchbot.flows.login import log_in, member_of
from matchbot.flows.office import Office


def link(office: Office, client: TestClient, address: str = WISE_ADDRESS) -> str:
    client.post("/nl/login", data={"email": address})
    found = re.search(r"/login/\S+", PostBox(office).to(address).text)
    assert found
    return found[0]


def move(office: Office, **by: float) -> None:
    assert isinstance(office.clock, StillClock)
    office.clock.move(**by)


def test_known_and_unknown_addresses_get_the_same_answer(insider: Insider) -> None:
    pages = [
        insider.client.post("/nl/login", data={"email": email}).text.replace(email, "…")
        for email in (WISE_ADDRESS, "nobody@nowhere.example")
    ]
    assert pages[0] == pages[1]
    assert [letter.to for letter in PostBox(insider.office).letters()] == [WISE_ADDRESS]


@pytest.mark.parametrize("written", ["GROEN@buitenbaan.example", " groen@Buitenbaan.EXAMPLE "])
def test_a_link_goes_to_the_address_as_it_is_registered(insider: Insider, written: str) -> None:
    insider.client.post("/nl/login", data={"email": written})
    assert PostBox(insider.office).letters()[0].to == WISE_ADDRESS


def test_looking_at_the_link_does_not_spend_it_and_a_second_use_is_refused(
    insider: Insider,
) -> None:
    to = link(insider.office, insider.client)
    assert [insider.client.get(to).status_code for _ in range(3)] == [200, 200, 200]
    assert "matchbot_session" not in insider.client.cookies
    assert insider.client.post(to).headers["location"] == "/nl/me"
    assert (insider.client.get(to).status_code, insider.client.post(to).status_code) == (410, 410)


def test_a_link_is_over_after_a_quarter_of_an_hour(insider: Insider) -> None:
    to = link(insider.office, insider.client)
    move(insider.office, minutes=16)
    assert (insider.client.get(to).status_code, insider.client.post(to).status_code) == (410, 410)
    assert insider.client.get("/login/no-such-link").status_code == 404


def test_the_sessions_cookie_is_out_of_reach_of_scripts(insider: Insider) -> None:
    answer = insider.client.post(link(insider.office, insider.client))
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "secure" not in cookie
    assert answer.headers["cache-control"] == "no-store"


def test_on_https_the_cookie_is_never_sent_in_the_clear(stocked: Office) -> None:
    rules = replace(stocked.rules, public_url="https://match.example")
    office = replace(stocked, rules=rules)
    with TestClient(make_site(office), follow_redirects=False) as client:
        assert "secure" in client.post(link(office, client)).headers["set-cookie"].lower()


def test_a_session_ends_by_itself_and_by_logging_out(wise: Insider) -> None:
    assert wise.get("me").status_code == 303
    kept = wise.client.cookies["matchbot_session"]
    wise.post("logout")
    assert "matchbot_session" not in wise.client.cookies
    wise.client.cookies.set("matchbot_session", kept)
    assert wise.get(f"me/{WISE}").headers["location"] == "/nl/login"
    wise.log_in(WISE_ADDRESS)
    move(wise.office, days=8)
    assert wise.get(f"me/{WISE}").headers["location"] == "/nl/login"


def test_whoever_leaves_the_team_is_out_at_once(insider: Insider) -> None:
    insider.log_in(WISE_ADDRESS).post(f"me/{WISE}/team", {"email": "Jan@x.example", "act": "add"})
    insider.log_in("jan@x.example")
    assert insider.get(f"me/{WISE}").status_code == 200
    with insider.office.store.begin() as tx:
        tx.teams.remove(WISE, "jan@x.example")
    assert insider.get(f"me/{WISE}").headers["location"] == "/nl/login"


@pytest.mark.parametrize(
    ("address", "scope"),
    [(OPERATOR, "operator"), ("nel@netwerk.example", "network"), ("cor@stad.example", "city"),
     ("vera@raad.example", "viewer")],
)  # fmt: skip
def test_people_of_the_platform_have_a_scope(insider: Insider, address: str, scope: str) -> None:
    word = log_in(insider.office, link(insider.office, insider.client, address).split("/")[-1])
    member = member_of(insider.office, word)
    assert member is not None and (member.scope, member.wises) == (scope, ())


def test_an_address_gets_five_links_an_hour(insider: Insider) -> None:
    for _ in range(9):
        insider.client.post("/nl/login", data={"email": WISE_ADDRESS})
    assert len(PostBox(insider.office).letters()) == 5
    move(insider.office, hours=1)
    insider.client.post("/nl/login", data={"email": WISE_ADDRESS})
    assert len(PostBox(insider.office).letters()) == 6


def test_another_site_can_neither_log_in_nor_act(wise: Insider) -> None:
    other = {"sec-fetch-site": "cross-site"}
    to = link(wise.office, wise.client)
    assert wise.client.post(to, headers=other).status_code == 403
    assert wise.post(f"me/{WISE}/team", {"email": "a@b.example"}, headers=other).status_code == 403
    for word in ("", "wrong", "é"):
        answer = wise.client.post(f"/nl/me/{WISE}/team", data={"email": "a@b.nl", "csrf": word})
        assert answer.status_code == 403


def test_no_redirect_leads_where_the_visitor_says(insider: Insider) -> None:
    answer = insider.client.get("/nl/me?next=https://evil.example")
    assert answer.headers["location"] == "/nl/login"
    to = link(insider.office, insider.client)
    assert insider.client.post(f"{to}?next=//evil.example").headers["location"] == "/nl/me"


def test_a_link_does_not_open_another_kind_of_page(wise: Insider) -> None:
    to = link(wise.office, wise.client).split("/")[-1]
    session = wise.client.cookies["matchbot_session"]
    assert wise.client.get(f"/lead/{to}").status_code == 404
    assert wise.client.get(f"/login/{session}").status_code == 404
    assert member_of(wise.office, to) is None


def test_one_place_on_the_net_cannot_flood_the_forms(insider: Insider, monkeypatch: Any) -> None:
    monkeypatch.setattr("matchbot.channels.web.members.FORMS_AN_HOUR", 2)
    said = [insider.client.post("/nl/login", data={"email": f"a{n}@x.example"}) for n in range(3)]
    assert [answer.status_code for answer in said] == [200, 200, 429]
    assert said[2].headers["retry-after"] == "3600" and "te vaak" in said[2].text
    assert insider.client.get("/nl/login").status_code == 200

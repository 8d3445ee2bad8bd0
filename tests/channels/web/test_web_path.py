"""The main job on the web: from a sentence to an accepted lead, without JavaScript."""

from __future__ import annotations

import json
import re

import pytest
from starlette.testclient import TestClient
from web_office import NEED, WHO, PostBox, StillClock

from matchbot.flows.office import Office


def test_three_matches_with_reasons_come_on_the_first_message(buyer) -> None:
    page = buyer.say(NEED)
    assert page.count('<ol class="matches">') == 1
    assert len(re.findall(r'<p class="title">\d\. <a href="/nl/offerings/', page)) == 3
    assert page.count('<ul class="why">') == 3


@pytest.mark.parametrize(
    ("language", "machine", "person"),
    [
        ("nl", "een computerprogramma", "Praat u liever met een mens"),
        ("en", "a computer program", "If you would rather talk to a person"),
        ("fr", "un programme informatique", "Si vous préférez parler à une personne"),
        ("de", "einem Computerprogramm", "Wenn Sie lieber mit einem Menschen sprechen"),
    ],
)
def test_the_greeting_stands_there_before_the_first_message(
    client: TestClient, language: str, machine: str, person: str
) -> None:
    page = client.get(f"/{language}/chat").text
    assert machine in page and person in page
    assert "vraag@sociaal-amsterdam.example" in page


def test_a_wise_that_accepts_is_told_to_the_buyer_where_they_wrote(
    buyer, leads: list[str], client: TestClient, post: PostBox
) -> None:
    assert len(leads) == 2
    form = client.get(leads[0])
    assert "Kunt u dit doen?" in form.text and "anna@gemeente.example" not in form.text
    done = client.post(leads[0], data={"answer": "accept", "note": "Wij brengen het zelf"})
    assert (done.status_code, done.headers["location"]) == (303, leads[0])
    after = client.get(leads[0]).text
    assert "anna@gemeente.example" in after and "Fijn, u zei ja" in after
    assert "Wij brengen het zelf" in buyer.page()
    assert len([m for m in post.letters() if "ennismaking" in m.subject]) == 2


@pytest.mark.parametrize("page", ["offerings/de-volle-lepel-soeppan", "wises/de-volle-lepel"])
def test_who_asks_on_a_page_asks_about_that_very_offering(
    client: TestClient, office: Office, page: str
) -> None:
    form = client.get(f"/nl/{page}").text
    choice = re.search(r'value="(about:de-volle-lepel-soeppan)"', form)
    assert choice
    said = {"choice": choice[1], "text": "20 personen", "message_id": "m1"}
    answer = client.post("/nl/chat", data=said, follow_redirects=True).text
    assert len(re.findall(r'<p class="title">\d\. ', answer)) == 1
    assert '1. <a href="/nl/offerings/de-volle-lepel-soeppan"' in answer
    assert "20 personen" in answer and "Ja, vraag deze" in answer and "about:" not in answer
    after = client.post("/nl/chat", data={"text": "ja", "message_id": "m2"}, follow_redirects=True)
    assert "De Volle Lepel" in after.text and "Voor welke organisatie" in after.text


def test_who_asks_about_what_is_gone_hears_so(client: TestClient) -> None:
    said = {"choice": "about:nothing-of-the-kind", "message_id": "m1"}
    answer = client.post("/nl/chat", data=said, follow_redirects=True).text
    assert "wordt niet meer aangeboden" in answer


def test_a_declined_lead_offers_the_next_match(
    buyer, leads: list[str], client: TestClient, office: Office
) -> None:
    client.post(leads[0], data={"answer": "decline:too_busy"})
    page = buyer.page()
    assert "Ja, vraag deze" in page
    with office.store.read() as tx:
        assert [lead.reason for lead in tx.leads.find(state="declined")] == ["too_busy"]


def test_the_mailed_link_confirms_as_well_as_the_code(
    buyer, client: TestClient, post: PostBox
) -> None:
    for text in (NEED, "2", WHO):
        buyer.say(text)
    (link,) = post.link("code", "confirm")
    assert "anna@gemeente.example" in client.get(link).text
    assert post.link("", "lead") == []
    assert client.post(link).status_code == 303
    assert "Uw adres is bevestigd" in client.get(link).text
    assert len(post.link("", "lead")) == 1


def test_the_same_post_twice_says_it_once(client: TestClient) -> None:
    for _ in range(2):
        posted = client.post("/nl/chat", data={"text": NEED, "message_id": "form-1"})
        assert posted.status_code == 303
    assert client.get("/nl/chat").text.count('class="bubble person"') == 1


def test_an_old_button_says_so_and_does_nothing(buyer, office: Office) -> None:
    first = re.findall(r'name="round" value="(\d+)"', buyer.say(NEED))[-1]
    buyer.say("meer")
    page = buyer.press("1", round=first)
    assert "hoort bij een eerder bericht" in page
    assert "Voor welke organisatie" not in page


def test_buttons_of_an_earlier_reply_are_no_longer_shown(buyer) -> None:
    buyer.say(NEED)
    page = buyer.say("meer")
    assert len(re.findall(r'name="choice" value="1"', page)) == 1


def test_a_script_gets_only_the_new_lines(buyer, client: TestClient) -> None:
    before = buyer.say(NEED)
    newest = max(int(n) for n in re.findall(r'id="u(\d+)"', before))
    answer = client.post(
        "/nl/chat",
        data={"text": "meer", "message_id": "x", "after": str(newest)},
        headers={"Accept": "application/json"},
    )
    lines = json.loads(answer.text)["lines"]
    assert lines[0]["id"] == newest + 1 and "meer" in lines[0]["html"]
    assert all(line["id"] > newest for line in lines)


def test_the_page_follows_the_language_of_the_conversation(client: TestClient) -> None:
    client.post("/nl/chat", data={"text": NEED, "message_id": "a"})
    posted = client.post("/en/chat", data={"text": "more", "message_id": "b"})
    assert posted.headers["location"].startswith("/en/chat")
    assert "we go on in English" in client.get("/en/chat").text


def test_ten_thousand_characters_are_answered(buyer) -> None:
    page = buyer.say("schoonmaak van een kantoor " * 370)
    assert "Dat is een lang bericht" in page


def test_an_empty_message_is_answered(buyer) -> None:
    assert "Uw bericht was leeg" in buyer.say("   ")


def test_a_busy_conversation_asks_for_a_moment(
    buyer, client: TestClient, office: Office, clock: StillClock
) -> None:
    buyer.say(NEED)
    with office.store.begin() as tx:
        from matchbot.core.keys import hash_key

        found = tx.conversations.find("web", hash_key(client.cookies["matchbot_chat"]))
        assert found
        tx.conversations.lease(found.id, "other", clock.at, clock.at.replace(hour=10))
    answer = client.post("/nl/chat", data={"text": "meer", "message_id": "z"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
    assert "Een ogenblik" in answer.text

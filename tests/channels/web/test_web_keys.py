"""Links in letters: a GET shows, a POST acts; used, late and unknown links say what they are."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from looking import public_links, rows, tempting
from starlette.testclient import TestClient
from web_office import PostBox, StillClock

from matchbot.adapters.letters.letters import LETTERS
from matchbot.adapters.letters.samples import SITE, sample_letter
from matchbot.adapters.store import SqlStore
from matchbot.core.keys import PAGES
from matchbot.core.lead import move
from matchbot.flows.erasure import forget_person
from matchbot.flows.office import Office, make_key
from matchbot.flows.strangers import ask_to_confirm

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def stop_link(buyer, post: PostBox, office: Office, clock: StillClock) -> str:
    """The unsubscribe link of a subscriber."""
    for text in ("subscribe", "alles", "claire@kantoor.example"):
        buyer.say(text)
    code = re.search(r"\d{6}", post.to("claire@kantoor.example").subject)
    assert code
    buyer.say(code[0])
    with office.store.begin() as tx:
        (subscription,) = tx.subscriptions.active()
        word = make_key(tx, office, "unsubscribe", subscription.id, clock.at)
    return f"/unsubscribe/{word}"


def _state(office: Office) -> dict[str, int]:
    with office.store.read() as tx:
        return tx.subscriptions.counts()


def test_both_answers_have_equal_weight(leads: list[str], client: TestClient) -> None:
    page = client.get(leads[0]).text
    buttons = re.findall(r"<button([^>]*)>(?:Ja, dat kunnen wij|Nee, dit kunnen wij niet)<", page)
    assert buttons == [' name="answer" value="accept"', ' name="answer" value="decline"']


@pytest.mark.parametrize("answer", ["accept", "decline"])
def test_the_answer_in_the_link_only_focuses_its_button(
    leads: list[str], client: TestClient, office: Office, answer: str
) -> None:
    page = client.get(f"{leads[0]}?answer={answer}").text
    assert f'value="{answer}" autofocus' in page
    with office.store.read() as tx:
        assert tx.leads.find(state="accepted") == tx.leads.find(state="declined") == []


def test_accepting_twice_is_accepting_once(
    leads: list[str], client: TestClient, post: PostBox
) -> None:
    for _ in range(2):
        assert client.post(leads[0], data={"answer": "accept"}).status_code == 303
    assert len([m for m in post.letters() if "ennismaking" in m.subject]) == 2


def test_an_answer_can_be_taken_back_on_its_page(leads: list[str], client: TestClient) -> None:
    client.post(leads[0], data={"answer": "decline:too_far"})
    assert 'value="undo"' in client.get(leads[0]).text
    assert client.post(leads[0], data={"answer": "undo"}).status_code == 303
    assert "Kunt u dit doen?" in client.get(leads[0]).text


def test_a_price_that_cannot_be_read_keeps_what_was_written(
    leads: list[str], client: TestClient, office: Office
) -> None:
    data = {"answer": "accept", "price": "veel te weinig", "note": "Graag!"}
    page = client.post(leads[0], data=data)
    assert page.status_code == 422
    assert "lezen we geen bedrag" in page.text and "Graag!" in page.text
    with office.store.read() as tx:
        assert tx.leads.find(state="accepted") == []
    client.post(leads[0], data={"answer": "accept", "price": "ongeveer 2k"})
    assert "€ 2.000" in client.get(leads[0]).text.replace("\xa0", " ").replace("&nbsp;", " ")


def test_a_wise_tells_the_outcome_on_the_same_page(leads: list[str], client: TestClient) -> None:
    client.post(leads[0], data={"answer": "accept"})
    told = {"answer": "outcome:win", "amount": "450", "work": "paid"}
    assert client.post(leads[0], data=told).status_code == 303
    assert "Dank u, we hebben dit genoteerd" in client.get(leads[0]).text


def test_a_decided_lead_cannot_be_decided_otherwise(leads: list[str], client: TestClient) -> None:
    client.post(leads[0], data={"answer": "accept"})
    other = client.post(leads[0], data={"answer": "decline"})
    assert other.status_code == 409
    assert "Hier was al een antwoord op" in other.text and "Fijn, u zei ja" in other.text


def test_a_withdrawn_lead_shows_no_form(
    leads: list[str], client: TestClient, office: Office, clock: StillClock
) -> None:
    with office.store.begin() as tx:
        for lead in tx.leads.find():
            gone, event = move(lead, "withdraw", clock.at, actor="buyer", channel="web")
            assert tx.leads.save(gone, event, lead.state)
    page = client.get(leads[0])
    assert page.status_code == 200
    assert "ingetrokken" in page.text and 'name="answer"' not in page.text
    assert client.post(leads[0], data={"answer": "accept"}).status_code == 409


def test_a_late_lead_link_is_gone(leads: list[str], client: TestClient, clock: StillClock) -> None:
    clock.move(days=31)
    for page in (client.get(leads[0]), client.post(leads[0], data={"answer": "accept"})):
        assert page.status_code == 410 and "Deze link geldt niet meer" in page.text


def test_a_lead_page_speaks_the_language_of_its_wise(leads: list[str], client: TestClient) -> None:
    page = client.get(leads[0], headers={"Accept-Language": "fr"}).text
    assert '<html lang="nl">' in page


@pytest.mark.parametrize("kind", ["lead", "confirm", "unsubscribe"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_unknown_link_says_so(client: TestClient, kind: str, method: str) -> None:
    answer = client.request(method, f"/{kind}/no-such-word", headers={"Accept-Language": "de"})
    assert answer.status_code == 404
    assert "Diesen Link kennen wir nicht" in answer.text


def test_a_key_opens_only_its_own_kind_of_page(leads: list[str], client: TestClient) -> None:
    word = leads[0].rsplit("/", 1)[1]
    assert client.get(f"/unsubscribe/{word}").status_code == 404
    assert client.post(f"/confirm/{word}").status_code == 404


def test_a_person_stops_with_one_button(stop_link: str, client: TestClient, office: Office) -> None:
    assert "Stop ermee" in client.get(stop_link).text
    assert _state(office).get("active") == 1
    assert client.post(stop_link).status_code == 303
    assert "U krijgt het overzicht niet meer" in client.get(stop_link).text
    assert _state(office) == {"unsubscribed": 1}


@pytest.mark.parametrize("multipart", [False, True])
def test_a_mail_program_stops_with_one_click(
    stop_link: str, client: TestClient, office: Office, multipart: bool
) -> None:
    client.cookies.clear()
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://mail.example"}
    for _ in range(2):
        if multipart:
            files = {name: (None, value) for name, value in ONE_CLICK.items()}
            answer = client.post(stop_link, files=files, headers=headers)
        else:
            answer = client.post(stop_link, data=ONE_CLICK, headers=headers)
        assert (answer.status_code, answer.text) == (200, "unsubscribed\n")
        assert answer.headers["content-type"].startswith("text/plain")
        assert "set-cookie" not in answer.headers
    assert _state(office) == {"unsubscribed": 1}


def test_one_click_with_an_unknown_key_is_plain_too(client: TestClient) -> None:
    answer = client.post("/unsubscribe/nobody", data=ONE_CLICK)
    assert answer.status_code == 404 and answer.headers["content-type"].startswith("text/plain")


@pytest.fixture
def preferences(stop_link: str, office: Office, clock: StillClock) -> str:
    """The path of a subscriber's preferences; the key of the digest opens them."""
    return stop_link.replace("/unsubscribe/", "/preferences/")


def test_a_subscriber_changes_pauses_and_stops_on_one_page(
    preferences: str, client: TestClient, office: Office
) -> None:
    page = client.get(preferences).text
    id = re.search(r'name="id" value="([^"]+)"', page)
    assert id and "loopt" in page
    saved = {"act": "save", "id": id[1], "words": "lunch", "place": "Haarlem", "radius": "12,5",
             "language": "en", "channel": "mail"}  # fmt: skip
    assert client.post(preferences, data=saved).status_code == 303
    page = client.get(preferences).text
    assert 'value="lunch"' in page and 'value="12.5"' in page and '<html lang="en">' in page
    for act, state in (("pause", "paused"), ("resume", "active"), ("stop_all", "unsubscribed")):
        client.post(preferences, data={"act": act, "id": id[1]})
        assert _state(office) == {state: 1}


def test_a_place_that_nobody_knows_is_said_and_nothing_changes(
    preferences: str, client: TestClient
) -> None:
    id = re.search(r'name="id" value="([^"]+)"', client.get(preferences).text)
    assert id
    data = {"act": "save", "id": id[1], "words": "lunch", "place": "Xqzwijk"}
    answer = client.post(preferences, data=data)
    assert answer.status_code == 422 and "Xqzwijk" in answer.text
    assert 'value="lunch"' not in client.get(preferences).text


def test_signing_up_looks_the_same_for_every_address(
    preferences: str, client: TestClient, post: PostBox
) -> None:
    pages = []
    for email in ("claire@kantoor.example", "new@kantoor.example", "new@kantoor.example"):
        answer = client.post("/nl/subscribe", data={"email": email, "words": "", "place": ""})
        pages.append((answer.status_code, answer.text))
    assert len(set(pages)) == 1
    asked = [m for m in post.letters() if m.subject.startswith("Bevestig uw wekelijkse")]
    assert len(asked) == 1


def test_a_bad_address_is_said_and_what_was_written_stays(client: TestClient) -> None:
    data = {"email": "geen adres", "words": "lunch"}
    answer = client.post("/nl/subscribe", data=data)
    assert answer.status_code == 422
    assert "geen adres" in answer.text and 'value="lunch"' in answer.text


def test_a_place_and_how_far_from_it_can_be_asked_for_at_once(
    client: TestClient, office: Office
) -> None:
    data = {"email": "new@kantoor.example", "words": "lunch", "place": "Haarlem", "radius": "12,5"}
    assert client.post("/nl/subscribe", data=data).status_code == 200
    with office.store.read() as tx:
        (asked,) = tx.subscriptions.of_address("mail", "new@kantoor.example")
    assert (asked.wish.place, asked.wish.radius_km) == ("Haarlem", 12.5)


def test_who_stopped_all_sees_nothing_more_to_stop(preferences: str, client: TestClient) -> None:
    assert "stop_all" in client.get(preferences).text
    client.post(preferences, data={"act": "stop_all"})
    assert "stop_all" not in client.get(preferences).text


def test_a_digest_asked_for_on_the_web_begins_behind_its_button(
    client: TestClient, post: PostBox, office: Office
) -> None:
    client.post("/nl/subscribe", data={"email": "new@kantoor.example"})
    assert _state(office) == {"pending": 1}
    (link,) = post.link("wekelijkse", "confirm")
    assert 'method="post"' in client.get(link).text
    assert _state(office) == {"pending": 1}
    client.post(link)
    assert _state(office) == {"active": 1}


@pytest.mark.parametrize("times", [3, pytest.param(100, marks=pytest.mark.long)])
def test_looking_changes_no_row(
    leads: list[str],
    client: TestClient,
    post: PostBox,
    office: Office,
    store: SqlStore,
    times: int,
) -> None:
    client.post("/nl/subscribe", data={"email": "new@kantoor.example"})
    (confirm,) = post.link("wekelijkse", "confirm")
    links = public_links(office, leads, confirm, "new@kantoor.example")
    before = rows(store)
    for link in links:
        assert client.get(link, follow_redirects=True).status_code == 200, link
        for method in ("GET", "HEAD", "OPTIONS"):
            for _ in range(times):
                client.request(method, tempting(link))
    assert rows(store) == before


@pytest.fixture
def dossier(buyer, leads: list[str], office: Office, client: TestClient) -> str:
    """The path of a buyer's file: one WISE said yes with a note and a price, one said no."""
    client.post(leads[0], data={"answer": "accept", "note": "=1+1", "price": "450 euro"})
    client.post(leads[1], data={"answer": "decline:too_far"})
    found = re.findall(r'href="http://testserver(/dossier/[\w-]+)"', buyer.say("download"))
    assert found
    return str(found[-1])


def test_a_buyer_prints_matches_requests_and_answers(dossier: str, client: TestClient) -> None:
    page = client.get(dossier)
    assert page.headers["cache-control"] == "no-store"
    for words in ("Lunch", "=1+1", "450", "te ver", "zei ja", "12 december"):
        assert words in page.text, words


def test_the_table_of_a_dossier_holds_no_formula(dossier: str, client: TestClient) -> None:
    file = client.get(f"{dossier}/csv")
    assert file.headers["content-type"].startswith("text/csv")
    assert "attachment" in file.headers["content-disposition"]
    table = list(csv.DictReader(io.StringIO(file.text.removeprefix("\ufeff"), newline="")))
    asked = [row for row in table if row["soort"] == "aanvraag"]
    assert {row["stand"] for row in asked} == {"zei ja", "kan het niet doen"}
    assert {row["woorden erbij"] for row in asked} == {"'=1+1", ""}
    assert any(row["soort"] == "past bij de vraag" and row["waarom"] for row in table)


def test_a_dossier_of_somebody_who_was_erased_is_gone(
    dossier: str, client: TestClient, office: Office
) -> None:
    with office.store.begin() as tx:
        (lead, *_) = tx.leads.find()
        forget_person(tx, office, lead.person_id, office.clock.now(), "web")
    assert client.get(dossier).status_code == 404


def test_a_dossier_link_ends_after_a_month(
    dossier: str, client: TestClient, clock: StillClock
) -> None:
    clock.move(days=31)
    assert client.get(dossier).status_code == 410


def test_offerings_stand_side_by_side(client: TestClient) -> None:
    link = "/nl/compare?id=buitenbaan-hagen&id=de-volle-lepel-lunch&id=nobody"
    page = client.get(link).text
    assert page.count('<th scope="col"') == 2
    assert "niet bekend" in page and "Prijs" in page


@pytest.mark.parametrize("query", ["", "?id=", "?id=buitenbaan-hagen&id=buitenbaan-hagen"])
def test_fewer_than_two_cannot_be_compared(client: TestClient, query: str) -> None:
    page = client.get(f"/nl/compare{query}")
    assert page.status_code == 200 and "<table" not in page.text
    assert "Kies twee tot vijf" in page.text


@pytest.mark.parametrize(("many", "shown", "told"), [(5, 5, False), (6, 5, True), (9, 5, True)])
def test_of_many_five_are_compared_and_it_is_said(
    client: TestClient, office: Office, many: int, shown: int, told: bool
) -> None:
    ids = list(office.knowledge().catalogue.offerings)[:many]
    page = client.get("/nl/compare", params={"id": ids}).text
    assert page.count('<th scope="col"') == shown
    assert (f"U koos {many} dingen" in page) == told


def test_what_is_ticked_in_a_search_is_compared_for_it(client: TestClient) -> None:
    """Without JavaScript: the list is a form, and its ticks are the link to the comparison."""
    found = client.get("/nl/offerings", params={"q": "lunch voor 40 in Noord"}).text
    ids = re.findall(r'<input type="checkbox" name="id" value="([^"]+)"', found)
    assert len(ids) >= 2 and 'method="get" action="/nl/compare"' in found
    assert '<input type="hidden" name="q" value="lunch voor 40 in Noord">' in found
    page = client.get("/nl/compare", params={"id": ids[:2], "q": "lunch voor 40 in Noord"}).text
    assert page.count('<th scope="col"') == 2
    assert "Vergeleken voor: lunch voor 40 in Noord" in page and "Past" in page


def test_a_wise_that_is_late_may_still_say_yes_on_its_page(
    leads: list[str], client: TestClient, office: Office
) -> None:
    with office.store.begin() as tx:
        for lead in tx.leads.find():
            told, _ = move(lead, "notify", office.clock.now(), actor="post", channel="mail")
            moved, event = move(told, "expire", office.clock.now(), actor="clock", channel="")
            tx.leads.save(replace(moved, followed=("remind", "expire")), event, lead.state)
    page = client.get(leads[0]).text
    assert "alsnog" in page and 'value="decline"' not in page
    client.post(leads[0], data={"answer": "accept"})
    page = client.get(leads[0]).text
    assert "Wij vragen de koper" in page and "anna@gemeente.example" not in page


@pytest.mark.parametrize("template", LETTERS)
def test_every_link_in_a_letter_leads_to_a_page(
    template: str, client: TestClient, office: Office
) -> None:
    """To a page that acts, or to one that says why this link does not."""
    letter = office.letters.chat_text(sample_letter(template, "nl"))
    for path in re.findall(rf"{SITE}(/[^\s?)]+)", letter):
        # The made-up offerings of the samples have no page here.
        page = client.get(path.partition("/offerings/")[0])
        assert page.status_code < 400 or "Deze link kennen we niet" in page.text, path


@pytest.mark.parametrize("page", PAGES)
def test_every_page_by_key_refuses_a_word_that_was_never_given(
    page: str, client: TestClient
) -> None:
    refused = client.get(f"/{page}/never-given")
    assert refused.status_code == 404 and "Deze link kennen we niet" in refused.text
    assert refused.headers["x-robots-tag"] == "noindex"
    assert f"Disallow: /{page}/" in client.get("/robots.txt").text


def test_who_wrote_for_the_first_time_says_by_a_button_that_it_was_them(
    client: TestClient, office: Office, post: PostBox, clock: StillClock
) -> None:
    anna = "anna@kantoor.example"
    with office.store.begin() as tx:
        tx.inbox.receive("mail", "1", f"mail:{anna}", b"Subject: lunch\n\nLunch", clock.at)
        item = tx.inbox.take("tests", clock.at, clock.at + timedelta(minutes=1))
    assert item is not None
    ask_to_confirm(office, item, "tests", anna, "nl")
    (link,) = post.link("", "mail")

    assert "Kwam de mail van anna@kantoor.example van u?" in client.get(link).text
    assert client.post(link).status_code == 303
    assert "wordt gelezen" in client.get(link).text
    with office.store.read() as tx:
        assert [i.source for i in tx.inbox.find() if i.source != "mail"] == ["mail_proven"]

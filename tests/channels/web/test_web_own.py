"""A WISE keeps its own page: its text stays in its own hands, and nothing is overwritten silently."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from conftest import WISE, WISE_ADDRESS, Insider
from PIL import Image

from matchbot.core.lead import Contact, Lead, LeadEvent
from matchbot.core.need import Need
from matchbot.core.offering import Offering
from matchbot.flows.records import LinkedChat

ID = "buitenbaan-hagen"
EVIL = '<script>alert("1")</script>'


def stored(insider: Insider, id: str = ID) -> Offering:
    with insider.office.store.read() as tx:
        return tx.catalogue.of_wise(WISE).offerings[id]


def hidden(insider: Insider) -> dict[str, str]:
    with insider.office.store.read() as tx:
        return tx.catalogue.hidden(WISE)


def form(insider: Insider, path: str) -> dict[str, str]:
    """The version that stands in a form."""
    found = re.search(r'name="version" value="(\w*)"', insider.get(path).text)
    assert found
    return {"version": found[1]}


def photo_file(width: int = 40, height: int = 30, format: str = "PNG", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(out, format, **more)
    return out.getvalue()


def test_a_wise_changes_its_offering(wise: Insider) -> None:
    path = f"me/{WISE}/offerings/{ID}"
    answer = wise.post(
        path, {**form(wise, path), "title": "Hagen en heggen", "price_from": "12,50"}
    )
    assert answer.headers["location"] == f"/nl/me/{WISE}?done=saved"
    assert (stored(wise).title, stored(wise).price_from) == ("Hagen en heggen", 12.5)
    assert stored(wise).areas == ("Amstelveen", "Zuid")
    assert hidden(wise) == {}


def test_the_second_of_two_editors_sees_the_difference(wise: Insider) -> None:
    path = f"me/{WISE}/offerings/{ID}"
    old = form(wise, path)
    wise.post(path, {**old, "title": "Van de eerste"})
    answer = wise.post(path, {**old, "title": "Van de tweede"})
    assert answer.status_code == 409
    assert "Van de eerste" in answer.text and "Van de tweede" in answer.text
    assert stored(wise).title == "Van de eerste"
    fresh = re.search(r'name="version" value="(\w+)"', answer.text)
    assert fresh
    wise.post(path, {"version": fresh[1], "title": "Van de tweede"})
    assert stored(wise).title == "Van de tweede"


def test_the_second_editor_of_a_profile_sees_the_difference(wise: Insider) -> None:
    path = f"me/{WISE}/profile"
    old = form(wise, path)
    assert wise.post(path, {**old, "name": "Eén"}).status_code == 303
    answer = wise.post(path, {**old, "name": "Twee"})
    assert answer.status_code == 409
    assert "Eén" in answer.text and "Twee" in answer.text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", "  ", "Dit is nodig."),
        ("lead_days", "twee", "Schrijf een getal"),
        ("lead_days", "1,5", "Schrijf een heel getal"),
        ("price_from", "-3", "Schrijf een getal"),
        ("title", "x" * 400, "Dit is te lang"),
        ("unit", "bananen", "Kies iets uit de lijst"),
        ("kinds", "no-such-kind", "Kies iets uit de lijst"),
        ("max_quantity", "5", "meer dan het meeste"),
    ],
)
def test_what_cannot_be_read_is_told_and_kept_as_it_was_typed(
    wise: Insider, field: str, typed: str, said: str
) -> None:
    path = f"me/{WISE}/offerings/{ID}"
    before = stored(wise)
    answer = wise.post(path, {**form(wise, path), field: typed})
    assert answer.status_code == 422
    assert said in answer.text
    # A list to choose from cannot show what is not in it.
    assert field in {"kinds", "unit"} or typed.strip() in answer.text
    assert stored(wise) == before


def test_a_new_offering_of_a_kind_already_sold_shows_at_once(wise: Insider) -> None:
    answer = wise.post(f"me/{WISE}/offerings/new", {"title": "Grasmaaien", "kinds": "green"})
    assert answer.headers["location"].endswith("?done=saved")
    assert stored(wise, "buitenbaan-grasmaaien").kinds == ("green",)
    assert "buitenbaan-grasmaaien" not in hidden(wise)


def test_a_new_offering_of_another_kind_waits_for_an_operator(wise: Insider) -> None:
    answer = wise.post(f"me/{WISE}/offerings/new", {"title": "Taart", "kinds": "catering"})
    assert answer.headers["location"].endswith("?done=waits")
    wise.post(f"me/{WISE}/offerings/buitenbaan-taart/state", {"act": "pause"})
    wise.post(f"me/{WISE}/offerings/buitenbaan-taart/state", {"act": "resume"})
    assert hidden(wise) == {"buitenbaan-taart": "waiting"}
    assert "Wacht tot het platform" in wise.get(f"me/{WISE}").text


def test_an_edit_cannot_smuggle_in_another_kind(wise: Insider) -> None:
    path = f"me/{WISE}/offerings/{ID}"
    wise.post(path, {**form(wise, path), "title": "Taart", "kinds": "catering"})
    assert hidden(wise) == {ID: "waiting"}


def test_two_offerings_of_one_title_have_two_ids(wise: Insider) -> None:
    for _ in range(2):
        wise.post(f"me/{WISE}/offerings/new", {"title": "Grasmaaien", "kinds": "green"})
    assert stored(wise, "buitenbaan-grasmaaien-2").title == "Grasmaaien"


def test_a_kind_is_guessed_from_the_text(wise: Insider) -> None:
    wise.post(f"me/{WISE}/offerings/new", {"title": "Lunch met broodjes en soep"})
    assert stored(wise, "buitenbaan-lunch-met-broodjes-en-soep").kinds == ("catering",)


def test_a_wise_that_removes_its_last_offering_is_told(wise: Insider) -> None:
    with wise.office.store.read() as tx:
        ids = list(tx.catalogue.of_wise(WISE).offerings)
    for id in ids:
        wise.post(f"me/{WISE}/offerings/{id}/state", {"act": "remove"})
    page = wise.get(f"me/{WISE}").text
    assert "kopers vinden u niet" in page
    assert wise.get(f"me/{WISE}/offerings/{ids[0]}").status_code == 404
    with wise.office.store.read() as tx:
        assert not [o for o in tx.catalogue.load().offerings.values() if o.wise == WISE]


def test_the_coach_tells_what_is_missing_without_saving(wise: Insider) -> None:
    path = f"me/{WISE}/offerings/new"
    page = wise.post(path, {"title": "Iets lekkers", "kinds": "catering", "act": "check"}).text
    assert "Zeg hoeveel u aankunt" in page and "Kopers typen woorden als" in page
    assert "Zeg hoeveel dagen vooraf" in page
    told = {"title": "Lunch", "kinds": "catering", "min_quantity": "5", "unit": "persons",
            "lead_days": "2", "price_from": "10", "price_unit": "person", "radius_km": "10",
            "description": "Een lunch met broodjes, soep en fruit, gebracht en opgeruimd door ons.",
            "act": "check"}  # fmt: skip
    assert "Hier mist niets" in wise.post(path, told).text
    assert len(wise.get(f"me/{WISE}").text.split("Iets lekkers")) == 1


def test_a_photo_is_drawn_anew_and_needs_words(wise: Insider) -> None:
    path = f"me/{WISE}/offerings/{ID}/photo"
    secret = photo_file(format="JPEG", comment=b"secret place", exif=b"Exif\x00\x00secret")
    files = {"photo": ("../../x.svg", secret, "image/svg+xml")}
    assert wise.post(path, {"act": "put", "alt": " "}, files=files).status_code == 422
    assert wise.post(path, {"act": "put", "alt": "Een haag"}, files=files).status_code == 303
    with wise.office.store.read() as tx:
        photo = tx.photos.get(ID)
    assert photo is not None and b"secret" not in photo.body and photo.alt == "Een haag"
    answer = wise.client.get(f"/photos/{photo.hash}.jpg")
    assert (answer.headers["content-type"], answer.content) == ("image/jpeg", photo.body)
    wise.post(path, {"act": "drop"})
    assert wise.client.get(f"/photos/{photo.hash}.jpg").status_code == 404


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (f"<svg xmlns='http://www.w3.org/2000/svg'>{EVIL}</svg>".encode(), "geen foto"),
        (b"", "geen foto"),
        (photo_file()[:60], "geen foto"),
        (b"GIF89a" + b"\0" * 40, "geen foto"),
        (photo_file(format="BMP"), "geen foto"),
    ],
)
def test_what_is_no_photo_is_refused(wise: Insider, raw: bytes, said: str) -> None:
    files = {"photo": ("x.jpg", raw, "image/jpeg")}
    answer = wise.post(f"me/{WISE}/offerings/{ID}/photo", {"act": "put", "alt": "x"}, files=files)
    assert answer.status_code == 422 and said in answer.text


def test_a_photo_of_fifty_megapixels_is_refused_before_it_is_unpacked(wise: Insider) -> None:
    huge = io.BytesIO()
    Image.new("1", (10_000, 5_000)).save(huge, "PNG")
    files = {"photo": ("x.png", huge.getvalue(), "image/png")}
    answer = wise.post(f"me/{WISE}/offerings/{ID}/photo", {"act": "put", "alt": "x"}, files=files)
    assert answer.status_code == 422 and "30 miljoen" in answer.text


CSV = "id,title,kinds,price_from\nbuitenbaan-hagen,Hagen knippen,green,40\n,Grasmaaien,green,12\n"


def upload(wise: Insider, text: str, name: str = "aanbod.csv") -> Any:
    files = {"file": (name, text.encode(), "text/csv")}
    return wise.post(f"me/{WISE}/import", {}, files=files)


def test_a_file_is_shown_before_it_changes_anything(wise: Insider) -> None:
    before = stored(wise)
    page = upload(wise, CSV).text
    assert "Nieuw: 1. Veranderd: 1." in page and "Grasmaaien" in page
    assert stored(wise) == before
    version = re.search(r'name="version" value="(\w+)"', page)
    assert version
    data = {"version": version[1], "name": "aanbod.csv", "text": CSV}
    assert wise.post(f"me/{WISE}/import", data).status_code == 303
    assert stored(wise).price_from == 40
    assert stored(wise, "buitenbaan-grasmaaien").price_from == 12
    again = wise.post(f"me/{WISE}/import", data)
    assert again.status_code == 409 and "intussen veranderd" in again.text


def test_a_file_cannot_touch_another_wises_offering(wise: Insider) -> None:
    with wise.office.store.read() as tx:
        theirs = next(o for o in tx.catalogue.load().offerings.values() if o.wise != WISE)
    text = f"id,wise,title,kinds\n{theirs.id},{theirs.wise},Gekaapt,green\n"
    data = {"name": "a.csv", "text": text}
    page = wise.post(f"me/{WISE}/import", data).text
    version = re.search(r'name="version" value="(\w+)"', page)
    if version:
        wise.post(f"me/{WISE}/import", {**data, "version": version[1]})
    with wise.office.store.read() as tx:
        assert tx.catalogue.load().offerings[theirs.id] == theirs


@pytest.mark.parametrize("text", ["", "\x00\x01", "geen,kop\n1,2\n", EVIL])
def test_a_file_that_holds_nothing_says_so(wise: Insider, text: str) -> None:
    answer = upload(wise, text)
    assert answer.status_code == 422 and "geen aanbod" in answer.text
    assert EVIL not in answer.text


def test_a_file_of_twenty_megabytes_is_refused(wise: Insider) -> None:
    answer = upload(wise, "title\n" + "x" * 20_000_000)
    assert answer.status_code == 413


def test_people_figures_are_kept_by_year(wise: Insider) -> None:
    path = f"me/{WISE}/people"
    assert wise.post(path, {"year": "2025", "paid": "12", "volunteer": ""}).status_code == 303
    with wise.office.store.read() as tx:
        figure = next(f for f in tx.catalogue.of_wise(WISE).people if f.year == 2025)
    assert (figure.paid, figure.volunteer) == (12, 0)
    for bad in ({"year": "2999"}, {"year": "x"}, {"year": ""}, {"year": "2025", "paid": "-1"}):
        assert wise.post(path, bad).status_code == 422


def test_a_team_has_members_who_can_log_in(wise: Insider) -> None:
    path = f"me/{WISE}/team"
    assert wise.post(path, {"email": "no address", "act": "add"}).status_code == 422
    wise.post(path, {"email": "Jan@buitenbaan.example", "act": "add"})
    assert "jan@buitenbaan.example" in wise.get(path).text
    wise.log_in("jan@buitenbaan.example")
    assert wise.post(path, {"email": "jan@buitenbaan.example", "act": "remove"}).status_code == 303
    assert wise.get(path).headers["location"] == "/nl/login"


def lead_of(insider: Insider, wise: str) -> str:
    office, now = insider.office, insider.office.clock.now()
    lead = Lead(
        "l1", office.platform, "n1", ID, wise, "p1", "", Need("hagen knippen", "hagen"),
        Contact("Gemeente", "Anna", "anna@x.example"), "nl", "notified", created_at=now,
    )  # fmt: skip
    with office.store.begin() as tx:
        tx.leads.add(lead, LeadEvent("l1", now, "buyer", "web", "notify", "new", "notified"))
    return lead.id


@pytest.mark.parametrize(("answer", "state"), [("accept", "accepted"), ("decline", "declined")])
def test_a_wise_answers_its_leads_on_its_own_page(wise: Insider, answer: str, state: str) -> None:
    lead = lead_of(wise, WISE)
    page = wise.get(f"me/{WISE}").text
    assert "hagen" in page and "anna@x.example" not in page
    to = wise.post(f"me/{WISE}/leads/{lead}", {"answer": answer}).headers["location"]
    assert re.fullmatch(r"/lead/\w+", to)
    assert wise.client.get(to).status_code == 200
    with wise.office.store.read() as tx:
        found = tx.leads.get(lead)
    assert found is not None and found.state == state


def test_nothing_of_another_wise_is_within_reach(wise: Insider) -> None:
    other = "de-bezemklas"
    lead = lead_of(wise, other)
    with wise.office.store.read() as tx:
        theirs = next(iter(tx.catalogue.of_wise(other).offerings))
    for path in ("", "/profile", "/people", "/team", "/import", f"/offerings/{theirs}"):
        assert wise.get(f"me/{other}{path}").status_code == 404, path
    assert wise.get(f"me/{WISE}/offerings/{theirs}").status_code == 404
    posts = [
        (f"me/{other}/profile", {"name": "x"}), (f"me/{other}/offerings/new", {"title": "x"}),
        (f"me/{WISE}/offerings/{theirs}", {"title": "x"}),
        (f"me/{WISE}/offerings/{theirs}/state", {"act": "remove"}),
        (f"me/{WISE}/offerings/{theirs}/photo", {"act": "drop"}),
        (f"me/{other}/people", {"year": "2025"}), (f"me/{other}/import", {"text": CSV}),
        (f"me/{other}/team", {"email": "a@b.example", "act": "add"}),
        (f"me/{WISE}/leads/{lead}", {"answer": "accept"}),
    ]  # fmt: skip
    for path, data in posts:
        assert wise.post(path, data).status_code == 404, path


def test_script_in_every_field_stays_text(wise: Insider) -> None:
    path = f"me/{WISE}/offerings/{ID}"
    names = ("title", "description", "place", "areas", "title_en", "description_en")
    wise.post(path, {**form(wise, path), **dict.fromkeys(names, EVIL)})
    profile = f"me/{WISE}/profile"
    about = dict.fromkeys(("name", "about", "about_en", "place", "postcode"), EVIL)
    wise.post(profile, {**form(wise, profile), **about})
    assert stored(wise).title == EVIL
    for page in (path, profile, f"me/{WISE}", f"me/{WISE}/team"):
        text = wise.get(page).text
        assert "<script>alert" not in text, page
        assert "&lt;script&gt;" in text, page
    bad = wise.post(path, {"version": "old", "title": EVIL + "2"})
    assert bad.status_code == 409 and "<script>alert" not in bad.text


def test_what_is_done_stands_in_the_trail(wise: Insider) -> None:
    wise.post(f"me/{WISE}/offerings/{ID}/state", {"act": "pause"})
    with wise.office.store.read() as tx:
        (line,) = tx.audit.newest()
    assert (line.actor, line.act, line.subject) == (WISE_ADDRESS, "offering.pause", ID)


def test_a_form_covers_every_field_of_an_offering() -> None:
    from dataclasses import fields

    from matchbot.core.editing import OFFERING_FIELDS

    ours = {"id", "wise", "cpv", "since"}
    assert {f.name for f in fields(Offering)} == set(OFFERING_FIELDS) | ours


def test_a_link_to_telegram_is_made_on_the_own_page_and_unlinks_a_lost_telephone(
    wise: Insider,
) -> None:
    assert "nog geen bot" in wise.post("me/telegram").text
    with wise.office.store.begin() as tx:
        tx.memory.set("telegram.bot", "matchbot_bot")
        tx.chats.save(LinkedChat("telegram", "4711", WISE_ADDRESS, "nl"))
    assert "Koppel Telegram" in wise.get(f"me/{WISE}").text
    page = wise.post("me/telegram").text
    assert "https://t.me/matchbot_bot?start=link_" in page and "één chat" in page
    assert "één chat" not in wise.post("me/telegram", {"act": "unlink"}).text
    with wise.office.store.read() as tx:
        assert tx.chats.get("telegram", "4711") is None
        assert tx.audit.newest()[0].act == "chat.unlink"

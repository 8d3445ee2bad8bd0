"""The walks of a buyer and a WISE, by keyboard alone and without JavaScript, on a narrow screen."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from cast import buyer, subscriber
from test_web_access import _reach, axe
from windows import WISE, WISE_ADDRESS, Window, open_window

from matchbot.adapters.store import SqlStore
from matchbot.channels.web.elsewhere import BOT
from matchbot.core.lead import Contact, Lead, LeadEvent
from matchbot.core.need import Need
from matchbot.flows.office import make_key

pytestmark = pytest.mark.browser

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))
NARROW = {"width": 320, "height": 700}


@pytest.fixture(scope="module")
def window(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """One site for all walks: each brings its own lead or subscription."""
    file = tmp_path_factory.mktemp("walks") / "matchbot.db"
    shutil.copyfile(migrated_file, file)
    store = SqlStore.open(f"sqlite:///{file}", "amsterdam")
    with open_window(store, NOW) as window:
        yield window
    store.close()


@dataclass
class Visitor:
    """Somebody with a keyboard and no mouse, or with a browser without JavaScript."""

    window: Window
    page: Any
    by_keyboard: bool

    def opens(self, path: str) -> None:
        self.page.goto(f"{self.window.site}/{path}")
        self.fits()

    def writes(self, selector: str, text: str) -> None:
        if not self.by_keyboard:
            self.page.fill(selector, text)
            return
        _reach(self.page, selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def presses(self, selector: str) -> None:
        if self.by_keyboard:
            _reach(self.page, selector)
            self.page.keyboard.press("Enter")
        else:
            self.page.locator(selector).first.click()

    def reads(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for()
        self.fits()

    def fits(self) -> None:
        assert self.page.evaluate("document.documentElement.scrollWidth") <= 320, self.page.url


@pytest.fixture(params=["keyboard", "no javascript"])
def visitor(request: pytest.FixtureRequest, chromium: Any, window: Window) -> Iterator[Visitor]:
    keyboard = request.param == "keyboard"
    context = chromium.new_context(viewport=NARROW, java_script_enabled=keyboard)
    yield Visitor(window, window.watch(context.new_page()), keyboard)
    context.close()
    assert (window.foreign, window.complaints) == ([], [])


def test_a_buyer_searches_and_asks_about_what_was_found(visitor: Visitor) -> None:
    visitor.opens("nl/offerings")
    visitor.writes("#q", "heg snoeien in Amstelveen")
    visitor.presses("form.filter button")
    visitor.reads("Hagen")
    visitor.presses('a[href="/nl/offerings/buitenbaan-hagen"]')
    visitor.page.wait_for_url("**/offerings/buitenbaan-hagen")
    visitor.writes("#ask-text", "200 meter, eind januari")
    visitor.presses("form.ask button")
    visitor.reads("Ja, vraag deze")
    visitor.presses('button[value="yes"]')
    visitor.reads("Voor welke organisatie")


def test_a_wise_declines_with_a_reason(visitor: Visitor) -> None:
    office, id = visitor.window.office, f"lead-{visitor.by_keyboard}"
    lead = Lead(
        id, office.platform, f"n-{id}", "buitenbaan-hagen", WISE, "p1", "",
        Need("Hagen knippen", "hagen knippen"), Contact("Stad", "Bo", "bo@stad.example"), "nl",
        "notified", created_at=NOW,
    )  # fmt: skip
    with office.store.begin() as tx:
        tx.leads.add(lead, LeadEvent(id, NOW, "buyer", "web", "notify", "new", "notified"))
        word = make_key(tx, office, "lead", id, NOW, holds=office.rules.lead_key_holds)
    visitor.opens(f"lead/{word}")
    visitor.presses('button[value="decline:too_busy"]')
    visitor.page.locator('button[value="undo"]').wait_for()
    visitor.fits()
    with office.store.read() as tx:
        answered = tx.leads.get(id)
    assert answered is not None and answered.state == "declined"


def test_a_subscriber_stops(visitor: Visitor) -> None:
    office = visitor.window.office
    there = subscriber(office, f"s-{visitor.by_keyboard}".lower())
    with office.store.begin() as tx:
        word = make_key(tx, office, "unsubscribe", there.id, NOW)
    visitor.opens(f"unsubscribe/{word}")
    visitor.presses("main form button")
    visitor.reads("U krijgt het overzicht niet meer")
    with office.store.read() as tx:
        stopped = tx.subscriptions.get(there.id)
    assert stopped is not None and stopped.state == "unsubscribed"


def test_a_wise_changes_its_profile(visitor: Visitor) -> None:
    name = f"Buitenbaan {'Toets' if visitor.by_keyboard else 'Klik'}"
    visitor.window.log_in(visitor.page, WISE_ADDRESS)
    visitor.opens(f"nl/me/{WISE}/profile")
    visitor.writes("#name", name)
    visitor.presses("form.edit button")
    visitor.reads(name)


def test_a_buyer_talks_and_hears_three_matches(visitor: Visitor) -> None:
    visitor.opens("nl/chat")
    visitor.writes("#text", "Lunch voor 40 personen in Noord")
    visitor.presses("#say button")
    visitor.page.locator(".matches > li").nth(2).wait_for()
    visitor.fits()


def test_axe_finds_nothing_on_pages_behind_a_key(chromium: Any, window: Window) -> None:
    office = window.office
    says = buyer(office)
    says("Hagen knippen in Amstelveen")
    link = re.search(r"/dossier/[\w-]+", "\n".join(r.text for r in says("download").replies))
    assert link
    there = subscriber(office, "s-axe")
    with office.store.begin() as tx:
        tx.memory.set(BOT, "sociaal_bot")
        keys = [
            f"/{page}/{make_key(tx, office, purpose, subject, NOW)}"  # type: ignore[arg-type]
            for page, purpose, subject in (
                ("lead", "lead", "lead1"), ("preferences", "preferences", there.id),
                ("unsubscribe", "unsubscribe", there.id), ("joining", "application", "a1"),
            )
        ]  # fmt: skip
    pair = "id=buitenbaan-hagen&id=de-volle-lepel-lunch"
    paths = [
        *keys,
        link[0],
        f"/nl/compare?{pair}",
        "/nl/chat/elsewhere",
        "/demo",
        "/demo/mailbox",
        "/demo/write",
    ]
    context = chromium.new_context(viewport=NARROW)
    page = window.watch(context.new_page())
    wrong: dict[str, Any] = {}
    for path in paths:
        answer = page.goto(f"{window.site}{path}")
        assert answer.status == 200, path
        if found := axe(page):
            wrong[path] = found
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wrong[f"{path} at 320"] = wide
    context.close()
    assert wrong == {}

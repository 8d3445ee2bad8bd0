"""The web chat in a real browser: with and without JavaScript, wide and narrow."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from cast import buyer
from looking import public_links, rows, tempting
from web_office import NEED, WHO, PostBox, make_office
from windows import served

from matchbot.adapters.store import SqlStore
from matchbot.core.subscription import Wish
from matchbot.flows.subscriptions import sign_up

pytestmark = pytest.mark.browser

PAGES = ["", "chat", "offerings", "offerings?q=lunch", "offerings/buitenbaan-hagen",
         "wises/buitenbaan", "kinds", "about", "privacy", "accessibility", "impact"]  # fmt: skip


@dataclass
class Window:
    """A running site, its letters, and what a browser complained of."""

    site: str
    post: PostBox
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def watch(self, page: Any) -> Any:
        """Write down errors of the console and requests that leave the site."""
        page.on("console", lambda m: m.type == "error" and self.complaints.append(m.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "request",
            lambda r: r.url.startswith((self.site, "data:")) or self.foreign.append(r.url),
        )
        return page


@pytest.fixture
def window(store: SqlStore, now: datetime) -> Iterator[Window]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        site = f"http://127.0.0.1:{listening.getsockname()[1]}"
        office = make_office(store, now, site)
        with served(office, listening):
            yield Window(site, PostBox(office))


def test_a_sentence_gives_three_matches_and_a_choice_a_question(
    chromium: Any, window: Window
) -> None:
    page = window.watch(chromium.new_page(locale="nl-NL"))
    page.goto(f"{window.site}/nl/chat")
    page.get_by_label("Uw bericht").fill(NEED)
    page.keyboard.press("Enter")
    page.locator(".matches > li").nth(2).wait_for()
    assert page.locator(".matches > li").count() == 3
    assert page.evaluate("document.activeElement.id") == "text"
    assert page.get_by_label("Uw bericht").input_value() == ""
    page.get_by_role("button", name="Kies 1").click()
    page.get_by_text("Voor welke organisatie").wait_for()
    assert page.locator("#log").get_attribute("aria-live") == "polite"
    page.close()
    assert (window.complaints, window.foreign) == ([], [])


def test_what_is_sent_before_the_answer_is_there_waits_its_turn(
    chromium: Any, window: Window
) -> None:
    page = window.watch(chromium.new_page(locale="nl-NL"))
    page.goto(f"{window.site}/nl/chat")
    page.route("**/nl/chat", lambda route: (page.wait_for_timeout(300), route.continue_()))
    message = page.get_by_label("Uw bericht")
    for text in (NEED, "toch 60 personen"):
        message.fill(text)
        page.keyboard.press("Enter")
    message.fill("en nog een vraag")
    page.locator(".bubble.person").nth(1).wait_for()
    said = page.locator(".bubble.person").all_inner_texts()
    page.get_by_text("60 personen", exact=False).last.wait_for()
    assert [text.rpartition("\n")[2] for text in said] == [NEED, "toch 60 personen"]
    assert message.input_value() == "en nog een vraag"
    page.close()
    assert window.complaints == []


def test_what_could_not_be_sent_comes_back_and_is_said_once(chromium: Any, window: Window) -> None:
    page = chromium.new_page(locale="nl-NL")
    page.goto(f"{window.site}/nl/chat")

    def lose_the_answer(route: Any) -> None:
        route.fetch()
        route.abort()

    page.route("**/nl/chat", lose_the_answer)
    page.get_by_label("Uw bericht").fill(NEED)
    page.keyboard.press("Enter")
    page.locator("#trouble:not(.waiting):not(:empty)").wait_for()
    assert page.get_by_label("Uw bericht").input_value() == NEED

    page.unroute("**/nl/chat")
    page.keyboard.press("Enter")
    page.locator(".matches > li").nth(2).wait_for()
    assert page.locator(".bubble.person").count() == 1
    page.close()


def test_the_buyer_sees_a_wise_accept_without_doing_anything(chromium: Any, window: Window) -> None:
    page = window.watch(chromium.new_page())
    page.goto(f"{window.site}/nl/")
    page.get_by_label("Wat zoekt u?").fill(NEED)
    page.keyboard.press("Enter")
    page.locator(".matches").wait_for()
    for text, answer in (("1", "Voor welke organisatie"), (WHO, "code van zes cijfers")):
        page.get_by_label("Uw bericht").fill(text)
        page.get_by_role("button", name="Stuur", exact=True).click()
        page.get_by_text(answer).wait_for()
    code = re.search(r"\d{6}", window.post.to("anna@gemeente.example").subject)
    assert code
    page.get_by_label("Uw bericht").fill(code[0])
    page.get_by_role("button", name="Stuur", exact=True).click()
    page.get_by_text("Uw vraag gaat naar").wait_for()
    before = page.locator(".bubble").count()
    (link,) = window.post.link("", "lead")
    wise = window.watch(chromium.new_page())
    wise.goto(f"{window.site}{link}?answer=accept")
    assert wise.evaluate("document.activeElement.value") == "accept"
    wise.locator('button[value="accept"]').click()
    wise.get_by_text("anna@gemeente.example").wait_for()
    page.locator(".bubble").nth(before).wait_for()
    page.close()
    wise.close()
    assert (window.complaints, window.foreign) == ([], [])


@pytest.mark.parametrize("times", [1, pytest.param(100, marks=pytest.mark.long)])
def test_a_browser_that_looks_changes_no_row(
    chromium: Any, window: Window, store: SqlStore, times: int
) -> None:
    """Scripts run, as in the scanners of some mail servers; nothing is pressed."""
    office = window.post.office
    says = buyer(office, "scanned")
    for text in (NEED, "1", WHO):
        says(text)
    code = re.search(r"\d{6}", window.post.to("anna@gemeente.example").subject)
    assert code
    says(code[0])
    sign_up(office, "new@kantoor.example", Wish(), "nl", "web")
    (confirm,) = window.post.link("wekelijkse", "confirm")
    leads = window.post.link("", "lead")
    links = public_links(office, leads, confirm, "new@kantoor.example")
    before = rows(store)
    page = chromium.new_page()
    for link in (link for link in links if not link.endswith("/csv")):
        for _ in range(times):
            page.goto(window.site + tempting(link), wait_until="load")
    page.close()
    assert rows(store) == before


def test_the_same_path_works_without_javascript(chromium: Any, window: Window) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = window.watch(context.new_page())
    page.goto(f"{window.site}/nl/")
    page.get_by_label("Wat zoekt u?").fill(NEED)
    page.get_by_role("button", name="Zoek mee").click()
    page.locator(".matches > li").nth(2).wait_for()
    page.get_by_role("button", name="Kies 3").click()
    page.get_by_text("Voor welke organisatie").wait_for()
    context.close()
    assert (window.complaints, window.foreign) == ([], [])


@pytest.mark.parametrize("language", ["nl", "de"])
def test_no_page_scrolls_sideways_on_a_small_screen(
    chromium: Any, window: Window, language: str
) -> None:
    page = window.watch(chromium.new_page(viewport={"width": 320, "height": 640}))
    for path in PAGES:
        page.goto(f"{window.site}/{language}/{path}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, path
    page.close()
    assert (window.complaints, window.foreign) == ([], [])


def test_buttons_and_fields_are_large_enough_to_hit(chromium: Any, window: Window) -> None:
    page = window.watch(chromium.new_page(viewport={"width": 320, "height": 640}))
    small = """[...document.querySelectorAll("button, input:not([type=hidden]), select, textarea")]
        .filter(e => e.offsetParent && Math.min(e.offsetWidth, e.offsetHeight) < 24)
        .map(e => e.outerHTML)"""
    for path in PAGES:
        page.goto(f"{window.site}/nl/{path}")
        assert page.evaluate(small) == [], path
    page.close()


def test_a_letters_button_opens_its_page_in_the_whole_window(chromium: Any, window: Window) -> None:
    page = window.watch(chromium.new_page(locale="nl-NL"))
    page.goto(f"{window.site}/nl/chat")
    for text in (NEED, "1", WHO):
        page.get_by_label("Uw bericht").fill(text)
        said = page.locator(".bubble.person").count()
        page.get_by_role("button", name="Stuur", exact=True).click()
        page.locator(".bubble.person").nth(said).wait_for()
    page.goto(f"{window.site}/demo/mailbox")
    page.locator(".mails a").first.click()
    page.frame_locator("iframe").get_by_role("link", name="Bevestig").click()
    page.wait_for_url("**/confirm/*")
    page.get_by_role("button", name="Ja, dit is mijn adres").click()
    page.get_by_text("Uw adres is bevestigd").wait_for()
    page.close()
    assert window.foreign == []

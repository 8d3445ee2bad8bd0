"""Every page for everybody: axe finds nothing, a keyboard is enough, so is a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from windows import OPERATOR, OPERATORS, OWN, PUBLIC, WISE, WISE_ADDRESS, Window, open_window

from matchbot.adapters.store import SqlStore

pytestmark = pytest.mark.browser

LANGUAGES = ("nl", "en", "fr", "de")


@pytest.fixture
def window(store: SqlStore, now: datetime) -> Iterator[Window]:
    with open_window(store, now) as window:
        yield window


def axe(page: Any) -> list[str]:
    """What axe-core finds wrong: rule and place."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['target'][0]}" for rule in found for node in rule["nodes"]]


def look_at(window: Window, page: Any, language: str, paths: tuple[str, ...]) -> dict[str, Any]:
    """What is wrong with each page: of axe, and of a narrow screen."""
    wrong: dict[str, Any] = {}
    for path in paths:
        page.goto(f"{window.site}/{language}/{path}")
        if found := axe(page):
            wrong[path] = found
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wrong[f"{path} at 320"] = wide
    return wrong


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(
    chromium: Any, window: Window, language: str, scheme: Any
) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 320, "height": 700})
    page = window.watch(context.new_page())
    wrong = look_at(window, page, language, PUBLIC)
    window.log_in(page, WISE_ADDRESS, language)
    wrong |= look_at(window, page, language, OWN)
    window.log_in(page, OPERATOR, language)
    wrong |= look_at(window, page, language, OPERATORS)
    context.close()
    assert (wrong, window.foreign, window.complaints) == ({}, [], [])


def _reach(page: Any, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector} on {page.url}")


def test_a_keyboard_is_enough_to_answer_a_lead_and_change_an_offering(
    chromium: Any, window: Window
) -> None:
    page = window.watch(chromium.new_page())
    window.log_in(page, WISE_ADDRESS)
    page.goto(f"{window.site}/nl/me/{WISE}/offerings/buitenbaan-hagen")
    _reach(page, "#title")
    page.keyboard.press("Control+A")
    page.keyboard.type("Heggen knippen")
    _reach(page, 'button[value="save"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**done=saved")
    assert page.get_by_text("Heggen knippen").count() > 0
    _reach(page, 'button[value="accept"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/lead/*")
    page.get_by_text("anna@gemeente.example").wait_for()
    page.close()


def test_a_profile_is_changed_without_javascript(chromium: Any, window: Window) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    window.log_in(page, WISE_ADDRESS)
    page.goto(f"{window.site}/nl/me/{WISE}/profile")
    page.get_by_label("Naam").fill("Buitenbaan Groen")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("heading", name="Buitenbaan Groen").wait_for()
    context.close()


def test_the_home_page_is_light(chromium: Any, window: Window) -> None:
    page = chromium.new_page()
    sizes: list[int] = []
    page.on("response", lambda r: sizes.append(len(r.body())))
    page.goto(f"{window.site}/nl/")
    page.wait_for_load_state("networkidle")
    page.close()
    assert 0 < sum(sizes) < 60_000

"""Pictures of ten pages for docs/screens, small: `make screens`."""

from __future__ import annotations

import io
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from chromium_here import CHROMIUM, FLAGS
from PIL import Image
from playwright.sync_api import sync_playwright
from web_office import NEED
from windows import OPERATOR, WISE, WISE_ADDRESS, Window, open_window

from matchbot.adapters.store import SqlStore

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))
SIZE = {"width": 960, "height": 720}
COLOURS = 48


def take(window: Window, page: Any, folder: Path) -> None:
    """Ten pages, as a buyer, a WISE and an operator see them."""

    def shot(name: str, path: str = "") -> None:
        if path:
            page.goto(f"{window.site}/nl/{path}")
        picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(folder / f"{name}.png", optimize=True)

    shot("home", "?")
    shot("search", "offerings?q=lunch+in+noord")
    shot("offering", "offerings/buitenbaan-hagen")
    shot("wise", "wises/buitenbaan")
    shot("impact", "impact")
    page.goto(f"{window.site}/nl/chat")
    page.get_by_label("Uw bericht").fill(NEED)
    page.keyboard.press("Enter")
    page.locator(".matches > li").nth(2).wait_for()
    shot("chat")
    window.log_in(page, WISE_ADDRESS)
    shot("own-page", f"me/{WISE}")
    shot("own-offering", f"me/{WISE}/offerings/buitenbaan-hagen")
    page.goto(f"{window.site}/nl/me/{WISE}")
    page.locator('button[value="open"]').first.click()
    page.wait_for_url("**/lead/*")
    shot("lead")
    window.log_in(page, OPERATOR)
    shot("operator", "operator")


def main(folder: Path) -> None:
    """Write the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        store = SqlStore.open(f"sqlite:///{scratch}/screens.db", "amsterdam")
        with open_window(store, NOW) as window, sync_playwright() as started:
            browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            take(window, browser.new_page(viewport=SIZE, locale="nl-NL"), folder)
            browser.close()
        store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

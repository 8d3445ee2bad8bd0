"""A running window for tests in a browser: its letters, its visitors, and what a browser complains of."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import uvicorn
from web_office import PostBox, make_office, make_site, sample_knowledge

from matchbot.core.application import Application, Applied
from matchbot.core.lead import Contact, Lead, LeadEvent
from matchbot.core.need import Need
from matchbot.flows.catalogue import import_catalogue
from matchbot.flows.office import Office

OPERATOR, WISE, WISE_ADDRESS = "noor@match.example", "buitenbaan", "groen@buitenbaan.example"
PUBLIC = ("", "chat", "offerings", "offerings?q=lunch", "offerings?near=1187+NC",
          "offerings/buitenbaan-hagen", "wises/buitenbaan", "kinds", "about", "privacy",
          "accessibility", "impact", "join", "login", "data", "embed", "subscribe",
          "no-such-page")  # fmt: skip
OWN = (f"me/{WISE}", f"me/{WISE}/profile", f"me/{WISE}/offerings/buitenbaan-hagen",
       f"me/{WISE}/offerings/new", f"me/{WISE}/people", f"me/{WISE}/team",
       f"me/{WISE}/import")  # fmt: skip
OPERATORS = ("operator", "operator/trail", "operator/search?q=hagen")


@dataclass
class Window:
    """A running site."""

    site: str
    office: Office
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Any) -> Any:
        """Write down errors of the console and requests that leave the site."""
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "request",
            lambda r: r.url.startswith((self.site, "data:")) or self.foreign.append(r.url),
        )
        return page

    def _heard(self, message: Any) -> None:
        # A page that says 404 or 422 on purpose is no complaint.
        if message.type == "error" and "the server responded with a status" not in message.text:
            self.complaints.append(message.text)

    def log_in(self, page: Any, address: str, language: str = "nl") -> None:
        """As a person does: ask for a link, open it, press the button."""
        page.goto(f"{self.site}/{language}/login")
        page.fill("#email", address)
        page.locator("main form button").click()
        page.locator(".notice").wait_for()
        link = re.search(r"/login/[\w-]+", PostBox(self.office).to(address).text)
        assert link
        page.goto(f"{self.site}{link[0]}")
        page.locator("main form button").click()
        page.wait_for_url(re.compile("/(me|operator)"))


@contextmanager
def open_window(store: Any, now: Any) -> Iterator[Window]:
    """A stocked window on a free port, with something waiting for everybody."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        site = f"http://127.0.0.1:{listening.getsockname()[1]}"
        import_catalogue(store, sample_knowledge().catalogue, now)
        made = make_office(store, now, site)
        office = replace(made, rules=replace(made.rules, operators=(OPERATOR,)))
        _settle(office)
        with served(office, listening):
            yield Window(site, office)


@contextmanager
def served(office: Office, listening: socket.socket) -> Iterator[None]:
    """The office's site answers on this socket, from a thread of its own."""
    web = make_site(office, demo=True)
    server = uvicorn.Server(uvicorn.Config(web, log_config=None))
    serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    serving.start()
    while not server.started:
        time.sleep(0.02)
    yield
    web.state.closing = True
    server.should_exit = True
    serving.join(10)


def _settle(office: Office) -> None:
    """A lead for the WISE, an application and a waiting offering for the operator."""
    now = office.clock.now()
    lead = Lead(
        "lead1", office.platform, "n1", "buitenbaan-hagen", WISE, "p1", "",
        Need("Hagen knippen rond ons kantoor", "hagen knippen"),
        Contact("Gemeente Noord", "Anna de Vries", "anna@gemeente.example"), "nl", "notified",
        created_at=now,
    )  # fmt: skip
    applied = Applied("De Nieuwe Bakkers", "Wij bakken brood.", "Noord", share=60, income=45)
    with office.store.begin() as tx:
        tx.leads.add(lead, LeadEvent("lead1", now, "buyer", "web", "notify", "new", "notified"))
        tx.applications.add(Application("a1", "deeg@bakkers.example", applied, "nl", now))
        tx.catalogue.hide("buitenbaan-kerstbomen", "waiting", now)

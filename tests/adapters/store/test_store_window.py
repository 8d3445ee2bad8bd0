"""What the window keeps beside the catalogue, in a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from matchbot.adapters.store import SqlStore
from matchbot.core.application import Application, Applied, move
from matchbot.core.offering import Catalogue, Offering, Wise
from matchbot.flows.records import AuditLine, Photo

VETER = Wise("veter", "De Veter", email="Info@veter.example")
OTHER = Wise("zeep", "Zeep", email="zeep@zeep.example")
LUNCH = Offering("veter-lunch", "veter", "Lunch")
SOAP = Offering("zeep-zeep", "zeep", "Zeep")
FILLED = Catalogue({"veter": VETER, "zeep": OTHER}, {"veter-lunch": LUNCH, "zeep-zeep": SOAP})


def filled(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        tx.catalogue.put(FILLED, now)


def test_a_hidden_offering_is_not_in_the_catalogue_but_its_wise_sees_it(
    store: SqlStore, now: datetime
) -> None:
    filled(store, now)
    with store.begin() as tx:
        before = tx.catalogue.version()
        tx.catalogue.hide("veter-lunch", "paused", now)
        assert tx.catalogue.version() == before + 1
        assert set(tx.catalogue.load().offerings) == {"zeep-zeep"}
        assert set(tx.catalogue.load(["veter-lunch", "zeep-zeep"]).offerings) == {"zeep-zeep"}
        assert set(tx.catalogue.hashes()) == {"zeep-zeep"}
        assert set(tx.catalogue.of_wise("veter").offerings) == {"veter-lunch"}
        assert tx.catalogue.hidden("veter") == {"veter-lunch": "paused"}
        assert tx.catalogue.hidden("zeep") == {}
        assert tx.catalogue.show("veter-lunch", now)
        assert not tx.catalogue.show("veter-lunch", now)
        assert set(tx.catalogue.load().offerings) == {"veter-lunch", "zeep-zeep"}


def test_an_offering_that_waited_is_new_from_the_day_it_shows(
    store: SqlStore, now: datetime
) -> None:
    filled(store, now)
    later = now + timedelta(days=3)
    with store.begin() as tx:
        tx.catalogue.hide("veter-lunch", "waiting", now)
        tx.catalogue.show("veter-lunch", later)
        tx.catalogue.hide("zeep-zeep", "paused", now)
        tx.catalogue.show("zeep-zeep", later)
        assert set(tx.catalogue.changed_since(now, later)) == {"veter-lunch"}


def test_a_wise_is_found_by_its_address_however_it_is_written(
    store: SqlStore, now: datetime
) -> None:
    filled(store, now)
    with store.begin() as tx:
        assert tx.catalogue.wises_at("info@VETER.example") == ["veter"]
        assert tx.teams.add("veter", "jan@veter.example", now)
        assert not tx.teams.add("veter", "jan@veter.example", now)
        assert (tx.teams.of("veter"), tx.teams.wises_of("jan@veter.example")) == (
            ["jan@veter.example"],
            ["veter"],
        )
        assert tx.teams.remove("veter", "jan@veter.example")
        assert tx.teams.wises_of("jan@veter.example") == []


def test_an_offering_has_one_photo(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        tx.photos.put(Photo("veter-lunch", "h1", b"one", "Brood", now))
        tx.photos.put(Photo("veter-lunch", "h2", b"two", "Soep", now))
        assert tx.photos.alts(["veter-lunch", "zeep-zeep"]) == {"veter-lunch": ("h2", "Soep")}
        assert (tx.photos.body("h2"), tx.photos.body("h1")) == (b"two", None)
        tx.photos.remove("veter-lunch")
        assert tx.photos.get("veter-lunch") is None


def test_two_operators_decide_once(store: SqlStore, now: datetime) -> None:
    asked = Application("a1", "info@veter.example", Applied("De Veter"), "nl", now)
    with store.begin() as tx:
        tx.applications.add(asked)
        assert tx.applications.open_of("info@veter.example") == asked
        assert tx.applications.save(move(asked, "approve", now), "new")
        assert not tx.applications.save(move(asked, "refuse", now, "nee"), "new")
        assert tx.applications.open_of("info@veter.example") is None
        assert [a.state for a in tx.applications.find(["approved"])] == ["approved"]


def test_the_trail_is_searched_by_any_of_its_words(store: SqlStore, now: datetime) -> None:
    line = AuditLine("1", now, "noor@match.example", "offering.approve", "veter-lunch", "100% goed")
    with store.begin() as tx:
        tx.audit.add(line)
        tx.audit.add(replace(line, id="2", subject="zeep", text=""))
        assert [one.id for one in tx.audit.newest()] == ["2", "1"]
        assert [one.id for one in tx.audit.newest(text="0% G")] == ["1"]
        assert tx.audit.newest(text="_") == []


def test_an_allowance_ends_and_is_new_in_the_next_period(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        taken = [tx.allowances.take("login", "x", "10:00", 2, now) for _ in range(3)]
        assert taken == [True, True, False]
        assert tx.allowances.take("login", "y", "10:00", 2, now)
        assert tx.allowances.take("login", "x", "10:01", 2, now)
        assert tx.allowances.forget(now + timedelta(days=1)) == 3

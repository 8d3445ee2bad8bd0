"""The catalogue in the database: what is new, what changed, since when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from matchbot.adapters.store import SqlStore
from matchbot.core.offering import Catalogue, Label, Offering, PeopleFigure, Wise
from matchbot.flows.records import CatalogueChange

HOUR = timedelta(hours=1)
LUNCH = Offering(
    "o1",
    "w1",
    "Lunch aan huis",
    kinds=("catering",),
    cpv=("55520000-1", "55523000-2"),
    areas=("Noord", "Zuid"),
    radius_km=4.5,
    min_quantity=10,
    lead_days=2,
    price_from=12.5,
    price_unit="person",
    since=date(2026, 1, 15),
)
PRINT = Offering("o2", "w1", "Drukwerk")
WISE = Wise("w1", "De Keuken", founded=1999, joined=date(2020, 1, 1), lat=52.4, lon=4.9)


def catalogue(*offerings: Offering, wise: Wise = WISE) -> Catalogue:
    return Catalogue(
        {wise.id: wise},
        {offering.id: offering for offering in offerings},
        (PeopleFigure("w1", 2025, 3, 2, 1, 1),),
        (Label("w1", "PSO", "TNO", date(2024, 5, 1)),),
    )


def test_a_catalogue_comes_back_as_it_was_put(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        assert tx.catalogue.load() == Catalogue()
        tx.catalogue.put(catalogue(LUNCH, PRINT), now)
    with store.read() as tx:
        assert tx.catalogue.load() == catalogue(LUNCH, PRINT)


def test_an_import_says_what_is_new_changed_and_the_same(store: SqlStore, now: datetime) -> None:
    dearer = replace(LUNCH, price_from=13.0)
    with store.begin() as tx:
        tx.catalogue.put(catalogue(LUNCH, PRINT), now)
        third = Offering("o3", "w1", "Tuin")
        change = tx.catalogue.put(catalogue(dearer, PRINT, third), now + HOUR)
        assert change == CatalogueChange(("o3",), ("o1",), ("o2",))
        assert tx.catalogue.load().offerings == {"o1": dearer, "o2": PRINT, "o3": third}


def test_the_version_rises_with_every_change_and_only_then(store: SqlStore, now: datetime) -> None:
    versions = []
    with store.begin() as tx:
        for step in (
            Catalogue(),
            catalogue(LUNCH),
            catalogue(LUNCH),
            catalogue(replace(LUNCH, title="Lunch")),
            catalogue(wise=replace(WISE, name="De Nieuwe Keuken")),
            Catalogue(people=(PeopleFigure("w1", 2025, 4),)),
            Catalogue(labels=(Label("w1", "B Corp"),)),
            Catalogue(labels=(Label("w1", "B Corp"),)),
        ):
            tx.catalogue.put(step, now)
            versions.append(tx.catalogue.version())
    assert versions == [0, 1, 1, 2, 3, 4, 5, 5]


def test_what_an_import_does_not_name_stays(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        tx.catalogue.put(catalogue(LUNCH), now)
        tx.catalogue.put(Catalogue(offerings={"o2": PRINT}), now)
        assert tx.catalogue.load() == catalogue(LUNCH, PRINT)


def test_a_fresh_platform_does_not_call_everything_new(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        tx.catalogue.put(catalogue(LUNCH, PRINT), now)
        assert list(tx.catalogue.changed_since(now - HOUR, now)) == ["o2"]
        day = datetime(2026, 1, 15, tzinfo=UTC)
        assert list(tx.catalogue.changed_since(day - HOUR, day)) == ["o1"]
        assert list(tx.catalogue.changed_since(day, day + HOUR)) == []


def test_a_day_in_the_future_is_not_seen_before_it_was_imported(
    store: SqlStore, now: datetime
) -> None:
    with store.begin() as tx:
        tx.catalogue.put(catalogue(replace(LUNCH, since=date(2027, 1, 1))), now)
        assert list(tx.catalogue.changed_since(now - HOUR, now)) == ["o1"]


def test_an_offering_added_later_is_new_when_it_was_imported(
    store: SqlStore, now: datetime
) -> None:
    with store.begin() as tx:
        tx.catalogue.put(catalogue(PRINT), now - HOUR)
        tx.catalogue.put(catalogue(LUNCH), now)
        assert list(tx.catalogue.changed_since(now - HOUR, now)) == ["o1"]


def test_a_changed_offering_is_told_again_newest_first(store: SqlStore, now: datetime) -> None:
    with store.begin() as tx:
        tx.catalogue.put(catalogue(LUNCH, PRINT), now - HOUR)
        tx.catalogue.put(catalogue(replace(LUNCH, title="Lunch")), now + HOUR)
        assert list(tx.catalogue.changed_since(now - 2 * HOUR, now + HOUR)) == ["o1", "o2"]
        assert list(tx.catalogue.changed_since(now, now)) == []

"""The catalogue into the store and out of it."""

from __future__ import annotations

from datetime import datetime

import pytest

from matchbot.adapters.store import SqlStore
from matchbot.core.offering import Catalogue, Label, Offering, PeopleFigure, Wise
from matchbot.flows.catalogue import UnknownWises, export_catalogue, gaps, import_catalogue

VETER = Wise("veter", "De Veter", email="info@veter.example")
LUNCH = Offering("veter-lunch", "veter", "Lunch", kinds=("catering",))
CATALOGUE = Catalogue(
    {"veter": VETER},
    {"veter-lunch": LUNCH},
    (PeopleFigure("veter", 2025, 12),),
    (Label("veter", "PSO trede 2"),),
)


def test_what_was_imported_is_exported(store: SqlStore, now: datetime) -> None:
    change = import_catalogue(store, CATALOGUE, now)
    assert change.added == ("veter-lunch",)
    assert export_catalogue(store) == CATALOGUE


def test_the_same_import_again_changes_nothing(store: SqlStore, now: datetime) -> None:
    import_catalogue(store, CATALOGUE, now)
    change = import_catalogue(store, CATALOGUE, now)
    assert (change.added, change.changed, change.unchanged) == ((), (), ("veter-lunch",))


def test_offerings_alone_go_in_when_the_store_knows_their_wise(
    store: SqlStore, now: datetime
) -> None:
    import_catalogue(store, CATALOGUE, now)
    soup = Offering("veter-soep", "veter", "Soep")
    import_catalogue(store, Catalogue(offerings={soup.id: soup}), now)
    assert set(export_catalogue(store).offerings) == {"veter-lunch", "veter-soep"}


def test_rows_of_a_wise_nobody_knows_keep_the_whole_import_out(
    store: SqlStore, now: datetime
) -> None:
    stray = Catalogue(
        {"veter": VETER}, {"veter-lunch": LUNCH}, labels=(Label("onbekend", "PSO trede 1"),)
    )
    with pytest.raises(UnknownWises) as refused:
        import_catalogue(store, stray, now)
    assert refused.value.ids == ("onbekend",)
    assert export_catalogue(store) == Catalogue()


def test_gaps_name_who_gets_no_leads_and_who_is_not_found() -> None:
    quiet = Wise("stil", "Stil")
    vague = Offering("veter-iets", "veter", "Iets")
    found = gaps(Catalogue({"veter": VETER, "stil": quiet}, {LUNCH.id: LUNCH, vague.id: vague}))
    assert found.without_address == ("stil",)
    assert found.without_offerings == ("stil",)
    assert found.without_kinds == ("veter-iets",)

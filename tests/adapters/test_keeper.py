"""The keeper takes in what changed in the catalogue, and builds all anew only when it must."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import delete

from matchbot.adapters import keeper
from matchbot.adapters.keeper import KnowledgeKeeper
from matchbot.adapters.knowledge import build_knowledge
from matchbot.adapters.store import SqlStore
from matchbot.adapters.store.repositories.catalogue import OFFERING, VERSION
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.learning import Learned, Lesson, learn
from matchbot.core.matching.rank import rank
from matchbot.core.need import Need
from matchbot.core.offering import Catalogue, Offering, Wise
from matchbot.core.platform import Platform
from matchbot.core.vocabulary import Kind, Vocabulary
from matchbot.flows.catalogue import import_catalogue
from matchbot.flows.vocabulary import import_vocabulary

VETER = Wise("veter", "De Veter", place="Amsterdam")
OFFERINGS = {
    f"veter-{number}": Offering(f"veter-{number}", "veter", title)
    for number, title in enumerate(
        ["Lunch", "Schoonmaak", "Tuinen", "Drukwerk", "Verhuizen", "Wasserij", "Fietsen maken",
         "Naaien", "Inpakken", "Vergaderzaal"]
    )
}  # fmt: skip
PLATFORM = Platform()


class Builder:
    """Builds a Knowledge, and counts how often."""

    def __init__(self) -> None:
        self.built = 0

    def __call__(self, catalogue: Catalogue, imported: Vocabulary, learned: Learned) -> Knowledge:
        self.built += 1
        return build_knowledge(PLATFORM, catalogue, vocabulary=imported, learned=learned)


@pytest.fixture
def builder() -> Builder:
    return Builder()


@pytest.fixture
def kept(store: SqlStore, builder: Builder, now: datetime) -> KnowledgeKeeper:
    import_catalogue(store, Catalogue({"veter": VETER}, OFFERINGS), now)
    kept = KnowledgeKeeper(store, builder, lambda: now)
    kept.refresh()
    return kept


@pytest.fixture
def said(store: SqlStore, now: datetime) -> Callable[..., None]:
    """The WISE writes this offering, new or over the one it had."""

    def said(number: int, title: str) -> None:
        one = Offering(f"veter-{number}", "veter", title)
        import_catalogue(store, Catalogue({}, {one.id: one}), now)

    return said


def first(knowledge: Knowledge, what: str, now: datetime) -> str:
    ranking = rank(Need(what, what=what), knowledge, now=now.date(), rotate=False)
    return (ranking.matches or ranking.nearest)[0].offering.title


def test_a_changed_offering_is_found_without_building_anew(kept, builder, said, now):
    said(3, "Touwen knopen")
    kept.refresh()
    assert first(kept(), "touw geknoopt", now) == "Touwen knopen"
    assert kept().catalogue.offerings["veter-3"].title == "Touwen knopen"
    assert builder.built == 1


def test_a_new_offering_is_found_by_words_that_nobody_used_before(kept, builder, said, now):
    said(10, "Blokarten op het strand")
    kept.refresh()
    assert first(kept(), "blokarten", now) == "Blokarten op het strand"
    assert builder.built == 1


def test_the_knowledge_before_the_change_stays_as_it_was(kept, said, now):
    before = kept()
    said(3, "Touwen knopen")
    kept.refresh()
    assert first(before, "drukwerk", now) == "Drukwerk"


def test_a_wise_that_moved_is_on_the_map_where_it_is_now(kept, builder, store, now):
    import_catalogue(store, Catalogue({"veter": replace(VETER, place="Haarlem")}), now)
    kept.refresh()
    assert kept().catalogue.wises["veter"].lon == pytest.approx(4.64, abs=0.05)
    assert builder.built == 1


def test_what_the_store_has_no_more_is_gone(kept, builder, store, now):
    with store.begin() as tx:
        work = tx.catalogue._work
        work.run(delete(OFFERING).where(OFFERING.c.id == "veter-0"))
        work.change(VERSION, {"version": VERSION.c.version + 1})
    kept.refresh()
    assert "veter-0" not in kept().catalogue.offerings
    assert first(kept(), "lunch", now) != "Lunch"
    assert builder.built == 1


def test_a_large_import_and_another_vocabulary_are_built_anew(kept, builder, store, said, now):
    said(3, "Touwen knopen")
    said(4, "Manden vlechten")
    kept.refresh()
    assert builder.built == 2
    import_vocabulary(store, Vocabulary({"sewing": Kind("sewing", {"nl": "naaiwerk"})}))
    kept.refresh()
    assert builder.built == 3
    assert "sewing" in kept().vocabulary.kinds


def test_what_leads_taught_comes_in_after_the_changed_offering(kept, builder, said, monkeypatch):
    taught = learn(Learned(), [Lesson("touw", "39541100-9")])
    monkeypatch.setattr(keeper, "_lessons", lambda *_: taught)
    said(3, "Touwen knopen")
    kept.refresh()
    assert builder.built == 2
    said(3, "Touwen splitsen")
    kept.refresh()
    assert builder.built == 2

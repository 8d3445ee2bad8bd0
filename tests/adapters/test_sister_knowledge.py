"""What sister platforms offer is known apart from ours, as soon as it was read."""

from __future__ import annotations

from dataclasses import replace

from cast import StillClock

from matchbot.adapters.keeper import KnowledgeKeeper
from matchbot.adapters.knowledge import build_knowledge, shipped_vocabulary
from matchbot.core.dialogue.elsewhere import found_elsewhere
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.learning import Learned
from matchbot.core.matching.rank import rank
from matchbot.core.offering import Catalogue, Offering, Wise
from matchbot.core.reading.read import read_need
from matchbot.core.sister import Sister, SisterOffering
from matchbot.core.vocabulary import Vocabulary
from matchbot.flows.office import Office

GRONINGEN = Sister("groningen.example", "https://groningen.example", "Groningen Match")


def offered(id: str, place: str = "Groningen") -> SisterOffering:
    offering = Offering(id, "buitenbaan", "Lunch op kantoor", kinds=("catering",), place=place)
    return SisterOffering(offering, Wise("buitenbaan", "De Graanschuur"), f"https://x.example/{id}")


def read(office: Office, *offerings: SisterOffering) -> None:
    with office.store.begin() as tx:
        tx.sisters.save(GRONINGEN)
        edition = tx.sisters.begin(GRONINGEN.id)
        assert tx.sisters.add(GRONINGEN.id, edition, offerings)
        assert tx.sisters.settle(replace(GRONINGEN, taken=len(offerings)), edition)
        tx.catalogue.rise()


def test_what_was_read_of_a_sister_is_found_and_mixes_with_nothing_of_ours(
    office: Office, knowledge: Knowledge, clock: StillClock
) -> None:
    def build(catalogue: Catalogue, imported: Vocabulary, learned: Learned) -> Knowledge:
        return build_knowledge(knowledge.platform, catalogue, vocabulary=shipped_vocabulary())

    keeper = KnowledgeKeeper(office.store, build, clock.now)
    assert keeper().elsewhere is None
    read(office, offered("buitenbaan-hagen"))
    k = keeper.refresh()
    need = read_need("Lunch voor 40 personen in Groningen", k, clock.now(), "nl").need
    (match,) = found_elsewhere(need, k, clock.now())
    assert match.offering.id == "groningen.example/buitenbaan-hagen"
    assert k.elsewhere is not None
    assert k.elsewhere.offers[match.offering.id].platform == "Groningen Match"
    assert rank(need, k, now=clock.now().date()).abstained
    assert k.catalogue.offerings == knowledge.catalogue.offerings
    same = keeper.refresh()
    assert same.elsewhere is k.elsewhere
    with office.store.begin() as tx:
        tx.sisters.forget(GRONINGEN.id)
        tx.catalogue.rise()
    assert keeper.refresh().elsewhere is None

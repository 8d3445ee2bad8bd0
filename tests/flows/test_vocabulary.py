"""The platform's own vocabulary: imported, swapped in, taken out; and what accepted leads teach."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from matchbot.adapters.store import SqlStore
from matchbot.core.lead import Contact, Lead, LeadEvent
from matchbot.core.matching.learning import Learned, learn
from matchbot.core.need import Need
from matchbot.core.offering import Catalogue, Offering, Wise
from matchbot.core.vocabulary import CpvCode, Kind, Vocabulary
from matchbot.flows.vocabulary import (
    forget_lessons,
    forget_vocabulary,
    import_vocabulary,
    lessons_of_leads,
)

CODE = CpvCode("90910000-9", {"nl": "Reinigingsdiensten"})
KIND = Kind("piano", {"nl": "Pianostemmen"}, {"nl": ("piano stemmen",)}, ("50860000-1",))
CATALOGUE = Catalogue(
    {"lepel": Wise("lepel", "Lepel")},
    {"lepel-lunch": Offering("lepel-lunch", "lepel", "Lunch", cpv=("55520000-1",))},
)
KNOWN = Vocabulary({"catering": Kind("catering", {}, {"nl": ("lunch",)}, ("55500000-5",))})


def accepted(store: SqlStore, now: datetime, id: str, person: str, what: str) -> None:
    need = Need(what, what=what, language="nl")
    contact = Contact("Gemeente", "Ann", "ann@example.org")
    lead = Lead(
        id, "amsterdam", "n1", "lepel-lunch", "lepel", person, "c1", need, contact, "nl",
        state="accepted", created_at=now,
    )  # fmt: skip
    with store.begin() as tx:
        event = LeadEvent(id, now, "wise", "web", "accept", "notified", "accepted", {})
        tx.leads.add(replace(lead, decided_at=now), event)


def words_taught(store: SqlStore) -> set[str]:
    with store.read() as tx:
        lessons = lessons_of_leads(tx, CATALOGUE, KNOWN)
    return {word for word in learn(Learned(), lessons).counts if not word.endswith("*")}


def test_an_import_counts_and_swaps_the_knowledge_only_when_something_changed(store: SqlStore):
    first = import_vocabulary(store, Vocabulary({"piano": KIND}, {CODE.code: CODE}))
    assert (first.added, first.changed, first.unchanged) == (2, 0, 0)
    with store.read() as tx:
        before = tx.catalogue.version()
        assert tx.vocabulary.load() == Vocabulary({"piano": KIND}, {CODE.code: CODE})
    again = import_vocabulary(store, Vocabulary({"piano": replace(KIND, near=("gifts",))}))
    same = import_vocabulary(store, Vocabulary(cpv={CODE.code: CODE}))
    assert (again.changed, same.unchanged) == (1, 1)
    with store.read() as tx:
        assert tx.catalogue.version() == before + 1


def test_all_that_was_imported_can_be_taken_out_again(store: SqlStore):
    import_vocabulary(store, Vocabulary({"piano": KIND}, {CODE.code: CODE}))
    assert forget_vocabulary(store) == 2
    with store.read() as tx:
        assert tx.vocabulary.load() == Vocabulary()


def test_an_accepted_lead_teaches_words_that_the_vocabulary_has(store: SqlStore, now: datetime):
    accepted(store, now, "l1", "p1", "lunch voor Annemarie")
    assert words_taught(store) == {"lunch"}


def test_another_word_teaches_when_three_buyers_used_it(store: SqlStore, now: datetime):
    for number in (1, 2):
        accepted(store, now, f"l{number}", f"p{number}", "smikkelbak")
    accepted(store, now, "l3", "p2", "smikkelbak")
    assert words_taught(store) == set()
    accepted(store, now, "l4", "p3", "smikkelbak")
    assert len(words_taught(store)) == 1


def test_what_leads_taught_can_be_forgotten(store: SqlStore, now: datetime):
    accepted(store, now, "l1", "p1", "lunch")
    forget_lessons(store, now + timedelta(hours=1))
    assert words_taught(store) == set()
    accepted(store, now + timedelta(hours=2), "l2", "p1", "lunch")
    assert words_taught(store) == {"lunch"}

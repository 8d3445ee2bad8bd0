"""The candidate index, its vectors and the files that feed it."""

from __future__ import annotations

import numpy as np
import pytest

from matchbot.adapters.embedding import SentenceEmbedder
from matchbot.adapters.index import build_index
from matchbot.core.knowledge import Query
from matchbot.core.matching.vectors import EXACT_ROWS, build_vectors
from matchbot.core.offering import Catalogue, Offering
from matchbot.core.vocabulary import CpvCode, Vocabulary

LUNCH = Offering("a", "", "Lunch op kantoor")
CLEANING = Offering("b", "", "Office cleaning every week", language="en")


@pytest.fixture(scope="module")
def embedder():
    return SentenceEmbedder()


def catalogue(*offerings):
    return Catalogue({}, {offering.id: offering for offering in offerings})


def first(index, *words, language="nl", vector=None):
    found = index.candidates(Query(dict.fromkeys(words, 1.0), language, vector=vector), 5)
    return found[0] if found else None


def test_words_find_their_offering_and_are_named():
    index = build_index(catalogue(LUNCH, CLEANING), Vocabulary())
    found = first(index, "lunch", "kantoren")
    assert found.offering == "a"
    assert "lunch" in found.matched


def test_a_dutch_need_finds_an_english_offering_by_meaning(embedder):
    index = build_index(catalogue(LUNCH, CLEANING), Vocabulary(), embedder)
    vector = embedder.embed(["wekelijkse schoonmaak"])[0]
    assert first(index, "schoonmaak", vector=vector).offering == "b"


def test_official_labels_bridge_languages_without_embedding():
    labels = {"nl": "Schoonmaken van kantoren", "en": "Office cleaning every week"}
    vocabulary = Vocabulary({}, {"90919200-4": CpvCode("90919200-4", labels)})
    index = build_index(catalogue(LUNCH, CLEANING), vocabulary)
    assert first(index, "schoonmaken").offering == "b"


class TestChange:
    index = build_index(catalogue(LUNCH, CLEANING), Vocabulary())

    def test_a_changed_offering_is_found_by_its_new_words_only(self):
        after = self.index.changed([Offering("a", "", "Verhuizen van archieven")])
        assert first(after, "verhuizen").offering == "a"
        assert first(after, "lunch").words < 0.3

    def test_a_removed_offering_is_gone(self):
        after = self.index.changed([], removed=["a"])
        assert [c.offering for c in after.candidates(Query({"lunch": 1.0}), 5)] == ["b"]

    def test_the_index_before_the_change_stays_as_it_was(self):
        self.index.changed([], removed=["a"])
        assert first(self.index, "lunch").offering == "a"

    def test_changes_of_changes_keep_the_last_state(self):
        after = self.index
        for title in ("Tuinen", "Wassen", "Drukwerk"):
            after = after.changed([Offering("a", "", title)])
        found = [c.offering for c in after.candidates(Query({"drukwerk": 1.0}), 5)]
        assert found.count("a") == 1
        assert found[0] == "a"


def test_a_large_catalogue_ranks_nearly_as_an_exact_scan_would():
    chance = np.random.default_rng(1)
    centres = chance.standard_normal((200, 512))
    rows = centres[chance.integers(200, size=EXACT_ROWS + 1)]
    rows = rows + 0.7 * chance.standard_normal(rows.shape)
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    vectors = build_vectors(rows)
    asked = rows[7]
    coarse = np.argsort(-vectors.closeness(asked))[:240]
    again = coarse[np.argsort(-vectors.exactly(asked, coarse))][:10]
    exact = np.argsort(-(rows @ asked))[:10]
    assert len(set(again.tolist()) & set(exact.tolist())) >= 9

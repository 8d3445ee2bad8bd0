"""Learning is a table of counts: it can be read, and undone."""

from __future__ import annotations

from small import VOCABULARY, knowledge, offering

from matchbot.adapters.index import build_index
from matchbot.core.knowledge import Query
from matchbot.core.matching.learning import Learned, Lesson, learn

LESSONS = [
    Lesson("Levering van soepjes voor de vergadering", "55520000-1", "nl"),
    Lesson("Soepjes bij de borrel", "55520000-1", "nl"),
]
OTHERS = [
    Lesson("Glazen gangen dweilen", "90910000-9", "nl"),
    Lesson("Trappen stofzuigen", "90910000-9", "nl"),
]


def test_the_table_says_which_word_went_with_which_code():
    table = learn(Learned(), LESSONS)
    assert table.counts["soepje*"] == {"55520000-1": 2}
    assert table.seen == {"55520000-1": 2}


def test_unlearning_leaves_no_trace():
    before = learn(Learned(), [Lesson("Ramen wassen", "90911300-9", "nl")])
    assert learn(learn(before, LESSONS), LESSONS, times=-1) == before


def test_learning_does_not_change_the_table_it_was_given():
    before = learn(Learned(), LESSONS[:1])
    learn(before, LESSONS)
    assert before == learn(Learned(), LESSONS[:1])


def test_what_buyers_called_it_before_finds_it_now():
    lunch = offering("noord-lunch", "Eten op locatie", cpv=("55520000-1",))
    cleaning = offering("west-kantoor", "Kantoor op orde", cpv=("90910000-9",))
    catalogue = knowledge(cleaning, lunch).catalogue
    untaught = build_index(catalogue, VOCABULARY)
    taught = build_index(catalogue, VOCABULARY, None, learn(Learned(), [*LESSONS, *OTHERS] * 5))

    assert _kind_of(untaught, "noord-lunch") == _kind_of(untaught, "west-kantoor") == 0
    assert _kind_of(taught, "noord-lunch") > _kind_of(taught, "west-kantoor")


def test_a_word_that_buyers_used_before_is_set_right_when_it_is_misspelt():
    catalogue = knowledge(offering("noord-lunch", "Eten op locatie")).catalogue
    untaught = build_index(catalogue, VOCABULARY)
    taught = build_index(catalogue, VOCABULARY, None, learn(Learned(), LESSONS))
    assert untaught.meant("soepjse") == "soepjse"
    assert taught.meant("soepjse") == "soepjes"


def _kind_of(index, offering_id):
    found = index.candidates(Query({"soepjes": 1.0}), 5)
    return next(candidate.kind for candidate in found if candidate.offering == offering_id)

"""Needs that mean the same are one group, in whatever language; others stay apart."""

from __future__ import annotations

import numpy as np

from matchbot.core.insight.meaning import groups_of_meaning
from matchbot.core.knowledge import Knowledge

BICYCLES = ["fietsen repareren", "reparatie van fietsen", "bicycle repair", "Fahrradreparatur",
            "réparation de vélos"]  # fmt: skip
PIANOS = ["piano stemmen", "vleugel stemmen", "piano tuning"]
LANGUAGES = ["nl", "nl", "en", "de", "fr", "nl", "nl", "en"]


def test_the_same_in_other_words_and_languages_is_one_group(knowledge: Knowledge) -> None:
    assert knowledge.embedder is not None
    vectors = knowledge.embedder.embed([*BICYCLES, *PIANOS])
    groups = groups_of_meaning(vectors, [""] * len(LANGUAGES), LANGUAGES)
    assert len(set(groups[:5])) == 1 and len(set(groups[5:])) == 1
    assert groups[0] != groups[5]


def test_without_vectors_the_kinds_are_the_groups() -> None:
    groups = groups_of_meaning(None, ["green", "catering", "green", "", ""], ["nl"] * 5)
    assert groups[0] == groups[2] != groups[1]
    assert len(set(groups)) == 4


def test_groups_are_those_of_average_linkage() -> None:
    """On a line of points: 0, 1 and 10, 11 join; their means are too far apart."""
    angles = np.radians([0, 10, 80, 92, 170])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    # Ten languages, one for each: nothing is centred away.
    groups = groups_of_meaning(vectors, [""] * 5, list("abcde"), close=0.9)
    assert groups[0] == groups[1] and groups[2] == groups[3]
    assert len(set(groups)) == 3


def test_nothing_is_no_group() -> None:
    assert groups_of_meaning(None, [], []) == []

"""Talk by its meaning, where no rule has a word for it; with the embedding that comes along."""

from __future__ import annotations

import pytest

from matchbot.adapters.knowledge import make_embedder
from matchbot.core.knowledge import Embedder
from matchbot.core.reading.talk_meaning import meant_talk


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    embedder = make_embedder()
    if embedder is None:
        pytest.skip("the embedding is not installed")
    return embedder


@pytest.mark.parametrize(
    ("talk", "text"),
    [
        ("complaint", "Drie mails gestuurd en er komt maar geen antwoord"),
        ("human", "Kan ik iemand van jullie spreken?"),
        ("thanks", "Top, dit is precies wat ik zocht"),
        ("stop", "Haal mijn adres maar uit jullie bestand"),
        ("other", "Is this free of charge?"),
        ("other", "Ich möchte ein Auto kaufen"),
    ],
)
def test_a_sentence_is_what_the_nearest_examples_are(
    embedder: Embedder, talk: str, text: str
) -> None:
    assert meant_talk(text, embedder, with_facts=False) == talk


@pytest.mark.parametrize(
    "text",
    [
        "Kan het ook een week later?",
        "Mittagessen für 20 Personen",
        "Our caterer let us down, who can do 40 lunches?",
        "liever vegetarisch",
    ],
)
def test_a_need_and_a_change_of_one_are_left_to_the_rules(embedder: Embedder, text: str) -> None:
    assert meant_talk(text, embedder, with_facts=True) in (None, "need")


def test_long_texts_and_none_at_all_are_not_judged(embedder: Embedder) -> None:
    assert meant_talk("Er kwam niemand. " * 40, embedder, with_facts=False) is None
    assert meant_talk(" ", embedder, with_facts=False) is None
    assert meant_talk("Er kwam niemand opdagen", None, with_facts=False) is None

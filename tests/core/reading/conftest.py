"""What the readings are read with: the shipped vocabulary and places, without embedding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from matchbot.adapters.places_files import load_places
from matchbot.adapters.vocabulary_file import load_vocabulary
from matchbot.core.knowledge import Candidate, Knowledge, Query
from matchbot.core.matching.lexicon import build_lexicon
from matchbot.core.need import Reading
from matchbot.core.offering import Catalogue
from matchbot.core.platform import Platform
from matchbot.core.reading.read import read_need

SHIPPED = Path(__file__).parents[3] / "catalogue"


class NoIndex:
    """Finds nothing: a reading needs no offerings."""

    def candidates(self, query: Query, limit: int) -> list[Candidate]:
        return []

    def meant(self, word: str) -> str:
        return word


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    vocabulary = load_vocabulary(SHIPPED / "vocabulary.toml")
    return Knowledge(
        platform=Platform(languages=("nl", "en", "fr", "de")),
        vocabulary=vocabulary,
        places=load_places(SHIPPED / "places"),
        catalogue=Catalogue(),
        index=NoIndex(),
        lexicon=build_lexicon(vocabulary),
    )


Read = Callable[[str], Reading]


@pytest.fixture
def read(knowledge: Knowledge, now: datetime) -> Read:
    """Reads a text on the fixed Monday, its language detected."""

    def read_text(text: str) -> Reading:
        return read_need(text, knowledge, now)

    return read_text

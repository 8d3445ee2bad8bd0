"""Catalogues of any size from real labels and descriptions, and meanings to go with them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from matchbot.adapters.embedding import SentenceEmbedder
from matchbot.bench.cpv_task import LANGUAGES, SEED, Task, read_tsv
from matchbot.core.offering import Offering

TITLE_WORDS, DESCRIPTION_WORDS = 8, 40
NOISE = 0.5


def synthetic_offerings(task: Task, folder: Path, count: int) -> list[Offering]:
    """Offerings with a title of about 8 words and a description of about 40, always the same."""
    chance = random.Random(SEED)
    told = {
        language: [
            row["description"].split()
            for row in read_tsv(folder / "needs_dev.tsv")
            if row["lang"] == language and row["description"]
        ]
        for language in LANGUAGES
    }
    return [_offering(place, task, told, chance) for place in range(count)]


def _offering(
    place: int, task: Task, told: dict[str, list[list[str]]], chance: random.Random
) -> Offering:
    language = chance.choice(LANGUAGES)
    labels = task.labels[language]
    title = chance.choice(labels).split()
    while len(title) < TITLE_WORDS - 2:
        title += chance.choice(labels).split()
    words: list[str] = []
    while len(words) < DESCRIPTION_WORDS:
        source = chance.choice(told[language])
        start = chance.randrange(max(1, len(source) - 12))
        words += source[start : start + 12]
    description = " ".join(words[:DESCRIPTION_WORDS])
    return Offering(f"s{place}", "", " ".join(title), description, language)


class ComposedEmbedder:
    """Stands in for embedding a million texts: the true vectors of 20,000, with noise, in turn.

    Needs are embedded in truth.
    """

    def __init__(self, embedder: SentenceEmbedder, distinct: int = 20_000) -> None:
        self._embedder, self._distinct = embedder, distinct

    def embed(self, texts: Sequence[str]) -> Any:
        """As the true embedder does."""
        return self._embedder.embed(texts)

    def remember(self, texts: Sequence[str]) -> Any:
        """The true vectors of the first texts; those of the rest are like one of them."""
        known = self._embedder.remember(texts[: self._distinct])
        rows = np.empty((len(texts), known.shape[1]), dtype=np.float32)
        chance = np.random.default_rng(SEED)
        for start in range(0, len(texts), self._distinct):
            part = known[: min(self._distinct, len(texts) - start)]
            rows[start : start + len(part)] = part
            if start:
                noise = chance.standard_normal(part.shape, dtype=np.float32)
                rows[start : start + len(part)] += noise * np.float32(NOISE / part.shape[1] ** 0.5)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        rows /= np.maximum(lengths, 1e-9)
        return rows

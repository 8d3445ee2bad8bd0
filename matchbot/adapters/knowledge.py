"""Builds the Knowledge from files and the catalogue, and swaps it when the catalogue changes."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from matchbot.adapters.embedding import (
    CarefulEmbedder,
    EmbeddingFileBroken,
    EmbeddingMissing,
    KeptEmbedder,
    SentenceEmbedder,
)
from matchbot.adapters.index import build_index
from matchbot.adapters.places_files import load_places
from matchbot.adapters.shipped import shipped
from matchbot.adapters.vocabulary_file import load_vocabulary
from matchbot.core.knowledge import Embedder, Knowledge
from matchbot.core.matching.learning import Learned, learn
from matchbot.core.matching.lexicon import Lexicon, build_lexicon
from matchbot.core.offering import Catalogue, Wise
from matchbot.core.places import Places
from matchbot.core.platform import Platform
from matchbot.core.reading.where import nearness
from matchbot.core.vocabulary import Vocabulary
from matchbot.flows.declines import declines_of_leads
from matchbot.flows.ports import Store, Transaction
from matchbot.flows.vocabulary import lessons_of_leads

#: So many seconds pass before declined leads are looked up again.
DECLINES_HOLD = 300.0

E = TypeVar("E", bound=KeptEmbedder)


@lru_cache(maxsize=2)
def shipped_places() -> Places:
    """The places that come with matchbot."""
    return load_places(shipped("places"))


@lru_cache(maxsize=2)
def shipped_vocabulary() -> Vocabulary:
    """The vocabulary that comes with matchbot."""
    return load_vocabulary(shipped("vocabulary.toml"))


def vectors_files() -> tuple[Path, Path]:
    """Where vectors of texts are kept between starts, of the quick and of the careful embedding."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "matchbot"
    return folder / "vectors", folder / "vectors-careful"


def set_aside(file: Path) -> Path:
    """Where a broken file of vectors is put, for `doctor` to tell of."""
    return file.with_name(f"{file.name}.broken")


def make_embedder(progress: Callable[[int, int], None] | None = None) -> SentenceEmbedder | None:
    """The sentence embedding; None where its package is not installed.

    A broken file of vectors is set aside and made again: it only saves time. `progress(done,
    total)` is called while texts are embedded for the first time.
    """
    quick, careful = vectors_files()
    embedder = _kept(SentenceEmbedder, quick, progress)
    if embedder is not None:
        embedder.careful = _kept(CarefulEmbedder, careful, progress)
    return embedder


def _kept(make: type[E], file: Path, progress: Callable[[int, int], None] | None) -> E | None:
    try:
        return make(file, progress)
    except EmbeddingFileBroken:
        file.replace(set_aside(file))
        return make(file, progress)
    except EmbeddingMissing:
        return None


def build_knowledge(
    platform: Platform,
    catalogue: Catalogue,
    *,
    vocabulary: Vocabulary | None = None,
    places: Places | None = None,
    embedder: Embedder | None = None,
    rotation: bool = True,
    lexicon: Lexicon | None = None,
    learned: Learned | None = None,
) -> Knowledge:
    """Everything the core needs, for one platform and one state of its catalogue."""
    vocabulary = vocabulary or shipped_vocabulary()
    places = places or shipped_places()
    catalogue = located(catalogue, places, platform)
    return Knowledge(
        platform,
        vocabulary,
        places,
        catalogue,
        build_index(catalogue, vocabulary, embedder, learned),
        embedder,
        rotation,
        lexicon or build_lexicon(vocabulary, embedder),
    )


def located(catalogue: Catalogue, places: Places, platform: Platform) -> Catalogue:
    """The catalogue with every WISE on the map whose postcode or place is known."""
    near = nearness(platform, places, platform.languages[0])

    def on_the_map(wise: Wise) -> Wise:
        if wise.lat is not None and wise.lon is not None:
            return wise
        spot = (places.find(wise.postcode, near) if wise.postcode else None) or (
            places.find(wise.place, near) if wise.place else None
        )
        return replace(wise, lat=spot.lat, lon=spot.lon) if spot else wise

    return replace(catalogue, wises={i: on_the_map(w) for i, w in catalogue.wises.items()})


@dataclass
class _Held:
    version: int
    knowledge: Knowledge
    until: float


class KnowledgeKeeper:
    """Holds the present Knowledge and builds a new one when the catalogue's version changed."""

    def __init__(
        self,
        store: Store,
        build: Callable[[Catalogue, Vocabulary, Learned], Knowledge],
        now: Callable[[], datetime],
    ) -> None:
        self._store, self._build, self._now = store, build, now
        self._lock = threading.Lock()
        self._held: _Held | None = None

    def __call__(self) -> Knowledge:
        """The present Knowledge; builds it at the first call."""
        return self._held.knowledge if self._held else self.refresh()

    def refresh(self) -> Knowledge:
        """The Knowledge of the catalogue as it is in the store now."""
        with self._lock:
            with self._store.read() as tx:
                version = tx.catalogue.version()
                if self._held and self._held.version == version:
                    return self._with_declines(tx, self._held)
                catalogue, imported = tx.catalogue.load(), tx.vocabulary.load()
                taught = lessons_of_leads(tx, catalogue, shipped_vocabulary().with_more(imported))
                declines = declines_of_leads(tx, self._now())
            built = self._build(catalogue, imported, learn(Learned(), taught))
            known = replace(built, declines=declines)
            self._held = _Held(version, known, time.monotonic() + DECLINES_HOLD)
            return known

    def _with_declines(self, tx: Transaction, held: _Held) -> Knowledge:
        """The same Knowledge; what WISEs declined is looked up anew every few minutes."""
        if time.monotonic() >= held.until:
            declines = declines_of_leads(tx, self._now())
            if declines != held.knowledge.declines:
                held.knowledge = replace(held.knowledge, declines=declines)
            held.until = time.monotonic() + DECLINES_HOLD
        return held.knowledge

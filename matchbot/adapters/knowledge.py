"""Builds the Knowledge from files and the catalogue, whole or from what changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
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
from matchbot.core.matching.learning import Learned
from matchbot.core.matching.lexicon import Lexicon, build_lexicon
from matchbot.core.offering import Catalogue, Wise
from matchbot.core.places import Places
from matchbot.core.platform import Platform
from matchbot.core.reading.where import nearness
from matchbot.core.vocabulary import Vocabulary

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


def changed_knowledge(
    knowledge: Knowledge, fresh: Catalogue, removed: Collection[str] = ()
) -> Knowledge:
    """`knowledge` after the offerings of `fresh` were added or replaced and `removed` taken out.

    WISEs, figures and labels become those of `fresh`. Nothing is built again: with 100,000
    offerings one that changed costs some 50 ms.
    """
    before = knowledge.catalogue
    kept = {id: one for id, one in before.offerings.items() if id not in removed}
    catalogue = replace(fresh, offerings=kept | fresh.offerings)
    return replace(
        knowledge,
        catalogue=located(catalogue, knowledge.places, knowledge.platform, before.wises),
        index=knowledge.index.changed(fresh.offerings.values(), removed),
    )


def located(
    catalogue: Catalogue,
    places: Places,
    platform: Platform,
    before: Mapping[str, Wise] = MappingProxyType({}),
) -> Catalogue:
    """The catalogue with every WISE on the map whose postcode or place is known.

    Those that say the same as `before` stay where they were.
    """
    near = nearness(platform, places, platform.languages[0])

    def on_the_map(wise: Wise) -> Wise:
        if wise.lat is not None and wise.lon is not None:
            return wise
        known = before.get(wise.id)
        if known is not None and replace(wise, lat=known.lat, lon=known.lon) == known:
            return known
        spot = (places.find(wise.postcode, near) if wise.postcode else None) or (
            places.find(wise.place, near) if wise.place else None
        )
        return replace(wise, lat=spot.lat, lon=spot.lon) if spot else wise

    return replace(catalogue, wises={i: on_the_map(w) for i, w in catalogue.wises.items()})

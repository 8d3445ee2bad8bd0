"""A small world to match in: two kinds, a few WISEs, no embedding unless asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from matchbot.adapters.index import build_index
from matchbot.core.knowledge import Candidate, Embedder, Knowledge
from matchbot.core.matching.criteria import Case
from matchbot.core.matching.lexicon import build_lexicon
from matchbot.core.need import Need, Place
from matchbot.core.offering import Catalogue, Label, Offering, PeopleFigure, Wise
from matchbot.core.places import Places
from matchbot.core.platform import Platform
from matchbot.core.vocabulary import Kind, Vocabulary

TODAY = date(2026, 11, 23)
NOORD = Place("Amsterdam-Noord", 52.40, 4.92, 4.0, "NL")

VOCABULARY = Vocabulary(
    {
        "catering": Kind(
            "catering",
            {"nl": "Catering", "en": "Catering", "fr": "Traiteur", "de": "Catering"},
            {"nl": ("lunch", "broodjes"), "en": ("lunch",), "fr": ("buffet",), "de": ("Essen",)},
            ("55520000-1",),
        ),
        "cleaning": Kind(
            "cleaning",
            {"nl": "Schoonmaak", "en": "Cleaning", "fr": "Nettoyage", "de": "Reinigung"},
            {"nl": ("schoonmaken",), "en": ("office cleaning",), "fr": (), "de": ()},
            ("90910000-9",),
        ),
    }
)


def wise(id: str, **fields: Any) -> Wise:
    """A WISE in Noord."""
    return Wise(id, id.title(), **{"place": "Noord", "lat": 52.39, "lon": 4.93, **fields})


def offering(id: str, title: str = "Vegetarische lunch", **fields: Any) -> Offering:
    """An offering of the WISE before the dash of its id."""
    return Offering(id, id.split("-")[0], title, **fields)


def knowledge(
    *offerings: Offering,
    wises: tuple[Wise, ...] = (),
    vocabulary: Vocabulary = VOCABULARY,
    embedder: Embedder | None = None,
    labels: tuple[Label, ...] = (),
    people: tuple[PeopleFigure, ...] = (),
) -> Knowledge:
    """Knowledge of these offerings, without rotation."""
    known = {one.wise: wise(one.wise) for one in offerings} | {w.id: w for w in wises}
    catalogue = Catalogue(known, {one.id: one for one in offerings}, people, labels)
    return Knowledge(
        Platform(),
        vocabulary,
        Places(),
        catalogue,
        build_index(catalogue, vocabulary, embedder),
        embedder,
        False,
        build_lexicon(vocabulary, embedder),
    )


def need(what: str = "lunch", **facts: Any) -> Need:
    """A need in Dutch, its text the words of what it is about."""
    return Need(**{"text": what, "what": what, **facts})


def case(
    asked: Need | None = None,
    sold: Offering | None = None,
    found: Candidate | None = None,
    **more: Any,
) -> Case:
    """One offering before the judges."""
    sold = sold or offering("noord-lunch")
    return Case(
        asked or need(), sold, wise(sold.wise), found or Candidate(sold.id, 0.5), TODAY, **more
    )

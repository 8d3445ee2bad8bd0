"""What sister platforms offer, made ready to be searched when nobody here can meet a need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from matchbot.adapters.index import build_index
from matchbot.adapters.knowledge import located
from matchbot.core.knowledge import Elsewhere, Knowledge, Offer
from matchbot.core.offering import Catalogue, Offering, Wise
from matchbot.core.sister import Sister, SisterOffering


def build_elsewhere(
    sisters: Iterable[tuple[Sister, Sequence[SisterOffering]]], knowledge: Knowledge
) -> Elsewhere | None:
    """An index of their words and kinds, without their meanings: those would cost minutes at first.

    Ids begin with the platform's, so that none is mistaken for ours.
    """
    wises: dict[str, Wise] = {}
    offerings: dict[str, Offering] = {}
    offers: dict[str, Offer] = {}
    for sister, rows in sisters:
        for row in rows:
            wise = replace(row.wise, id=f"{sister.id}/{row.wise.id}")
            offering = replace(row.offering, id=f"{sister.id}/{row.offering.id}", wise=wise.id)
            wises[wise.id], offerings[offering.id] = wise, offering
            offers[offering.id] = Offer(
                sister.id, sister.name, sister.desk, offering.title, wise.name, row.url
            )
    if not offerings:
        return None
    catalogue = located(Catalogue(wises, offerings), knowledge.places, knowledge.platform)
    return Elsewhere(catalogue, build_index(catalogue, knowledge.vocabulary), offers)

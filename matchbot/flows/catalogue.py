"""The catalogue goes into the store, and comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from matchbot.core.offering import Catalogue
from matchbot.flows.ports import Store
from matchbot.flows.records import CatalogueChange


class UnknownWises(ValueError):
    """Rows of WISEs that are neither in the files nor in the store; `ids` names the WISEs."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__(", ".join(ids))
        self.ids = ids


@dataclass(frozen=True)
class Gaps:
    """What is allowed but makes a catalogue less useful: ids, in order.

    WISEs without an e-mail address get no leads; WISEs without offerings and offerings without
    kinds are hard to find or never found.
    """

    without_address: tuple[str, ...] = ()
    without_offerings: tuple[str, ...] = ()
    without_kinds: tuple[str, ...] = ()


def import_catalogue(store: Store, catalogue: Catalogue, now: datetime) -> CatalogueChange:
    """Put all rows of `catalogue` into the store, or none; what is not given stays.

    Raises UnknownWises when a row belongs to a WISE that nobody knows.
    """
    with store.begin() as transaction:
        if needed := wises_needed(catalogue):
            unknown = needed - set(transaction.catalogue.load(only=()).wises)
            if unknown:
                raise UnknownWises(tuple(sorted(unknown)))
        return transaction.catalogue.put(catalogue, now)


def export_catalogue(store: Store) -> Catalogue:
    """The catalogue as it stands."""
    with store.read() as transaction:
        return transaction.catalogue.load()


def wises_needed(catalogue: Catalogue) -> set[str]:
    """Ids of WISEs that rows of `catalogue` belong to and that are not in it themselves."""
    named = {offering.wise for offering in catalogue.offerings.values()}
    named |= {figure.wise for figure in catalogue.people}
    named |= {label.wise for label in catalogue.labels}
    return named - set(catalogue.wises)


def gaps(catalogue: Catalogue) -> Gaps:
    """Where the catalogue could say more."""
    selling = {offering.wise for offering in catalogue.offerings.values()}
    return Gaps(
        tuple(sorted(wise.id for wise in catalogue.wises.values() if not wise.email)),
        tuple(sorted(set(catalogue.wises) - selling)),
        tuple(sorted(one.id for one in catalogue.offerings.values() if not one.kinds)),
    )

"""A first filling: the catalogue files into an empty database."""

from __future__ import annotations

from matchbot.adapters.catalogue_files import read_catalogue
from matchbot.app import App, catalogue_folder
from matchbot.flows.catalogue import import_catalogue


def fill_if_empty(app: App) -> bool:
    """Put the platform's catalogue files into a database that has no offerings yet."""
    with app.store.read() as tx:
        if tx.catalogue.version() > 0:
            return False
    reading = read_catalogue(catalogue_folder(app.settings))
    import_catalogue(app.store, reading.catalogue, app.clock.now())
    app.knowledge.refresh()
    return True

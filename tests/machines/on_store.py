"""Lives of a state machine on a real store, one after the other, each on an empty platform."""

from __future__ import annotations

from datetime import datetime

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from matchbot.adapters.store import SqlStore
from matchbot.adapters.store.tables import metadata
from matchbot.core.knowledge import Knowledge
from matchbot.flows.catalogue import import_catalogue

CATALOGUE = {
    table
    for table in metadata.sorted_tables
    if table.name in {"wise", "offering", "people_figure", "label", "catalogue_version"}
}


def empty(store: SqlStore) -> None:
    """Forget everything but the catalogue."""
    with store.begin() as tx:
        connection = tx.people._work.connection  # type: ignore[attr-defined]
        for table in reversed(metadata.sorted_tables):
            if table not in CATALOGUE:
                connection.execute(table.delete())


def live_on(
    url: str,
    knowledge: Knowledge,
    machine: type[RuleBasedStateMachine],
    since: datetime,
    lives: int,
    steps: int,
) -> None:
    """Let so many platforms live on this database; the catalogue is known `since`."""
    store = SqlStore.open(url, knowledge.platform.id)
    import_catalogue(store, knowledge.catalogue, since)
    here = type("OnThisStore", (machine,), {"store": store, "knowledge": knowledge})
    shape = settings(max_examples=lives, stateful_step_count=steps, deadline=None)
    run_state_machine_as_test(here, settings=shape)  # type: ignore[no-untyped-call]
    store.close()

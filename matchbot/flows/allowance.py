"""How often somebody may post: counted in the database, over all processes, without who it was."""

from __future__ import annotations

from datetime import timedelta

from matchbot.core.keys import hash_key
from matchbot.flows.office import Office

KEPT = timedelta(days=2)


def may_go_on(office: Office, what: str, who: str, an_hour: int) -> bool:
    """Count once more for `who` (an address on the net, a token); False above `an_hour`.

    The hash holds the hour, so that nobody can follow somebody from one hour to the next.
    """
    now = office.clock.now()
    hour = now.strftime("%Y-%m-%dT%H")
    with office.store.begin() as tx:
        return tx.allowances.take(what, hash_key(f"{hour}:{who}"), hour, an_hour, now)


def forget_allowances(office: Office) -> int:
    """Drop what was counted days ago; how many rows there were."""
    with office.store.begin() as tx:
        return tx.allowances.forget(office.clock.now() - KEPT)

"""Who of the platform's people may see and do what on the operator's page.

A platform is run by a network organisation with the city: the staff do everything, the network
decides about WISEs and offerings, the city sees what waits, a viewer sees figures and the trail.
"""

from __future__ import annotations

from typing import Literal

Scope = Literal["operator", "network", "city", "viewer"]
Right = Literal["look", "queue", "decide", "post"]

#: From the widest to the narrowest; an address that stands in several lists has the widest.
SCOPES: tuple[Scope, ...] = ("operator", "network", "city", "viewer")

#: look: figures and the trail without addresses; queue: applications and offerings that wait;
#: decide: about these; post: letters, mails, leads and tasks, with the people in them.
RIGHTS: dict[Scope, frozenset[Right]] = {
    "operator": frozenset({"look", "queue", "decide", "post"}),
    "network": frozenset({"look", "queue", "decide"}),
    "city": frozenset({"look", "queue"}),
    "viewer": frozenset({"look"}),
}


def may(scope: Scope | None, right: Right) -> bool:
    """Has this scope the right? Nobody's scope (None) has none."""
    return scope is not None and right in RIGHTS[scope]

"""Isomorphism watch: keeps each year how alike the texts are, and draws the lines of the years."""

from __future__ import annotations

import json

from matchbot.core.insight.isomorphism import Watched, watch
from matchbot.core.insight.likeness import likeness
from matchbot.flows.office import Office

FIRST_YEAR = 2012
_KEPT = "likeness.{}"


def keep_likeness(office: Office) -> int:
    """Keep how alike the texts are now, as this year's; how many WISEs. The year's last one stays."""
    knowledge = office.knowledge()
    found = likeness(knowledge.catalogue)
    year = knowledge.platform.today(office.clock.now()).year
    if found:
        with office.store.begin() as tx:
            tx.memory.set(_KEPT.format(year), json.dumps(found, sort_keys=True))
    return len(found)


def watched(office: Office) -> tuple[Watched, ...]:
    """The lines of the platform and of each WISE, with those that bend."""
    knowledge, now = office.knowledge(), office.clock.now()
    today = knowledge.platform.today(now)
    with office.store.read() as tx:
        leads = tx.insight.leads()
        kept = {year: tx.memory.get(_KEPT.format(year)) for year in range(FIRST_YEAR, today.year)}
    likenesses = {year: json.loads(text) for year, text in kept.items() if text}
    return watch(knowledge, leads, likenesses, today)

"""Insight: the figures of the platform, drawn from its own rows."""

from __future__ import annotations

from datetime import timedelta

from matchbot.core.insight.impact import Impact, impact_of
from matchbot.core.insight.shares import Shares, shares_of
from matchbot.flows.office import Office

#: Shares are those of so long back.
LOOKS_BACK = timedelta(days=365)


def impact(office: Office, only: int | None = None) -> Impact:
    """The platform's figures up to now; `only`: the year counted by kind and borough."""
    with office.store.read() as tx:
        needs, leads = tx.insight.needs(), tx.insight.leads()
    return impact_of(office.knowledge(), needs, leads, office.clock.now(), only)


def shares(office: Office) -> Shares:
    """How the last year's leads and first places are divided over WISEs."""
    now = office.clock.now()
    with office.store.read() as tx:
        needs, leads = tx.insight.needs(now - LOOKS_BACK), tx.insight.leads(now - LOOKS_BACK)
    return shares_of(needs, leads, office.knowledge(), office.knowledge().platform.today(now))

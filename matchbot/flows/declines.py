"""What WISEs declined lately, so that the ranking need not ask them the same again."""

from __future__ import annotations

from datetime import datetime, timedelta

from matchbot.core.matching.declines import Decline
from matchbot.flows.ports import Transaction

#: A no counts for so long: a WISE may grow, move or hire.
COUNTS_FOR = timedelta(days=180)


def declines_of_leads(tx: Transaction, now: datetime) -> dict[str, tuple[Decline, ...]]:
    """The refusals of the last half year by WISE; those without a reason tell nothing."""
    found: dict[str, tuple[Decline, ...]] = {}
    for lead in tx.leads.declined(now - COUNTS_FOR):
        if lead.reason and lead.decided_at is not None:
            no = Decline(lead.offering_id, lead.reason, lead.need, lead.decided_at.date())
            found[lead.wise_id] = (*found.get(lead.wise_id, ()), no)
    return found

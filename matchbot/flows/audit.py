"""The audit trail: who did what, written in the transaction in which it was done."""

from __future__ import annotations

from datetime import datetime

from matchbot.flows.office import Office
from matchbot.flows.ports import Transaction
from matchbot.flows.records import AuditLine

LONGEST = 500


def note(
    tx: Transaction,
    office: Office,
    actor: str,
    act: str,
    subject: str,
    now: datetime,
    text: str = "",
    channel: str = "web",
) -> None:
    """Add a line; `act` is "thing.what", such as "offering.pause"."""
    tx.audit.add(AuditLine(office.luck.id(), now, actor, act, subject, text[:LONGEST], channel))

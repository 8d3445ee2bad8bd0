"""A WISE said yes after its time: the buyer decides whether names are given after all."""

from __future__ import annotations

from datetime import datetime

from matchbot.core.lead import Lead, move
from matchbot.flows.lead_letters import keep, take_back
from matchbot.flows.leads import introduce, lead_page, tell_buyer, told_of_yes
from matchbot.flows.office import Office, make_key
from matchbot.flows.ports import Transaction


def answer_offer(
    tx: Transaction, office: Office, lead: Lead, agrees: bool, now: datetime, channel: str
) -> None:
    """The buyer's yes puts both in touch, the no takes the lead back; nothing when it is settled."""
    if lead.state != "offered":
        return
    if not agrees:
        take_back(tx, office, lead, now, channel)
        return
    moved, event = move(lead, "agree", now, actor="buyer", channel=channel)
    if not keep(tx, office, moved, event, lead.state):
        return
    word = make_key(tx, office, "lead", lead.id, now, holds=office.rules.lead_key_holds)
    page = lead_page(office, moved)
    introduce(tx, office, page, word, 1, now)
    tell_buyer(tx, office, moved, "accepted:late", now, **told_of_yes(office, page))

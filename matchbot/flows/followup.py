"""Some days after a WISE accepted: the question what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.conversation import Turn
from matchbot.core.lead import Lead
from matchbot.flows.enquiry import tell
from matchbot.flows.office import Office
from matchbot.flows.ports import Transaction

MAX_QUESTIONS = 2


def ask_outcomes(office: Office) -> int:
    """Ask after every lead whose time has come; how many were asked. Safe to run at any time."""
    asked = 0
    while True:
        now = office.clock.now()
        with office.store.begin() as tx:
            due = tx.leads.due_follow_up(now, limit=50)
            for lead in due:
                asked += _ask(tx, office, lead, now)
        if not due:
            return asked


def _ask(tx: Transaction, office: Office, lead: Lead, now: datetime) -> bool:
    conversation = tx.conversations.get(lead.conversation_id)
    number = lead.followed_up + 1
    tx.leads.save(replace(lead, follow_up_at=None, followed_up=number), None, lead.state)
    if conversation is None or conversation.stopped or number > MAX_QUESTIONS:
        return False
    catalogue = office.knowledge().catalogue
    offering, wise = catalogue.offerings.get(lead.offering_id), catalogue.wises.get(lead.wise_id)
    facts = {
        "lead": lead.id,
        "wise": wise.name if wise else lead.wise_id,
        "title": offering.title_in(lead.language) if offering else lead.offering_id,
    }
    turn = Turn(event="follow_up", facts=facts)
    return tell(tx, lead.conversation_id, turn, f"follow_up:{lead.id}:{number}", now)

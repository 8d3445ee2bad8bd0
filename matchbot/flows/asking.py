"""What a buyer does about leads in a conversation: ask WISEs, take back, say what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.conversation import (
    AnswerOffer,
    Conversation,
    CreateLeads,
    LeadView,
    RecordOutcome,
    WithdrawLeads,
)
from matchbot.core.lead import AT_A_TIME, Lead, LeadEvent
from matchbot.core.offering import Offering, Wise
from matchbot.flows import late_answers
from matchbot.flows.lead_chats import tell_in_chats
from matchbot.flows.lead_letters import take_back, tell_wise
from matchbot.flows.office import Office
from matchbot.flows.outcomes import buyer_outcome
from matchbot.flows.ports import Transaction
from matchbot.flows.proof import own
from matchbot.flows.records import NeedRecord
from matchbot.flows.staff import call_staff


def create_leads(
    tx: Transaction, office: Office, c: Conversation, effect: CreateLeads, now: datetime
) -> Conversation:
    """A lead for each chosen offering, and its letter to the WISE; as many as one may ask at a time."""
    c = own(tx, office, c, effect.contact.email, now)
    need_id = office.luck.id()
    tx.needs.add(NeedRecord(need_id, c.person_id, c.id, effect.need, False, now))
    catalogue = office.knowledge().catalogue
    for offering_id in effect.offerings[:AT_A_TIME]:
        offering = catalogue.offerings.get(offering_id)
        wise = catalogue.wises.get(offering.wise) if offering else None
        if offering is None or wise is None:
            continue
        made = _new_lead(tx, office, c, effect, need_id, offering, now)
        _notify(tx, office, made, wise, now)
        view = LeadView(made.id, offering.id, wise.id, made.state)
        c = replace(c, leads=(*c.leads, view))
    return c


def _new_lead(
    tx: Transaction,
    office: Office,
    c: Conversation,
    effect: CreateLeads,
    need_id: str,
    offering: Offering,
    now: datetime,
) -> Lead:
    made = Lead(
        id=office.luck.id(),
        platform=office.platform,
        need_id=need_id,
        offering_id=offering.id,
        wise_id=offering.wise,
        person_id=c.person_id,
        conversation_id=c.id,
        need=effect.need,
        contact=effect.contact,
        language=c.language,
        created_at=now,
        partners=effect.partners if offering.id == effect.offerings[0] else (),
    )
    tx.leads.add(made, LeadEvent(made.id, now, "buyer", c.channel, "create", "new", "new"))
    return made


def _notify(tx: Transaction, office: Office, lead: Lead, wise: Wise, now: datetime) -> None:
    """In the WISE's chats and by letter; where it has neither, a task for the platform's staff."""
    told, letter = tell_in_chats(tx, office, lead, wise, now)
    if letter and wise.email:
        tell_wise(tx, office, lead, wise, now)
    elif not told:
        call_staff(tx, office, "wise_without_address", lead.id, wise.name, now)


def withdraw(
    tx: Transaction, office: Office, c: Conversation, effect: WithdrawLeads, now: datetime
) -> Conversation:
    """The buyer takes leads back that are their own."""
    for lead_id in effect.leads:
        lead = tx.leads.get(lead_id)
        if lead is not None and lead.conversation_id == c.id:
            take_back(tx, office, lead, now, c.channel)
    return c


def answer_offer(
    tx: Transaction, office: Office, c: Conversation, effect: AnswerOffer, now: datetime
) -> Conversation:
    """The buyer's yes or no to a WISE that said yes after its time."""
    lead = tx.leads.get(effect.lead)
    if lead is not None and lead.conversation_id == c.id:
        late_answers.answer_offer(tx, office, lead, effect.agrees, now, c.channel)
    return c


def record_outcome(
    tx: Transaction, office: Office, c: Conversation, effect: RecordOutcome, now: datetime
) -> Conversation:
    """What the buyer says that came of a lead."""
    lead = tx.leads.get(effect.lead)
    if lead is not None and lead.conversation_id == c.id:
        buyer_outcome(tx, office, lead, effect, now, c.channel)
    return c

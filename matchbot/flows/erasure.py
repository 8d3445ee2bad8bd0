"""Erasing a person: their open leads are taken back, then all data of them goes."""

from __future__ import annotations

from datetime import datetime

from matchbot.core.dialogue.conversation import Conversation, Forget
from matchbot.core.person import Identity, Person
from matchbot.flows.lead_letters import take_back
from matchbot.flows.office import Office
from matchbot.flows.ports import Transaction


def forget_person(
    tx: Transaction, office: Office, person_id: str, now: datetime, channel: str
) -> int:
    """Erase all data of a person; their open leads are taken back first. How many rows it was."""
    for lead in tx.leads.of_person(person_id):
        take_back(tx, office, lead, now, channel)
    return tx.people.erase(person_id)


def forget(
    tx: Transaction, office: Office, c: Conversation, effect: Forget, now: datetime
) -> Conversation:
    """Erase the person; the conversation goes on as one with a stranger."""
    forget_person(tx, office, c.person_id, now, c.channel)
    stranger = office.luck.id()
    tx.people.add(Person(stranger, office.platform, language=c.language, created_at=now))
    if c.address:
        tx.people.link(Identity(stranger, c.channel, c.address))
    blank = Conversation(
        c.id, c.platform, c.channel, c.address, stranger, language=c.language, greeted=True
    )
    tx.conversations.add(blank, now)
    return blank

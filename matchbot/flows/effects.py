"""What a turn brings about: codes, leads, subscriptions, outcomes, calls for a person."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from matchbot.core import subscription as subscriptions
from matchbot.core.addresses import parse_address, same_address
from matchbot.core.dialogue.conversation import (
    Advance,
    AnswerOffer,
    CallPerson,
    Conversation,
    CreateLeads,
    Export,
    Forget,
    GiveComparison,
    GiveDossier,
    KeepUnmet,
    LeadView,
    PendingCode,
    RecordOutcome,
    SendCode,
    Subscribe,
    Unsubscribe,
    WithdrawLeads,
)
from matchbot.core.keys import hash_code, hash_key
from matchbot.core.lead import AT_A_TIME, Lead, LeadEvent
from matchbot.core.offering import Offering, Wise
from matchbot.core.person import Identity, Person
from matchbot.core.said import say
from matchbot.core.subscription import ASKED_AGAIN_AFTER, Subscription, Wish
from matchbot.flows.dossier import make_dossier_link
from matchbot.flows.late_answers import answer_offer
from matchbot.flows.lead_letters import take_back, tell_wise
from matchbot.flows.office import Office, WordedReply, make_key, post
from matchbot.flows.outcomes import buyer_outcome
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Letter, NeedRecord
from matchbot.flows.staff import call_staff
from matchbot.flows.subscriptions import ask_to_confirm, consent_in


def carry_out(
    tx: Transaction, office: Office, done: Advance, now: datetime
) -> tuple[Conversation, tuple[WordedReply, ...]]:
    """Do what the turn asks for; the conversation as it is then, and replies with facts."""
    c, extra = done.conversation, list[WordedReply]()
    for effect in done.effects:
        if type(effect) in TOLD:
            extra.append(TOLD[type(effect)](tx, office, c, effect, now))
        else:
            c = EFFECTS[type(effect)](tx, office, c, effect, now)
    return c, tuple(extra)


def _send_code(
    tx: Transaction, office: Office, c: Conversation, effect: SendCode, now: datetime
) -> Conversation:
    subscribing = effect.aim != "leads"
    if subscribing and not _may_ask(tx, office, c, effect.email, now):
        return c if c.code else replace(c, code=PendingCode("", now + office.rules.code_holds))
    code = office.luck.code()
    # Within a day there is no second letter, so its code holds as long.
    holds = ASKED_AGAIN_AFTER if subscribing else office.rules.code_holds
    word = make_key(
        tx, office, "confirm", f"{c.id} {effect.email}", now, person_id=c.person_id, holds=holds
    )
    letter = Letter(
        "confirm",
        c.language,
        effect.email,
        {"code": code, "link": office.link(f"confirm/{word}"), "aim": effect.aim, "need": c.need},
    )
    post(
        tx, office, letter, now,
        purpose="confirmation", dedupe_key=f"confirm:{office.luck.id()}", person_id=c.person_id,
        expires_at=now + holds,
    )  # fmt: skip
    mailed = (c.code.mailed if c.code else 0) + 1
    return replace(c, code=PendingCode(hash_code(code, c.id), now + holds, 0, mailed))


def _own(
    tx: Transaction, office: Office, c: Conversation, email: str, now: datetime
) -> Conversation:
    """The confirmed address says whose conversation this is: one person, however they reach us."""
    address = same_address(email)
    known = tx.people.identity("mail", address)
    person_id = known.person_id if known else c.person_id
    tx.people.link(Identity(person_id, "mail", address, now))
    if c.address and c.channel != "mail":
        tx.people.link(Identity(person_id, c.channel, c.address, now))
    person = tx.people.get(person_id) or Person(person_id, office.platform, created_at=now)
    tx.people.save(
        replace(
            person,
            name=c.contact.name or person.name,
            organisation=c.contact.organisation or person.organisation,
            language=c.language,
        )
    )
    return replace(c, person_id=person_id)


def _create_leads(
    tx: Transaction, office: Office, c: Conversation, effect: CreateLeads, now: datetime
) -> Conversation:
    c = _own(tx, office, c, effect.contact.email, now)
    need_id = office.luck.id()
    tx.needs.add(NeedRecord(need_id, c.person_id, c.id, effect.need, False, now))
    catalogue = office.knowledge().catalogue
    for offering_id in effect.offerings[:AT_A_TIME]:
        offering = catalogue.offerings.get(offering_id)
        wise = catalogue.wises.get(offering.wise) if offering else None
        if offering is None or wise is None:
            continue
        made = _new_lead(tx, office, c, effect, need_id, offering, now)
        _notify(tx, office, made, offering, wise, now)
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
    )
    tx.leads.add(made, LeadEvent(made.id, now, "buyer", c.channel, "create", "new", "new"))
    return made


def _notify(
    tx: Transaction, office: Office, lead: Lead, offering: Offering, wise: Wise, now: datetime
) -> None:
    """The letter to the WISE; without an address, a task for the platform's staff."""
    if wise.email:
        tell_wise(tx, office, lead, wise, now)
    else:
        call_staff(tx, office, "wise_without_address", lead.id, wise.name, now)


def _keep_unmet(
    tx: Transaction, office: Office, c: Conversation, effect: KeepUnmet, now: datetime
) -> Conversation:
    record = NeedRecord(office.luck.id(), c.person_id, c.id, effect.need, True, now)
    tx.needs.add(record)
    return c


def _may_ask(tx: Transaction, office: Office, c: Conversation, email: str, now: datetime) -> bool:
    """Keep the wish as pending; False when this address got such a letter within a day.

    Its owner may still use that letter; who asks here is told the same as everybody.
    """
    wish = c.wish or Wish()
    asked = ask_to_confirm(
        tx, office, c.person_id, parse_address(email), wish, c.language, c.channel, now, c.saving
    )
    return asked is not None


def _subscribe(
    tx: Transaction, office: Office, c: Conversation, effect: Subscribe, now: datetime
) -> Conversation:
    if not effect.email:
        return _subscribe_here(tx, office, c, effect, now)
    stranger, address = c.person_id, parse_address(effect.email)
    c = _own(tx, office, c, address, now)
    if _has(tx, c, effect, "mail"):
        return c
    there = tx.subscriptions.of_address("mail", same_address(address))
    waiting = [s for s in there if s.state == "pending" and s.person_id in {stranger, c.person_id}]
    key = tx.keys.newest("confirm", f"{c.id} {effect.email}")
    if not waiting:
        waiting = [_pending(office, c, "mail", address, effect, now)]
        tx.subscriptions.add(waiting[0])
    asked = replace(
        waiting[-1], person_id=c.person_id, wish=effect.wish, language=c.language, need=effect.need
    )
    tx.subscriptions.save(subscriptions.confirm(asked, now, key.hash if key else ""))
    return c


def _subscribe_here(
    tx: Transaction, office: Office, c: Conversation, effect: Subscribe, now: datetime
) -> Conversation:
    """For the chat itself: who writes in it has proven that it is theirs."""
    if not _has(tx, c, effect, c.channel):
        tx.people.link(Identity(c.person_id, c.channel, c.address, now))
        asked = _pending(office, c, c.channel, c.address, effect, now)
        proof = hash_key(f"{c.channel}:{c.address}")
        tx.subscriptions.add(subscriptions.confirm(asked, now, proof))
    return c


def _has(tx: Transaction, c: Conversation, effect: Subscribe, channel: str) -> bool:
    wanted = (channel, effect.wish, effect.need, "active")
    theirs = tx.subscriptions.of_person(c.person_id)
    return any((s.channel, s.wish, s.need, s.state) == wanted for s in theirs)


def _pending(
    office: Office,
    c: Conversation,
    channel: str,
    address: str,
    effect: Subscribe,
    now: datetime,
) -> Subscription:
    """A subscription of somebody whose address has proven itself otherwise."""
    consent = consent_in(office, c.language, c.channel, effect.need)
    return Subscription(
        office.luck.id(), office.platform, c.person_id, channel, address, c.language, effect.wish,
        consent=consent, consent_at=now, need=effect.need,
    )  # fmt: skip


def _unsubscribe(
    tx: Transaction, office: Office, c: Conversation, effect: Unsubscribe, now: datetime
) -> Conversation:
    for there in tx.subscriptions.of_person(c.person_id):
        tx.subscriptions.save(subscriptions.stop(there, now))
    return c


def _record_outcome(
    tx: Transaction, office: Office, c: Conversation, effect: RecordOutcome, now: datetime
) -> Conversation:
    lead = tx.leads.get(effect.lead)
    if lead is not None and lead.conversation_id == c.id:
        buyer_outcome(tx, office, lead, effect.step, effect.note, now, c.channel)
    return c


def _answer_offer(
    tx: Transaction, office: Office, c: Conversation, effect: AnswerOffer, now: datetime
) -> Conversation:
    lead = tx.leads.get(effect.lead)
    if lead is not None and lead.conversation_id == c.id:
        answer_offer(tx, office, lead, effect.agrees, now, c.channel)
    return c


def _withdraw(
    tx: Transaction, office: Office, c: Conversation, effect: WithdrawLeads, now: datetime
) -> Conversation:
    for lead_id in effect.leads:
        lead = tx.leads.get(lead_id)
        if lead is not None and lead.conversation_id == c.id:
            take_back(tx, office, lead, now, c.channel)
    return c


def _call_person(
    tx: Transaction, office: Office, c: Conversation, effect: CallPerson, now: datetime
) -> Conversation:
    kind = "complaint" if effect.complaint else "human"
    call_staff(tx, office, kind, c.id, effect.text[:2000], now)
    return c


def _forget(
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


def _exported(
    tx: Transaction, office: Office, c: Conversation, effect: Export, now: datetime
) -> WordedReply:
    rows = tx.people.export(c.person_id)
    return WordedReply(json.dumps(rows, ensure_ascii=False, indent=1, default=str))


def _compared(
    tx: Transaction, office: Office, c: Conversation, effect: GiveComparison, now: datetime
) -> WordedReply:
    query = urlencode([("id", id) for id in effect.offerings])
    link = office.link(f"{c.language}/compare?{query}")
    return WordedReply(office.wording.text(say("compare.link", link=link), c.language))


def _dossier(
    tx: Transaction, office: Office, c: Conversation, effect: GiveDossier, now: datetime
) -> WordedReply:
    return WordedReply(make_dossier_link(tx, office, c.id, c.person_id, now))


def forget_person(
    tx: Transaction, office: Office, person_id: str, now: datetime, channel: str
) -> int:
    """Erase all data of a person; their open leads are taken back first. How many rows it was."""
    for lead in tx.leads.of_person(person_id):
        take_back(tx, office, lead, now, channel)
    return tx.people.erase(person_id)


EFFECTS: dict[type, Callable[[Transaction, Office, Conversation, Any, datetime], Conversation]] = {
    SendCode: _send_code,
    CreateLeads: _create_leads,
    KeepUnmet: _keep_unmet,
    Subscribe: _subscribe,
    Unsubscribe: _unsubscribe,
    RecordOutcome: _record_outcome,
    AnswerOffer: _answer_offer,
    WithdrawLeads: _withdraw,
    CallPerson: _call_person,
    Forget: _forget,
}
#: Effects that are replies, with facts that only the flows know.
TOLD: dict[type, Callable[[Transaction, Office, Conversation, Any, datetime], WordedReply]] = {
    Export: _exported,
    GiveComparison: _compared,
    GiveDossier: _dossier,
}

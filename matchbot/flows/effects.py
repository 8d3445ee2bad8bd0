"""What a turn brings about: one table of effects, each with what carries it out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from matchbot.core.dialogue.conversation import (
    Advance,
    AnswerOffer,
    Apply,
    CallPerson,
    Conversation,
    CreateLeads,
    Export,
    Forget,
    GiveComparison,
    GiveDossier,
    GiveFigures,
    HandOver,
    KeepUnmet,
    MakeOffering,
    OpenFigures,
    RecordOutcome,
    SendCode,
    Subscribe,
    TellApplication,
    Unsubscribe,
    WithdrawLeads,
)
from matchbot.core.dialogue.joining import standing
from matchbot.core.said import Said, say
from matchbot.flows.asking import answer_offer, create_leads, record_outcome, withdraw
from matchbot.flows.dossier import make_dossier_link
from matchbot.flows.erasure import forget
from matchbot.flows.handing_over import hand_over
from matchbot.flows.joining import TooMany, take_in, words_of
from matchbot.flows.office import Office, WordedReply
from matchbot.flows.ports import Transaction
from matchbot.flows.proof import send_code
from matchbot.flows.records import NeedRecord
from matchbot.flows.self_service import NotYours, add_proposed
from matchbot.flows.staff import call_staff
from matchbot.flows.wishes import subscribe, unsubscribe
from matchbot.flows.yearly_figures import give_in_chat, open_in_chat


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


def _keep_unmet(
    tx: Transaction, office: Office, c: Conversation, effect: KeepUnmet, now: datetime
) -> Conversation:
    record = NeedRecord(office.luck.id(), c.person_id, c.id, effect.need, True, now)
    tx.needs.add(record)
    return c


def _call_person(
    tx: Transaction, office: Office, c: Conversation, effect: CallPerson, now: datetime
) -> Conversation:
    kind = "complaint" if effect.complaint else "human"
    call_staff(tx, office, kind, c.id, effect.text[:2000], now)
    return c


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
    return _reply(office, c, say("compare.link", link=link))


def _dossier(
    tx: Transaction, office: Office, c: Conversation, effect: GiveDossier, now: datetime
) -> WordedReply:
    return WordedReply(make_dossier_link(tx, office, c.id, c.person_id, now))


def _offered(
    tx: Transaction, office: Office, c: Conversation, effect: MakeOffering, now: datetime
) -> WordedReply:
    try:
        made, shows = add_proposed(tx, office, c.confirmed, effect.wise, effect.offering, now)
    except NotYours:
        return _reply(office, c, say("offer.unknown"))
    link = office.link(f"{c.language}/me/{effect.wise}/offerings/{made.id}")
    key = "offer.made" if shows else "offer.waits"
    return _reply(office, c, say(key, title=made.title, link=link))


def _took_in(
    tx: Transaction, office: Office, c: Conversation, effect: Apply, now: datetime
) -> WordedReply:
    try:
        take_in(tx, office, effect.email, effect.applied, c.language, c.id)
    except TooMany:
        return _reply(office, c, say("join.too_many"))
    return _reply(office, c, say("join.sent", email=effect.email))


def _told_application(
    tx: Transaction, office: Office, c: Conversation, effect: TellApplication, now: datetime
) -> WordedReply:
    there = tx.applications.told_in(c.id)
    if there is None:
        return _reply(office, c, say("join.elsewhere"))
    return _reply(office, c, *standing(there.state, words_of(there)))


def _reply(office: Office, c: Conversation, *lines: Said) -> WordedReply:
    return WordedReply("\n".join(office.wording.text(line, c.language) for line in lines))


EFFECTS: dict[type, Callable[[Transaction, Office, Conversation, Any, datetime], Conversation]] = {
    SendCode: send_code,
    CreateLeads: create_leads,
    HandOver: hand_over,
    KeepUnmet: _keep_unmet,
    Subscribe: subscribe,
    Unsubscribe: unsubscribe,
    RecordOutcome: record_outcome,
    AnswerOffer: answer_offer,
    WithdrawLeads: withdraw,
    CallPerson: _call_person,
    Forget: forget,
    OpenFigures: open_in_chat,
    GiveFigures: give_in_chat,
}
#: Effects that are replies, with facts that only the flows know.
TOLD: dict[type, Callable[[Transaction, Office, Conversation, Any, datetime], WordedReply]] = {
    Export: _exported,
    GiveComparison: _compared,
    GiveDossier: _dossier,
    MakeOffering: _offered,
    Apply: _took_in,
    TellApplication: _told_application,
}

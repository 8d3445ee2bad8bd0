"""Leads are kept with the moment of their next follow-up, and WISEs are told of them by letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from matchbot.core import lead as leads
from matchbot.core.followup import scheduled
from matchbot.core.lead import OPEN, UNSETTLED, Lead, LeadEvent, LeadState
from matchbot.core.matching.rank import order
from matchbot.core.need import Need
from matchbot.core.offering import Offering, Wise
from matchbot.core.outbox import OutboxMessage
from matchbot.core.said import Said
from matchbot.flows.office import Office, make_key, post
from matchbot.flows.partners import partners_of
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Letter
from matchbot.flows.reply_address import ReplyAddress, make_reply_address
from matchbot.flows.wise_chats import chats_of_wise, tell_withdrawn_in_chats, wants_letters

#: Reasons that tell a WISE why it was chosen; the others are about the buyer's choice.
WHY = frozenset({"place", "capacity", "lead", "budget", "without", "labels"})


def keep(
    tx: Transaction, office: Office, lead: Lead, event: LeadEvent | None, before: LeadState
) -> bool:
    """Save the lead with the moment of its next follow-up; False when its state moved meanwhile."""
    due = scheduled(lead, office.rules.timings, office.working_days())
    return tx.leads.save(due, event, before)


def tell_wise(tx: Transaction, office: Office, lead: Lead, wise: Wise, now: datetime) -> None:
    """Put the lead into a letter to its WISE: the one that still waits, or a new one.

    A letter's bytes never change: the waiting one is cancelled, and another that tells of all its
    leads takes its place and its moment.
    """
    waiting = _waiting(tx, wise, now)
    if waiting is None:
        at = now + office.rules.lead_letter_waits
        _write(tx, office, [lead], wise, now, at)
        return
    together = [*_untold(tx, waiting), lead]
    if _cancel(tx, waiting, now):
        _write(tx, office, together, wise, now, waiting.not_before or now)
    else:
        _write(tx, office, [lead], wise, now, now)


def take_back(
    tx: Transaction, office: Office, lead: Lead, now: datetime, channel: str
) -> Lead | None:
    """The buyer takes a lead back; a letter that waits tells only of the others.

    A WISE that was told of it hears that it is off. None when it is settled otherwise.
    """
    if lead.state not in UNSETTLED:
        return None
    moved, event = leads.move(lead, "withdraw", now, actor="buyer", channel=channel)
    if not keep(tx, office, moved, event, lead.state):
        return None
    letter = tx.outbox.get(lead.letter_id) if lead.letter_id else None
    wise = office.knowledge().catalogue.wises.get(lead.wise_id)
    if lead.state != "new":
        tell_withdrawn(tx, office, moved, now)
        return moved
    if wise is not None:
        # Its letter may still wait while a chat knows of it.
        tell_withdrawn_in_chats(tx, office, moved, wise, now)
    if letter is not None and letter.state == "queued" and wise is not None:
        others = _untold(tx, letter)
        if _cancel(tx, letter, now) and others:
            _write(tx, office, others, wise, now, letter.not_before or now)
    return moved


def remind_by_letter(
    tx: Transaction, office: Office, leads: Sequence[Lead], wise: Wise, now: datetime
) -> bool:
    """One letter to the WISE about its leads that are due for a reminder, named after the first."""
    letter = lead_letter(tx, office, "reminder", leads, wise, now)
    first = leads[0].id
    return post(
        tx, office, letter, now,
        purpose="lead_reminder", dedupe_key=f"lead:{first}:remind", lead_id=first,
    )  # fmt: skip


def tell_withdrawn(tx: Transaction, office: Office, lead: Lead, now: datetime) -> None:
    """The WISE hears that it need not answer any more.

    What it reads says nothing of the buyer, and outlives an erasure: it hangs on nobody.
    """
    wise = office.knowledge().catalogue.wises.get(lead.wise_id)
    if wise is None:
        return
    tell_withdrawn_in_chats(tx, office, lead, wise, now)
    if not wants_letters(chats_of_wise(tx, wise), wise):
        return
    entry = _entry(tx, office, lead, wise, now)
    asked = Need(when=lead.need.when, quantity=lead.need.quantity, language=lead.need.language)
    facts = {"need": asked, "offering": entry["offering"], "link": entry["link"]}
    letter = Letter("withdrawn", wise.language, wise.email, facts, to_name=wise.name)
    post(tx, office, letter, now, purpose="decision", dedupe_key=f"lead:{lead.id}:withdrawn")


def leads_of(tx: Transaction, message: OutboxMessage) -> list[Lead]:
    """The leads that a letter tells of."""
    told = tx.leads.of_letters([message.id])
    named = None if told else tx.leads.get(message.lead_id)
    return told or ([named] if named else [])


def states_for(tx: Transaction, messages: Sequence[OutboxMessage]) -> dict[str, LeadState | None]:
    """By message the state of its lead; of several the first that is open, if any."""
    named = tx.leads.states({m.lead_id for m in messages})
    found = {m.id: named.get(m.lead_id) for m in messages}
    letters = [m.id for m in messages if m.purpose == "lead"]
    for lead in tx.leads.of_letters(letters):
        if found[lead.letter_id] not in OPEN:
            found[lead.letter_id] = lead.state
    return found


def _waiting(tx: Transaction, wise: Wise, now: datetime) -> OutboxMessage | None:
    """The letter to this WISE that gathers leads: not tried yet, and its moment not yet there."""
    for id in dict.fromkeys(lead.letter_id for lead in tx.leads.find(state="new", wise_id=wise.id)):
        letter = tx.outbox.get(id) if id else None
        if letter is None or letter.state != "queued" or letter.attempts:
            continue
        if letter.created_at == now or (letter.not_before and letter.not_before > now):
            return letter
    return None


def _untold(tx: Transaction, letter: OutboxMessage) -> list[Lead]:
    return [lead for lead in tx.leads.of_letters([letter.id]) if lead.state == "new"]


def _cancel(tx: Transaction, letter: OutboxMessage, now: datetime) -> bool:
    gone = replace(letter, state="cancelled", reason="joined with another", settled_at=now)
    return tx.outbox.save(gone, letter)


def _write(
    tx: Transaction, office: Office, told: Sequence[Lead], wise: Wise, now: datetime, at: datetime
) -> None:
    id = office.luck.id()
    letter = lead_letter(tx, office, "lead", told, wise, now)
    # The newest lead has not been told of in any letter before, so its name is free.
    key = f"lead:{told[-1].id}:notify" if not told[-1].letter_id else f"lead:{id}:notify"
    post(
        tx, office, letter, now,
        purpose="lead", dedupe_key=key, id=id, not_before=at, lead_id=told[-1].id,
    )  # fmt: skip
    for lead in told:
        tx.leads.save(replace(lead, letter_id=id), None, lead.state)


def lead_letter(
    tx: Transaction,
    office: Office,
    template: str,
    told: Sequence[Lead],
    wise: Wise,
    now: datetime,
) -> Letter:
    """A letter to a WISE about some leads, each with a link of its own."""
    return Letter(
        template,
        wise.language,
        wise.email,
        {"leads": [_entry(tx, office, lead, wise, now) for lead in told]},
        to_name=wise.name,
        reply_to=make_reply_address(
            tx,
            office,
            ReplyAddress("lead_wise", ",".join(lead.id for lead in told), wise.email),
            now,
        ),
    )


def _entry(
    tx: Transaction, office: Office, lead: Lead, wise: Wise, now: datetime
) -> dict[str, Any]:
    """One lead as its letter tells it: need, for whom, for which offering, why, and the link."""
    rules, days = office.rules, office.working_days()
    offering = office.knowledge().catalogue.offerings.get(lead.offering_id)
    offering = offering or Offering(lead.offering_id, wise.id, lead.need.what)
    word = make_key(tx, office, "lead", lead.id, now, holds=rules.lead_key_holds)
    return {
        "need": lead.need,
        "organisation": lead.contact.organisation,
        "offering": offering,
        "why": why_chosen(office, lead, offering, now),
        "partners": partners_of(office, lead),
        "link": office.link(f"lead/{word}"),
        "until": days.after(lead.notified_at or now, rules.timings.expire_after),
    }


def why_chosen(office: Office, lead: Lead, offering: Offering, now: datetime) -> tuple[Said, ...]:
    """Why this offering was shown to the buyer, as far as it helps its WISE to judge."""
    k = office.knowledge()
    alone = replace(k, index=k.index.only({offering.id}))
    found = order(lead.need, alone, now=k.platform.today(now), rotate=False)
    reasons = found[0].reasons if found else ()
    return tuple(r.said for r in reasons if r.criterion in WHY and r.weight > 0)

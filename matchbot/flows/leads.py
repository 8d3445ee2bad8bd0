"""A WISE answers a lead: it accepts or declines, and both sides hear of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from matchbot.core import lead as states
from matchbot.core.dialogue.conversation import Turn
from matchbot.core.keys import hash_key
from matchbot.core.lead import Lead, NotPossible
from matchbot.core.offering import Offering, Wise
from matchbot.flows.effects import follow_up_time
from matchbot.flows.enquiry import tell
from matchbot.flows.office import Office, post
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Letter

DECLINE_REASONS = ("too_far", "too_busy", "too_small", "too_large", "too_soon", "not_ours", "other")
MAX_NOTE = 1000


class KeyRefused(Exception):
    """The link does not open this: unknown, or its time is over (`why`: "unknown", "expired")."""

    def __init__(self, why: Literal["unknown", "expired"]) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class LeadPage:
    """What a WISE sees behind its link. The buyer's contact shows only after acceptance."""

    lead: Lead
    offering: Offering
    wise: Wise
    contact_shown: bool


def open_lead(office: Office, word: str) -> LeadPage:
    """The lead behind a link. Reads only. Raises KeyRefused."""
    with office.store.read() as tx:
        return _page(office, _lead_of(tx, office, word))


def _lead_of(tx: Transaction, office: Office, word: str) -> Lead:
    key = tx.keys.get(hash_key(word))
    if key is None or key.purpose != "lead":
        raise KeyRefused("unknown")
    lead = tx.leads.get(key.subject)
    if lead is None:
        raise KeyRefused("unknown")
    if key.expires_at and office.clock.now() > key.expires_at and lead.state in states.OPEN:
        raise KeyRefused("expired")
    return lead


def _page(office: Office, lead: Lead) -> LeadPage:
    catalogue = office.knowledge().catalogue
    offering = catalogue.offerings.get(lead.offering_id) or Offering(lead.offering_id, lead.wise_id)
    wise = catalogue.wises.get(lead.wise_id) or Wise(lead.wise_id, lead.wise_id)
    return LeadPage(lead, offering, wise, lead.state in states.ANSWERED)


def answer_lead(
    office: Office,
    word: str,
    step: Literal["accept", "decline"],
    *,
    reason: str = "",
    note: str = "",
    channel: str = "web",
) -> tuple[LeadPage, bool]:
    """Accept or decline. The page after it, and whether this call made the change.

    Doing the same twice changes nothing the second time. Raises KeyRefused, and NotPossible when
    the lead was answered otherwise or is no longer open.
    """
    now = office.clock.now()
    with office.store.begin() as tx:
        lead = _lead_of(tx, office, word)
        if (step, lead.state) in {("accept", "accepted"), ("decline", "declined")}:
            return _page(office, lead), False
        reason = reason if reason in DECLINE_REASONS else ("other" if reason else "")
        moved, event = states.move(
            lead, step, now, actor="wise", channel=channel, reason=reason, note=note[:MAX_NOTE]
        )
        if step == "accept":
            due = follow_up_time(moved, now, office.rules.follow_up_after)
            moved = replace(moved, follow_up_at=due)
        if not tx.leads.save(moved, event, lead.state):
            raise NotPossible(lead, step)
        tx.keys.spend(hash_key(word), now)
        page = _page(office, moved)
        _spread(tx, office, page, now)
    return page, True


def _spread(tx: Transaction, office: Office, page: LeadPage, now: datetime) -> None:
    """Letters to both after acceptance; the buyer hears of it where they wrote."""
    lead = page.lead
    if lead.state == "accepted":
        _introduce(tx, office, page, now)
    title = page.offering.title_in(lead.language)
    facts = {
        "lead": lead.id,
        "state": lead.state,
        "wise": page.wise.name,
        "title": title,
        "email": page.wise.email if lead.state == "accepted" else "",
        "note": lead.note,
    }
    tell(
        tx,
        lead.conversation_id,
        Turn(event="lead", facts=facts),
        f"lead:{lead.id}:{lead.state}",
        now,
    )


def _introduce(tx: Transaction, office: Office, page: LeadPage, now: datetime) -> None:
    lead, wise = page.lead, page.wise
    facts = {
        "need": lead.need, "contact": lead.contact, "offering": page.offering, "wise": wise,
        "note": lead.note,
    }  # fmt: skip
    to_buyer = Letter(
        "introduction_buyer", lead.language, lead.contact.email, facts,
        to_name=lead.contact.name, reply_to=wise.email,
    )  # fmt: skip
    to_wise = Letter(
        "introduction_wise", wise.language, wise.email, facts,
        to_name=wise.name, reply_to=lead.contact.email,
    )  # fmt: skip
    for side, letter in (("buyer", to_buyer), ("wise", to_wise)):
        if letter.to:
            person = lead.person_id
            post(
                tx, office, letter, now,
                purpose="introduction", dedupe_key=f"lead:{lead.id}:introduction:{side}",
                lead_id=lead.id, person_id=person,
            )  # fmt: skip

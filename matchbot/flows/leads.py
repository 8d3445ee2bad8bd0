"""A WISE answers a lead: it accepts or declines, may take that back, and both sides hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from matchbot.core import lead as states
from matchbot.core.dialogue.conversation import Turn
from matchbot.core.keys import hash_key
from matchbot.core.lead import DECLINE_REASONS, Lead, NotPossible
from matchbot.core.need import Budget
from matchbot.core.offering import Offering, Wise
from matchbot.core.reading.price import read_price
from matchbot.core.said import say
from matchbot.flows.lead_letters import keep
from matchbot.flows.office import Office, post
from matchbot.flows.partners import ask_partners, partners_of
from matchbot.flows.ports import Transaction
from matchbot.flows.push import tell
from matchbot.flows.records import Letter

MAX_NOTE = 1000
#: Answers that were given before, by the state they led to.
DONE = frozenset({("accept", "accepted"), ("accept", "offered"), ("decline", "declined")})


class KeyRefused(Exception):
    """The link does not open this: unknown, or its time is over (`why`: "unknown", "expired")."""

    def __init__(self, why: Literal["unknown", "expired"]) -> None:
        super().__init__(why)
        self.why = why


class NoAmount(ValueError):
    """What the WISE gave as its price holds no amount."""


@dataclass(frozen=True)
class LeadPage:
    """What a WISE sees behind its link. The buyer's contact shows only after acceptance."""

    lead: Lead
    offering: Offering
    wise: Wise
    contact_shown: bool
    can_undo: bool
    can_offer: bool


def open_lead(office: Office, word: str) -> LeadPage:
    """The lead behind a link. Reads only. Raises KeyRefused."""
    with office.store.read() as tx:
        return lead_page(office, lead_of(tx, office, word))


def lead_of(tx: Transaction, office: Office, word: str) -> Lead:
    """The lead that a link's key opens. Raises KeyRefused."""
    key = tx.keys.get(hash_key(word))
    if key is None or key.purpose != "lead":
        raise KeyRefused("unknown")
    lead = tx.leads.get(key.subject)
    if lead is None:
        raise KeyRefused("unknown")
    if key.expires_at and office.clock.now() > key.expires_at and lead.state in states.OPEN:
        raise KeyRefused("expired")
    return lead


def lead_page(office: Office, lead: Lead) -> LeadPage:
    """The lead as its WISE may see it."""
    catalogue = office.knowledge().catalogue
    offering = catalogue.offerings.get(lead.offering_id) or Offering(lead.offering_id, lead.wise_id)
    wise = catalogue.wises.get(lead.wise_id) or Wise(lead.wise_id, lead.wise_id)
    now = office.clock.now()
    shown, undo = states.contact_shown(lead), states.can_undo(lead, now)
    return LeadPage(lead, offering, wise, shown, undo, states.can_offer(lead, now))


def answer_lead(
    office: Office,
    word: str,
    step: Literal["accept", "decline"],
    *,
    reason: str = "",
    note: str = "",
    price: str = "",
    channel: str = "web",
) -> tuple[LeadPage, bool]:
    """Accept or decline. The page after it, and whether this call made the change.

    Doing the same twice changes nothing the second time. A yes after the expiry is an offer: the
    buyer is asked before anybody's name is given. Raises KeyRefused, NoAmount for a price
    without one, and NotPossible when the lead was answered otherwise or is no longer open.
    """
    now = office.clock.now()
    with office.store.begin() as tx:
        lead = lead_of(tx, office, word)
        if (step, lead.state) in DONE:
            return lead_page(office, lead), False
        if gone := cancel_if_gone(tx, office, lead, now):
            refused = NotPossible(gone, step)
        else:
            page = decide(tx, office, lead, word, step, now, channel,
                           note=note[:MAX_NOTE], **_facts(office, lead, step, reason, price))  # fmt: skip
            return page, True
    raise refused


def _facts(office: Office, lead: Lead, step: str, reason: str, price: str) -> dict[str, Any]:
    if step == "decline":
        return {"reason": reason if reason in DECLINE_REASONS else ("other" if reason else "")}
    return {"price": _price(office, lead, price)}


def _price(office: Office, lead: Lead, text: str) -> Budget | None:
    wise = office.knowledge().catalogue.wises.get(lead.wise_id)
    found = read_price(text, wise.language if wise else "nl")
    if text.strip() and found is None:
        raise NoAmount(text)
    return found


def decide(
    tx: Transaction,
    office: Office,
    lead: Lead,
    word: str,
    step: str,
    now: datetime,
    channel: str,
    **facts: Any,
) -> LeadPage:
    """The WISE's step on this lead with all that follows from it; `word` is a key to the lead.

    `facts` are reason, note and price. Raises NotPossible.
    """
    if step == "accept" and lead.state == "expired":
        step = "offer"
        if not buyer_hears(tx, lead):
            raise NotPossible(lead, step)
    key = hash_key(word)
    moved, event = states.move(
        lead, step, now, actor="wise", channel=channel, key=key[:12], **facts
    )
    if not keep(tx, office, moved, event, lead.state):
        raise NotPossible(lead, step)
    tx.keys.spend(key, now)
    page = lead_page(office, moved)
    # A WISE may take its answer back and answer anew: each answer is told once.
    times = sum(1 for line in tx.leads.events(lead.id) if line.step in {"accept", "decline"})
    if moved.state == "accepted":
        introduce(tx, office, page, word, times, now)
        ask_partners(tx, office, moved, page.wise, times, now)
        news = told_of_yes(office, page)
    elif moved.state == "offered":
        news = told_of_yes(office, page) | {"email": ""}
    else:
        _confirm_refusal(tx, office, page, word, times, now)
        news = {"state": "declined"}
    tell_buyer(tx, office, moved, f"{moved.state}:{times}", now, **news)
    return page


def buyer_hears(tx: Transaction, lead: Lead) -> bool:
    """Whether the buyer is still there and did not say stop."""
    conversation = tx.conversations.get(lead.conversation_id)
    return conversation is not None and not conversation.stopped


def undo_answer(office: Office, word: str, channel: str = "web") -> LeadPage:
    """The WISE takes its answer back, within a day. Raises KeyRefused, NotPossible."""
    with office.store.begin() as tx:
        lead = lead_of(tx, office, word)
        return lead_page(office, undo(tx, office, lead, office.clock.now(), channel))


def undo(tx: Transaction, office: Office, lead: Lead, now: datetime, channel: str) -> Lead:
    """The lead as it waits for an answer again; the buyer hears of it. Raises NotPossible."""
    moved, event = states.move(lead, "undo", now, actor="wise", channel=channel)
    if not keep(tx, office, moved, event, lead.state):
        raise NotPossible(lead, "undo")
    times = sum(1 for line in tx.leads.events(lead.id) if line.step == "undo")
    if lead.state == "accepted":
        tell_buyer(tx, office, moved, f"undone:{times}", now, news="lead.undone")
    return moved


def cancel_if_gone(tx: Transaction, office: Office, lead: Lead, now: datetime) -> Lead | None:
    """The lead, cancelled, when its WISE left the platform; else None."""
    if lead.state not in states.UNSETTLED or lead.wise_id in office.knowledge().catalogue.wises:
        return None
    moved, event = states.move(lead, "cancel", now, actor="clock", channel="")
    keep(tx, office, moved, event, lead.state)
    tell_buyer(tx, office, moved, "cancelled", now, news="lead.gone")
    return moved


def tell_buyer(
    tx: Transaction, office: Office, lead: Lead, what: str, now: datetime, **news: str
) -> bool:
    """The buyer hears where the lead stands, where they wrote; once for each `what`.

    Nobody is told who said stop, or who is no longer there.
    """
    if not buyer_hears(tx, lead):
        return False
    page = lead_page(office, lead)
    facts = {
        "lead": lead.id,
        "state": lead.state,
        "wise": page.wise.name,
        "title": page.offering.title_in(lead.language),
        **news,
    }
    turn = Turn(event="lead", facts=facts)
    return tell(tx, lead.conversation_id, turn, f"lead:{lead.id}:{what}", now)


def told_of_yes(office: Office, page: LeadPage) -> dict[str, str]:
    """What the buyer hears of a WISE's yes: address, sentence, price."""
    lead = page.lead
    price = office.wording.text(say("form.plain", value=lead.price), lead.language)
    return {"email": page.wise.email, "note": lead.note, "price": price}


def introduce(
    tx: Transaction, office: Office, page: LeadPage, word: str, times: int, now: datetime
) -> None:
    """The letters that put both sides in touch, once for each of the WISE's answers (`times`)."""
    lead, wise = page.lead, page.wise
    facts = {
        "need": lead.need, "contact": lead.contact, "offering": page.offering, "wise": wise,
        "note": lead.note, "price": lead.price, "link": office.link(f"lead/{word}"),
        "can_undo": page.can_undo, "partners": partners_of(office, lead),
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
            post(
                tx, office, letter, now,
                purpose="introduction", dedupe_key=f"lead:{lead.id}:introduction:{times}:{side}",
                lead_id=lead.id, person_id=lead.person_id,
            )  # fmt: skip


def _confirm_refusal(
    tx: Transaction, office: Office, page: LeadPage, word: str, times: int, now: datetime
) -> None:
    """A receipt to the registered address: whoever pressed the button, the WISE knows of it."""
    lead, wise = page.lead, page.wise
    if not wise.email:
        return
    facts = {
        "need": lead.need, "offering": page.offering, "reason": lead.reason,
        "organisation": lead.contact.organisation, "link": office.link(f"lead/{word}"),
    }  # fmt: skip
    letter = Letter("receipt", wise.language, wise.email, facts, to_name=wise.name)
    post(
        tx, office, letter, now,
        purpose="decision", dedupe_key=f"lead:{lead.id}:receipt:{times}", lead_id=lead.id,
    )  # fmt: skip

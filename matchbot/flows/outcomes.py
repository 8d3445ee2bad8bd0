"""What came of a lead: both sides say it; when they say the opposite, both are asked once more."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from matchbot.core.dialogue.conversation import RecordOutcome, Turn
from matchbot.core.followup import Side, tell_outcome
from matchbot.core.lead import WORK, Lead, NotPossible
from matchbot.core.reading.price import read_price
from matchbot.flows.lead_letters import keep, lead_letter
from matchbot.flows.leads import LeadPage, NoAmount, buyer_hears, lead_of, lead_page
from matchbot.flows.office import Office, post
from matchbot.flows.ports import Transaction
from matchbot.flows.push import tell
from matchbot.flows.records import Task

Outcome = Literal["win", "lose", "wait", "contact"]


def wise_outcome(
    office: Office, word: str, step: Outcome, *, amount: str = "", work: str = ""
) -> LeadPage:
    """The WISE says behind its link what came of it. Raises KeyRefused, NoAmount, NotPossible."""
    now = office.clock.now()
    with office.store.begin() as tx:
        lead = lead_of(tx, office, word)
        facts: dict[str, Any] = {"work": work if work in WORK else ""} if step == "win" else {}
        if step == "win" and amount.strip():
            facts["amount"] = _amount(amount, lead.language)
            if facts["amount"] is None:
                raise NoAmount(amount)
        told = record_outcome(tx, office, lead, "wise", step, now, channel="web", **facts)
        return lead_page(office, told)


def buyer_outcome(
    tx: Transaction, office: Office, lead: Lead, said: RecordOutcome, now: datetime, channel: str
) -> None:
    """The buyer says in the conversation what came of it; an amount in the words is kept."""
    facts: dict[str, Any] = {"outcome_note": said.note}
    amount = _amount(said.note, lead.language) if said.step == "win" else None
    if amount is not None:
        facts["amount"] = amount
    if said.step == "wait":
        facts["waits_until"] = said.until
    try:
        record_outcome(tx, office, lead, "buyer", said.step, now, channel=channel, **facts)
    except NotPossible:
        return


def record_outcome(
    tx: Transaction,
    office: Office,
    lead: Lead,
    side: Side,
    step: str,
    now: datetime,
    *,
    channel: str,
    **facts: Any,
) -> Lead:
    """Keep what one side said, and ask both again or call the staff. Raises NotPossible."""
    told, event, verdict = tell_outcome(lead, side, step, now, channel=channel, **facts)
    if not keep(tx, office, told, event, lead.state):
        raise NotPossible(lead, step)
    if verdict == "ask_again":
        ask_buyer(tx, office, told, "dispute", now)
        ask_wise(tx, office, told, "dispute", now)
    if verdict == "task":
        text = f"buyer: {told.buyer_says}, WISE {told.wise_id}: {told.wise_says}"
        tx.tasks.add(Task(office.luck.id(), "outcome_disputed", told.id, text, now))
    return told


def ask_buyer(tx: Transaction, office: Office, lead: Lead, what: str, now: datetime) -> bool:
    """Ask the buyer where they wrote, once for each `what`; nobody who said stop."""
    if not buyer_hears(tx, lead):
        return False
    page = lead_page(office, lead)
    facts = {
        "lead": lead.id,
        "wise": page.wise.name,
        "title": page.offering.title_in(lead.language),
    }
    turn = Turn(event="follow_up", facts=facts)
    return tell(tx, lead.conversation_id, turn, f"follow_up:{lead.id}:{what}", now)


def ask_wise(tx: Transaction, office: Office, lead: Lead, what: str, now: datetime) -> bool:
    """Ask the WISE by letter, once for each `what`."""
    wise = lead_page(office, lead).wise
    if not wise.email:
        return False
    letter = lead_letter(tx, office, "outcome", [lead], wise, now)
    key = f"lead:{lead.id}:outcome:{what}"
    # After a disagreement it is asked although somebody has answered.
    purpose = "dispute" if what == "dispute" else "follow_up"
    return post(tx, office, letter, now, purpose=purpose, dedupe_key=key, lead_id=lead.id)


def _amount(text: str, language: str) -> float | None:
    found = read_price(text, language)
    return found.max if found else None

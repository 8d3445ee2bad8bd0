"""The partners of a lead: WISEs that do a part of it, asked once the one that leads said yes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from matchbot.core.lead import Lead
from matchbot.core.offering import Offering, Wise
from matchbot.flows.office import Office, post
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Letter


@dataclass(frozen=True)
class Partner:
    """A WISE that would do a part of it, and with what."""

    wise: Wise
    offering: Offering


def partners_of(office: Office, lead: Lead) -> tuple[Partner, ...]:
    """The partners of a lead that are still there."""
    catalogue = office.knowledge().catalogue
    offerings = (catalogue.offerings.get(id) for id in lead.partners)
    return tuple(
        Partner(catalogue.wises[one.wise], one)
        for one in offerings
        if one is not None and one.wise in catalogue.wises
    )


def ask_partners(
    tx: Transaction, office: Office, lead: Lead, leader: Wise, times: int, now: datetime
) -> None:
    """A letter to each partner: what is needed and who leads, whom they answer themselves.

    The buyer is not named to them: whoever leads was given the name, and decides. The buyer's own
    words stay out as well.
    """
    for partner in partners_of(office, lead):
        if not partner.wise.email:
            continue
        need = replace(lead.need, text="", later=())
        facts = {"need": need, "wise": leader, "offering": partner.offering}
        letter = Letter(
            "partner", partner.wise.language, partner.wise.email, facts,
            to_name=partner.wise.name, reply_to=leader.email,
        )  # fmt: skip
        key = f"lead:{lead.id}:partner:{times}:{partner.offering.id}"
        post(tx, office, letter, now, purpose="decision", dedupe_key=key, lead_id=lead.id)

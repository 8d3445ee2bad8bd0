"""A need goes to a sister platform: only after the buyer's yes, and only what the buyer was told."""

from __future__ import annotations

from datetime import datetime

from matchbot.core.dialogue.conversation import Conversation, HandOver
from matchbot.core.keys import hash_key
from matchbot.flows.office import Office, post
from matchbot.flows.ports import Transaction
from matchbot.flows.proof import own
from matchbot.flows.records import Letter


def hand_over(
    tx: Transaction, office: Office, c: Conversation, effect: HandOver, now: datetime
) -> Conversation:
    """A letter to the platform's desk with the need, who asks, and what they have for it.

    Whoever answers it writes to the buyer. The same need goes to the same platform once.
    """
    c = own(tx, office, c, effect.contact.email, now)
    k = office.knowledge()
    offers = k.elsewhere.offers if k.elsewhere else {}
    chosen = [offers[id] for id in effect.offerings if id in offers]
    if not chosen:
        return c
    facts = {
        "need": effect.need, "contact": effect.contact, "offers": chosen,
        "platform": k.platform.name,
    }  # fmt: skip
    letter = Letter(
        "handover", c.language, chosen[0].desk, facts,
        to_name=chosen[0].platform, reply_to=effect.contact.email,
    )  # fmt: skip
    asked = hash_key(f"{c.id} {effect.sister} {effect.need!r}")
    post(
        tx, office, letter, now,
        purpose="handover", dedupe_key=f"handover:{asked}", person_id=c.person_id,
    )  # fmt: skip
    return c

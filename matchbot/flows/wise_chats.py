"""The chats of a WISE's people: who hears of its leads there, and messages for them."""

from __future__ import annotations

from datetime import datetime

from matchbot.core.addresses import BadAddress, same_address
from matchbot.core.lead import Lead
from matchbot.core.offering import Offering, Wise
from matchbot.core.outbox import OutboxMessage
from matchbot.core.said import say
from matchbot.flows.office import Office, WordedReply
from matchbot.flows.ports import Transaction
from matchbot.flows.records import LinkedChat


def chats_of_wise(tx: Transaction, wise: Wise) -> list[LinkedChat]:
    """The chats of the WISE's registered address and of its team."""
    return tx.chats.of([*_registered(wise), *tx.teams.of(wise.id)])


def wants_letters(chats: list[LinkedChat], wise: Wise) -> bool:
    """Whether leads also go by letter: unless who reads the WISE's letters wants them in a chat."""
    own = _registered(wise)
    return bool(wise.email) and all(chat.letters for chat in chats if chat.address in own)


def _registered(wise: Wise) -> list[str]:
    try:
        return [same_address(wise.email)]
    except BadAddress:
        return []


def post_to_chat(
    tx: Transaction,
    office: Office,
    chat: LinkedChat,
    reply: WordedReply,
    now: datetime,
    *,
    purpose: str,
    dedupe_key: str,
    lead_id: str = "",
) -> bool:
    """Put a message for this chat in the outbox; False when this dedupe key went before."""
    message = OutboxMessage(
        id=office.luck.id(),
        platform=office.platform,
        channel=chat.channel,
        purpose=purpose,
        dedupe_key=dedupe_key,
        recipient=chat.chat,
        body=reply.as_json(),
        lead_id=lead_id,
        not_before=now,
        created_at=now,
    )
    return tx.outbox.add(message)


def tell_withdrawn_in_chats(
    tx: Transaction, office: Office, lead: Lead, wise: Wise, now: datetime
) -> None:
    """The chats that were told of this lead hear that it is off; nothing of the buyer."""
    told = {
        message.recipient
        for message in tx.outbox.find(lead_id=lead.id, bodies=False)
        if (message.purpose, message.state) == ("lead", "sent") and message.channel != "mail"
    }
    offering = office.knowledge().catalogue.offerings.get(lead.offering_id)
    offering = offering or Offering(lead.offering_id, wise.id, lead.need.what)
    for chat in chats_of_wise(tx, wise):
        if chat.chat in told:
            said = say("letter.withdrawn.intro", title=offering.title_in(chat.language))
            off = WordedReply(office.wording.text(said, chat.language))
            key = f"lead:{lead.id}:withdrawn:{chat.channel}:{chat.chat}"
            post_to_chat(tx, office, chat, off, now, purpose="decision", dedupe_key=key)

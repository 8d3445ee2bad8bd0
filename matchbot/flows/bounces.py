"""A letter came back: who is not written to any more, and what that means for a lead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from matchbot.core import lead as leads
from matchbot.core.addresses import BadAddress, same_address
from matchbot.core.inbox import InboxItem
from matchbot.core.mail.envelope import OpenedMail
from matchbot.core.outbox import OutboxMessage
from matchbot.core.subscription import suppress
from matchbot.flows.lead_letters import keep, leads_of
from matchbot.flows.leads import tell_buyer
from matchbot.flows.office import Office
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Task

#: Failures that may pass: given up after days of trying (4), a full mailbox, refused as spam.
SOFT = ("4.", "5.2.2", "5.7.")
MOST_SOFT, SOFT_WITHIN = 3, timedelta(days=30)
#: The envelope sender that `post` gives each letter, so that what comes back names its letter.
_RETURN = re.compile(r"bounce\+[0-9a-f]{32}@\S+", re.IGNORECASE)


def note_return(office: Office, item: InboxItem, owner: str, mail: OpenedMail) -> None:
    """Take note of a letter of ours that came back, or that its recipient complained about."""
    now = office.clock.now()
    with office.store.begin() as tx:
        message = _returned(tx, mail.envelope.recipients)
        what = _judged(message, mail) if message else ""
        if message is None or not what:
            tx.inbox.finish(item, owner, "ignored", now, "no failure of a letter of ours")
            return
        tx.outbox.save(replace(message, evidence=f"returned: {what}"), message)
        if what != "soft" or _often(tx, message, now):
            suppress_address(tx, office, message.recipient, what, now, message.person_id)
            _follow(tx, office, message, what, now)
        tx.inbox.finish(item, owner, "handled", now, what)


def _judged(message: OutboxMessage, mail: OpenedMail) -> str:
    """What the return means: "complaint", "hard", "soft"; "" when nothing failed for good."""
    if mail.reading.reason == "complaint":
        return "complaint"
    if not _failed(message, mail.reading.bounced):
        return ""
    statuses = mail.envelope.statuses
    return "soft" if statuses and all(s.startswith(SOFT) for s in statuses) else "hard"


def _often(tx: Transaction, message: OutboxMessage, now: datetime) -> bool:
    return tx.outbox.returned_since(now - SOFT_WITHIN, message.recipient) >= MOST_SOFT


def suppress_address(
    tx: Transaction, office: Office, address: str, why: str, now: datetime, person_id: str = ""
) -> None:
    """Write to this address no more, whatever it subscribed to."""
    same = same_address(address)
    tx.suppressions.add(office.rules.secrets.known_as(same), why, now)
    for there in tx.subscriptions.of_person(person_id) if person_id else ():
        if there.channel == "mail" and same_address(there.address) == same:
            tx.subscriptions.save(suppress(there, now))


def _returned(tx: Transaction, recipients: Iterable[str]) -> OutboxMessage | None:
    for recipient in recipients:
        if _RETURN.fullmatch(recipient):
            return tx.outbox.with_sender(recipient.lower())
    return None


def _failed(message: OutboxMessage, bounced: Iterable[str]) -> bool:
    def same(address: str) -> bool:
        try:
            return same_address(address) == same_address(message.recipient)
        except BadAddress:
            return False

    return any(same(address) for address in bounced)


def _follow(
    tx: Transaction, office: Office, message: OutboxMessage, what: str, now: datetime
) -> None:
    """The staff hear of it; a buyer whose lead could not arrive is offered the next match."""
    text = f"{message.recipient}: {message.purpose}, {what}"
    tx.tasks.add(Task(office.luck.id(), "bounced", message.id, text, now))
    for lead in leads_of(tx, message) if message.purpose == "lead" else ():
        if lead.state in leads.OPEN:
            moved, event = leads.move(lead, "cancel", now, actor="post", channel="mail")
            keep(tx, office, moved, event, lead.state)
            tell_buyer(tx, office, moved, "bounced", now, news="lead.gone")

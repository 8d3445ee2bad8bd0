"""A mail that came in: who wrote it, to which of our addresses, and what follows from it."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from matchbot.core.addresses import BadAddress, same_address
from matchbot.core.dialogue.conversation import MailThread, Turn
from matchbot.core.inbox import InboxItem
from matchbot.core.mail.envelope import Envelope, OpenedMail
from matchbot.core.mail.proof import proven_by_dmarc
from matchbot.core.reading.language import detect_language
from matchbot.core.reading.read import read_need
from matchbot.flows.bounces import note_return
from matchbot.flows.enquiry import open_conversation, take_turn
from matchbot.flows.office import Office
from matchbot.flows.relay import from_buyer, from_wise
from matchbot.flows.reply_address import ReplyAddress, find_reply_address
from matchbot.flows.strangers import ask_to_confirm


def handle_mail(
    office: Office, item: InboxItem, owner: str, mail: OpenedMail, *, confirmed: bool = False
) -> None:
    """Do what this mail asks for, once, and mark the inbox item.

    `confirmed`: its sender followed the link we mailed.
    """
    reading = mail.reading
    if reading.kind == "broken":
        return _finish(office, item, owner, "quarantined", reading.reason)
    if reading.kind == "bounce" or reading.reason == "complaint":
        return note_return(office, item, owner, mail)
    if not reading.answer:
        return _finish(office, item, owner, "ignored", reading.reason)
    sender = _only_sender(office, mail.envelope)
    if sender is None:
        return _finish(office, item, owner, "ignored", "not one sender that can be answered")
    if limit := _over_limit(office, sender):
        return _finish(office, item, owner, "ignored", limit)
    _from_a_person(office, item, owner, mail, sender, confirmed)
    return None


def _from_a_person(
    office: Office, item: InboxItem, owner: str, mail: OpenedMail, sender: str, confirmed: bool
) -> None:
    with office.store.read() as tx:
        to = find_reply_address(tx, office, mail.envelope.recipients, office.clock.now())
    if to is not None and to.address == sender and not to.expired:
        return _to_reply_address(office, item, owner, mail, to)
    if confirmed or proven_by_dmarc(mail.envelope.results, office.rules.authserv_id, sender):
        return _to_conversation(office, item, owner, mail, sender)
    return ask_to_confirm(office, item, owner, sender, _language(office, mail))


def _to_reply_address(
    office: Office, item: InboxItem, owner: str, mail: OpenedMail, to: ReplyAddress
) -> None:
    if to.about == "lead_wise":
        return from_wise(office, item, owner, to, mail.reading.text)
    if to.about == "lead_buyer":
        return from_buyer(office, item, owner, to, mail.reading.text)
    conversation = to.subject if to.about == "conversation" else ""
    return _to_conversation(office, item, owner, mail, to.address, conversation)


def _to_conversation(
    office: Office,
    item: InboxItem,
    owner: str,
    mail: OpenedMail,
    sender: str,
    conversation_id: str = "",
) -> None:
    """A turn in the sender's conversation; the answer goes out as a letter in the same thread."""
    if not conversation_id:
        language = _language(office, mail)
        conversation_id = open_conversation(office, "mail", sender, language).id
    said, attached = _said(office, mail), mail.envelope.attached
    facts = {"attachments": True, "what": "document"} if attached else {}
    event: Literal["said", "media"] = "media" if attached and not said else "said"
    turn = Turn(said, event=event, facts=facts, mail=_thread(mail.envelope))
    take_turn(office, conversation_id, turn, item=item, item_owner=owner)


def _said(office: Office, mail: OpenedMail) -> str:
    """The new text; the subject with it when the text alone names no kind of work."""
    text, subject = mail.reading.text.strip(), mail.envelope.subject
    if mail.reading.kind == "reply" or not subject:
        return text
    knowledge, now = office.knowledge(), office.clock.now()
    if text and read_need(text, knowledge, now).need.kinds:
        return text
    return f"{subject}\n{text}".strip()


def _language(office: Office, mail: OpenedMail) -> str:
    knowledge = office.knowledge()
    text = f"{mail.envelope.subject}\n{mail.reading.text}"
    return detect_language(text, knowledge.platform.languages, knowledge=knowledge)


def _thread(envelope: Envelope) -> MailThread:
    """What makes our answer stand under this mail in every mail program (RFC 5322, 3.6.4)."""
    return MailThread(envelope.subject, envelope.message_id, envelope.references)


def _only_sender(office: Office, envelope: Envelope) -> str | None:
    """The one address in From, unless it is one of ours."""
    try:
        (sender,) = {same_address(address) for address in envelope.senders}
    except (BadAddress, ValueError):
        return None
    ours = sender.rpartition("@")[2] == office.rules.reply_domain
    return None if ours or sender == same_address(office.rules.mail_from) else sender


def _over_limit(office: Office, sender: str) -> str:
    """Why this sender gets no more answers now, or ""."""
    now, limits = office.clock.now(), office.rules.answers
    with office.store.read() as tx:
        hour = tx.outbox.written_since(now - timedelta(hours=1), sender)
        day = tx.outbox.written_since(now - timedelta(days=1), sender)
        of_all = tx.outbox.written_since(now - timedelta(hours=1))
    if hour >= limits.an_hour or day >= limits.a_day:
        return "too many mails of one sender"
    return "too many mails of all" if of_all >= limits.of_all else ""


def _finish(office: Office, item: InboxItem, owner: str, state: str, reason: str) -> None:
    with office.store.begin() as tx:
        tx.inbox.finish(item, owner, state, office.clock.now(), reason)

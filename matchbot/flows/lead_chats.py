"""A lead as a chat message: what is asked, buttons to answer it, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from matchbot.core import lead as states
from matchbot.core.dialogue.conversation import OfferedChoice
from matchbot.core.discretion import buyers_words
from matchbot.core.lead import DECLINE_REASONS, Lead
from matchbot.core.need import told_facts
from matchbot.core.offering import Wise
from matchbot.core.outbox import OutboxMessage
from matchbot.core.said import say
from matchbot.flows.lead_letters import remind_by_letter, tell_wise, why_chosen
from matchbot.flows.leads import LeadPage, lead_page
from matchbot.flows.office import Office, WordedReply
from matchbot.flows.ports import Transaction
from matchbot.flows.records import LinkedChat
from matchbot.flows.wise_chats import chats_of_wise, post_to_chat, wants_letters

#: Lines about a lead that nobody can answer any more.
_OVER = ("withdrawn", "cancelled", "offered")


def tell_in_chats(
    tx: Transaction, office: Office, lead: Lead, wise: Wise, now: datetime
) -> tuple[bool, bool]:
    """Put a new lead before the WISE's chats: whether there are any, and whether a letter goes too."""
    chats = chats_of_wise(tx, wise)
    for chat in chats:
        shown = show_lead(office, lead_page(office, lead), chat.language, now)
        post_to_chat(
            tx, office, chat, shown, now,
            purpose="lead", dedupe_key=f"lead:{lead.id}:notify:{chat.channel}:{chat.chat}",
            lead_id=lead.id,
        )  # fmt: skip
    return bool(chats), not chats or wants_letters(chats, wise)


def remind_in_chats(
    tx: Transaction, office: Office, leads: Sequence[Lead], wise: Wise, now: datetime
) -> bool:
    """Remind where the lead can be answered with one tap; False: no chat, so by letter."""
    chats = chats_of_wise(tx, wise)
    for chat in chats:
        again = _says(office, chat.language, "letter.reminder.intro")
        for lead in leads:
            shown = show_lead(office, lead_page(office, lead), chat.language, now, above=again)
            post_to_chat(
                tx, office, chat, shown, now,
                purpose="lead_reminder",
                dedupe_key=f"lead:{lead.id}:remind:{chat.channel}:{chat.chat}",
                lead_id=lead.id,
            )  # fmt: skip
    return bool(chats)


def by_letter_instead(
    tx: Transaction, office: Office, message: OutboxMessage, now: datetime
) -> None:
    """A chat could not be reached. Where nobody else of the WISE has one, a letter tells of the lead.

    Who refuses our messages is linked no more.
    """
    if message.state == "failed":
        tx.chats.remove(message.channel, message.recipient)
    lead = tx.leads.get(message.lead_id)
    wise = office.knowledge().catalogue.wises.get(lead.wise_id) if lead else None
    if lead is None or wise is None or not wise.email or lead.state not in states.OPEN:
        return
    if any(chat.chat != message.recipient for chat in chats_of_wise(tx, wise)):
        return
    if message.purpose == "lead_reminder":
        remind_by_letter(tx, office, [lead], wise, now)
    elif not lead.letter_id:
        tell_wise(tx, office, lead, wise, now)


def show_lead(
    office: Office, page: LeadPage, language: str, now: datetime, *, above: str = ""
) -> WordedReply:
    """The lead as it stands, with buttons for what its WISE can do now."""
    lead = page.lead
    if lead.state in states.OPEN:
        lines = _asked(office, page, language, now)
    elif lead.state in states.ANSWERED:
        lines = [*_who(office, page, language), *_added(office, lead, language)]
    else:
        lines = _ended(office, page, language)
    return WordedReply("\n".join(filter(None, (above, *lines))), _choices(office, page, language))


def ask_reason(office: Office, lead: Lead, language: str) -> WordedReply:
    """Why not? Each reason is one tap, and the no."""
    reasons = [(f"no:{name}", f"web.lead.reason.{name}") for name in DECLINE_REASONS]
    choices = _labelled(office, lead, language, (*reasons, ("show", "linked.back")))
    return WordedReply(_says(office, language, "web.lead.because"), choices)


def _asked(office: Office, page: LeadPage, language: str, now: datetime) -> list[str]:
    """What, where, when, how much and why, the buyer's words, and until when."""
    lead, title = page.lead, page.offering.title_in(language)
    organisation = lead.contact.organisation
    why = why_chosen(office, lead, page.offering, now)
    told = [*told_facts(lead.need), ("why", why)]
    timings, days = office.rules.timings, office.working_days()
    until = days.after(lead.notified_at or now, timings.expire_after).date()
    return [
        _says(office, language, "letter.lead.intro", organisation=organisation, title=title),
        "",
        *(_row(office, language, f"need.{name}", value) for name, value in told if value),
        _says(office, language, "letter.lead.own_words"),
        f"“{buyers_words(lead.need)}”",
        _says(office, language, "letter.lead.ask", until=until),
    ]


def _who(office: Office, page: LeadPage, language: str) -> list[str]:
    """After a yes: with whom to get in touch."""
    contact = page.lead.contact
    rows = (
        ("organisation", contact.organisation),
        ("name", contact.name),
        ("email", contact.email),
    )
    shown = [_row(office, language, f"field.{field}", value) for field, value in rows if value]
    return [
        _titled(office, page, language, "web.lead.accepted"),
        *(shown if page.contact_shown else ()),
        _says(office, language, "web.lead.next") if page.contact_shown else "",
    ]


def _added(office: Office, lead: Lead, language: str) -> list[str]:
    """What the WISE said beside its yes."""
    price = _says(office, language, "form.plain", value=lead.price) if lead.price else ""
    return [
        _says(office, language, "web.lead.your_price", price=price) if price else "",
        f"{_says(office, language, 'web.lead.your_note')} “{lead.note}”" if lead.note else "",
    ]


def _ended(office: Office, page: LeadPage, language: str) -> list[str]:
    lead = page.lead
    if lead.state in _OVER or lead.state == "expired":
        return [_titled(office, page, language, f"web.lead.{lead.state}")]
    reason = _says(office, language, f"web.lead.reason.{lead.reason}") if lead.reason else ""
    return [
        _titled(office, page, language, "web.lead.declined"),
        _says(office, language, "web.lead.your_reason", reason=reason) if reason else "",
    ]


def _titled(office: Office, page: LeadPage, language: str, key: str) -> str:
    """What a line is about: in a chat it stands alone."""
    return f"{page.offering.title_in(language)}: {_says(office, language, key)}"


def _choices(office: Office, page: LeadPage, language: str) -> tuple[OfferedChoice, ...]:
    lead, keys = page.lead, list[tuple[str, str]]()
    if lead.state in states.OPEN:
        keys = [("yes", "web.lead.accept"), ("no", "web.lead.decline"), ("ask", "linked.ask")]
    elif page.can_offer:
        keys = [("yes", "web.lead.late_accept")]
    elif lead.state in states.ANSWERED:
        keys = [("say", "linked.say")]
    if page.can_undo:
        keys.append(("undo", "web.lead.undo"))
    return _labelled(office, lead, language, keys)


def _labelled(
    office: Office, lead: Lead, language: str, keys: Sequence[tuple[str, str]]
) -> tuple[OfferedChoice, ...]:
    return tuple(
        OfferedChoice(f"lead:{lead.id}:{act}", _says(office, language, key)) for act, key in keys
    )


def _row(office: Office, language: str, key: str, value: object) -> str:
    return f"{_says(office, language, key)}: {_says(office, language, 'form.plain', value=value)}"


def _says(office: Office, language: str, key: str, **facts: object) -> str:
    return office.wording.text(say(key, **facts), language)


def heard_from_buyer(
    tx: Transaction, office: Office, page: LeadPage, text: str, now: datetime, cause: str
) -> None:
    """The WISE's chats hear what the buyer wrote, and can write back."""
    for chat in chats_of_wise(tx, page.wise):
        post_to_chat(
            tx, office, chat, _written(office, page, text, chat), now,
            purpose="relay", dedupe_key=f"passed_on:{page.lead.id}:{cause}:{chat.chat}",
            lead_id=page.lead.id,
        )  # fmt: skip


def _written(office: Office, page: LeadPage, text: str, chat: LinkedChat) -> WordedReply:
    lead, title = page.lead, page.offering.title_in(chat.language)
    organisation = lead.contact.organisation
    intro = _says(
        office, chat.language, "letter.passed_on.intro_wise", organisation=organisation, title=title
    )
    write_back = ("ask" if lead.state in states.OPEN else "say", "linked.answer")
    choices = _labelled(
        office, lead, chat.language, (write_back, ("show", "letter.receipt.button"))
    )
    return WordedReply(f"{intro}\n“{text}”", choices)

"""A lead by mail: the WISE's answer in a reply, and words that go from one side to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from matchbot.core import lead as states
from matchbot.core.dialogue.commands import command_of
from matchbot.core.dialogue.conversation import Turn
from matchbot.core.discretion import without_addresses
from matchbot.core.inbox import InboxItem
from matchbot.core.lead import Lead
from matchbot.core.mail.answers import LeadAnswer, read_answer
from matchbot.core.mail.several_answers import read_several
from matchbot.core.reading.price import read_price
from matchbot.flows.bounces import suppress_address
from matchbot.flows.lead_chats import heard_from_buyer
from matchbot.flows.leads import MAX_NOTE, LeadPage, buyer_hears, decide, lead_page
from matchbot.flows.office import Office, make_key, post
from matchbot.flows.ports import Transaction
from matchbot.flows.push import tell
from matchbot.flows.records import Letter, Task
from matchbot.flows.reply_address import ReplyAddress, make_reply_address

MOST_WORDS = 4_000
#: Letters from one side of a lead to the other, both ways together: people need fewer, two
#: machines that answer each other do not stop.
MOST_AN_HOUR, MOST_A_DAY = 10, 30
#: What the WISE hears when one lead of a letter, or more, got no clear answer.
_WAITING = ("waiting_one", "waiting")
TOO_MANY = "too many letters to and fro about one lead"


def from_wise(office: Office, item: InboxItem, owner: str, to: ReplyAddress, text: str) -> None:
    """The WISE replied to a lead: accept, decline, pass its question on, or ask what it means.

    A letter may tell of several leads; then the reply numbers its answers, or is asked which.
    """
    now = office.clock.now()
    answer = read_answer(text)
    with office.store.begin() as tx:
        found = [tx.leads.get(id) for id in to.subject.split(",")]
        told = {n: lead_page(office, lead) for n, lead in enumerate(found, 1) if lead is not None}
        if command_of(text.strip().partition("\n")[0]) == "stop":
            _stop(tx, office, to.address, list(told.values()), now)
        elif len(found) == 1 and told:
            _take_answer(tx, office, told[1], answer, text, item, now)
        elif told:
            _take_several(tx, office, told, text, item, now)
        tx.inbox.finish(item, owner, "handled", now, answer.kind)


def _stop(
    tx: Transaction, office: Office, address: str, pages: Sequence[LeadPage], now: datetime
) -> None:
    """The WISE wants no more letters: none is sent, the staff hear of it, open leads are declined."""
    for page in pages:
        if page.lead.state in states.OPEN:
            _decide(tx, office, page, LeadAnswer("decline", "other"), "", now)
    suppress_address(tx, office, address, "said stop", now)
    name = pages[0].wise.name if pages else address
    tx.tasks.add(Task(office.luck.id(), "wise_stopped", address, name, now))


def _take_several(
    tx: Transaction,
    office: Office,
    told: Mapping[int, LeadPage],
    text: str,
    item: InboxItem,
    now: datetime,
) -> None:
    """Each lead gets the answer beside its number; the WISE hears which ones still wait for one."""
    said = read_several(text, max(told))
    waiting = []
    for number, page in told.items():
        own = said.get(number, "")
        answer = read_answer(own)
        if page.lead.state in states.OPEN and answer.kind == "unclear":
            waiting.append(page)
        elif number in said:
            _take_answer(tx, office, page, answer, own, item, now)
    named = bool(said.keys() & told.keys())
    if waiting or not named:
        pages, why = (
            (waiting, _WAITING[len(waiting) > 1]) if named else (list(told.values()), "several")
        )
        _ask_again(tx, office, pages, why, item, now)


def _take_answer(
    tx: Transaction,
    office: Office,
    page: LeadPage,
    answer: LeadAnswer,
    text: str,
    item: InboxItem,
    now: datetime,
) -> None:
    is_open, answered = page.lead.state in states.OPEN, page.lead.state in states.ANSWERED
    late = answer.kind == "accept" and page.can_offer and buyer_hears(tx, page.lead)
    if late or (is_open and answer.kind in {"accept", "decline"}):
        _decide(tx, office, page, answer, text, now)
    elif answered or (is_open and answer.kind == "question"):
        to_buyer(tx, office, page, text, item.source_id, now)
    else:
        _ask_again(tx, office, [page], "words" if is_open else "closed", item, now)


def _decide(
    tx: Transaction, office: Office, page: LeadPage, answer: LeadAnswer, text: str, now: datetime
) -> None:
    lead, wise = page.lead, page.wise
    word = make_key(tx, office, "lead", lead.id, now, holds=office.rules.lead_key_holds)
    facts: dict[str, Any] = {"reason": answer.reason or "other"}
    if answer.kind == "accept":
        facts = {"note": text[:MAX_NOTE], "price": read_price(text, wise.language)}
    decide(tx, office, lead, word, answer.kind, now, "mail", **facts)


def from_buyer(office: Office, item: InboxItem, owner: str, to: ReplyAddress, text: str) -> None:
    """The buyer replied to a WISE's question: the WISE gets the words."""
    now = office.clock.now()
    with office.store.begin() as tx:
        lead = tx.leads.get(to.subject)
        page = lead_page(office, lead) if lead else None
        if (
            page is None
            or page.lead.state not in states.OPEN | states.ANSWERED
            or not page.wise.email
        ):
            tx.inbox.finish(item, owner, "ignored", now, "the lead is closed")
            return
        back = ReplyAddress("lead_wise", page.lead.id, page.wise.email)
        letter = Letter(
            "passed_on_to_wise",
            page.wise.language,
            page.wise.email,
            _facts(page, text, page.wise.language),
            to_name=page.wise.name,
            reply_to=make_reply_address(tx, office, back, now),
        )
        passed = _pass_on(tx, office, letter, page.lead, item.source_id, now)
        if passed:
            heard_from_buyer(tx, office, page, letter.facts["text"], now, item.source_id)
        state, reason = ("handled", "passed on") if passed else ("ignored", TOO_MANY)
        tx.inbox.finish(item, owner, state, now, reason)


def to_buyer(
    tx: Transaction, office: Office, page: LeadPage, text: str, cause: str, now: datetime
) -> bool:
    """The buyer gets the words by mail, and is told of them where the conversation is.

    `cause` is what brought the words, so that they go once. False when there were too many.
    """
    lead = page.lead
    back = ReplyAddress("lead_buyer", lead.id, lead.contact.email)
    facts = _facts(page, text, lead.language)
    letter = Letter(
        "passed_on_to_buyer",
        lead.language,
        lead.contact.email,
        facts,
        to_name=lead.contact.name,
        reply_to=make_reply_address(tx, office, back, now, person_id=lead.person_id),
    )
    passed = _pass_on(tx, office, letter, lead, cause, now)
    conversation = tx.conversations.get(lead.conversation_id)
    if not passed or conversation is None or conversation.channel == "mail":
        return passed
    turn = Turn(event="question", facts={"wise": facts["wise"], "text": facts["text"]})
    tell(tx, lead.conversation_id, turn, f"question:{lead.id}:{cause}", now)
    return True


def _pass_on(
    tx: Transaction, office: Office, letter: Letter, lead: Lead, cause: str, now: datetime
) -> bool:
    """Put the letter in the outbox; False when so many went to and fro that no people write them.

    Its purpose is its own: words of others do not use up what its recipient may still write.
    """
    hour = tx.outbox.relayed_since(now - timedelta(hours=1), lead.id)
    day = tx.outbox.relayed_since(now - timedelta(days=1), lead.id)
    if hour >= MOST_AN_HOUR or day >= MOST_A_DAY:
        return False
    post(
        tx, office, letter, now, purpose="relay", dedupe_key=f"passed_on:{lead.id}:{cause}",
        lead_id=lead.id, person_id=lead.person_id,
    )  # fmt: skip
    return True


def _facts(page: LeadPage, text: str, language: str) -> dict[str, str]:
    shown = text.strip()[:MOST_WORDS]
    if page.lead.state not in states.ANSWERED:
        shown = without_addresses(shown)
    return {
        "wise": page.wise.name,
        "organisation": page.lead.contact.organisation,
        "title": page.offering.title_in(language),
        "text": shown,
    }


def _ask_again(
    tx: Transaction,
    office: Office,
    pages: Sequence[LeadPage],
    why: str,
    item: InboxItem,
    now: datetime,
) -> None:
    """A letter to the WISE: what was not clear, with a link to the page of each lead."""
    wise, ids = pages[0].wise, ",".join(page.lead.id for page in pages)
    if not wise.email:
        return
    apart = why in {"several", *_WAITING}
    links = [(_named(page, apart=apart), _link(tx, office, page, now)) for page in pages]
    letter = Letter(
        "unclear", wise.language, wise.email, {"why": why, "links": tuple(links)},
        to_name=wise.name,
        reply_to=make_reply_address(tx, office, ReplyAddress("lead_wise", ids, wise.email), now),
    )  # fmt: skip
    post(tx, office, letter, now, purpose="reply", dedupe_key=f"unclear:{ids}:{item.source_id}")


def _named(page: LeadPage, *, apart: bool) -> str:
    """The offering's title, and who asks for it when several leads are to be told apart."""
    title = page.offering.title_in(page.wise.language)
    return f"{title} – {page.lead.contact.organisation}" if apart else title


def _link(tx: Transaction, office: Office, page: LeadPage, now: datetime) -> str:
    word = make_key(tx, office, "lead", page.lead.id, now, holds=office.rules.lead_key_holds)
    return office.link(f"lead/{word}")

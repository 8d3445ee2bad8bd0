"""What somebody of a WISE does about its leads in a linked chat: answer, take back, ask, add words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from matchbot.core import lead as states
from matchbot.core.dialogue.conversation import OfferedChoice
from matchbot.core.lead import Lead, NotPossible
from matchbot.core.reading.price import read_price
from matchbot.core.said import say
from matchbot.flows.lead_chats import ask_reason, show_lead
from matchbot.flows.lead_letters import keep
from matchbot.flows.leads import DONE, MAX_NOTE, cancel_if_gone, decide, lead_page, undo
from matchbot.flows.login import Member
from matchbot.flows.office import Office, WordedReply, make_key
from matchbot.flows.ports import Transaction
from matchbot.flows.records import LinkedChat
from matchbot.flows.relay import to_buyer

#: At most so many leads are leafed through.
SHOWN = 50
#: How an answer that came another way is told; a lead's history has no other channels.
_WAYS = frozenset({"mail", "web", "telegram"})


@dataclass(frozen=True)
class Said:
    """What is answered in a linked chat, and what the next typed words are about, if anything."""

    reply: WordedReply
    asked: str = ""


@dataclass(frozen=True)
class At:
    """Where and by whom something is done: the chat, who acts in it, when, and what caused it."""

    tx: Transaction
    office: Office
    chat: LinkedChat
    member: Member
    now: datetime
    cause: str = ""

    def text(self, key: str, **facts: object) -> str:
        """A line in the language of the chat."""
        return self.office.wording.text(say(key, **facts), self.chat.language)


def act_on_lead(at: At, id: str, act: str) -> Said:
    """A pressed button under a lead. Whatever it does, it shows the lead as it stands after it."""
    lead = _own(at, id)
    if lead is None:
        return Said(WordedReply(at.text("linked.not_yours")))
    step, _, reason = act.partition(":")
    if step == "no" and not reason and lead.state in states.OPEN:
        return Said(ask_reason(at.office, lead, at.chat.language))
    if step in {"ask", "say"} and lead.state in states.OPEN | states.ANSWERED:
        return _await_words(at, lead, step)
    try:
        moved = _STEPS.get(step, _look)(at, lead, reason)
    except NotPossible as refused:
        return Said(_shown(at, refused.lead, _answered_already(at, refused.lead)))
    if step == "yes" and moved.state == "accepted":
        return Said(_shown(at, moved, below=at.text("linked.say_now")), f"say:{lead.id}")
    return Said(_shown(at, moved))


def take_words(at: At, asked: str, text: str) -> Said:
    """Typed words about a lead: to the buyer they go, and a price in them is kept."""
    about, _, id = asked.partition(":")
    lead = _own(at, id)
    if lead is None or lead.state not in states.OPEN | states.ANSWERED:
        return Said(_shown(at, lead) if lead else WordedReply(at.text("linked.not_yours")))
    if not to_buyer(at.tx, at.office, lead_page(at.office, lead), text, at.cause, at.now):
        return Said(WordedReply(at.text("linked.not_passed")))
    if about == "say":
        lead = _with_words(at, lead, text)
    return Said(_shown(at, lead, at.text("linked.passed", text=text[:200])))


def waiting_leads(at: At, number: int) -> Said:
    """The lead at this place of those that wait for an answer, and a way to the next."""
    found = [
        lead
        for wise in at.member.wises
        for state in ("notified", "new")
        for lead in at.tx.leads.find(state=state, wise_id=wise, limit=SHOWN)
    ]  # fmt: skip
    if not found:
        return Said(WordedReply(at.text("linked.no_leads")))
    place = number % len(found)
    shown = _shown(at, found[place])
    return Said(leafed(at, shown, "leads", place, len(found)))


def leafed(at: At, shown: WordedReply, what: str, place: int, count: int) -> WordedReply:
    """One of several, with its place and a button to the next; of one alone just itself."""
    if count < 2:
        return shown
    text = f"{at.text('linked.place', number=place + 1, count=count)}\n{shown.text}"
    after = OfferedChoice(f"{what}:next:{place + 1}", at.text("linked.next"))
    return replace(shown, text=text, choices=(*shown.choices, after))


def _own(at: At, id: str) -> Lead | None:
    lead = at.tx.leads.get(id)
    return lead if lead is not None and lead.wise_id in at.member.wises else None


def _await_words(at: At, lead: Lead, about: str) -> Said:
    back = OfferedChoice(f"lead:{lead.id}:show", at.text("linked.back"))
    return Said(WordedReply(at.text(f"linked.{about}_now"), (back,)), f"{about}:{lead.id}")


def _look(at: At, lead: Lead, reason: str) -> Lead:
    return lead


def _accept(at: At, lead: Lead, reason: str) -> Lead:
    return _decided(at, lead, "accept", note="", price=None)


def _decline(at: At, lead: Lead, reason: str) -> Lead:
    return _decided(at, lead, "decline", reason=reason if reason in states.DECLINE_REASONS else "")


def _decided(at: At, lead: Lead, step: str, **facts: Any) -> Lead:
    """Pressed again, or replayed after a crash, the same answer changes nothing. NotPossible."""
    if (step, lead.state) in DONE and _by_us(at, lead):
        return lead
    if gone := cancel_if_gone(at.tx, at.office, lead, at.now):
        return gone
    holds = at.office.rules.lead_key_holds
    word = make_key(at.tx, at.office, "lead", lead.id, at.now, holds=holds)
    return decide(at.tx, at.office, lead, word, step, at.now, at.chat.channel, **facts).lead


def _by_us(at: At, lead: Lead) -> bool:
    return _last_answer(at, lead) == at.chat.channel


def _undo(at: At, lead: Lead, reason: str) -> Lead:
    return undo(at.tx, at.office, lead, at.now, at.chat.channel)


_STEPS: dict[str, Callable[[At, Lead, str], Lead]] = {
    "yes": _accept,
    "no": _decline,
    "undo": _undo,
}


def _last_answer(at: At, lead: Lead) -> str:
    """On which channel the WISE answered last; "" when it did not."""
    answers = [e for e in at.tx.leads.events(lead.id) if e.step in {"accept", "decline", "offer"}]
    return answers[-1].channel if answers else ""


def _answered_already(at: At, lead: Lead) -> str:
    """Said, not done twice."""
    way = _last_answer(at, lead)
    return at.text(f"linked.answered_{way}") if way in _WAYS and lead.state != "withdrawn" else ""


def _with_words(at: At, lead: Lead, text: str) -> Lead:
    """The WISE's sentence and price on the lead, where its page and its figures find them."""
    price = read_price(text, at.chat.language) or lead.price
    line = states.note(lead, "say", at.now, actor="wise", channel=at.chat.channel)
    told = replace(lead, note=text[:MAX_NOTE], price=price)
    return told if keep(at.tx, at.office, told, line, lead.state) else lead


def _shown(at: At, lead: Lead, above: str = "", below: str = "") -> WordedReply:
    page = lead_page(at.office, lead)
    shown = show_lead(at.office, page, at.chat.language, at.now, above=above)
    return replace(shown, text=f"{shown.text}\n\n{below}") if below else shown

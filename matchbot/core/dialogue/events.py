"""What happens without the person saying anything: a confirmed link, a WISE's answer, a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Literal

from matchbot.core.dialogue.changes import SURE, has_facts
from matchbot.core.dialogue.commands import command_of, plain
from matchbot.core.dialogue.conversation import (
    Advance,
    Choice,
    Conversation,
    LeadView,
    RecordOutcome,
    Reply,
    Step,
    Turn,
)
from matchbot.core.dialogue.identify import proven, reminder
from matchbot.core.dialogue.late import ask_late
from matchbot.core.dialogue.matches import match_line, pick_choices
from matchbot.core.finds import finds
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.rank import rank
from matchbot.core.reading.read import read_need
from matchbot.core.said import Said, say

Outcome = Literal["win", "lose", "wait", "contact"]

#: Answers to "what came of it?", as choices and as words people type.
OUTCOMES: dict[Outcome, tuple[str, ...]] = {
    "lose": (
        "niet doorgegaan", "ging niet door", "gaat niet door", "helaas niet", "nee", "geen", "niks",
        "niet gelukt", "afgezegd", "did not", "didn't", "no", "not going", "cancelled", "fell through",
        "non", "annule", "pas abouti", "nein", "nicht geklappt", "abgesagt",
    ),
    "wait": (
        "nog niet", "nog bezig", "wacht", "offerte", "in overleg", "volgende week", "later",
        "not yet", "still", "waiting", "quote", "pas encore", "en cours", "noch nicht", "angebot",
    ),
    "contact": (
        "contact gehad", "gesproken", "gebeld", "we spoke", "spoke", "talked", "called", "parle",
        "contacte", "gesprochen", "telefoniert",
    ),
    "win": (
        "gelukt", "opdracht", "besteld", "afgenomen", "doorgegaan", "geregeld", "geboekt", "ja",
        "top", "yes", "ordered", "booked", "went ahead", "done", "agreed", "oui", "commande",
        "conclu", "ja", "bestellt", "beauftragt", "geklappt",
    ),
}  # fmt: skip
YES_OR_NO: dict[str | None, Outcome] = {"yes": "win", "no": "lose"}
#: An answer of so many words is taken for an answer, whatever else it may be.
SHORT = 4
OUTCOME_CHOICES = tuple(
    Choice(f"outcome:{step}", say(f"choice.outcome.{step}")) for step in ("win", "wait", "lose")
)


def confirmed(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """The link in our letter was used."""
    return proven(c, k, str(turn.facts.get("email") or c.contact.email))


def lead_answered(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """A WISE answered: tell the buyer; after a refusal, offer the next match."""
    lead_id, state = str(turn.facts["lead"]), turn.facts["state"]
    leads = tuple(replace(v, state=state) if v.id == lead_id else v for v in c.leads)
    c = replace(c, leads=leads)
    if state in {"accepted", "offered"}:
        key = "lead.accepted" if state == "accepted" else "late.offered"
        lines = [say(key, **_lead_facts(turn))]
        if turn.facts.get("price"):
            lines.append(say("lead.price", price=turn.facts["price"]))
        if turn.facts.get("note"):
            lines.append(say("lead.note", note=turn.facts["note"]))
        told = tuple(lines)
        return Advance(c, (Reply(told),)) if state == "accepted" else ask_late(c, lead_id, told)
    key = str(turn.facts.get("news") or ("lead.declined" if state == "declined" else "lead.silent"))
    return _offer_next(c, k, now, say(key, **_lead_facts(turn)))


def _lead_facts(turn: Turn) -> dict[str, object]:
    return {f: turn.facts.get(f, "") for f in ("wise", "title", "email")}


def _offer_next(c: Conversation, k: Knowledge, now: datetime, line: Said) -> Advance:
    if c.need is None or c.step != "waiting":
        # The buyer is busy with something else: news must not take its place.
        return Advance(c, (Reply((line,)),))
    asked = tuple(v.offering for v in c.leads)
    ranking = rank(c.need, k, now=k.platform.today(now), limit=1, exclude=asked)
    if ranking.abstained:
        return Advance(c, (Reply((line, say("lead.no_next"))),))
    match = ranking.matches[0]
    after = replace(
        c, step="choosing", shown=(match.offering.id,), seen=(*c.seen, match.offering.id)
    )
    lines = (line, say("lead.next_match"), match_line(1, match, c.language), say("lead.ask_next"))
    choices = (Choice("yes", say("choice.ask_this_wise")), Choice("no", say("choice.no_thanks")))
    return Advance(after, (Reply(lines, choices),), matches=ranking.matches)


def need_found(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """Offerings turned up that fit a saved need: tell of them; a number chooses one."""
    if c.stopped:
        return Advance(c)
    text, ids = str(turn.facts.get("text", "")), tuple(turn.facts.get("offerings", ()))
    need = next((n for n in reversed(c.saved) if n.text == text), None)
    need = need or read_need(text, k, now, c.language).need
    found = finds(need, ids, k, k.platform.today(now))
    lines = [say("found", what=need.what or need.text, count=len(found))]
    lines += [match_line(n, match, c.language) for n, match in enumerate(found, 1)]
    if c.step not in {"open", "choosing", "waiting"}:
        # The buyer is busy with something else: news must not take its place.
        return Advance(c, (Reply((*lines, *reminder(c))),))
    shown = tuple(match.offering.id for match in found)
    after = replace(c, step="choosing", need=need, shown=shown, seen=shown, picked=(), asked=())
    return Advance(after, (Reply((*lines, say("matches.choose")), pick_choices(after)),))


def question_asked(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """A WISE asked the buyer something by mail."""
    facts = {name: str(turn.facts.get(name, ""))[:500] for name in ("wise", "text")}
    return Advance(c, (Reply((Said("event.question", facts),)),))


def ask_outcome(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """Some days later: what came of it?"""
    free = c.step in {"open", "choosing", "waiting", "follow_up"}
    after = replace(c, step="follow_up" if free else c.step, asking_about=str(turn.facts["lead"]))
    line = say("follow_up.ask", wise=turn.facts.get("wise", ""), title=turn.facts.get("title", ""))
    return Advance(after, (Reply((line,), OUTCOME_CHOICES),))


def take_outcome(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """The answer to "what came of it?", pressed or in words."""
    if turn.choice.startswith("outcome:"):
        step = turn.choice.removeprefix("outcome:")
    elif c.step == "follow_up" and not turn.choice and not _is_a_need(c, turn.text, k, now):
        step = _outcome_of(turn.text) or ""
    else:
        return None
    if step not in OUTCOMES or not c.asking_about:
        return None
    leads = tuple(_with_outcome(v, step) if v.id == c.asking_about else v for v in c.leads)
    step_after: Step = "waiting" if c.step == "follow_up" else c.step
    after = replace(c, step=step_after, asking_about="", leads=leads)
    until = _day_named(c, turn.text, k, now) if step == "wait" else None
    line = say("outcome.until", day=until) if until else say(f"outcome.{step}")
    effect = RecordOutcome(c.asking_about, step, turn.text.strip()[:500], until)
    return Advance(after, (Reply((line,)),), (effect,))


def _day_named(c: Conversation, text: str, k: Knowledge, now: datetime) -> date | None:
    """The last day of "nog niet, in januari", if it is still to come."""
    when = read_need(text, k, now, c.language).need.when if text.strip() else None
    return when.end if when and when.end > k.platform.today(now) else None


def _with_outcome(view: LeadView, step: str) -> LeadView:
    states = {"win": "won", "lose": "lost", "wait": "not_yet", "contact": "contacted"}
    return replace(view, state=states[step])  # type: ignore[arg-type]


def _is_a_need(c: Conversation, text: str, k: Knowledge, now: datetime) -> bool:
    """A longer message that asks for work is no answer to "what came of it?"."""
    if len(text.split()) <= SHORT:
        return False
    reading = read_need(text, k, now, c.language)
    kinds = reading.need.kinds
    return (
        reading.talk == "need"
        and bool(kinds)
        and kinds[0].score >= SURE
        and has_facts(reading.need)
    )


def _outcome_of(text: str) -> Outcome | None:
    said = plain(text)
    if command_of(said) in YES_OR_NO:
        return YES_OR_NO[command_of(said)]
    for step, words in OUTCOMES.items():
        if _any_word(words, said):
            return step
    return None


def _any_word(words: Sequence[str], said: str) -> bool:
    return any(re.search(rf"\b{re.escape(plain(w))}\b", said) for w in words)

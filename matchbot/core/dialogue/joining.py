"""A WISE that wants to join tells in the conversation what the form asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from matchbot.core.application import ApplicationState, Applied, Asks, Joining, read_proof
from matchbot.core.dialogue.contact import add_to
from matchbot.core.dialogue.conversation import (
    Advance,
    Apply,
    Conversation,
    Reply,
    TellApplication,
    Turn,
)
from matchbot.core.dialogue.proposing import IS_IT_RIGHT, OTHER
from matchbot.core.editing import LINE, PROSE
from matchbot.core.knowledge import Knowledge
from matchbot.core.said import Said, say

#: What is asked after what.
NEXT: dict[Asks, Asks] = {
    "name": "place", "place": "about", "about": "proof", "proof": "offering", "offering": "sure",
    "sure": "email",
}  # fmt: skip
#: Questions that may stay without an answer.
MAY_LACK = frozenset({"proof", "offering"})


def begin_joining(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """Ask the first question; who applied here already hears where it stands."""
    if c.joined:
        return Advance(c, (), (TellApplication(),))
    return _ask(c, Joining(), say("join.hello"))


def take_joining(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """The answer to the question at hand."""
    if c.step != "joining" or c.joining is None:
        return None
    if turn.choice == OTHER:
        return _ask(c, Joining(), say("join.again"))
    if turn.choice or not turn.text.strip():
        return None
    if c.joining.asks == "email":
        return _with_address(c, turn.text)
    if c.joining.asks == "sure":
        return Advance(c, _question(c.joining))
    return _next(c, _TOLD[c.joining.asks](c.joining.applied, turn.text))


def agree(c: Conversation) -> Advance | None:
    """A yes: what we read is right."""
    if c.joining is None or c.joining.asks != "sure":
        return None
    if c.confirmed:
        return _applied(c, c.confirmed)
    return _next(c, c.joining.applied)


def leave_out(c: Conversation) -> Advance:
    """A no: there is nothing to tell here, or no wish to join after all."""
    if c.joining is not None and c.joining.asks in MAY_LACK:
        return _next(c, c.joining.applied)
    return Advance(_done(c), (Reply((say("cancelled"),)),))


def application_moved(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """The platform asked something, approved or refused."""
    return Advance(c, (Reply(standing(turn.facts["state"], str(turn.facts.get("text", "")))),))


def standing(state: ApplicationState, words: str) -> tuple[Said, ...]:
    """Where an application stands, with the platform's words if there are any."""
    told = (say("join.words", text=words),) if words else ()
    return (say(f"join.state_{state}"), *told)


def _ask(c: Conversation, joining: Joining, before: Said | None = None) -> Advance:
    after = replace(c, step="joining", joining=joining, picked=(), aim="")
    return Advance(after, _question(joining, before))


def _question(joining: Joining, before: Said | None = None) -> tuple[Reply, ...]:
    lines = [before] if before else []
    if joining.asks != "sure":
        return (Reply((*lines, say(f"join.ask_{joining.asks}"))),)
    return (Reply((*_read(joining.applied), say("join.ask_sure")), IS_IT_RIGHT),)


def _read(applied: Applied) -> list[Said]:
    lines = [say("join.read", name=applied.name, place=applied.place, about=applied.about)]
    if applied.share is not None:
        lines.append(say("join.share", share=applied.share))
    if applied.income is not None:
        lines.append(say("join.income", income=applied.income))
    if applied.labels:
        lines.append(say("join.labels", labels=tuple(one.label for one in applied.labels)))
    if applied.offering:
        lines.append(say("join.offering", offering=applied.offering))
    return lines


def _next(c: Conversation, applied: Applied) -> Advance:
    assert c.joining is not None
    asks = NEXT[c.joining.asks]
    if asks == "place" and applied.place:
        asks = NEXT[asks]
    return _ask(c, Joining(asks, applied))


def _with_address(c: Conversation, text: str) -> Advance:
    contact, broken = add_to(replace(c.contact, email=""), text)
    if not contact.email:
        return Advance(c, (Reply((say("email.broken" if broken else "email.missing"),)),))
    return _applied(replace(c, contact=replace(c.contact, email=contact.email)), contact.email)


def _applied(c: Conversation, email: str) -> Advance:
    applied = c.joining.applied if c.joining else Applied("")
    return Advance(replace(_done(c), joined=True), (), (Apply(email, applied),))


def _done(c: Conversation) -> Conversation:
    return replace(c, step="waiting" if c.leads else "open", joining=None)


def _named(applied: Applied, text: str) -> Applied:
    """ "Tuinhand, Utrecht": what follows the first comma is the place."""
    name, _, place = text.partition(",")
    return replace(applied, name=_line(name), place=_line(place))


def _line(text: str) -> str:
    return " ".join(text.split())[:LINE]


_TOLD: dict[Asks, Callable[[Applied, str], Applied]] = {
    "name": _named,
    "place": lambda applied, text: replace(applied, place=_line(text)),
    "about": lambda applied, text: replace(applied, about=_line(text)),
    "proof": read_proof,
    "offering": lambda applied, text: replace(applied, offering=text.strip()[:PROSE]),
}

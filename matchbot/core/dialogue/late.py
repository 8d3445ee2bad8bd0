"""A WISE's yes that came after its time: the buyer is asked before any name is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.commands import command_of
from matchbot.core.dialogue.conversation import (
    Advance,
    AnswerOffer,
    Choice,
    Conversation,
    Reply,
    Step,
    Turn,
)
from matchbot.core.knowledge import Knowledge
from matchbot.core.lead import LeadState
from matchbot.core.said import Said, say

AGREE, REFUSE = "agree:", "refuse:"


def ask_late(c: Conversation, lead_id: str, lines: tuple[Said, ...]) -> Advance:
    """May the WISE have the buyer's name after all? A question under way is not pushed aside."""
    free = c.step in {"open", "choosing", "waiting", "late"}
    after = replace(c, step="late", asking_about=lead_id) if free else c
    choices = (
        Choice(AGREE + lead_id, say("choice.late_yes")),
        Choice(REFUSE + lead_id, say("choice.late_no")),
    )
    return Advance(after, (Reply((*lines, say("late.ask")), choices),))


def take_late(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """The buyer's answer, pressed or as yes or no."""
    pressed = next((p for p in (AGREE, REFUSE) if turn.choice.startswith(p)), "")
    if pressed:
        return _answered(c, turn.choice.removeprefix(pressed), pressed == AGREE)
    said = command_of(turn.text) if c.step == "late" and not turn.choice else None
    if said in {"yes", "no"} and c.asking_about:
        return _answered(c, c.asking_about, said == "yes")
    return None


def _answered(c: Conversation, lead_id: str, agrees: bool) -> Advance:
    view = next((v for v in c.leads if v.id == lead_id), None)
    step: Step = "waiting" if c.step == "late" else c.step
    c = replace(c, step=step, asking_about="" if c.asking_about == lead_id else c.asking_about)
    if view is None or view.state != "offered":
        return Advance(c, (Reply((say("withdraw.too_late"),)),))
    state: LeadState = "accepted" if agrees else "withdrawn"
    leads = tuple(replace(v, state=state) if v.id == lead_id else v for v in c.leads)
    line = say("late.agreed" if agrees else "late.refused")
    return Advance(replace(c, leads=leads), (Reply((line,)),), (AnswerOffer(lead_id, agrees),))

"""Someone who talks with the core alone: what flows do around a turn, in a few lines."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from matchbot.adapters.wording import GettextWording
from matchbot.core.dialogue.advance import advance
from matchbot.core.dialogue.conversation import (
    Advance,
    Conversation,
    CreateLeads,
    Forget,
    LeadView,
    OfferedChoice,
    PendingCode,
    Reply,
    SendCode,
    Turn,
)
from matchbot.core.keys import hash_code
from matchbot.core.knowledge import Knowledge

CODE = "098485"
WORDING = GettextWording()


@dataclass
class Talk:
    """A conversation; `says` takes a turn and does at once what its effects ask for."""

    knowledge: Knowledge
    now: datetime
    language: str = "nl"
    conversation: Conversation = field(init=False)
    done: Advance = field(init=False)

    def __post_init__(self) -> None:
        self.conversation = Conversation("c1", "amsterdam", "terminal", language=self.language)

    def says(self, text: str = "", **turn: Any) -> Advance:
        return self.take(Turn(text, **turn))

    def take(self, turn: Turn) -> Advance:
        self.now += timedelta(minutes=1)
        self.done = advance(self.conversation, turn, self.knowledge, self.now)
        self.conversation = self._after(self.done)
        return self.done

    def _after(self, done: Advance) -> Conversation:
        c = done.conversation
        if shown := [choice for reply in done.replies for choice in reply.choices]:
            worded = (OfferedChoice(s.value, WORDING.text(s.label, c.language)) for s in shown)
            c = replace(c, choices=tuple(worded))
        for effect in done.effects:
            c = self._effected(c, effect)
        return c

    def _effected(self, c: Conversation, effect: object) -> Conversation:
        match effect:
            case SendCode():
                mailed = (c.code.mailed if c.code else 0) + 1
                until = self.now + timedelta(hours=1)
                return replace(c, code=PendingCode(hash_code(CODE, c.id), until, mailed=mailed))
            case CreateLeads(offerings=offerings):
                sold = self.knowledge.catalogue.offerings
                number = len(c.leads)
                views = (
                    LeadView(f"l{number + n}", o, sold[o].wise, "notified")
                    for n, o in enumerate(offerings, 1)
                )
                return replace(c, leads=(*c.leads, *views))
            case Forget():
                return Conversation(c.id, c.platform, c.channel, language=c.language, greeted=True)
            case _:
                return c

    def said(self) -> list[str]:
        """What was said last, as keys."""
        return [line.key for reply in self.done.replies for line in reply.lines]

    def text(self) -> str:
        """What was said last, in the conversation's language."""
        return "\n".join(worded(reply, self.conversation.language) for reply in self.done.replies)


def worded(reply: Reply, language: str) -> str:
    """A reply as text, its choices under it."""
    lines = [WORDING.text(line, language) for line in reply.lines]
    return "\n".join([*lines, *(WORDING.text(ch.label, language) for ch in reply.choices)])

"""The terminal: the conversation as lines of text, or as JSON lines for machines."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TextIO

from matchbot.core.dialogue.conversation import Conversation, Turn
from matchbot.core.matching.match import Match
from matchbot.core.need import Reading
from matchbot.core.reading.as_json import reading_as_json
from matchbot.flows.enquiry import Answer, open_conversation, take_turn
from matchbot.flows.inbox import handle_all
from matchbot.flows.office import Office, WordedReply
from matchbot.flows.records import Utterance

MatchJson = Callable[[Match, str], dict[str, Any]]


class BadLine(ValueError):
    """This line is not what --jsonl reads; the message says what is wrong with it."""


@dataclass
class SettableClock:
    """A clock that runs with the machine until a line of input sets it."""

    real: Callable[[], datetime]
    at: datetime | None = None

    def now(self) -> datetime:
        """The moment of the present line, or the machine's."""
        return self.at or self.real()


@dataclass
class Terminal:
    """One conversation in a terminal. `deliver` does what the clock and the outbox wait for."""

    office: Office
    conversation: Conversation
    deliver: Callable[[], object]
    owner: str = field(default_factory=lambda: uuid.uuid4().hex)
    heard: int = 0

    @classmethod
    def open(
        cls, office: Office, name: str, language: str, deliver: Callable[[], object]
    ) -> Terminal:
        """Go on with the conversation of this name, or begin it."""
        c = open_conversation(office, "terminal", name, language)
        terminal = cls(office, c, deliver)
        with office.store.read() as tx:
            said = tx.conversations.utterances(c.id)
        terminal.heard = said[-1].id if said else 0
        return terminal

    def begin(self) -> list[WordedReply]:
        """The first words, if nothing was said in this conversation yet."""
        if self.heard:
            return []
        return list(self._take(Turn(event="start")).replies)

    def say(self, text: str) -> Answer:
        """One turn; a number or label of a choice is that choice."""
        value = self._chosen(text)
        turn = Turn(text, value, self.conversation.round if value else None)
        return self._take(turn)

    def _chosen(self, text: str) -> str:
        """Choices are numbered on the screen where they are no numbers themselves."""
        return next((c.value for c in self.conversation.choices if c.value == text.strip()), "")

    def _take(self, turn: Turn) -> Answer:
        answer = take_turn(self.office, self.conversation.id, turn)
        self.conversation = answer.conversation
        with self.office.store.read() as tx:
            said = tx.conversations.utterances(self.conversation.id, self.heard)
        self.heard = said[-1].id if said else self.heard
        self.work()  # what is said by that is news
        return answer

    def work(self) -> None:
        """Handle what waits in the inbox and deliver what is due."""
        handle_all(self.office, {}, self.owner)
        self.deliver()
        with self.office.store.read() as tx:
            self.conversation = tx.conversations.get(self.conversation.id) or self.conversation

    def news(self) -> list[Utterance]:
        """What the bot said of its own accord since we last looked."""
        self.work()
        with self.office.store.read() as tx:
            said = tx.conversations.utterances(self.conversation.id, self.heard)
        self.heard = said[-1].id if said else self.heard
        return [u for u in said if u.who == "bot"]


def shown(reply: WordedReply | Utterance) -> str:
    """A reply as lines of text, its choices under it."""
    choices = [
        f"  [{c.value}] {c.label}" if c.value.isdigit() else f"  > {c.label}" for c in reply.choices
    ]
    return "\n".join([reply.text, *choices])


def answer_json(answer: Answer, match_json: MatchJson) -> dict[str, Any]:
    """One answer in the form of `chat --jsonl`."""
    c = answer.conversation
    return {
        "replies": [
            {"text": r.text, "choices": [choice.label for choice in r.choices]}
            for r in answer.replies
        ],
        "need": reading_as_json(Reading(c.need, more=c.more)) if c.need else None,
        "matches": [match_json(m, c.language) for m in answer.matches],
        "leads": [{"id": v.id, "wise": v.wise, "state": v.state} for v in c.leads],
        "lang": c.language,
        "step": c.step,
    }


def run_jsonl(
    terminal: Terminal, lines: Iterable[str], out: TextIO, clock: SettableClock, as_json: MatchJson
) -> int:
    """Answer each JSON line with one; how many lines were no good (they are answered so)."""
    wrong = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            text, at = _read_line(line)
        except BadLine as problem:
            wrong += 1
            _write(out, {"error": f"line {number}: {problem}"})
            continue
        clock.at = at or clock.at
        news = terminal.news()
        result = answer_json(terminal.say(text), as_json)
        told = [{"text": u.text, "choices": [c.label for c in u.choices]} for u in news]
        result["replies"] = [*told, *result["replies"]]
        _write(out, result)
    return wrong


def _write(out: TextIO, value: dict[str, Any]) -> None:
    out.write(json.dumps(value, ensure_ascii=False) + "\n")
    out.flush()


def _read_line(line: str) -> tuple[str, datetime | None]:
    try:
        given = json.loads(line)
    except ValueError:
        raise BadLine("this is no JSON") from None
    if not isinstance(given, dict) or not isinstance(given.get("text", None), str):
        raise BadLine('give an object with "text"')
    try:
        at = datetime.fromisoformat(given["at"]) if given.get("at") else None
    except (TypeError, ValueError):
        raise BadLine('"at" is no moment such as 2026-11-23T09:00:00+01:00') from None
    return given["text"], at if at is None or at.tzinfo else at.replace(tzinfo=UTC)

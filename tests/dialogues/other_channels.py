"""The stage of a transcript on other channels than the web chat: in the terminal, and by mail."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.message import EmailMessage

from cast import body
from mail_post import ANNA, Post, mail, reading_mail, reply
from stage import Stage, shown

from matchbot.channels.terminal import Terminal
from matchbot.core.dialogue.conversation import Conversation, Turn
from matchbot.flows.enquiry import open_conversation


class InTerminal(Stage):
    """`matchbot chat`: what is said goes through the terminal, as typed."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._terminal = Terminal.open(self.office, "here", self.language, lambda: None)

    def conversation(self) -> Conversation:
        return open_conversation(self.office, "terminal", "here", self.language)

    def _take(self, turn: Turn) -> None:
        self.heard += [shown(r) for r in self._terminal.say(turn.text).replies]


@dataclass
class ByMail(Stage):
    """Anna writes mails, and answers the newest letter of ours; what we answer is heard."""

    answers: list[EmailMessage] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.office = self.mailbox.office = reading_mail(self.office)
        super().__post_init__()
        self._post = Post(self.office, self.mailbox)

    def conversation(self) -> Conversation:
        return open_conversation(self.office, "mail", ANNA, self.language)

    def _take(self, turn: Turn) -> None:
        self._post.office = self.office
        text = turn.text
        new = self._post.brings(reply(self.answers[-1], text) if self.answers else mail(text))
        self.answers += [letter for letter in new if letter["Reply-To"]]
        self.heard += [body(letter) for letter in new]

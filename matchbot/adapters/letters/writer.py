"""From a letter's words to the bytes that go over the wire."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from email.headerregistry import Address
from email.utils import format_datetime
from functools import lru_cache
from typing import Protocol

from matchbot.adapters.letters.calendar import appointment
from matchbot.adapters.letters.drafts import Draft, Speak
from matchbot.adapters.letters.letters import draft
from matchbot.adapters.letters.mime import Header, assemble
from matchbot.adapters.letters.rendering import Frame, block_text, render_html, render_text
from matchbot.core.addresses import parse_address
from matchbot.core.dialogue.conversation import MailThread
from matchbot.core.platform import Platform
from matchbot.core.said import Said, say
from matchbot.flows.ports import Wording
from matchbot.flows.records import Letter, WrittenLetter

#: Our own letters are known by this when they come back to us.
LOOP = "X-Matchbot-Loop"
MOST_REFERENCES = 12
_ID = re.compile(r"<[!-;=?-~]{3,240}>")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")


class Signer(Protocol):
    """Puts a signature before a message."""

    def sign(self, message: bytes) -> bytes: ...


class MimeLetterWriter:
    """Implements LetterWriter: text part written for reading, HTML in one frame, fixed ids."""

    def __init__(
        self,
        wording: Wording,
        platform: Platform,
        sender: str,
        site: str,
        signer: Signer | None = None,
    ) -> None:
        self._signer = signer
        self._wording, self._platform = wording, platform
        self._sender, self._site = parse_address(sender), site
        self._domain = self._sender.rpartition("@")[2]
        self._speaker = lru_cache(maxsize=16)(self._make_speaker)
        self._frame = lru_cache(maxsize=16)(self._make_frame)

    def write(self, letter: Letter, now: datetime) -> WrittenLetter:
        """The letter's bytes; the same letter at the same moment gives the same bytes."""
        words, text, html = self.preview(letter)
        mark = _mark(letter, text, now)
        message_id = f"<{mark}@{self._domain}>"
        headers = self._headers(letter, words, message_id, now)
        calendar = appointment(letter, message_id, now, self._speaker(letter.language))
        body = assemble(headers, text, html, f"=={mark[:32]}==", calendar)
        return WrittenLetter(
            message_id, self._sender, self._signer.sign(body) if self._signer else body
        )

    def preview(self, letter: Letter) -> tuple[Draft, str, str]:
        """Subject and blocks, text and HTML, to look at."""
        words = draft(letter, self._speaker(letter.language))
        frame = self._frame(letter.language)
        html = render_html(frame, words.subject, words.preview, words.blocks)
        return words, render_text(frame, words.blocks), html

    def chat_text(self, letter: Letter) -> str:
        """The letter's blocks as one chat message: no greeting frame, no foot."""
        words = draft(letter, self._speaker(letter.language))
        return "".join(map(block_text, words.blocks)).strip()

    def _headers(
        self, letter: Letter, words: Draft, message_id: str, now: datetime
    ) -> Iterator[Header]:
        yield "From", _mailbox(self._platform.name, self._sender)
        yield "To", _mailbox(letter.to_name, letter.to)
        yield "Subject", one_line(words.subject)
        yield "Date", format_datetime(now)
        yield "Message-ID", message_id
        if letter.reply_to:
            yield "Reply-To", _mailbox("", letter.reply_to)
        yield "Auto-Submitted", "auto-replied" if letter.thread else "auto-generated"
        yield "X-Auto-Response-Suppress", "All"
        yield LOOP, self._domain
        yield from _thread(letter.thread)
        if letter.unsubscribe_key:
            yield "List-Unsubscribe", f"<{self._site}/unsubscribe/{letter.unsubscribe_key}>"
            yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
            yield "List-Id", f"<digest.{self._domain}>"

    def _make_speaker(self, language: str) -> Speak:
        def speak(said: Said) -> str:
            return self._wording.text(said, language)

        return speak

    def _make_frame(self, language: str) -> Frame:
        speak, platform = self._speaker(language), self._platform
        return Frame(
            platform,
            language,
            sign=speak(say("letter.sign", platform=platform.name)),
            machine=speak(say("letter.machine")),
            foot=speak(say("letter.foot", platform=platform.name, contact=platform.contact)),
        )


def _thread(thread: MailThread | None) -> Iterator[Header]:
    """In-Reply-To and References (RFC 5322, 3.6.4), of ids that are fit for a header."""
    ids = (
        [id for id in (*thread.references, thread.message_id) if _ID.fullmatch(id)]
        if thread
        else []
    )
    if ids and thread and ids[-1] == thread.message_id:
        yield "In-Reply-To", ids[-1]
    if ids:
        yield "References", " ".join([ids[0], *ids[1:][-MOST_REFERENCES:]])


def _mark(letter: Letter, text: str, now: datetime) -> str:
    content = f"{letter.template} {letter.to} {now.isoformat()} {text}"
    return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()[:40]


def one_line(text: str) -> str:
    """Without control characters, line breaks and invisible marks: fit for a header."""
    return _CONTROL.sub(" ", text).strip()


@lru_cache(maxsize=2048)
def _mailbox(name: str, address: str) -> Address:
    return Address(one_line(name), addr_spec=parse_address(address))

"""From a letter's words to the bytes that go over the wire."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from matchbot.adapters.letters.letters import Draft, draft
from matchbot.core.addresses import parse_address
from matchbot.core.platform import Platform
from matchbot.core.said import Said, say
from matchbot.flows.ports import Wording
from matchbot.flows.records import Letter, WrittenLetter

TEMPLATES = Path(__file__).parent / "templates"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")

#: Headers that hold addresses or ids without spaces: folding them by the standard library would
#: encode them (=?utf-8?q?…), and mail clients then find no link in them.
_WHOLE = frozenset(
    {"list-unsubscribe", "list-unsubscribe-post", "references", "in-reply-to", "list-id",
     "message-id"}
)  # fmt: skip


class _WholeHeaders(type(SMTP)):  # type: ignore[misc]
    """The SMTP policy, with such headers broken at spaces only."""

    def _fold(self, name: str, value: Any, refold_binary: bool = False) -> Any:
        if name.lower() in _WHOLE:
            return f"{name}: " + "\r\n ".join(str(value).split(" ")) + self.linesep
        return super()._fold(name, value, refold_binary)


POLICY = _WholeHeaders(linesep="\r\n", max_line_length=78)


class MimeLetterWriter:
    """Implements LetterWriter: text part written for reading, HTML in one frame, fixed ids."""

    def __init__(self, wording: Wording, platform: Platform, sender: str, site: str) -> None:
        self._wording, self._platform = wording, platform
        self._sender, self._site = parse_address(sender), site

    def write(self, letter: Letter, now: datetime) -> WrittenLetter:
        """The letter's bytes; the same letter at the same moment gives the same bytes."""
        speak = self._speaker(letter.language)
        words = draft(letter, speak)
        return self._message(letter, words, speak, now)

    def preview(self, letter: Letter) -> tuple[Draft, str, str]:
        """Subject and blocks, text and HTML, to look at."""
        speak = self._speaker(letter.language)
        words = draft(letter, speak)
        return (
            words,
            self._render("text.j2", letter, words, speak),
            self._html(letter, words, speak),
        )

    def _speaker(self, language: str) -> Any:
        def speak(said: Said) -> str:
            return self._wording.text(said, language)

        return speak

    def _message(self, letter: Letter, words: Draft, speak: Any, now: datetime) -> WrittenLetter:
        text, html = self._render("text.j2", letter, words, speak), self._html(letter, words, speak)
        message = EmailMessage(policy=POLICY)
        message["From"] = _mailbox(self._platform.name, self._sender)
        message["To"] = _mailbox(letter.to_name, letter.to)
        message["Subject"] = one_line(words.subject)
        message["Date"] = format_datetime(now)
        mark = self._mark(letter, text, now)
        message["Message-ID"] = f"<{mark}@{self._sender.rpartition('@')[2]}>"
        if letter.reply_to:
            message["Reply-To"] = _mailbox("", letter.reply_to)
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"
        self._add_unsubscribe(message, letter)
        message.set_content(text, cte="base64")
        message.add_alternative(html, subtype="html", cte="base64")
        message.set_boundary(f"=={mark[:32]}==")
        return WrittenLetter(message["Message-ID"], self._sender, message.as_bytes())

    def _mark(self, letter: Letter, text: str, now: datetime) -> str:
        content = f"{letter.template} {letter.to} {now.isoformat()} {text}"
        return hashlib.sha256(content.encode()).hexdigest()[:40]

    def _add_unsubscribe(self, message: EmailMessage, letter: Letter) -> None:
        if letter.unsubscribe_key:
            link = f"{self._site}/unsubscribe/{letter.unsubscribe_key}"
            message["List-Unsubscribe"] = f"<{link}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
            message["List-Id"] = f"<digest.{self._sender.rpartition('@')[2]}>"

    def _html(self, letter: Letter, words: Draft, speak: Any) -> str:
        return _inliner().inline(self._render("frame.html.j2", letter, words, speak))

    def _render(self, template: str, letter: Letter, words: Draft, speak: Any) -> str:
        platform = self._platform
        foot = speak(say("letter.foot", platform=platform.name, contact=platform.contact))
        return str(
            _templates()
            .get_template(template)
            .render(
                letter=letter,
                subject=words.subject,
                preview=words.preview,
                blocks=[asdict(b) for b in words.blocks],
                platform=platform,
                foot=foot,
                sign=speak(say("letter.sign", platform=platform.name)),
                machine=speak(say("letter.machine")),
                site=self._site,
            )
        )


def one_line(text: str) -> str:
    """Without control characters, line breaks and invisible marks: fit for a header."""
    return _CONTROL.sub(" ", text).strip()


def _mailbox(name: str, address: str) -> Address:
    return Address(one_line(name), addr_spec=parse_address(address))


@lru_cache(maxsize=1)
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=lambda name: bool(name and ".html" in name),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["wrapped"] = wrapped
    return made


def wrapped(text: str, mark: str = "", width: int = 72) -> str:
    """Lines of at most `width` characters, each behind `mark`; links stay whole."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split():
            if line and len(mark) + len(line) + 1 + len(word) > width:
                lines.append(mark + line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append((mark + line).rstrip())
    return "\n".join(lines)


@lru_cache(maxsize=1)
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)

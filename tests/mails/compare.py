"""How much of the mails of this folder we read rightly, and how much the libraries do.

    .venv/bin/python tests/mails/compare.py

The libraries get the text that we made of each mail (they read no MIME, no charsets, no HTML). Those
that are not installed are left out: pip install mail-parser-reply email-reply-parser quotequail
email-reply-extractor.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from mails.builder import Fixture, bounces, machines, replies, same_words

from matchbot.adapters.mail import parse_mail
from matchbot.adapters.mail.worker import read_raw

Extract = Callable[[str], str]
LANGUAGES = "en nl fr de es it pl sv da fi no cs pt ja ko zh".split()


def mail_parser_reply() -> Extract:
    parser = importlib.import_module("mailparser_reply").EmailReplyParser(languages=LANGUAGES)
    return lambda text: str(parser.parse_reply(text=text))


def email_reply_parser() -> Extract:
    parser = importlib.import_module("email_reply_parser").EmailReplyParser
    return lambda text: str(parser.parse_reply(text))


def quotequail() -> Extract:
    quote = importlib.import_module("quotequail").quote
    return lambda text: "\n".join(part for shown, part in quote(text) if shown)


def email_reply_extractor() -> Extract:
    extract = importlib.import_module("email_reply_extractor").extract_new_text
    return lambda text: str(extract(text).text)


def shown_text(mail: Fixture) -> str:
    parts = parse_mail(mail.raw)
    return (parts.text or parts.html_text).replace("\f", "")


def share(mails: list[Fixture], extract: Callable[[Fixture], str]) -> str:
    right = sum(same_words(extract(mail)) == same_words(mail.expected) for mail in mails)
    return f"{right:4} of {len(mails)}  {right / len(mails):6.1%}"


def failed(mail: Fixture) -> str:
    reading = read_raw(mail.raw)
    return "\n".join(reading.bounced)


def answered(mail: Fixture) -> str:
    reading = read_raw(mail.raw)
    return f"{reading.kind} {'yes' if reading.answer else 'no'}"


def known_to_flufl(mail: Fixture) -> str:
    return "\n".join(parse_mail(mail.raw).known_failures)


def main() -> None:
    rows = [("new text", "matchbot", share(replies(), lambda mail: read_raw(mail.raw).text))]
    for library in (mail_parser_reply, email_reply_parser, quotequail, email_reply_extractor):
        try:
            extract = library()
        except ImportError:
            continue
        row = share(replies(), lambda mail, extract=extract: extract(shown_text(mail)))
        rows.append(("new text", library.__name__, row))
    rows.append(("kind and answer", "matchbot", share(machines(), answered)))
    rows.append(("failed addresses", "matchbot", share(bounces(), failed)))
    rows.append(("failed addresses", "flufl.bounce", share(bounces(), known_to_flufl)))
    for task, reader, row in rows:
        sys.stdout.write(f"{task:18}{reader:24}{row}\n")


if __name__ == "__main__":
    main()

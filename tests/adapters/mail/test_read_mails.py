"""The mails of tests/mails: what is new in them, who wrote them, who could not be reached."""

from __future__ import annotations

import html
from collections.abc import Callable

from mails.builder import Fixture, bounces, machines, replies, same_words

from matchbot.adapters.mail import parse_mail
from matchbot.adapters.mail.worker import read_raw
from matchbot.core.mail.incoming import MailReading


def misread(
    mails: list[Fixture], read: Callable[[MailReading], str], same: Callable[[str], object] = str
) -> list[tuple[str, str]]:
    """Names of the mails that are not read as they should be, with what was read instead."""
    found = [(mail, read(read_raw(mail.raw))) for mail in mails]
    return [(mail.name, got) for mail, got in found if same(got) != same(mail.expected)]


def test_only_the_new_text_is_read() -> None:
    assert misread(replies(), lambda reading: reading.text, same_words) == []


def test_only_a_person_who_can_be_written_back_to_is_answered() -> None:
    def answer(reading: MailReading) -> str:
        return f"{reading.kind} {'yes' if reading.answer else 'no'}"

    assert misread(machines(), answer) == []


def test_addresses_that_failed_for_good_are_named_and_no_others() -> None:
    assert misread(bounces(), lambda reading: "\n".join(reading.bounced)) == []


def test_no_bounce_is_answered() -> None:
    found = [(mail.name, read_raw(mail.raw)) for mail in bounces() if "person" not in mail.name]
    assert [name for name, r in found if (r.kind, r.answer) != ("bounce", False)] == []


def test_the_same_reply_as_html_reads_the_same() -> None:
    for mail in replies():
        plain = parse_mail(mail.raw).text
        if not plain or "columns of blanks" in mail.name:  # HTML knows no columns of blanks
            continue
        lines = html.escape(plain).split("\n")
        body = "".join(f"<div>{line or '<br>'}</div>" for line in lines)
        subject = parse_mail(mail.raw).subject
        head = f"From: anna@gemeente.example\nSubject: {subject}\nContent-Type: text/html\n\n"
        reading = read_raw((head + body).encode())
        assert same_words(reading.text) == same_words(mail.expected), mail.name


def test_there_are_enough_mails_with_names_of_their_own() -> None:
    for mails in (replies(), machines(), bounces()):
        names = [mail.name for mail in mails]
        assert len(set(names)) == len(names)
    assert len(replies()) + len(machines()) + len(bounces()) >= 150

"""The mails of tests/mails: what is new in them, who wrote them, who could not be reached."""

from __future__ import annotations

import html

import pytest
from mails.builder import Fixture, bounces, machines, replies, same_words

from matchbot.adapters.mail import parse_mail
from matchbot.adapters.mail.worker import read_raw


def named(mails: list[Fixture]) -> list[object]:
    return [pytest.param(mail, id=mail.name) for mail in mails]


@pytest.mark.parametrize("mail", named(replies()))
def test_only_the_new_text_is_read(mail: Fixture) -> None:
    assert same_words(read_raw(mail.raw).text) == same_words(mail.expected)


@pytest.mark.parametrize("mail", named(machines()))
def test_only_a_person_who_can_be_written_back_to_is_answered(mail: Fixture) -> None:
    reading = read_raw(mail.raw)
    assert f"{reading.kind} {'yes' if reading.answer else 'no'}" == mail.expected


@pytest.mark.parametrize("mail", named(bounces()))
def test_addresses_that_failed_for_good_are_named_and_no_others(mail: Fixture) -> None:
    reading = read_raw(mail.raw)
    assert "\n".join(reading.bounced) == mail.expected


@pytest.mark.parametrize("mail", named([m for m in bounces() if "person" not in m.name]))
def test_no_bounce_is_answered(mail: Fixture) -> None:
    reading = read_raw(mail.raw)
    assert (reading.kind, reading.answer) == ("bounce", False)


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

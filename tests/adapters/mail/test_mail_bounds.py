"""Hostile and broken mails: refused by name, within bounds, and never a traceback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mails.builder import bounces, machines, replies

from matchbot.adapters.mail import MailBroken, MailReader, parse_mail
from matchbot.adapters.mail.charsets import decoded
from matchbot.adapters.mail.parse import FIELD_LIMIT, HEADER_LIMIT, MAIL_LIMIT
from matchbot.adapters.mail.worker import read_raw

HEAD = b"From: Anna <anna@gemeente.example>\nSubject: Lunch\n"


def nested(levels: int) -> bytes:
    return HEAD + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels)
    )


@pytest.mark.parametrize(
    ("reason", "raw"),
    [
        ("empty", b""),
        ("empty", b"\r\n \r\n"),
        ("no_header", b"Lunch for 40 people\n"),
        ("no_header", bytes(range(256))),
        ("too_large", HEAD + b"\n" + b"x" * MAIL_LIMIT),
        ("header_too_large", HEAD + b"X: " + b"x" * FIELD_LIMIT + b"\n\nLunch"),
        ("header_too_large", HEAD + b"X: y\n" * (HEADER_LIMIT // 5) + b"\nLunch"),
        ("too_deep", nested(30)),
        ("too_many_parts", nested(300)),
        ("too_many_parts", nested(1) + b"\n\nx\n--b0" * 300),
    ],
)
def test_a_mail_beyond_the_bounds_is_broken_and_says_why(reason: str, raw: bytes) -> None:
    with pytest.raises(MailBroken, match=reason):
        parse_mail(raw)
    reading = read_raw(raw)
    assert (reading.kind, reading.answer, reading.reason) == ("broken", False, reason)


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + b"Content-Type: multipart/mixed\n\nLunch for 40",
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nLunch for 40",
        HEAD + b"Content-Type: nonsense\n\nLunch for 40",
        HEAD + b"Content-Type: text/plain; charset==?x?\n\nLunch for 40",
        HEAD + b"Content-Type: text/plain; charset=\x00\n\nLunch for 40\xad",
        HEAD + b"Content-Transfer-Encoding: rot13\n\nLunch for 40",
        HEAD + b"Date: never\nMIME-Version: 9\n\nLunch for 40",
        b"\n\n" + HEAD + b"\nLunch for 40",
        (HEAD + b"\nLunch for 40").replace(b"\n", b"\r"),
        b"From anna@gemeente.example Mon Nov 23 10:04:00 2026\n" + HEAD + b"\nLunch for 40",
        HEAD + b"\nLunch\x00 for 40",
        HEAD + b"Content-Type: text/plain\n\n<html><body><p>Lunch for 40</p></body></html>",
        HEAD + b"Content-Transfer-Encoding: base64\n\nTHVuY2ggZm9yIDQw",
    ],
)
def test_a_mail_that_is_only_odd_is_read(raw: bytes) -> None:
    reading = read_raw(raw)
    assert (reading.kind, reading.answer, reading.text) == ("new", True, "Lunch for 40")


def test_an_attached_text_is_not_the_new_text() -> None:
    raw = (
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below.\n--b\n"
        b"Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nlist\n--b--\n"
    )
    assert read_raw(raw).text == "See below."


def test_the_words_of_an_attached_mail_are_read_when_it_is_passed_on() -> None:
    raw = (
        b"From: anna@gemeente.example\nSubject: Fwd: Lunch\nContent-Type: multipart/mixed; boundary=b\n\n"
        b"--b\n\nPlease help.\n--b\nContent-Type: message/rfc822\n\n"
        b"From: tom@gemeente.example\nSubject: Lunch\n\nLunch for 40\n--b--\n"
    )
    assert read_raw(raw).text == "Please help.\n\nLunch for 40"


def test_html_tells_where_the_history_begins_when_the_text_does_not() -> None:
    raw = (
        HEAD
        + b"Content-Type: multipart/alternative; boundary=b\n\n--b\n\nYes.\n\nEarlier words\n--b\n"
        b"Content-Type: text/html\n\n<p>Yes.</p><div class=yahoo_quoted>Earlier words</div>\n--b--\n"
    )
    assert read_raw(raw).text == "Yes."


@pytest.mark.parametrize("name", ["utf-7", "rot13", "zlib", "unicode_escape", "idna", "", "x" * 99])
def test_codecs_that_are_no_charset_of_mail_are_never_used(name: str) -> None:
    assert decoded("café +AGE-".encode(), name) == "café +AGE-"


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("iso-8859-1", "café"), ("windows-1250", "żółć"), ("koi8-r", "обед"), ("gb2312", "午餐"),
        ("iso-2022-jp", "昼食"), ("euc-kr", "점심"), ("iso-8859-9", "öğle"), ("big5", "午餐"),
    ],
)  # fmt: skip
def test_charsets_of_mail_are_read(charset: str, text: str) -> None:
    assert decoded(text.encode(charset), charset) == text


MAILS = [mail.raw for mail in (*replies(), *machines(), *bounces())]


@given(
    raw=st.sampled_from(MAILS),
    at=st.integers(0, 4000),
    cut=st.integers(0, 60),
    junk=st.binary(max_size=40),
)
def test_a_damaged_mail_never_breaks_the_reader(raw: bytes, at: int, cut: int, junk: bytes) -> None:
    reading = read_raw(raw[:at] + junk + raw[at + cut :])
    assert not reading.reason.startswith("unreadable")


@given(st.binary(max_size=600))
def test_random_bytes_never_break_the_reader(raw: bytes) -> None:
    assert not read_raw(raw).reason.startswith("unreadable")
    assert not read_raw(HEAD + raw).reason.startswith("unreadable")


@pytest.fixture(scope="module")
def reader() -> Iterator[MailReader]:
    with MailReader() as reader:
        yield reader


def test_the_reading_process_reads_as_the_function_does(reader: MailReader) -> None:
    for mail in bounces()[:5]:
        assert reader.read(mail.raw) == read_raw(mail.raw)


def test_a_mail_that_takes_too_long_is_broken_and_the_next_is_read(reader: MailReader) -> None:
    with MailReader(seconds=0.001) as hasty:
        assert hasty.read(HEAD + b"\n" + b"Lunch\n" * 100_000).reason == "too_slow"
    assert reader.read(HEAD + b"\nLunch").text == "Lunch"


def test_a_reading_process_that_died_is_started_anew(reader: MailReader) -> None:
    reader.read(HEAD + b"\nLunch")
    reader._process.kill()  # type: ignore[union-attr]
    reader._process.wait()  # type: ignore[union-attr]
    assert reader.read(HEAD + b"\nLunch").reason == "reader_died"
    assert reader.read(HEAD + b"\nLunch").text == "Lunch"


def test_a_mail_of_nine_megabytes_is_read_as_far_as_a_person_would() -> None:
    line = b"Forty lunches on Thursday in Haarlem, please.\r\n"
    reading = read_raw(b"From: anna@gemeente.example\r\n\r\n" + line * 195_000)
    assert reading.kind == "new"
    assert 90_000 < len(reading.text) <= 100_000


def test_a_large_attachment_keeps_nothing_from_being_read() -> None:
    head = b"From: anna@gemeente.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n"
    attached = b"\n--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n"
    raw = (
        head
        + b"Lunch for 40"
        + attached
        + (b"QUJD" * 19 + b"\n") * 110_000
        + b"--b\n\nand 2 vegan\n--b--"
    )
    assert read_raw(raw).text == "Lunch for 40\n\nand 2 vegan"

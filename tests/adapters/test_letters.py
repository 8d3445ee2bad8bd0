"""Letters, as the bytes that go over the wire."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from cast import ANNA, LUNCH_NEED, PLATFORM, SENDER, SITE, body, read
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from matchbot.adapters.letters import MimeLetterWriter
from matchbot.adapters.letters.letters import LETTERS
from matchbot.adapters.letters.rendering import unbroken, wrapped
from matchbot.adapters.letters.samples import ENTRY, FACTS, INTRODUCTION, MOMENT, WORD
from matchbot.adapters.letters.writer import one_line
from matchbot.adapters.wording import GettextWording
from matchbot.core.dialogue.conversation import MailThread
from matchbot.flows.records import Letter

LANGUAGES = ("nl", "en", "fr", "de")
WRITER = MimeLetterWriter(GettextWording(), PLATFORM, SENDER, SITE)
HOSTILE = '<script>alert("x")</script> & <img src=x onerror=y>'


def letter(template: str, language: str = "nl", **changes: object) -> Letter:
    key = WORD if template == "digest" else ""
    made = Letter(
        template, language, "anna@stad.example", FACTS[template], to_name="Anna de Vries",
        unsubscribe_key=key, reply_to="info@veter.example",
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def wire(template: str, language: str = "nl", **changes: object) -> bytes:
    return WRITER.write(letter(template, language, **changes), MOMENT).body


def head(raw: bytes) -> str:
    return raw.partition(b"\r\n\r\n")[0].decode("ascii")


def test_every_letter_there_is_has_a_sample() -> None:
    assert set(FACTS) == set(LETTERS)


every_letter: Callable[..., object] = pytest.mark.parametrize(
    ("template", "language"), [(t, lang) for t in FACTS for lang in LANGUAGES]
)


@every_letter
def test_every_letter_has_a_text_and_an_html_part(template: str, language: str) -> None:
    message = read(wire(template, language))
    text, html = body(message), body(message, "html")
    assert message["Subject"]
    assert PLATFORM.contact in " ".join(text.split())
    assert f'lang="{language}"' in html
    assert not re.search(r"\{\w+\}|\{\{|None", text)
    for link in re.findall(r"https://match\.example/\S+", text):
        assert link in html


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (
            "cet e-mail : « oui », vraiment ?",
            "cet e\u2011mail\u00a0: «\u00a0oui\u00a0», vraiment\u00a0?",
        ),
        ("Ihre E-Mail-Adresse", "Ihre E\u2011Mail-Adresse"),
        ("mvg: info@e-mail.example", "mvg: info@e-mail.example"),
    ],
)
def test_no_line_breaks_before_a_french_sign_or_within_the_word_e_mail(
    words: str, kept: str
) -> None:
    assert unbroken(words) == kept


@every_letter
def test_every_line_on_the_wire_is_short_and_ends_as_mail_does(
    template: str, language: str
) -> None:
    raw = wire(template, language)
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw)
    headers, _, content = raw.partition(b"\r\n\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 76
    assert max(map(len, headers.split(b"\r\n"))) <= 998
    assert raw.isascii()


@every_letter
def test_the_text_can_be_read_in_a_terminal(template: str, language: str) -> None:
    lines = body(read(wire(template, language))).splitlines()
    assert [line for line in lines if len(line) > 78 and "http" not in line] == []


def test_the_link_that_stops_a_digest_stands_in_the_header_as_it_is() -> None:
    headers = head(wire("digest"))
    assert f"<{SITE}/unsubscribe/{WORD}>" in re.sub(r"\r\n\s+", "", headers)
    (line,) = re.findall(r"^List-Unsubscribe:.*(?:\r\n[ \t].*)*", headers, re.MULTILINE)
    assert "<http" in line
    assert "=?" not in line
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in headers


def test_a_letter_about_a_lead_cannot_be_unsubscribed_from() -> None:
    assert "List-Unsubscribe" not in head(wire("lead"))


def test_a_machine_says_that_it_is_one() -> None:
    assert "Auto-Submitted: auto-generated" in head(wire("lead"))


def test_the_same_letter_at_the_same_moment_has_the_same_bytes() -> None:
    assert wire("lead") == wire("lead")


@pytest.mark.parametrize(
    "changes", [{"to": "bob@stad.example"}, {"language": "en"}, {"template": "confirm"}]
)
def test_another_letter_has_another_id(changes: dict[str, str]) -> None:
    one = WRITER.write(letter("lead"), MOMENT).message_id
    template = changes.get("template", "lead")
    other = letter(template, **{k: v for k, v in changes.items() if k != "template"})
    assert WRITER.write(other, MOMENT).message_id != one
    assert WRITER.write(letter("lead"), MOMENT + timedelta(seconds=1)).message_id != one


@pytest.mark.parametrize(
    "name",
    ["Eve\r\nBcc: all@evil.example", "Eve\nSubject: x", "Eve\r\n\r\n<html>", "Eve\u2028Bcc: x@y.z",
     "Eve\x00\x0b\x0cBcc: a@b.c", "Eve\x85Bcc: a@b.c"],
)  # fmt: skip
def test_a_line_break_in_a_name_cannot_add_a_header(name: str) -> None:
    facts = {"leads": [{**ENTRY, "organisation": name}]}
    message = read(wire("lead", to_name=name, facts=facts))
    assert message["Bcc"] is None
    assert len(message.get_all("Subject")) == 1
    assert len(message.get_all("To")) == 1
    assert message["To"].addresses[0].addr_spec == "anna@stad.example"


@given(st.text(max_size=60))
def test_no_name_whatever_adds_a_header_or_an_address(name: str) -> None:
    facts = {"leads": [{**ENTRY, "organisation": name}]}
    raw = wire("lead", to_name=name, facts=facts)
    names = [line.partition(":")[0] for line in re.sub(r"\r\n[ \t]+", " ", head(raw)).split("\r\n")]
    assert names == [
        "From", "To", "Subject", "Date", "Message-ID", "Reply-To", "Auto-Submitted",
        "X-Auto-Response-Suppress", "X-Matchbot-Loop", "MIME-Version", "Content-Type",
    ]  # fmt: skip
    assert [a.addr_spec for a in read(raw)["To"].addresses] == ["anna@stad.example"]


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


def test_hostile_words_are_shown_and_not_run() -> None:
    hostile = {"organisation": HOSTILE, "need": replace(LUNCH_NEED, text=HOSTILE)}
    facts = {"leads": [{**ENTRY, **hostile}]}
    message = read(wire("lead", facts=facts))
    html = body(message, "html")
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html
    assert "<script>" in body(message)


def test_a_wise_sees_no_name_and_no_address_before_it_accepts() -> None:
    raw = wire("lead", to="info@veter.example", to_name="De Veter", reply_to="")
    assert ANNA.email not in body(read(raw)) + body(read(raw), "html") + head(raw)
    assert ANNA.name not in body(read(raw)) + body(read(raw), "html") + head(raw)


def test_yes_and_no_have_equal_weight_in_a_lead_letter() -> None:
    html = body(read(wire("lead")), "html")
    buttons = re.findall(r'<a class="button" href="([^"]+)" style="([^"]+)"', html)
    assert [link[-6:] for link, _ in buttons] == ["accept", "ecline"]
    assert buttons[0][1] == buttons[1][1]


def test_a_link_stays_whole_when_text_is_wrapped() -> None:
    link = "https://match.example/" + "x" * 200
    assert link in wrapped(f"Zie {link} voor meer.").splitlines()


def test_a_quote_keeps_its_mark_on_every_line() -> None:
    lines = wrapped("woord " * 60, "> ").splitlines()
    assert len(lines) > 3
    assert all(line.startswith("> ") and len(line) <= 74 for line in lines)


def test_an_answer_stands_under_the_mail_it_answers() -> None:
    thread = MailThread(
        "AW: Re: Lunch", "<b@stad.example>", ("<a@stad.example>", "broken\r\nBcc: x")
    )
    message = read(wire("answer", thread=thread))

    assert message["Subject"] == "Re: Lunch"
    assert message["In-Reply-To"] == "<b@stad.example>"
    assert message["References"].split() == ["<a@stad.example>", "<b@stad.example>"]
    assert message["Auto-Submitted"] == "auto-replied"


def test_an_answer_shows_each_match_with_its_number_reasons_and_link() -> None:
    text = body(read(wire("answer"))).replace("\r\n", "\n")

    assert "* 1. Lunch\n  De Veter\n  - Komt in Noord\n  https://" in text
    assert "Antwoord op deze mail" in text


def test_several_leads_are_one_letter_with_a_pair_of_buttons_each() -> None:
    other = {**ENTRY, "link": f"{SITE}/lead/other", "organisation": "Drukkerij De Sluis"}
    message = read(wire("lead", facts={"leads": [ENTRY, other]}))
    assert message["Subject"] == "Kunt u dit doen? 2 vragen van kopers"
    text = body(message)
    assert "Drukkerij De Sluis" in text and ANNA.organisation in text
    assert re.findall(r"\?answer=\w+", text) == ["?answer=accept", "?answer=decline"] * 2


def test_a_lead_letter_says_why_its_wise_was_chosen() -> None:
    assert re.search(r"Waarom u: +Komt in Noord", body(read(wire("lead"))))


def test_an_introduction_brings_the_wanted_day_for_the_diary() -> None:
    message = read(wire("introduction_wise"))
    (attached,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    event = Calendar.from_ical(attached.get_content()).walk("VEVENT")[0]

    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 12, 12), date(2026, 12, 13))
    assert body(message), "the text is still found where mail programs look for it"


def test_a_need_without_a_day_brings_no_file() -> None:
    facts = {**INTRODUCTION, "need": replace(LUNCH_NEED, when=None)}

    assert b"text/calendar" not in wire("introduction_buyer", facts=facts)

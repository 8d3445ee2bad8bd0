"""Bad mails: each gets a kind word or is put aside with its reason, and nothing breaks."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from cast import body
from mail_post import ANNA, LUNCH, OURS, PLATFORM, Post, mail, reply

PROVEN = f"Authentication-Results: {OURS}; dmarc=pass header.from=gemeente.example\r\n"
HEAD = f"{PROVEN}From: {ANNA}\r\nTo: {PLATFORM}\r\n"
LUNCH_FOR_CAFES = "Lunch voor 40 personen in Noord op 12 december, voor café Hélène"


def outcome(post: Post) -> list[tuple[str, str]]:
    """State and reason of each mail that came in."""
    with post.office.store.read() as tx:
        return [(item.state, item.reason) for item in tx.inbox.find()]


@pytest.mark.parametrize("empty", ["", "   \n\n", "\u200b\u00a0\n"])
def test_an_empty_mail_is_asked_what_is_needed(post: Post, empty: str) -> None:
    (answer,) = post.brings(mail(empty))

    assert answer["To"] == ANNA
    assert "?" in body(answer)


def test_a_picture_alone_is_refused_and_what_is_needed_is_asked(post: Post) -> None:
    raw = (
        f"{HEAD}Content-Type: image/jpeg; name=kantine.jpg\r\n"
        "Content-Disposition: inline; filename=kantine.jpg\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n/9j/4AAQSkZJRg==\r\n"
    )

    (answer,) = post.brings(raw.encode())

    assert "bijlagen" in body(answer).lower()


def with_winmail(text: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Authentication-Results"] = f"{OURS}; dmarc=pass header.from=gemeente.example"
    message["From"], message["To"], message["Subject"] = ANNA, PLATFORM, "aanvraag"
    message.set_content(text)
    message.add_attachment(
        b"\x78\x9f\x3e\x22" + bytes(400), maintype="application", subtype="ms-tnef",
        filename="winmail.dat",
    )  # fmt: skip
    return message.as_bytes()


def test_the_text_beside_a_winmail_dat_is_read_and_the_file_refused(post: Post) -> None:
    (answer,) = post.brings(with_winmail(LUNCH))

    assert "40 personen" in body(answer)
    assert "bijlagen" in body(answer).lower()


def test_a_winmail_dat_alone_is_refused(post: Post) -> None:
    (answer,) = post.brings(with_winmail(""))

    assert "bijlagen" in body(answer).lower()


@pytest.mark.parametrize(
    ("named", "written"),
    [
        ("utf-8", "cp1252"), ("iso-8859-1", "utf-8"), ("us-ascii", "cp1252"), ("klingon", "utf-8"),
        ("utf-7", "utf-8"), ("", "cp1252"),
    ],
)  # fmt: skip
def test_a_wrong_charset_is_read_as_it_was_written(post: Post, named: str, written: str) -> None:
    head = f"{HEAD}Content-Type: text/plain; charset={named}\r\n\r\n"

    (answer,) = post.brings(head.encode() + LUNCH_FOR_CAFES.encode(written))

    assert "40 personen" in body(answer) and "12 december" in body(answer)


def test_a_mail_without_a_date_is_answered(post: Post) -> None:
    (answer,) = post.brings(f"{HEAD}Subject: lunch\r\n\r\n{LUNCH}\r\n".encode())

    assert "40 personen" in body(answer)


@pytest.mark.parametrize(
    "sender",
    [
        "", "From: \r\n", "From: Anna de Vries\r\n", "From: <>\r\n",
        f"From: {ANNA}, tom@gemeente.example\r\n",
        f"From: {ANNA}\r\nFrom: tom@gemeente.example\r\n",
        "From: anna@gemeente.example\x00, x@y.example\r\n",
    ],
)  # fmt: skip
def test_a_mail_of_nobody_or_of_two_is_not_answered(post: Post, sender: str) -> None:
    raw = f"{PROVEN}{sender}To: {PLATFORM}\r\nSubject: lunch\r\n\r\n{LUNCH}\r\n"

    assert post.brings(raw.encode()) == []
    ((state, reason),) = outcome(post)
    assert state in {"ignored", "quarantined"} and reason


def test_the_same_address_twice_in_from_is_one_sender(post: Post) -> None:
    raw = f'{PROVEN}From: "{ANNA}" <{ANNA}>\r\nTo: {PLATFORM}\r\n\r\n{LUNCH}\r\n'

    assert len(post.brings(raw.encode())) == 1


def test_a_header_of_a_megabyte_is_put_aside_with_its_reason(post: Post) -> None:
    many = "".join(f"X-Filler-{n}: {'x' * 1000}\r\n" for n in range(1100))
    one = f"X-Filler: {'x' * 1_100_000}\r\n"

    for filler in (many, one):
        assert post.brings(f"{HEAD}{filler}\r\n{LUNCH}\r\n".encode()) == []
    assert outcome(post) == [("quarantined", "header_too_large")] * 2


def test_a_thread_of_three_hundred_mails_below_leaves_one_answer(post: Post) -> None:
    (matches,) = post.brings(mail(LUNCH))
    quoted = ""
    for n in range(300):
        below = "".join(f"> {line}\n" for line in quoted.splitlines()[:600])
        quoted = f"Op ma 23 nov. 2026 om 10:{n % 60:02} schreef Anna <{ANNA}>:\n> {n} keer\n{below}"
    marks = "\n".join(f"{'>' * n} Op 23-11-2026 om 10:00 schreef Anna:" for n in range(1, 301))

    (answer,) = post.brings(reply(matches, f"toch 60 personen\n\n{marks}\n\n{quoted}"))

    assert "60 personen" in body(answer) and "12 december" in body(answer)

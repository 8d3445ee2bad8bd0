"""Leads by mail: a WISE answers by replying, words go both ways, letters come back."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage

import pytest
from cast import body, posted
from mail_post import ANNA, LUNCH, Post, mail, reply

from matchbot.core.keys import hash_key
from matchbot.core.lead import Lead

BERT = "bert@school.example"


def lead_letter(post: Post, choice: str = "1") -> EmailMessage:
    """Anna chooses by mail; the letter that her WISE gets."""
    (matches,) = post.brings(mail(LUNCH))
    (asks_who,) = post.brings(reply(matches, choice))
    letters = post.brings(reply(asks_who, "Gemeente Amsterdam, Anna de Vries"))
    post.office.clock.advance(post.office.rules.lead_letter_waits)  # type: ignore[attr-defined]
    letters += post.maildir.deliver()
    return next(letter for letter in letters if ANNA not in str(letter["To"]))


def address(letter: EmailMessage) -> str:
    return str(letter["To"].addresses[0].addr_spec)


def the_lead(post: Post) -> Lead:
    with post.office.store.read() as tx:
        (lead,) = tx.leads.find()
    return lead


def test_a_yes_by_reply_accepts_and_both_are_introduced(post: Post) -> None:
    letter = lead_letter(post)

    letters = post.brings(
        reply(letter, "Ja, dat doen we graag! Vanaf € 12 p.p.", sender=address(letter))
    )

    assert the_lead(post).state == "accepted"
    assert the_lead(post).price is not None
    assert {str(m["Subject"]) for m in letters if ANNA in str(m["To"])}
    assert len(posted(post.office, "introduction")) == 2


def test_a_no_by_reply_declines_with_its_reason_and_the_buyer_gets_the_next_match(
    post: Post,
) -> None:
    letter = lead_letter(post)

    letters = post.brings(
        reply(letter, "Helaas, we zitten vol in december.", sender=address(letter))
    )

    lead = the_lead(post)
    assert (lead.state, lead.reason) == ("declined", "too_busy")
    assert any(ANNA in str(m["To"]) and "* 1." in body(m) for m in letters)


def test_a_question_goes_to_the_buyer_and_the_answer_back_without_addresses(post: Post) -> None:
    letter = lead_letter(post)
    asked = "Is er een keuken? Bel anders 020 555 01 23 of mail kok@volle-lepel.example."

    (question,) = post.brings(reply(letter, asked, sender=address(letter)))
    (answer,) = post.brings(reply(question, "Ja, op de derde. Groet, anna@gemeente.example"))

    assert question["To"].addresses[0].addr_spec == ANNA
    assert "Is er een keuken?" in body(question)
    assert "555 01" not in body(question) and "kok@" not in body(question)
    assert address(answer) == address(letter)
    assert "op de derde" in body(answer)
    assert ANNA not in body(answer) + body(answer, "html")
    assert the_lead(post).state == "notified"


def test_two_machines_at_both_sides_of_a_lead_end_within_ten_letters(post: Post) -> None:
    letter = lead_letter(post)
    letters = post.brings(reply(letter, "Is het op de begane grond?", sender=address(letter)))
    passed = 0
    while letters and passed < 50:
        (word,) = letters
        passed += 1
        letters = post.brings(reply(word, f"Ik ben er niet, dit is nummer {passed}. Wie wel?",
            sender=address(word)))  # fmt: skip

    assert passed == 10


def test_words_passed_on_leave_the_buyer_free_to_write(post: Post) -> None:
    letter = lead_letter(post)
    for n in range(9):
        post.brings(reply(letter, f"Vraag {n}: hoe laat?", sender=address(letter)))
    post.office.clock.advance(timedelta(minutes=5))  # type: ignore[attr-defined]

    (answer,) = post.brings(mail("Ik zoek ook een tuinman", subject="tuin"))

    assert answer["To"] == ANNA


def test_what_says_neither_yes_nor_no_is_asked_again_with_a_link(post: Post) -> None:
    letter = lead_letter(post)

    (asks,) = post.brings(reply(letter, "Bedankt voor het bericht", sender=address(letter)))

    assert address(asks) == address(letter)
    assert "/lead/" in body(asks)
    assert the_lead(post).state == "notified"


def test_a_reply_by_somebody_else_decides_nothing(post: Post) -> None:
    letter = lead_letter(post)

    post.brings(reply(letter, "Ja, dat doen we graag", sender="dief@elders.example"))

    assert the_lead(post).state == "notified"


def test_a_second_yes_changes_nothing(post: Post) -> None:
    letter = lead_letter(post)
    post.brings(reply(letter, "Ja graag", sender=address(letter)))

    post.brings(reply(letter, "Ja, dat kan", sender=address(letter)))

    assert the_lead(post).state == "accepted"
    assert len(posted(post.office, "introduction")) == 2


def bounce(
    letter: EmailMessage, *, action: str = "failed", status: str = "5.1.1", to: str = ""
) -> bytes:
    """What a mail server sends back when it cannot deliver."""
    return (
        f"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: {to}\r\n"
        "Subject: Undelivered Mail\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nsorry\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; {address(letter)}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        "--b--\r\n"
    ).encode()


def test_a_lead_letter_that_came_back_frees_the_buyer_and_suppresses_the_address(
    post: Post,
) -> None:
    letter = lead_letter(post)
    (message,) = posted(post.office, "lead")

    letters = post.brings(bounce(letter, to=message.sender))

    assert the_lead(post).state == "cancelled"
    assert any(ANNA in str(m["To"]) for m in letters)
    with post.office.store.read() as tx:
        assert tx.suppressions.has(hash_key(address(letter)))
        assert [task.kind for task in tx.tasks.open()] == ["bounced"]


@pytest.mark.parametrize(("what", "change"), [
    ("a delay", {"action": "delayed", "status": "4.4.1"}),
    ("a return path nobody was given", {"to": "bounce+00000000000000000000000000000000@reply.match.example"}),
])  # fmt: skip
def test_what_is_no_bounce_of_ours_for_good_changes_nothing(
    post: Post, what: str, change: dict[str, str]
) -> None:
    letter = lead_letter(post)
    (message,) = posted(post.office, "lead")

    post.brings(bounce(letter, **{"to": message.sender, **change}))

    assert the_lead(post).state == "notified", what
    with post.office.store.read() as tx:
        assert not tx.suppressions.has(hash_key(address(letter)))


@pytest.fixture
def both(post: Post) -> EmailMessage:
    """A letter that tells one WISE of two leads: Anna's, and Bert's of the school."""
    (matches,) = post.brings(mail(LUNCH))
    (asks_who,) = post.brings(reply(matches, "1"))
    letters = post.brings(reply(asks_who, "Gemeente Amsterdam, Anna de Vries"))
    (matches2,) = post.brings(mail(LUNCH, sender=BERT))
    (asks2,) = post.brings(reply(matches2, "1 2 3", sender=BERT))
    letters += post.brings(reply(asks2, "De School, Bert Jansen", sender=BERT))
    post.office.clock.advance(post.office.rules.lead_letter_waits)  # type: ignore[attr-defined]
    letters += post.maildir.deliver()
    return next(m for m in letters if body(m).count("?answer=accept") == 2)


def unwrapped(letter: EmailMessage) -> str:
    return " ".join(body(letter).split())


def states_of(post: Post, wise_email: str) -> dict[str, str]:
    """State by organisation of the leads of one WISE."""
    wises = post.office.knowledge().catalogue.wises
    with post.office.store.read() as tx:
        leads = [one for one in tx.leads.find() if wises[one.wise_id].email == wise_email]
    return {lead.contact.organisation: lead.state for lead in leads}


def test_a_reply_to_a_letter_of_several_leads_is_asked_which(
    post: Post, both: EmailMessage
) -> None:
    (asks,) = post.brings(reply(both, "Ja, graag", sender=address(both)))

    assert body(asks).count("/lead/") == 2
    assert '"1 ja, 2 nee"' in unwrapped(asks)
    with post.office.store.read() as tx:
        assert {lead.state for lead in tx.leads.find()} == {"notified"}


def test_numbered_answers_decide_each_lead_of_a_letter(post: Post, both: EmailMessage) -> None:
    assert '"1 ja, 2 nee, te druk"' in unwrapped(both)
    first, second = (
        organisation
        for _, organisation in sorted(
            (body(both).index(name), name) for name in ("Gemeente Amsterdam", "De School")
        )
    )

    letters = post.brings(reply(both, "1 ja, 2 nee, te druk", sender=address(both)))

    assert states_of(post, address(both)) == {first: "accepted", second: "declined"}
    assert not any("te druk" in body(m) for m in letters if ANNA in str(m["To"]))


def test_the_answer_that_asked_which_can_be_answered_by_number_too(
    post: Post, both: EmailMessage
) -> None:
    (asks,) = post.brings(reply(both, "Ja, graag", sender=address(both)))

    post.brings(reply(asks, "beide ja", sender=address(both)))

    assert set(states_of(post, address(both)).values()) == {"accepted"}


def test_the_lead_that_a_reply_leaves_out_is_said_to_wait(post: Post, both: EmailMessage) -> None:
    letters = post.brings(reply(both, "1 ja", sender=address(both)))

    (asks,) = [m for m in letters if "wacht nog op u" in unwrapped(m)]
    assert address(asks) == address(both)
    assert sorted(states_of(post, address(both)).values()) == ["accepted", "notified"]

    post.brings(reply(asks, "Nee, helaas, te druk", sender=address(both)))

    assert sorted(states_of(post, address(both)).values()) == ["accepted", "declined"]


def test_leads_that_wait_are_told_apart_by_who_asks(post: Post, both: EmailMessage) -> None:
    (asks,) = post.brings(reply(both, "1 misschien, 2 nog even kijken", sender=address(both)))

    assert "– Gemeente Amsterdam" in unwrapped(asks)
    assert "– De School" in unwrapped(asks)


def test_a_no_and_a_question_in_one_reply_go_their_own_ways(post: Post, both: EmailMessage) -> None:
    letters = post.brings(
        reply(both, "1: nee\n2: op welke verdieping is het?", sender=address(both))
    )

    assert sorted(states_of(post, address(both)).values()) == ["declined", "notified"]
    (asked,) = [m for m in letters if "op welke verdieping" in body(m)]
    assert str(asked["To"]).split("<")[-1].strip(">") in {ANNA, BERT}


def test_a_letter_that_may_still_arrive_later_suppresses_only_the_third_time(post: Post) -> None:
    letter = lead_letter(post)
    (message,) = posted(post.office, "lead")
    full = bounce(letter, status="5.2.2", to=message.sender)

    post.brings(full)

    with post.office.store.read() as tx:
        assert not tx.suppressions.has(hash_key(address(letter)))
        assert tx.outbox.returned_since(message.created_at, message.recipient) == 1


def test_stop_under_a_lead_letter_stops_letters_to_that_wise(post: Post) -> None:
    letter = lead_letter(post)

    post.brings(reply(letter, "Stop", sender=address(letter)))

    assert the_lead(post).state == "declined"
    with post.office.store.read() as tx:
        assert tx.suppressions.has(hash_key(address(letter)))
        assert [task.kind for task in tx.tasks.open()] == ["wise_stopped"]


def test_a_complaint_suppresses_at_once(post: Post) -> None:
    letter = lead_letter(post)
    (message,) = posted(post.office, "lead")
    report = bounce(letter, to=message.sender).replace(
        b"report-type=delivery-status", b"report-type=feedback-report"
    )

    post.brings(report.replace(b"message/delivery-status", b"message/feedback-report"))

    with post.office.store.read() as tx:
        assert tx.suppressions.has(hash_key(address(letter)))

"""The conversation by mail: needs, replies, strangers, machines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from cast import SITE, body, link_in, posted, subscriber
from mail_post import ANNA, LUNCH, OURS, PLATFORM, Post, mail, reply

from matchbot.core.offering import Catalogue
from matchbot.core.person import Identity
from matchbot.flows.digest import send_digests
from matchbot.flows.erasure import forget_person
from matchbot.flows.leads import KeyRefused
from matchbot.flows.strangers import UNPROVEN, let_in

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def test_a_need_by_mail_is_answered_in_its_thread_with_numbered_matches(post: Post) -> None:
    (answer,) = post.brings(mail(LUNCH, subject="lunch"))
    text = body(answer)

    assert answer["To"] == ANNA
    assert answer["Subject"] == "Re: lunch"
    assert answer["In-Reply-To"]
    assert str(answer["Reply-To"]).endswith("@reply.match.example")
    assert "computerprogramma" in text[:200]
    assert "40 personen" in text and "12 december" in text
    assert [line for line in text.splitlines() if line.startswith(("* 1.", "* 2.", "* 3."))]
    assert f"{SITE}/nl/offerings/" in text


@pytest.mark.parametrize(
    ("text", "machine"),
    [
        (LUNCH, "een computerprogramma"),
        ("We need lunch for 40 people in Noord on December 12", "a computer program"),
        ("Nous cherchons un déjeuner pour 40 personnes à Noord", "un programme informatique"),
        ("Wir suchen Mittagessen für 40 Personen in Noord", "einem Computerprogramm"),
    ],
)
def test_the_first_letter_says_that_a_machine_answers_and_how_to_reach_a_person(
    post: Post, text: str, machine: str
) -> None:
    (answer,) = post.brings(mail(text))

    first = " ".join(body(answer).split())[:900]
    assert machine in first[:300] and "vraag@sociaal-amsterdam.example" in first


def test_the_subject_alone_can_be_the_need(post: Post) -> None:
    (answer,) = post.brings(mail("Zie onderwerp. Groet, Anna", subject=LUNCH))

    assert "40 personen" in body(answer)


def test_numbers_in_a_reply_choose_and_lead_to_the_letters_to_wises(post: Post) -> None:
    (matches,) = post.brings(mail(LUNCH))
    (asks_who,) = post.brings(reply(matches, "1 en 3 graag"))
    assert "organisatie" in body(asks_who) or "naam" in body(asks_who)

    letters = post.brings(reply(asks_who, "Gemeente Amsterdam, Anna de Vries"))

    assert [str(letter["To"]) for letter in letters] == [ANNA]
    assert len(posted(post.office, "lead")) == 2
    assert posted(post.office, "confirmation") == [], "the address is proven: no code is mailed"


def test_a_change_by_reply_ranks_again(post: Post) -> None:
    (matches,) = post.brings(mail(LUNCH))

    (again,) = post.brings(reply(matches, "toch 60 personen"))

    assert "60 personen" in body(again)
    assert "12 december" in body(again)


def test_who_is_not_proven_gets_one_fixed_link_a_day_and_nothing_they_wrote(post: Post) -> None:
    (letter,) = post.brings(mail("Gratis geld op evil.example", subject="Win!", proven=False))
    later = post.brings(mail(LUNCH, proven=False))

    assert later == []
    everything = body(letter) + body(letter, "html") + str(letter["Subject"])
    assert "evil" not in everything and "Win" not in everything
    assert "Reply-To" not in letter


def test_after_the_link_all_waiting_mails_are_answered_once(post: Post) -> None:
    (letter,) = post.brings(mail(LUNCH, proven=False))
    word = link_in(letter, "mail")

    let_in(post.office, word)
    (answer,) = post.handled()
    let_in(post.office, word)

    assert "40 personen" in body(answer)
    assert post.handled() == []


def test_erasure_reaches_who_wrote_and_was_never_proven(post: Post) -> None:
    (letter,) = post.brings(mail(LUNCH, proven=False))
    word = link_in(letter, "mail")
    with post.office.store.begin() as tx:
        stranger = tx.people.identity("mail", ANNA)
        assert stranger is not None and stranger.confirmed_at is None
        forget_person(tx, post.office, stranger.person_id, post.office.clock.now(), "staff")

    with pytest.raises(KeyRefused):
        let_in(post.office, word)
    with post.office.store.read() as tx:
        kept = [*tx.outbox.find(), *tx.inbox.ignored(f"mail:{ANNA}", UNPROVEN, LONG_AGO)]
    assert ANNA not in repr(kept)


def test_a_reply_token_of_another_person_opens_nothing(post: Post) -> None:
    (matches,) = post.brings(mail(LUNCH))
    stolen = reply(matches, "1", sender="dief@elders.example")

    (letter,) = post.brings(stolen)

    assert letter["To"] == "dief@elders.example"
    assert "/mail/" in body(letter)
    assert posted(post.office, "lead") == []


def test_an_altered_or_expired_token_opens_nothing(post: Post) -> None:
    (matches,) = post.brings(mail(LUNCH))
    address = str(matches["Reply-To"])
    altered = address.replace(address[6:10], "0000")

    (first,) = post.brings(mail("1 en 3", to=altered, proven=False))
    post.office.clock.advance(timedelta(days=91))  # type: ignore[attr-defined]
    (second,) = post.brings(mail("1 en 3 graag", to=address, proven=False))

    assert "/mail/" in body(first) and "/mail/" in body(second)


@pytest.mark.parametrize("headers", [
    {"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"List_Id": "<x.example>"},
    {"Return_Path": "<>"}, {"X_Matchbot_Loop": "match.example"}, {"X_Autoreply": "yes"},
])  # fmt: skip
def test_machines_are_never_answered(post: Post, headers: dict[str, str]) -> None:
    assert post.brings(mail(LUNCH, **headers)) == []
    assert post.states() == {"ignored": 1}


def test_two_matchbots_writing_to_each_other_end_at_once(post: Post) -> None:
    (answer,) = post.brings(mail(LUNCH))

    echo = answer.as_bytes().replace(b"To: " + ANNA.encode(), b"To: " + PLATFORM.encode())

    assert post.brings(echo) == []


def test_an_autoresponder_without_any_header_is_answered_a_few_times_at_most(post: Post) -> None:
    answers = [
        post.brings(mail(f"Ik ben er niet, ik ben terug op {n} december")) for n in range(1, 20)
    ]

    assert sum(len(letters) for letters in answers) <= 10


def test_a_picture_alone_gets_a_kind_word_and_attachments_are_refused(post: Post) -> None:
    picture = EmailMessage(policy=SMTP)
    picture["Authentication-Results"] = f"{OURS}; dmarc=pass header.from=gemeente.example"
    picture["From"], picture["To"], picture["Subject"] = ANNA, PLATFORM, ""
    picture.set_content("")
    picture.add_attachment(
        b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="kantine.jpg"
    )

    (answer,) = post.brings(picture.as_bytes())

    assert "bijlagen" in body(answer).lower()


def test_stop_in_a_reply_stops(post: Post) -> None:
    (matches,) = post.brings(mail(LUNCH))

    (answer,) = post.brings(reply(matches, "stop"))

    assert "1." not in body(answer)


def test_a_broken_mail_is_put_aside_with_its_reason(post: Post) -> None:
    assert post.brings(b"\x00\x01 no mail at all") == []
    assert post.states() == {"quarantined": 1}


def test_stop_under_a_digest_stops_it(post: Post) -> None:
    there = subscriber(post.office)
    with post.office.store.begin() as tx:
        tx.people.link(Identity(there.person_id, "mail", there.address))
    post.office.clock.advance(timedelta(days=7))  # type: ignore[attr-defined]
    with post.office.store.begin() as tx:
        offering = next(iter(post.office.knowledge().catalogue.offerings.values()))
        changed = replace(offering, description="Nieuw deze week.")
        tx.catalogue.put(Catalogue(offerings={offering.id: changed}), post.office.clock.now())
    send_digests(post.office)
    (digest,) = post.maildir.deliver()

    post.brings(reply(digest, "stop", sender=there.address))

    with post.office.store.read() as tx:
        (after,) = tx.subscriptions.of_person(there.person_id)
    assert after.state == "unsubscribed"

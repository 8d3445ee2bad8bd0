"""A need for which nothing fitted is saved: its buyer hears once, when an offering fits, and where
they want."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from cast import Mailbox, StillClock, body, link_in, posted, subscriber

from matchbot.core.dialogue.conversation import Turn
from matchbot.core.need import Need, Period
from matchbot.core.offering import Catalogue
from matchbot.core.reading.read import read_need
from matchbot.core.subscription import Subscription, SubscriptionState
from matchbot.flows.catalogue import import_catalogue
from matchbot.flows.digest import send_digests
from matchbot.flows.enquiry import open_conversation, take_turn
from matchbot.flows.inbox import handle_all
from matchbot.flows.office import Office
from matchbot.flows.people import stop_subscription
from matchbot.flows.saved_needs import tell_of_finds

HOUR = timedelta(hours=1)
LUNCH = "de-volle-lepel-lunch"
FAR = "Lunch voor 40 personen in Groningen"
Serve = Callable[..., Office]


@pytest.fixture
def need(office: Office) -> Need:
    return read_need(FAR, office.knowledge(), office.clock.now(), "nl").need


@pytest.fixture
def serve(clock: StillClock) -> Serve:
    """A WISE says, some days after all else, that it serves Groningen as well."""

    def says(office: Office, id: str = LUNCH, place: str = "Groningen") -> Office:
        clock.advance(timedelta(days=2))
        k = office.knowledge()
        changed = replace(k.catalogue.offerings[id], areas=(place,))
        import_catalogue(office.store, Catalogue(offerings={id: changed}), clock.now())
        catalogue = replace(k.catalogue, offerings={**k.catalogue.offerings, id: changed})
        known = replace(k, catalogue=catalogue)
        return replace(office, knowledge=lambda: known)

    return says


def save(office: Office, need: Need, state: SubscriptionState = "active") -> Subscription:
    saved = replace(subscriber(office, state=state), need=need)
    with office.store.begin() as tx:
        tx.subscriptions.save(saved)
    return saved


def state_of(office: Office, saved: Subscription) -> str:
    with office.store.read() as tx:
        there = tx.subscriptions.get(saved.id)
    return there.state if there else ""


def test_a_buyer_hears_once_when_an_offering_fits(
    office: Office, clock: StillClock, maildir: Mailbox, need: Need, serve: Serve
) -> None:
    saved = save(office, need)
    assert tell_of_finds(office) == 0
    office = serve(office)
    assert (tell_of_finds(office), tell_of_finds(office)) == (1, 0)
    (letter,) = maildir.deliver()
    assert letter["To"] == "s1@stad.example"
    assert LUNCH in body(letter)
    assert state_of(office, saved) == "done"
    office = serve(office, "tongriem-lunch")
    assert tell_of_finds(office) == 0


def test_what_does_not_come_there_is_no_find(office: Office, need: Need, serve: Serve) -> None:
    saved = save(office, need)
    assert tell_of_finds(serve(office, place="Haarlem")) == 0
    assert state_of(office, saved) == "active"


def test_a_saved_need_gets_no_digest(
    office: Office, maildir: Mailbox, need: Need, serve: Serve
) -> None:
    save(office, need)
    assert send_digests(serve(office)).letters == 0


def test_who_stops_before_the_letter_leaves_gets_none(
    office: Office, maildir: Mailbox, need: Need, serve: Serve
) -> None:
    save(office, need)
    tell_of_finds(serve(office))
    (waiting,) = posted(office, "found")
    word = next(
        w.rsplit("/", 1)[1]
        for w in waiting.body.decode().split()
        if "/unsubscribe/" in w and w.startswith("<")
    ).strip("<>")
    assert stop_subscription(office, word).state == "unsubscribed"
    assert maildir.deliver() == []


@pytest.mark.parametrize("state", ["pending", "paused", "unsubscribed", "suppressed", "done"])
def test_only_an_active_saved_need_is_told_of(
    office: Office, need: Need, serve: Serve, state: SubscriptionState
) -> None:
    save(office, need, state)
    assert tell_of_finds(serve(office)) == 0


def test_what_came_during_a_pause_is_told_after_it(
    office: Office, maildir: Mailbox, need: Need, serve: Serve
) -> None:
    saved = save(office, need, "paused")
    office = serve(office)
    tell_of_finds(office)
    with office.store.begin() as tx:
        tx.subscriptions.save(replace(saved, state="active"))
    assert tell_of_finds(office) == 1


def test_a_need_whose_date_is_over_ends_in_silence(
    office: Office, maildir: Mailbox, need: Need, serve: Serve
) -> None:
    saved = save(office, replace(need, when=Period(date(2026, 11, 24), date(2026, 11, 24))))
    tell_of_finds(serve(office))
    assert state_of(office, saved) == "done"
    assert maildir.deliver() == []


class OnTelegram:
    """Someone who writes on Telegram and gave no e-mail address."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.id = open_conversation(office, "telegram", "4711", "nl").id

    def says(self, text: str = "", **turn: Any) -> str:
        answer = take_turn(self.office, self.id, Turn(text, **turn))
        return "\n".join(reply.text for reply in answer.replies)

    def hears(self, office: Office) -> str:
        self.office = office
        handle_all(office, {}, "test")
        return posted(office, "reply")[0].body.decode()


def test_a_chat_is_an_address_of_its_own_and_a_number_chooses_at_once(
    office: Office, serve: Serve
) -> None:
    anna = OnTelegram(office)
    anna.says(FAR)
    assert "Hier in deze chat" in anna.says("laat het me weten")
    assert "hier één bericht" in anna.says("hier")
    with office.store.read() as tx:
        (saved,) = tx.subscriptions.saved_needs()
    assert (saved.channel, saved.address, saved.state) == ("telegram", "4711", "active")
    assert saved.consent.version == "need-1"
    assert len(saved.consent.key) == 64
    office = serve(office)
    assert (tell_of_finds(office), tell_of_finds(office)) == (1, 0)
    assert "Nu is er" in anna.hears(office)
    assert "Voor welke organisatie" in anna.says("1")


def test_a_chat_that_said_stop_hears_of_no_find(office: Office, serve: Serve) -> None:
    anna = OnTelegram(office)
    anna.says(FAR)
    anna.says("laat het me weten")
    anna.says("hier")
    office = serve(office)
    tell_of_finds(office)
    anna.says("stop")
    assert "Nu is er" not in anna.hears(office)


def test_a_digest_needs_no_mail_address_on_telegram(office: Office, serve: Serve) -> None:
    anna = OnTelegram(office)
    anna.says("houd me op de hoogte van lunch")
    assert "hier elke week" in anna.says(choice="here")
    assert send_digests(serve(office)).letters == 1
    (digest,) = posted(office, "digest")
    assert (digest.channel, digest.recipient) == ("telegram", "4711")


def test_a_telegram_buyer_may_hear_by_mail(office: Office, maildir: Mailbox) -> None:
    anna = OnTelegram(office)
    anna.says(FAR)
    anna.says("laat het me weten")
    anna.says("anna@gemeente.example")
    (letter,) = maildir.deliver()
    anna.says(str(letter["Subject"])[-6:])
    assert link_in(letter, "confirm")
    with office.store.read() as tx:
        (saved,) = tx.subscriptions.saved_needs()
    assert (saved.channel, saved.address) == ("mail", "anna@gemeente.example")

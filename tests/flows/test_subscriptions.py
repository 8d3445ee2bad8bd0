"""Signing up, confirming, changing, pausing and stopping; nobody touches anybody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cast import Mailbox, StillClock, body, buyer, link_in, subscriber
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchbot.core.addresses import BadAddress
from matchbot.core.dialogue.conversation import Turn
from matchbot.core.person import Identity
from matchbot.core.reading.wish import UnknownPlace
from matchbot.core.subscription import Subscription, Wish
from matchbot.flows.bounces import suppress_address
from matchbot.flows.enquiry import open_conversation, take_turn
from matchbot.flows.erasure import forget_person
from matchbot.flows.leads import KeyRefused
from matchbot.flows.office import Office, make_key
from matchbot.flows.people import stop_subscription
from matchbot.flows.subscriptions import (
    change_state,
    change_wish,
    confirm_subscription,
    forget_pending,
    open_preferences,
    sign_up,
)

DAY = timedelta(days=1)
CLAIRE = "Claire.Noë@kantoor.example"
LUNCH = Wish("lunch", ("catering",))
FORM: dict[str, Any] = {
    "words": "traiteur", "place": "Haarlem", "radius_km": 12.0, "language": "fr", "channel": "mail",
}  # fmt: skip


def every(office: Office) -> dict[str, Subscription]:
    with office.store.read() as tx:
        people = {i.person_id for a in ADDRESSES if (i := tx.people.identity("mail", a))}
        return {s.id: s for person in people for s in tx.subscriptions.of_person(person)}


ADDRESSES = ("claire@kantoor.example", "claire@xn--bcher-kva.example")


def key_of(office: Office, there: Subscription, purpose: Any = "preferences") -> str:
    with office.store.begin() as tx:
        return make_key(
            tx, office, purpose, there.id, office.clock.now(), person_id=there.person_id
        )


@pytest.mark.parametrize(("why", "asked"), [("hard", 1), ("said stop", 1), ("complaint", 0)])
def test_an_address_that_bounced_proves_itself_again_and_whoever_complained_is_left_alone(
    office: Office, maildir: Mailbox, why: str, asked: int
) -> None:
    address = "claire@kantoor.example"
    with office.store.begin() as tx:
        suppress_address(tx, office, address, why, office.clock.now())
    sign_up(office, address, LUNCH, "nl", "web")
    letters = maildir.deliver()
    assert len(letters) == asked
    for letter in letters:
        confirm_subscription(office, link_in(letter, "confirm"))
    with office.store.read() as tx:
        names = office.rules.secrets.all_names(address)
        assert len(tx.suppressions.among(names)) == 1 - asked


def test_a_digest_begins_only_after_the_owner_of_the_address_said_yes(
    office: Office, maildir: Mailbox
) -> None:
    sign_up(office, "Claire@Kantoor.example", LUNCH, "nl", "web")
    (there,) = every(office).values()
    assert there.state == "pending"
    (letter,) = maildir.deliver()
    word = link_in(letter, "confirm")
    assert confirm_subscription(office, word).state == "active"
    assert confirm_subscription(office, word).state == "active"
    (there,) = every(office).values()
    consent = there.consent
    assert (consent.version, consent.channel) == ("digest-2", "web")
    assert len(consent.hash) == len(consent.key) == 64
    assert there.confirmed_at and there.consent_at and there.told_until


def test_no_address_gets_a_second_confirmation_within_a_day(
    office: Office, clock: StillClock, maildir: Mailbox
) -> None:
    spellings = ("claire@kantoor.example", "CLAIRE@KANTOOR.EXAMPLE", "Claire@kantoor.Example")
    for spelling in spellings:
        sign_up(office, spelling, LUNCH, "nl", "web")
    assert len(maildir.deliver()) == 1
    clock.advance(DAY)
    sign_up(office, spellings[0], LUNCH, "nl", "web")
    assert len(maildir.deliver()) == 1


def test_the_chat_too_mails_one_address_once_a_day(office: Office, maildir: Mailbox) -> None:
    for visitor in ("one", "two"):
        says = buyer(office, visitor)
        for text in ("subscribe", "alles", "claire@kantoor.example"):
            said = says(text).replies[-1].text
    assert "claire@kantoor.example" in said
    assert len(maildir.deliver()) == 1


def test_spellings_of_one_address_are_one_subscriber(office: Office, maildir: Mailbox) -> None:
    sign_up(office, "claire@bücher.example", LUNCH, "nl", "web")
    (letter,) = maildir.deliver()
    confirm_subscription(office, link_in(letter, "confirm"))
    sign_up(office, "Claire@BÜCHER.example", LUNCH, "nl", "web")
    assert maildir.deliver() == []
    assert len(every(office)) == 1


def test_an_address_that_cannot_be_written_to_is_refused(office: Office) -> None:
    with pytest.raises(BadAddress):
        sign_up(office, CLAIRE, LUNCH, "nl", "web")


def test_what_is_not_confirmed_is_forgotten_after_a_week(
    office: Office, clock: StillClock, maildir: Mailbox
) -> None:
    sign_up(office, "claire@kantoor.example", LUNCH, "nl", "web")
    word = link_in(maildir.deliver()[0], "confirm")
    clock.advance(7 * DAY + timedelta(minutes=1))
    assert [forget_pending(office) for _ in range(2)] == [1, 0]
    with pytest.raises(KeyRefused):
        confirm_subscription(office, word)


def test_all_that_waited_too_long_is_forgotten_in_one_run(
    office: Office, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matchbot.flows.subscriptions.AT_ONCE", 2)
    for name in "abcde":
        sign_up(office, f"{name}@kantoor.example", LUNCH, "nl", "web")
    clock.advance(7 * DAY + timedelta(minutes=1))
    assert forget_pending(office) == 5


def test_an_old_confirmation_does_not_start_what_was_stopped(
    office: Office, maildir: Mailbox
) -> None:
    sign_up(office, "claire@kantoor.example", LUNCH, "nl", "web")
    word = link_in(maildir.deliver()[0], "confirm")
    there = confirm_subscription(office, word)
    stop_subscription(office, key_of(office, there, "unsubscribe"))
    assert confirm_subscription(office, word).state == "unsubscribed"


def test_preferences_can_be_changed_paused_and_resumed(office: Office) -> None:
    there = subscriber(office)
    word = key_of(office, there)
    (changed,) = change_wish(office, word, there.id, **FORM).subscriptions
    assert (changed.wish.text, changed.wish.place, changed.wish.radius_km) == (
        "traiteur",
        "Haarlem",
        12,
    )
    assert "catering" in changed.wish.kinds and changed.language == "fr"
    assert change_state(office, word, there.id, "pause").subscriptions[0].state == "paused"
    assert change_state(office, word, there.id, "resume").subscriptions[0].state == "active"
    assert change_state(office, word, there.id, "stop").subscriptions[0].state == "unsubscribed"
    assert change_state(office, word, there.id, "resume").subscriptions[0].state == "unsubscribed"


def test_a_place_nobody_knows_changes_nothing(office: Office) -> None:
    there = subscriber(office)
    word = key_of(office, there)
    with pytest.raises(UnknownPlace):
        change_wish(office, word, there.id, **{**FORM, "place": "Xqzwijk"})
    assert open_preferences(office, word).subscriptions == (there,)


def test_a_digest_moves_only_to_a_channel_that_is_the_persons_own(office: Office) -> None:
    there = subscriber(office)
    word = key_of(office, there)
    form = {**FORM, "channel": "telegram"}
    assert change_wish(office, word, there.id, **form).subscriptions[0].channel == "mail"
    with office.store.begin() as tx:
        tx.people.link(Identity(there.person_id, "telegram", "4711", office.clock.now()))
    (moved,) = change_wish(office, word, there.id, **form).subscriptions
    assert (moved.channel, moved.address) == ("telegram", "4711")


def test_the_link_that_stops_stops_all_wishes_of_its_owner(office: Office) -> None:
    there = subscriber(office)
    with office.store.begin() as tx:
        tx.subscriptions.add(replace(there, id="s1b", channel="telegram", address="4711"))
    stop_subscription(office, key_of(office, there, "unsubscribe"))
    states = {s.state for s in open_preferences(office, key_of(office, there)).subscriptions}
    assert states == {"unsubscribed"}


def test_no_link_changes_what_is_not_its_owners(office: Office) -> None:
    mine, theirs = subscriber(office, "mine"), subscriber(office, "theirs")
    word = key_of(office, mine)
    change_state(office, word, theirs.id, "stop")
    change_wish(office, word, theirs.id, **FORM)
    with office.store.read() as tx:
        assert tx.subscriptions.get(theirs.id) == theirs


ACT = ("pause", "resume", "stop", "stop_all", "change", "one_click", "sign_up", "chat_saves",
       "chat_stops", "chat_names", "is_erased")  # fmt: skip
ACTS = st.lists(
    st.tuples(
        st.sampled_from(("a", "b", "c")),
        st.sampled_from(ACT),
        st.sampled_from(("a", "b", "c")),
    ),
    max_size=8,
)


@given(acts=ACTS)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_somebody_does_nobody_elses_subscription_moves(
    office: Office, acts: list[tuple[str, str, str]]
) -> None:
    run = office.luck.id()
    people = {name: subscriber(office, f"{run}{name}") for name in "abc"}
    with office.store.begin() as tx:
        for there in people.values():
            tx.people.link(Identity(there.person_id, "mail", there.address, office.clock.now()))
            tx.people.link(Identity(there.person_id, "telegram", there.id))
    words = {name: key_of(office, there) for name, there in people.items()}
    for who, act, aimed in acts:
        before = _of_all(office, people)
        try:
            _do(office, words[who], people[who], people[aimed], act)
        except KeyRefused:
            assert not before[who]  # erased: the link opens nothing any more
        after = _of_all(office, people)
        moved = {n for n in people if before[n] != after[n]}
        # To sign up somebody else only leaves a question in their mailbox.
        assert moved <= ({aimed} if act == "sign_up" else {who})
        if act in {"sign_up", "chat_names"}:
            assert all(_active(before[n]) == _active(after[n]) for n in people)


def _do(office: Office, word: str, who: Subscription, aimed: Subscription, act: str) -> None:
    if act.startswith("chat_"):
        _chat(office, who, aimed, act)
    elif act == "is_erased":
        with office.store.begin() as tx:
            forget_person(tx, office, who.person_id, office.clock.now(), "web")
    elif act == "stop_all":
        change_state(office, word, "", "stop")
    elif act == "change":
        change_wish(office, word, aimed.id, **FORM)
    elif act == "one_click":
        with office.store.begin() as tx:
            owner = open_preferences(office, word).subscriptions[0]
            unsubscribe = make_key(tx, office, "unsubscribe", owner.id, office.clock.now())
        stop_subscription(office, unsubscribe)
    elif act == "sign_up":
        sign_up(office, aimed.address, LUNCH, "nl", "web")
    else:
        change_state(office, word, aimed.id, act)  # type: ignore[arg-type]


def _chat(office: Office, who: Subscription, aimed: Subscription, act: str) -> None:
    """In the chat of `who`: save a need for it, say stop, or give somebody else's address."""
    where = {"chat_saves": "hier", "chat_names": aimed.address}.get(act)
    texts = (
        ["Lunch voor 40 personen in Groningen", "laat het me weten", where] if where else ["stop"]
    )
    c = open_conversation(office, "telegram", who.id, "nl")
    for text in texts:
        take_turn(office, c.id, Turn(text or ""))


def _of_all(office: Office, people: dict[str, Subscription]) -> dict[str, tuple[Subscription, ...]]:
    with office.store.read() as tx:
        return {
            name: tuple(tx.subscriptions.of_person(there.person_id))
            for name, there in people.items()
        }


def _active(there: tuple[Subscription, ...]) -> list[Subscription]:
    return [s for s in there if s.state != "pending"]


def test_the_letter_that_asks_quotes_the_consent(office: Office, maildir: Mailbox) -> None:
    sign_up(office, "claire@kantoor.example", LUNCH, "nl", "web")
    assert "Ik wil elke week" in body(maildir.deliver()[0])

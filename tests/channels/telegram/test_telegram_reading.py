"""What an update is taken for, and what a reply becomes. No network, no database."""

from __future__ import annotations

import json
from typing import Any

import pytest

from matchbot.channels.telegram.reading import Ear, parse_update, read_update, thread_of
from matchbot.channels.telegram.shape import MAX_TEXT, keyboard, pieces, seal_of
from matchbot.core.dialogue.conversation import OfferedChoice, Turn
from matchbot.flows.inbox import Incoming

SEAL = seal_of("123456789:a-made-up-token-of-the-tests")
EAR = Ear(7, "matchbot_bot", ("nl", "en", "fr", "de"), SEAL)
ANNA = {"id": 1, "is_bot": False, "language_code": "nl"}
PRIVATE = {"id": 1, "type": "private"}
GROUP = {"id": -1001, "type": "supergroup"}


def read(kind: str = "message", **content: Any) -> Incoming | None:
    content = {"message_id": 5, "date": 1, "chat": PRIVATE, "from": ANNA, **content}
    found = read_update(json.dumps({"update_id": 9, kind: content}).encode(), EAR)
    assert found is None or isinstance(found, Incoming)
    return found


def turn(**content: Any) -> Turn:
    incoming = read(**content)
    assert incoming is not None
    return incoming.turn


def test_text_is_what_was_said_in_the_chat_it_came_from() -> None:
    assert read(text="Lunch") == Incoming("telegram", "1", Turn("Lunch"), "nl")


def test_start_is_an_event_with_its_payload() -> None:
    assert turn(text="/start").event == "start"
    assert turn(text="/start wise_12").facts == {"payload": "wise_12"}
    assert turn(text="/starter").event == "said"


def test_a_link_may_bring_a_need_or_the_wish_for_the_weekly_letter() -> None:
    assert turn(text="/start need_lunch_voor_40_in_Noord") == Turn("lunch voor 40 in Noord")
    assert turn(text="/start digest_catering") == Turn("/subscribe")
    assert turn(text="/start need_").event == "start"


def test_a_shared_location_is_where_the_person_is() -> None:
    shared = {"latitude": 52.4, "longitude": 4.9}
    assert turn(location=shared) == Turn(event="location", facts={"lat": 52.4, "lon": 4.9})


@pytest.mark.parametrize(
    "shared", [{}, {"latitude": "x", "longitude": 1}, [], {"latitude": 91, "longitude": 0}]
)
def test_a_location_off_the_globe_is_no_location(shared: Any) -> None:
    assert read(location=shared) is None


def test_of_a_shared_card_only_the_name_is_read() -> None:
    card = {"phone_number": "+31201234567", "first_name": "Anna", "last_name": "de Vries"}
    facts = {"what": "contact", "name": "Anna de Vries"}
    assert turn(contact=card) == Turn(event="media", facts=facts)


@pytest.mark.parametrize("what", ["photo", "sticker", "voice", "document"])
def test_what_is_no_text_is_told_by_its_kind(what: str) -> None:
    assert turn(**{what: {}}) == Turn(event="media", facts={"what": what})


def test_the_words_under_a_picture_count() -> None:
    assert turn(photo=[], caption="Lunch").text == "Lunch"


def test_an_empty_text_is_an_empty_turn() -> None:
    assert turn(text="   ") == Turn()


@pytest.mark.parametrize(
    ("code", "spoken"), [("en-GB", "en"), ("DE", "de"), ("pt-br", "nl"), (None, "nl"), (5, "nl")]
)
def test_the_phones_language_counts_when_the_platform_speaks_it(code: Any, spoken: str) -> None:
    incoming = read(text="x", **{"from": {**ANNA, "language_code": code}})
    assert incoming is not None and incoming.language == spoken


@pytest.mark.parametrize("kind", ["edited_message", "channel_post", "poll_answer", "not_yet_known"])
def test_edits_and_unknown_kinds_are_not_answered(kind: str) -> None:
    assert read(kind, text="Lunch") is None


def test_bots_and_notices_are_not_answered() -> None:
    assert read(text="Lunch", **{"from": {**ANNA, "is_bot": True}}) is None
    assert read(text="Lunch", **{"from": None}) is None
    assert read(new_chat_members=[ANNA]) is None


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("@matchbot_bot, lunch voor 40", "lunch voor 40"),
        ("Wie doet lunch, @MatchBot_Bot?", "Wie doet lunch,  ?"),
        ("/help@matchbot_bot", "/help"),
        ("/help", "/help"),
    ],
)
def test_a_group_is_answered_when_it_addresses_us(said: str, heard: str) -> None:
    incoming = read(text=said, chat=GROUP)
    assert incoming is not None
    assert (incoming.turn.text, incoming.address) == (heard, "-1001")


@pytest.mark.parametrize("said", ["lunch voor 40", "/help@other_bot", "anna@matchbot_bot.example"])
def test_a_group_that_talks_among_itself_is_left_alone(said: str) -> None:
    assert read(text=said, chat=GROUP) is None


def test_an_answer_to_us_in_a_group_is_for_us() -> None:
    assert read(text="1 en 3", chat=GROUP, reply_to_message={"from": {"id": 7}}) is not None
    assert read(text="1 en 3", chat=GROUP, reply_to_message={"from": {"id": 8}}) is None


def test_our_name_alone_in_a_group_is_a_greeting() -> None:
    assert turn(text="@matchbot_bot", chat=GROUP).event == "start"


def test_what_no_database_keeps_is_taken_out_of_a_text() -> None:
    assert turn(text="lu\x00nch \ud83d").text == "lunch �"


def press(data: Any) -> Incoming | None:
    shown = {"message_id": 5, "chat": PRIVATE}
    query = {"id": "77", "from": ANNA, "data": data, "message": shown}
    found = read_update(json.dumps({"update_id": 9, "callback_query": query}).encode(), EAR)
    assert found is None or isinstance(found, Incoming)
    return found


def test_a_pressed_button_is_its_value_in_its_round() -> None:
    pressed = Turn(choice="outcome:win", round=3, facts={"message": 5})
    data = SEAL.data("1", "outcome:win", 0, 3)
    assert press(data) == Incoming("telegram", "1", pressed, "nl")


@pytest.mark.parametrize("data", ["", "1", ":1", "x:1", "-1:1", "²:1", "99999999999999999999:1"])
def test_data_that_is_not_ours_is_an_old_button(data: str) -> None:
    incoming = press(data)
    assert incoming is not None and incoming.turn.round == -1


def test_nobody_can_make_up_a_button() -> None:
    ours = SEAL.data("1", "outcome:win", 0, 3)
    others = seal_of("123456789:another-token-of-somebody-else").data("1", "outcome:win", 0, 3)
    of_another_chat = SEAL.data("2", "outcome:win", 0, 3)
    forged = [
        others,
        of_another_chat,
        ours[:-1],
        ours + "x",
        ours.replace("3:", "4:"),
        "3:outcome:win",
    ]
    forged += [ours[:n] + "é" + ours[n + 1 :] for n in range(len(ours))]
    for data in forged:
        incoming = press(data)
        assert incoming is not None and incoming.turn == Turn(
            choice="?", round=-1, facts={"message": 5}
        )


def test_a_button_without_data_or_chat_is_not_answered() -> None:
    assert press(None) is None
    query = {"id": "77", "from": ANNA, "data": "1:1", "inline_message_id": "5"}
    assert read_update(json.dumps({"update_id": 9, "callback_query": query}).encode(), EAR) is None


@pytest.mark.parametrize(
    "body",
    [b"", b"x", b"[]", b"{}", b'{"update_id": true}', b'{"update_id": "9"}', b"[" * 200_000,
     b'{"update_id": 1, "x": "' + b"x" * 1_000_000 + b'"}', b"\xff\xfe"],
)  # fmt: skip
def test_a_body_that_is_no_update_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError):
        parse_update(body)


def test_an_update_is_handled_in_order_with_its_chat() -> None:
    assert thread_of({"update_id": 1, "message": {"chat": GROUP}}) == "telegram:-1001"
    pressed = {"update_id": 1, "callback_query": {"message": {"chat": GROUP}}}
    assert thread_of(pressed) == "telegram:-1001"
    assert thread_of({"update_id": 1, "poll": {"id": "5"}}) == "telegram:"


def test_a_short_text_stays_whole() -> None:
    assert pieces("Één zin.\n") == ["Één zin."]


@pytest.mark.parametrize(
    ("border", "unit"),
    [("\n", "Een regel zonder punt"), (" ", "Dit is een hele zin."), (" ", "woord")],
)
def test_a_long_text_is_cut_at_the_best_border(border: str, unit: str) -> None:
    parts = pieces(border.join([unit] * 900))
    assert len(parts) > 1 and border.join(parts) == border.join([unit] * 900)
    assert all(p.startswith(unit) and p.endswith(unit) and len(p) <= MAX_TEXT for p in parts)


def test_a_text_without_borders_is_cut_between_characters() -> None:
    parts = pieces("😀" * 3000)
    assert "".join(parts) == "😀" * 3000
    assert max(len(p.encode("utf-16-le")) // 2 for p in parts) == MAX_TEXT


def test_numbers_stand_side_by_side_and_the_rest_below() -> None:
    choices = [OfferedChoice(str(n), f"Kies {n}") for n in (1, 2, 3)]
    rows = keyboard([*choices, OfferedChoice("more", "Meer")], 2, "1", SEAL)
    assert [[label for label, _ in row] for row in rows] == [
        ["Kies 1", "Kies 2", "Kies 3"],
        ["Meer"],
    ]
    assert SEAL.read("1", rows[0][2][1]) == ("3", 2)


def test_a_value_too_long_for_a_button_is_told_by_its_place() -> None:
    long = "place:52.40,4.92,4.0,NL,Sint-Jacobiparochie-Buitengebied-’s-Gravenmoer"
    assert SEAL.read("1", SEAL.data("1", long, 2, 12)) == ("#2", 12)
    for length in range(1, 70):
        data = SEAL.data("-1001234567890", "é" * length, 0, 123)
        assert len(data.encode()) <= 64

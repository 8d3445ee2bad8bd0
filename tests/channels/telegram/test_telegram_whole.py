"""What a phone can do beside typing: share, press, type in other chats, block, move."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime

import pytest
from bot_at_work import NEED, TOKEN, Bot, emulator, polling
from lo_bot_api_emulator import ApiRefusal

from matchbot.core.subscription import Subscription, Wish
from matchbot.flows.office import Office

NOORD = {"latitude": 52.4005, "longitude": 4.9256}
MOON = {"latitude": -60.0, "longitude": -140.0}


async def _called(bot: Bot, method: str, times: int = 1) -> None:
    """Wait for what is done aside."""
    async with asyncio.timeout(10):
        while len(bot.api.calls(method)) < times:
            await asyncio.sleep(0.01)


def test_more_takes_the_place_of_the_list_that_was_there(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            phone = bot.phone()
            await phone.says(NEED)
            assert await phone.presses("Meer laten zien") == []
            (edited,) = api.calls("editMessageText")
            assert (edited["message_id"], "reply_markup" in edited) in ((1, True), ("1", True))

    asyncio.run(scene())


def test_a_list_whose_message_is_gone_comes_as_a_new_one(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            api.refused["editMessageText"] = ApiRefusal("Bad Request: message to edit not found")
            phone = bot.phone()
            await phone.says(NEED)
            (text,) = await phone.presses("Meer laten zien")
            assert "1. " in text

    asyncio.run(scene())


def test_an_edit_that_was_done_before_a_crash_is_no_failure(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            api.refused["editMessageText"] = ApiRefusal("Bad Request: message is not modified")
            phone = bot.phone()
            await phone.says(NEED)
            assert await phone.presses("Meer laten zien") == []
            with office.store.read() as tx:
                assert tx.outbox.find(state="failed") == []

    asyncio.run(scene())


def test_typing_is_shown_while_an_answer_is_made(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            await bot.phone().says(NEED)
            await _called(bot, "sendChatAction")
            assert api.calls("sendChatAction")[0]["action"] == "typing"

    asyncio.run(scene())


def test_in_a_crowd_the_calls_are_for_the_answers(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api:
            for number in range(1, 21):
                said = Bot(office, api).phone(number).message(text="hallo")
                await api.enqueue_update({"message": said}, token=TOKEN)
            async with polling(office, api) as bot:
                await bot.arrived(20)
                await bot.deliver()
            answered = {m["chat_id"] for m in api.calls("sendMessage")}
            assert len(answered) == 20
            assert 1 <= len(api.calls("sendChatAction")) < 20

    asyncio.run(scene())


def test_near_me_ranks_again_where_the_phone_is(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            phone = bot.phone()
            assert "Amsterdam" in "\n".join(await phone.sends(location=NOORD))
            await phone.says("Lunch voor 40 personen")
            shown = "\n".join(await phone.sends(location=NOORD))
            assert "Amsterdam" in shown and "1. " in shown
            assert "typen" in "\n".join(await phone.sends(location=MOON))

    asyncio.run(scene())


def test_a_shared_card_gives_the_name_that_was_asked_for_and_no_number(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            phone = bot.phone()
            card = {"phone_number": "+31201234567", "first_name": "Anna", "last_name": "de Vries"}
            assert "telefoonnummer" in "\n".join(await phone.sends(contact=card))
            await phone.says(NEED)
            await phone.presses("Kies 1")
            asked = "\n".join(await phone.sends(contact=card))
            assert "e-mailadres" in asked and "naam" not in asked
            with office.store.read() as tx:
                c = tx.conversations.find("telegram", "4711")
            assert c is not None and c.contact.name == "Anna de Vries"

    asyncio.run(scene())


def test_typed_in_any_chat_it_lists_offerings_and_keeps_nothing(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            query = {"id": "9", "from": bot.phone().person(), "query": "lunch noord", "offset": ""}
            await api.enqueue_update({"inline_query": query}, token=TOKEN)
            await _called(bot, "answerInlineQuery")
            (answer,) = api.calls("answerInlineQuery")
            listed = json.loads(answer["results"])
            assert 1 <= len(listed) <= 5
            words = listed[0]["input_message_content"]["message_text"]
            assert "https://match.example/nl/offerings/" in words
            assert bot.states() == {}

    asyncio.run(scene())


def test_who_blocks_the_bot_hears_nothing_more_of_our_own_accord(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            phone = bot.phone()
            await phone.says("/start")
            with office.store.begin() as tx:
                identity = tx.people.identity("telegram", "4711")
                assert identity is not None
                wish = Subscription("s", office.platform, identity.person_id, "telegram", "4711",
                                    "nl", Wish(), "active", consent_at=datetime.now(UTC))  # fmt: skip
                tx.subscriptions.add(wish)
            chat = {"id": 4711, "type": "private"}
            kicked = {"status": "kicked", "user": {"id": 123456789}}
            member = {"chat": chat, "from": phone.person(), "new_chat_member": kicked}
            # The emulator does not know this kind of update.
            update = {"update_id": 99, "my_chat_member": member}
            bot.channel.webhook("secret", "https://match.example").receive(
                json.dumps(update).encode()
            )
            await asyncio.to_thread(bot.handle)
            with office.store.read() as tx:
                (after,) = tx.subscriptions.of_person(identity.person_id)
                c = tx.conversations.find("telegram", "4711")
            assert after.state == "unsubscribed" and c is not None and c.stopped
            assert await phone.says("Lunch voor 40 personen in Noord")

    asyncio.run(scene())


def test_a_group_that_becomes_a_supergroup_goes_on_where_it_was(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            phone = bot.phone(-55)
            await phone.says("/help@matchbot_bot")
            with office.store.read() as tx:
                before = tx.conversations.find("telegram", "-55")
            moved = {"chat": {"id": -55, "type": "group"}, "migrate_to_chat_id": -10077}
            await phone.post(message={"message_id": 2, "date": 1, "from": phone.person(), **moved})
            with office.store.read() as tx:
                after = tx.conversations.find("telegram", "-10077")
                identity = tx.people.identity("telegram", "-10077")
            assert before is not None and after is not None and identity is not None
            assert (before.id, before.person_id) == (after.id, identity.person_id)

    asyncio.run(scene())


def test_a_message_for_a_chat_that_moved_goes_where_it_is_now(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            upgraded = "Bad Request: group chat was upgraded to a supergroup chat"
            phone = bot.phone(-55)
            api.moved[-55] = ApiRefusal(upgraded, 400, {"migrate_to_chat_id": -10077})
            await phone.says("/help@matchbot_bot")
            assert {str(m["chat_id"]) for m in api.calls("sendMessage")} == {"-10077"}

    asyncio.run(scene())


@pytest.mark.parametrize(
    "content",
    [
        {"something_new": {"chat": {"id": 4711, "type": "private"}, "text": "?"}},
        {"message_reaction": {"chat": {"id": 4711, "type": "private"}}},
        {"message": {"message_id": 5, "date": 1, "chat": "none", "from": 7}},
        {"callback_query": {"id": "1", "from": {"id": 4711}, "message": []}},
        {},
    ],
)
def test_an_update_of_a_kind_nobody_knows_is_put_by_and_holds_up_nothing(
    office: Office, content: dict[str, object]
) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            receive = bot.channel.webhook("secret", "https://match.example").receive
            receive(json.dumps({"update_id": 99, **content}).encode())
            await asyncio.to_thread(bot.handle)
            assert bot.states() == {"ignored": 1}
            assert await bot.phone().says("/start")

    asyncio.run(scene())

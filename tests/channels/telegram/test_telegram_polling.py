"""What comes in is committed before it is acknowledged, handled once and in order."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, replace
from typing import Any

import pytest
from bot_at_work import NEED, QUICK, TOKEN, Bot, emulator, polling, running
from structlog.testing import capture_logs

from matchbot.channels.telegram import TelegramChannel
from matchbot.channels.telegram.bot_api import BotApi
from matchbot.flows.office import Office
from matchbot.flows.ports import Store

OLD = "Deze knop hoort bij een eerder bericht"


def test_an_update_that_comes_again_is_handled_once(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            phone = bot.phone()
            assert await phone.says("/start")
            again = {"update_id": 1, "message": phone.message(text="/start")}
            webhook = bot.channel.webhook("secret", "https://match.example")
            await asyncio.to_thread(webhook.receive, json.dumps(again).encode())
            await asyncio.to_thread(bot.handle)
            assert (bot.states(), await phone.heard()) == ({"handled": 1}, [])

    asyncio.run(scene())


@dataclass
class FailingStore:
    """A store whose disk is full while `full`."""

    store: Store
    full: bool = False
    failed: int = 0

    def begin(self) -> Any:
        if self.full:
            self.failed += 1
            raise OSError("disk full")
        return self.store.begin()

    def read(self) -> Any:
        return self.store.read()


def test_updates_that_could_not_be_committed_are_asked_for_again(office: Office) -> None:
    async def scene() -> None:
        store = FailingStore(office.store)
        async with emulator() as api, polling(replace(office, store=store), api) as bot:
            phone = bot.phone()
            assert await phone.says("/start")
            store.full = True
            with capture_logs() as logs:
                await api.enqueue_update({"message": phone.message(text=NEED)}, token=TOKEN)
                async with asyncio.timeout(10):
                    while store.failed < 2:
                        await asyncio.sleep(0.01)
                assert bot.states() == {"handled": 1}
                store.full = False
                await bot.arrived(2)
            assert any("not committed" in line["event"] for line in logs)
            assert "1. " in "\n".join(await phone.heard())
            assert bot.states() == {"handled": 2}

    asyncio.run(scene())


def test_after_a_restart_polling_goes_on_where_it_was(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api:
            async with polling(office, api) as bot:
                await bot.phone().says("/start")
            await api.enqueue_update({"message": bot.phone().message(text=NEED)}, token=TOKEN)
            async with polling(office, api) as bot:
                await bot.arrived(2)
                assert bot.states() == {"handled": 2}
            with office.store.read() as tx:
                assert tx.inbox.cursor("telegram") == "3"
            assert api.calls("deleteWebhook")[0].get("drop_pending_updates") != "true"

    asyncio.run(scene())


def test_an_old_button_pressed_after_a_restart_says_so(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api:
            async with polling(office, api) as bot:
                phone = bot.phone()
                await phone.says(NEED)
                old = dict(phone.keyboards()[-1])["Kies 1"]
                await phone.says("meer")
            async with polling(office, api) as bot:
                phone = replace(phone, bot=bot)
                (answer,) = await phone.sends_back(old)
                assert OLD in answer
                assert len(await phone.presses("Kies 1")) == 1

    asyncio.run(scene())


def test_two_messages_at_once_are_answered_one_after_the_other(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api:
            phone = Bot(office, api).phone()
            for text in ("/start", NEED, "1 en 3"):
                await api.enqueue_update({"message": phone.message(text=text)}, token=TOKEN)
            async with polling(office, api) as bot:
                await bot.arrived(3)
                phone = replace(phone, bot=bot)
                answers = await phone.heard()
                assert "computerprogramma" in answers[0]
                assert "1. " in answers[-2] and "e-mailadres" in answers[-1]

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("content", "answered"),
    [
        ({"photo": [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]}, "typen?"),
        ({"sticker": {"file_id": "x", "emoji": "😀"}}, "typen?"),
        ({"voice": {"file_id": "x", "duration": 3}}, "typen?"),
        ({"text": "😀😀🎉"}, "Ik begrijp nog niet"),
        ({"text": " "}, "Uw bericht was leeg"),
        ({"text": "schoonmaak van een kantoor " * 370}, "Dat is een lang bericht"),
        ({"text": "\x00\ud83d"}, "Ik begrijp nog niet"),
    ],
)
def test_what_cannot_be_read_gets_a_clear_sentence(
    office: Office, content: dict[str, Any], answered: str
) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            assert answered in "\n".join(await bot.phone().sends(**content))
            assert bot.states() == {"handled": 1}

    asyncio.run(scene())


FORGED = ("", "zonder", "999:1", "x:y", "1:#7", "1:#²", "1:#-1", "-1:1", "1:" + "a" * 62, "1:\x00")


def test_forged_buttons_change_nothing(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            phone = bot.phone()
            await phone.says(NEED)
            for data in FORGED:
                answers = await phone.sends_back(data)
                assert len(answers) == 1
            with office.store.read() as tx:
                c = tx.conversations.find("telegram", "4711")
            assert c is not None and (c.step, c.picked, c.leads) == ("choosing", (), ())
            assert bot.states() == {"handled": 1 + len(FORGED)}

    asyncio.run(scene())


def test_a_pressed_button_stops_waiting_once_it_is_committed(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            phone = bot.phone()
            await phone.says(NEED)
            await phone.presses("Kies 1")
            await phone.presses("Kies 1")
        assert [c["callback_query_id"] for c in api.calls("answerCallbackQuery")] == ["77", "77"]

    asyncio.run(scene())


def test_a_second_poller_is_explained_once_and_goes_on_when_it_is_alone(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api:
            other = BotApi(TOKEN, api.url)
            asking = asyncio.create_task(other.updates(0, 1))
            await _asked(api)
            with capture_logs() as logs:
                async with polling(office, api) as bot:
                    await asking
                    assert await bot.phone().says("/start")
            told = [line["event"] for line in logs if "409" in line["event"]]
            assert len(told) == 1 and "Stop the other one" in told[0]
            assert TOKEN not in str(logs)
            await other.close()

    asyncio.run(scene())


async def _asked(api: Any) -> None:
    async with asyncio.timeout(5):
        while not api.calls("getUpdates"):
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)


def test_a_wrong_token_ends_the_polling_and_nothing_else(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api:
            api.token_known = False
            bot = Bot(office, api)
            with capture_logs() as logs:
                async with running(bot, bot.channel.poll) as task:
                    async with asyncio.timeout(5):
                        while not logs:
                            await asyncio.sleep(0.01)
                    assert not task.done()
            (line,) = logs
            assert "Telegram is off" in line["event"] and TOKEN not in str(line)

    asyncio.run(scene())


def test_an_unreachable_telegram_is_told_once_and_the_token_never(office: Office) -> None:
    async def scene() -> None:
        channel = TelegramChannel(office, TOKEN, api_url="http://127.0.0.1:9", pace=QUICK)
        stop = asyncio.Event()
        with capture_logs() as logs:
            task = asyncio.create_task(channel.poll(stop))
            await asyncio.sleep(0.1)
            stop.set()
            await asyncio.wait_for(task, 5)
        assert [line["log_level"] for line in logs] == ["warning"]
        assert TOKEN.split(":")[1] not in str(logs)
        await channel.close()

    asyncio.run(scene())


def test_the_menu_is_set_in_every_language_of_the_platform(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api:
            async with polling(office, api) as bot:
                await bot.phone().says("/start")
            menus = {c.get("language_code", ""): c["commands"] for c in api.calls("setMyCommands")}
            assert set(menus) == {"", *office.knowledge().platform.languages}
            assert menus[""] == menus["nl"] != menus["en"]
            assert "help" in [c["command"] for c in json.loads(menus["en"])]

    asyncio.run(scene())


def test_a_webhook_that_telegram_refuses_is_told_and_given_up(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api:
            for secret, site in (("with space", "https://x.example"), ("good", "ftp://x.example")):
                bot = Bot(office, api)
                with capture_logs() as logs:
                    async with running(bot, bot.channel.webhook(secret, site).register):
                        async with asyncio.timeout(5):
                            while not logs:
                                await asyncio.sleep(0.01)
                assert len(logs) == 1 and "does not send updates" in logs[0]["event"]

    asyncio.run(scene())

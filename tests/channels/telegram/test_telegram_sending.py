"""Messages leave once, in order, no faster than Telegram asks; every refusal has its meaning."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta

import pytest
from bot_at_work import NEED, TOKEN, Bot, emulator, polling
from cast import StillClock, posted

from matchbot.adapters.delivery import Delivery
from matchbot.channels.telegram import BadToken, TelegramChannel, TelegramProblem, who_am_i
from matchbot.core.dialogue.conversation import OfferedChoice
from matchbot.core.outbox import OutboxMessage
from matchbot.flows.office import Office, WordedReply

CHAT = "4711"


def queue(office: Office, *texts: str, choices: tuple[OfferedChoice, ...] = ()) -> None:
    """Replies that wait for the chat, in this order."""
    now = office.clock.now()
    with office.store.begin() as tx:
        for n, text in enumerate(texts):
            tx.outbox.add(_message(office, f"m{n}", WordedReply(text, choices, 1), now))


def _message(office: Office, id: str, reply: WordedReply, now: datetime) -> OutboxMessage:
    return OutboxMessage(
        id, office.platform, "telegram", "reply", id, CHAT, reply.as_json(), not_before=now
    )


def states(office: Office) -> list[str]:
    return [m.state for m in reversed(posted(office, "reply"))]


def test_a_flood_is_obeyed_and_the_messages_arrive_once_and_in_order(
    office: Office, clock: StillClock
) -> None:
    async def scene() -> None:
        async with emulator() as api:
            bot = Bot(office, api)
            queue(office, "een", "twee", "drie")
            api.floods = 1
            await bot.deliver()
            assert api.calls("sendMessage") == []
            for _ in range(3):
                clock.advance(timedelta(seconds=1))
                await bot.deliver()
            assert [m["text"] for m in api.calls("sendMessage")] == ["een", "twee", "drie"]
            assert states(office) == ["sent"] * 3
            await bot.channel.close()

    asyncio.run(scene())


def test_a_message_waits_the_time_that_telegram_asked(office: Office, clock: StillClock) -> None:
    async def scene() -> None:
        async with emulator() as api:
            bot = Bot(office, api)
            queue(office, "een")
            api.floods = 1
            await bot.deliver()
            (message,) = posted(office, "reply")
            assert message.not_before == clock.now() + timedelta(seconds=2)
            await bot.channel.close()

    asyncio.run(scene())


def test_a_flood_in_the_middle_of_a_split_text_repeats_nothing(
    office: Office, clock: StillClock
) -> None:
    async def scene() -> None:
        async with emulator() as api:
            bot = Bot(office, api)
            sentences = " ".join(f"Zin nummer {n}." for n in range(600))
            queue(office, sentences, choices=(OfferedChoice("1", "Kies 1"),))
            bot.channel._api().say = _flooded_at_the_second(bot, api)  # type: ignore[method-assign]
            await bot.deliver()
            clock.advance(timedelta(seconds=3))
            await bot.deliver()
            sent = api.calls("sendMessage")
            assert " ".join(m["text"] for m in sent) == sentences
            assert ["reply_markup" in m for m in sent] == [False] * (len(sent) - 1) + [True]
            await bot.channel.close()

    asyncio.run(scene())


def _flooded_at_the_second(bot: Bot, api: object):  # type: ignore[no-untyped-def]
    say, calls = bot.channel._api().say, []

    async def flooded(*args):  # type: ignore[no-untyped-def]
        calls.append(args)
        bot.api.floods = 1 if len(calls) == 2 else 0
        await say(*args)

    return flooded


def test_who_blocked_the_bot_is_not_written_to_again(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api:
            bot = Bot(office, api)
            api.blocked = {CHAT}
            queue(office, "een")
            await bot.deliver()
            (message,) = posted(office, "reply")
            assert (message.state, message.attempts) == ("failed", 1)
            assert "blocked by the user" in message.answer
            await bot.channel.close()

    asyncio.run(scene())


@pytest.mark.parametrize("address", ["0", "anna@gemeente.example", ""])
def test_a_chat_that_is_none_is_refused_for_good(office: Office, address: str) -> None:
    async def scene() -> None:
        async with emulator() as api:
            bot = Bot(office, api)
            message = OutboxMessage(
                "m", office.platform, "telegram", "reply", "m", address, WordedReply("x").as_json()
            )
            outcome = await bot.channel.send(message, _open)
            assert outcome is not None and outcome.permanent
            await bot.channel.close()

    asyncio.run(scene())


async def _open() -> bool:
    return True


def test_a_fault_of_telegrams_is_tried_again_soon(office: Office, clock: StillClock) -> None:
    async def scene() -> None:
        async with emulator() as api:
            bot = Bot(office, api)
            queue(office, "een", "twee")
            api.faults = 1
            await bot.deliver()
            for _ in range(2):
                clock.advance(timedelta(seconds=16))
                await bot.deliver()
            assert [m["text"] for m in api.calls("sendMessage")] == ["een", "twee"]
            await bot.channel.close()

    asyncio.run(scene())


def test_no_answer_after_sending_is_doubt(office: Office) -> None:
    async def scene() -> None:
        async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.close()

        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            channel = TelegramChannel(office, TOKEN, api_url=f"http://127.0.0.1:{port}")
            queue(office, "een")
            await Delivery(office, {"telegram": channel}).all_due()
            assert states(office) == ["in_doubt"]
            await channel.close()

    asyncio.run(scene())


def test_an_unreachable_telegram_costs_no_attempt_and_shows_no_token(
    office: Office, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    async def scene() -> None:
        channel = TelegramChannel(office, TOKEN, api_url="http://127.0.0.1:9")
        queue(office, "een")
        await Delivery(office, {"telegram": channel}).all_due()
        (message,) = posted(office, "reply")
        assert (message.state, message.attempts) == ("queued", 0)
        with pytest.raises(TelegramProblem) as problem:
            await who_am_i(TOKEN, "http://127.0.0.1:9")
        out, err = capfd.readouterr()
        shown = f"{message.answer} {problem.value} {out} {err} {caplog.text}"
        assert "ConnectError" in shown and TOKEN.split(":")[1] not in shown
        await channel.close()

    caplog.set_level(logging.DEBUG, "httpx")
    asyncio.run(scene())


def test_a_token_telegram_does_not_know_is_told_clearly(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api:
            bot = Bot(office, api)
            assert await who_am_i(TOKEN, api.url) == "matchbot_bot"
            api.token_known = False
            queue(office, "een")
            await bot.deliver()
            (message,) = posted(office, "reply")
            assert (message.state, "BotFather" in message.answer) == ("failed", True)
            with pytest.raises(BadToken, match="does not know this token"):
                await who_am_i(TOKEN, api.url)
            await bot.channel.close()

    asyncio.run(scene())


@pytest.mark.parametrize(
    "token", ["", "abc", "12345", "123456789:", "123456789:too short", "x:" + "a" * 35]
)
def test_a_token_of_the_wrong_form_is_refused_at_once(office: Office, token: str) -> None:
    with pytest.raises(BadToken, match="BotFather") as problem:
        TelegramChannel(office, token)
    assert not token or token not in str(problem.value)


def test_markup_in_a_text_stays_text(office: Office) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            await bot.phone().says(f"<b>{NEED} & [x](http://evil.example) _y_</b>")
            sent = api.calls("sendMessage")
            assert sent and all("parse_mode" not in m and "entities" not in m for m in sent)

    asyncio.run(scene())

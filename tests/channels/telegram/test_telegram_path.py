"""The main job on Telegram: from a sentence to an accepted lead and its outcome."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

from aiohttp import web
from bot_at_work import (
    NEED,
    WHO,
    Bot,
    Emulator,
    Phone,
    emulator,
    letters,
    polling,
    running,
    served,
)
from cast import Mailbox, StillClock, body, link_in

from matchbot.channels.telegram import TelegramWebhook
from matchbot.flows.followup import follow_up
from matchbot.flows.leads import answer_lead
from matchbot.flows.office import Office

SECRET = "a-secret_of-the-tests"


async def _introduced(phone: Phone, maildir: Mailbox, *, choose: str) -> list[str]:
    """From /start to the leads; the key words in the letters to the WISEs."""
    hello = "\n".join(await phone.says("/start"))
    assert "computerprogramma" in hello and "mens" in hello and "Lunch" in hello
    shown = "\n".join(await phone.says(NEED))
    assert re.findall(r"^(\d)\. ", shown, re.MULTILINE) == ["1", "2", "3"]
    labels = [label for label, _ in phone.keyboards()[-1]]
    assert labels == ["Kies 1", "Kies 2", "Kies 3", "Meer laten zien"]
    pressed = choose.startswith("Kies")
    asked = await (phone.presses(choose) if pressed else phone.says(choose))
    assert "e-mailadres" in asked[-1]
    assert "anna@gemeente.example" in "\n".join(await phone.says(WHO))
    (confirm,) = await letters(maildir)
    code = re.search(r"\d{6}", body(confirm))
    assert code
    sent = "\n".join(await phone.says(code[0]))
    to_wises = await letters(maildir)
    assert to_wises and all(letter["To"].addresses[0].display_name in sent for letter in to_wises)
    return [link_in(letter, "lead") for letter in to_wises]


async def _accepted_and_followed_up(
    bot: Bot, phone: Phone, word: str, clock: StillClock, maildir: Mailbox
) -> None:
    page, changed = await asyncio.to_thread(answer_lead, bot.office, word, "accept")
    assert changed
    await bot.push()
    (told,) = await phone.heard()
    assert page.wise.name in told and page.wise.email in told
    assert len(await letters(maildir)) == 2
    clock.advance(timedelta(days=30))
    assert await asyncio.to_thread(follow_up, bot.office)
    await bot.push()
    *_, question = await phone.heard()
    assert page.wise.name in question
    await phone.presses("Het is gelukt")
    with bot.office.store.read() as tx:
        lead = tx.leads.get(page.lead.id)
    assert lead is not None and lead.state == "won"


def test_a_buyer_reaches_two_wises_by_polling(
    office: Office, maildir: Mailbox, clock: StillClock
) -> None:
    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            phone = bot.phone()
            words = await _introduced(phone, maildir, choose="1 en 3")
            assert len(words) == 2
            await _accepted_and_followed_up(bot, phone, words[0], clock, maildir)
            assert bot.states().keys() == {"handled"}

    asyncio.run(scene())


def test_a_buyer_reaches_a_wise_by_webhook(
    office: Office, maildir: Mailbox, clock: StillClock
) -> None:
    async def scene() -> None:
        async with emulator() as api:
            bot = Bot(office, api)
            webhooks: list[TelegramWebhook] = []
            async with served(_receiver(webhooks)) as site:
                webhooks.append(bot.channel.webhook(SECRET, site))
                webhook = webhooks[0]
                async with running(bot, webhook.register):
                    await _registered(api)
                    phone = bot.phone()
                    (word,) = await _introduced(phone, maildir, choose="Kies 1")
                    await _accepted_and_followed_up(bot, phone, word, clock, maildir)
            assert len(api.calls("answerCallbackQuery")) == 2
            assert bot.states().keys() == {"handled"}

    asyncio.run(scene())


def test_the_first_words_on_telegram_say_that_a_machine_answers_in_the_phones_language(
    office: Office,
) -> None:
    machine = {
        "nl": "een computerprogramma",
        "en": "a computer program",
        "fr": "un programme informatique",
        "de": "einem Computerprogramm",
    }

    async def scene() -> None:
        async with emulator() as api, polling(office, api) as bot:
            for number, (language, words) in enumerate(machine.items(), 1):
                first, *_ = await bot.phone(number, language_code=language).says("/start")
                assert words in first
                assert "vraag@sociaal-amsterdam.example" in first

    asyncio.run(scene())


def _receiver(webhooks: list[TelegramWebhook]) -> web.Application:
    """A web that hands Telegram's posts on, as the platform's own web does."""

    async def receive(request: web.Request) -> web.Response:
        if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != webhooks[0].secret:
            return web.Response(status=403)
        await asyncio.to_thread(webhooks[0].receive, await request.read())
        return web.Response()

    app = web.Application()
    app.router.add_post("/telegram", receive)
    return app


async def _registered(api: Emulator) -> None:
    async with asyncio.timeout(5):
        while not api.calls("setWebhook"):
            await asyncio.sleep(0.01)

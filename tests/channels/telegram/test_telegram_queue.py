"""The operator's queue in Telegram: the same decisions as on the page, by the same flows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from bot_at_work import Bot, Phone, emulator, letters, polling
from cast import OPERATOR, Mailbox, body
from test_telegram_linked import edited, tap

from matchbot.core.application import Applied
from matchbot.core.offering import Catalogue, Offering
from matchbot.flows.joining import apply
from matchbot.flows.linking import make_chat_link
from matchbot.flows.login import Member, member_at
from matchbot.flows.office import Office
from matchbot.flows.operating import close_task, decide_application
from matchbot.flows.staff import call_staff

BROOD = Applied("Het Warme Brood", "Wij bakken brood.", "Amsterdam", "1031 KL")
SCOPES = {
    "network": ("nel@netwerk.example",), "city": ("cor@stad.example",),
    "viewers": ("vera@raad.example",),
}  # fmt: skip


@asynccontextmanager
async def staff(office: Office) -> AsyncIterator[Bot]:
    """The bot of a platform with people of every scope."""
    office = replace(office, rules=replace(office.rules, **SCOPES))
    async with emulator() as api, polling(office, api) as bot:
        await bot.phone(1).says("/start")
        yield bot


async def linked(bot: Bot, address: str, number: int = 4901) -> Phone:
    with bot.office.store.read() as tx:
        member = member_at(tx, bot.office, address)
    phone = bot.phone(number)
    payload = make_chat_link(bot.office, member).partition("start=")[2]
    assert "/queue" in (await phone.says(f"/start {payload}"))[0]
    return phone


def waits(office: Office) -> None:
    """An application, a new offering and a complaint."""
    now = office.clock.now()
    apply(office, "bak@brood.example", BROOD, "nl")
    wise = next(iter(office.knowledge().catalogue.wises))
    made = Offering(f"{wise}-{'zo-lang-als-een-id-maar-zijn-kan-' * 3}", wise, "Nieuwe taarten")
    with office.store.begin() as tx:
        tx.catalogue.put(Catalogue(offerings={made.id: made}), now)
        tx.catalogue.hide(made.id, "waiting", now)
        call_staff(tx, office, "complaint", "id-1", "Niemand antwoordt mij.", now)


def trail(office: Office) -> list[tuple[str, str, str]]:
    with office.store.read() as tx:
        lines = tx.audit.newest()
    return [(line.actor, line.act, line.channel) for line in lines if line.act[:4] != "chat"]


def test_what_waits_comes_one_by_one_and_is_approved_in_place(
    office: Office, maildir: Mailbox
) -> None:
    async def scene() -> None:
        async with staff(office) as bot:
            await asyncio.to_thread(waits, bot.office)
            phone = await linked(bot, OPERATOR)
            (first,) = await phone.says("/queue")
            assert first.startswith("1 van 3") and "Het Warme Brood" in first
            shown = await tap(phone, "Keur goed")
            assert shown.startswith("Gedaan: Het Warme Brood") and "Nieuwe taarten" in shown
            shown = await tap(phone, "Keur goed")
            assert "Niemand antwoordt mij." in shown
            assert "Er wacht niets" in await tap(phone, "Klaar")
            done = ("task.close", "offering.approve", "application.approve")
            assert trail(bot.office)[:3] == [(OPERATOR, act, "telegram") for act in done]
            assert {"bak@brood.example"} <= {m["To"] for m in await letters(maildir)}

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("button", "act", "state"), [("Vraag", "ask", "asked"), ("Wijs af", "refuse", "refused")]
)
def test_a_question_or_refusal_takes_the_words_that_are_typed(
    office: Office, maildir: Mailbox, button: str, act: str, state: str
) -> None:
    async def scene() -> None:
        async with staff(office) as bot:
            await asyncio.to_thread(apply, bot.office, "bak@brood.example", BROOD, "nl")
            await letters(maildir)
            phone = await linked(bot, OPERATOR)
            await phone.says("/queue")
            assert "Het Warme Brood" in await tap(phone, button)
            (said,) = await phone.says("Hoeveel mensen werken er?")
            assert said.startswith("Gedaan: Het Warme Brood")
            with bot.office.store.read() as tx:
                (there,) = tx.applications.find((state,))
            assert there.steps[-1].text == "Hoeveel mensen werken er?"
            assert trail(bot.office)[0] == (OPERATOR, f"application.{act}", "telegram")
            (told,) = await letters(maildir)
            assert told["To"] == "bak@brood.example" and "Hoeveel mensen" in body(told)

    asyncio.run(scene())


def test_what_somebody_else_decided_meanwhile_is_said(office: Office) -> None:
    async def scene() -> None:
        async with staff(office) as bot:
            await asyncio.to_thread(waits, bot.office)
            phone = await linked(bot, OPERATOR)
            await phone.says("/queue")
            page = Member(OPERATOR, scope="operator")
            with bot.office.store.read() as tx:
                (there,) = tx.applications.find(("new",))
                (task,) = tx.tasks.open()
            await asyncio.to_thread(decide_application, bot.office, page, there.id, "approve")
            await asyncio.to_thread(close_task, bot.office, page, task.id)
            shown = await tap(phone, "Keur goed")
            assert "iemand anders was sneller" in shown and "Nieuwe taarten" in shown
            approved = [line for line in trail(bot.office) if line[1] == "application.approve"]
            assert approved == [(OPERATOR, "application.approve", "web")]

    asyncio.run(scene())


def test_who_may_only_look_sees_no_buttons_and_decides_nothing(office: Office) -> None:
    async def scene() -> None:
        async with staff(office) as bot:
            await asyncio.to_thread(waits, bot.office)
            operator = await linked(bot, OPERATOR)
            await operator.says("/queue")
            approve = dict(operator.keyboards()[-1])["Keur goed"]
            city = await linked(bot, "cor@stad.example", 4902)
            (shown,) = await city.says("/queue")
            assert "Het Warme Brood" in shown
            assert [label for label, _ in city.keyboards()[-1]] == ["Volgende"]
            value = bot.channel._seal.read(str(operator.number), approve)[0]
            await city.sends_back(bot.channel._seal.data(str(city.number), value, 0, 0))
            assert "niet beslissen" in edited(bot)[0]
            viewer = await linked(bot, "vera@raad.example", 4903)
            assert "niets" in (await viewer.says("/queue"))[0]
            network = await linked(bot, "nel@netwerk.example", 4904)
            assert "1 van 2" in (await network.says("/queue"))[0]
            assert [act for _, act, _ in trail(bot.office)] == ["application.new"]

    asyncio.run(scene())


def test_who_is_no_operator_any_more_sees_nothing(office: Office) -> None:
    async def scene() -> None:
        async with staff(office) as bot:
            phone = await linked(bot, "cor@stad.example")
            bot.office = bot.channel._office = replace(office)
            await asyncio.to_thread(waits, bot.office)
            (said,) = await phone.says("/queue")
            assert "Brood" not in said

    asyncio.run(scene())

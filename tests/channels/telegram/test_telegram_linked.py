"""Somebody of a WISE's team answers leads in Telegram."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from bot_at_work import NEED, TOKEN, WHO, Bot, Phone, emulator, letters, polling
from cast import Mailbox, StillClock, body, buyer, link_in, posted

from matchbot.channels.telegram.shape import MAX_DATA, seal_of
from matchbot.core.keys import hash_key
from matchbot.core.lead import DECLINE_REASONS, Lead
from matchbot.core.offering import Wise
from matchbot.flows.followup import follow_up, send_wise_notes
from matchbot.flows.inbox import handle_all
from matchbot.flows.leads import answer_lead
from matchbot.flows.linking import make_chat_link
from matchbot.flows.login import Member, member_at
from matchbot.flows.office import Office
from matchbot.flows.self_service import change_team

ELSE = 815


@dataclass
class Team:
    """A WISE that was chosen by a buyer in the web chat, and its people's phones."""

    bot: Bot
    maildir: Mailbox
    says: Any
    wise: Wise

    @property
    def office(self) -> Office:
        return self.bot.office

    def link(self, address: str = "") -> str:
        with self.office.store.read() as tx:
            member = member_at(tx, self.office, (address or self.wise.email).lower())
        url = make_chat_link(self.office, member)
        assert url.startswith("https://t.me/matchbot_bot?start=link_")
        return url.partition("start=")[2]

    async def linked(self, phone: Phone | None = None, address: str = "") -> Phone:
        """A phone whose chat acts for the WISE."""
        phone = phone or self.bot.phone(4801)
        await phone.says(f"/start {self.link(address)}")
        return phone

    async def asks(self) -> list[str]:
        """The buyer chooses the first match; the key words in the letters to the WISE."""
        await asyncio.to_thread(_choose, self.says, self.maildir)
        return [link_in(m, "lead") for m in await letters(self.maildir) if "/lead/" in body(m)]

    def lead(self) -> Lead:
        with self.office.store.read() as tx:
            return tx.leads.find()[0]


def _choose(says: Any, maildir: Mailbox) -> None:
    says(NEED)
    says("1")
    says(WHO)
    code = re.search(r"\d{6}", str(maildir.deliver()[-1]["Subject"]))
    assert code
    says(code[0])


@asynccontextmanager
async def team(office: Office, maildir: Mailbox) -> AsyncIterator[Team]:
    first = buyer(office, "somebody")(NEED).matches[0].wise
    async with emulator() as api, polling(office, api) as bot:
        await bot.phone(1).says("/start")  # by then the bot knows its name
        yield Team(bot, maildir, buyer(office), first)


def edited(bot: Bot) -> tuple[str, dict[str, str]]:
    """The newest text that took another's place, and the data of its buttons by label."""
    call = bot.api.calls("editMessageText")[-1]
    markup = json.loads(call["reply_markup"]) if "reply_markup" in call else {}
    rows = markup.get("inline_keyboard", [])
    return str(call["text"]), {b["text"]: b["callback_data"] for row in rows for b in row}


async def tap(phone: Phone, label: str) -> str:
    """Press a button of the message that was edited last, or else of the newest one."""
    if phone.bot.api.calls("editMessageText") and label in edited(phone.bot)[1]:
        await phone.sends_back(edited(phone.bot)[1][label])
    else:
        await phone.presses(label)
    return edited(phone.bot)[0]


def test_a_link_works_once_and_a_quarter_and_says_for_whom_the_chat_acts(
    office: Office, maildir: Mailbox, clock: StillClock
) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            payload = t.link()
            (said,) = await t.bot.phone(4801).says(f"/start {payload}")
            assert t.wise.name in said and t.wise.email in said
            assert "computerprogramma" in said and "vraag@sociaal-amsterdam.example" in said
            (again,) = await t.bot.phone(ELSE).says(f"/start {payload}")
            late = t.link()
            clock.advance(timedelta(minutes=16))
            *_, over = await t.bot.phone(ELSE).says(f"/start {late}")
            assert "werkt niet" in again and "werkt niet" in over
            with office.store.read() as tx:
                assert tx.chats.get("telegram", str(ELSE)) is None
                key = tx.keys.get(hash_key(payload.removeprefix("link_")))
            assert key is not None and key.purpose == "chat"

    asyncio.run(scene())


def test_a_lead_reaches_the_chat_as_well_as_the_letters_and_is_accepted_with_one_tap(
    office: Office, maildir: Mailbox
) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            phone = await t.linked()
            assert await t.asks()
            (lead,) = await phone.heard()
            for told in ("Gemeente Amsterdam", "40 personen", "Amsterdam-Noord", "12 december"):
                assert told in lead, lead
            assert "Waarom u" in lead and "anna@gemeente.example" not in lead
            yes, no, _ = phone.keyboards()[-1]
            assert (yes[0], no[0]) == ("Ja, dat kunnen wij", "Nee, dit kunnen wij niet")
            shown = await tap(phone, "Ja, dat kunnen wij")
            assert "anna@gemeente.example" in shown and t.lead().state == "accepted"
            assert {m["To"] for m in await letters(maildir)} >= {
                "Anna de Vries <anna@gemeente.example>"
            }
            await phone.says("Ongeveer 450 euro, met soep erbij")
            kept = t.lead()
            assert kept.note == "Ongeveer 450 euro, met soep erbij"
            assert kept.price is not None and kept.price.max == 450
            (passed,) = await letters(maildir)
            assert "met soep erbij" in body(passed)

    asyncio.run(scene())


def test_a_no_is_given_with_its_reason_in_one_tap_and_can_be_taken_back(
    office: Office, maildir: Mailbox
) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            phone = await t.linked()
            await t.asks()
            await phone.heard()
            await tap(phone, "Nee, dit kunnen wij niet")
            assert (
                t.lead().state == "notified" and len(edited(t.bot)[1]) == len(DECLINE_REASONS) + 1
            )
            shown = await tap(phone, "te druk")
            assert "te druk" in shown
            assert (t.lead().state, t.lead().reason) == ("declined", "too_busy")
            assert "40 personen" in await tap(phone, "Neem het antwoord terug")
            assert t.lead().state == "notified"
            assert len(t.bot.api.calls("editMessageText")) == 3  # all in one place

    asyncio.run(scene())


def test_what_was_answered_elsewhere_is_said_and_not_done_twice(
    office: Office, maildir: Mailbox
) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            phone = await t.linked()
            (word,) = await t.asks()
            await phone.heard()
            await asyncio.to_thread(answer_lead, office, word, "accept")
            shown = await tap(phone, "Ja, dat kunnen wij")
            assert "op de website" in shown and "anna@gemeente.example" in shown
            assert len(posted(office, "introduction")) == 2
            with office.store.read() as tx:
                steps = [line.step for line in tx.leads.events(t.lead().id)]
            assert steps.count("accept") == 1

    asyncio.run(scene())


def test_a_replayed_tap_answers_once(office: Office, maildir: Mailbox) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            phone = await t.linked()
            await t.asks()
            await phone.heard()
            for _ in range(2):
                await phone.presses("Ja, dat kunnen wij")
            assert len(posted(office, "introduction")) == 2
            assert "al op geantwoord" not in edited(t.bot)[0]

    asyncio.run(scene())


def test_a_question_goes_to_the_buyer_without_addresses_and_the_answer_comes_back(
    office: Office, maildir: Mailbox
) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            phone = await t.linked()
            await t.asks()
            await phone.heard()
            await tap(phone, "Stel een vraag")
            (passed,) = await phone.says("Mag het ook om 13 uur? Mail me op kok@veter.example")
            assert "Doorgestuurd" in passed and t.lead().state == "notified"
            (letter,) = await letters(maildir)
            assert "13 uur" in body(letter) and "kok@veter.example" not in body(letter)
            # What was asked is over: the next words are a turn like any other.
            assert "doorgestuurd" not in "\n".join(await phone.says("Schoonmaak in Noord")).lower()

    asyncio.run(scene())


@pytest.mark.parametrize("said", ["stop", "/help"])
def test_a_command_is_never_passed_on_as_words(office: Office, maildir: Mailbox, said: str) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            phone = await t.linked()
            await t.asks()
            await phone.heard()
            await tap(phone, "Stel een vraag")
            await phone.says(said)
            assert await letters(maildir) == []

    asyncio.run(scene())


def test_words_typed_much_later_are_no_answer(
    office: Office, maildir: Mailbox, clock: StillClock
) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            phone = await t.linked()
            await t.asks()
            await phone.heard()
            await tap(phone, "Stel een vraag")
            clock.advance(timedelta(hours=2))
            assert "1. " in "\n".join(await phone.says("Lunch voor 20 personen"))
            assert await letters(maildir) == []

    asyncio.run(scene())


def test_who_wants_leads_only_here_gets_no_letter_and_one_when_the_chat_is_gone(
    office: Office, maildir: Mailbox
) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            phone = await t.linked()
            assert "alleen hier" in await tap(phone, "Alleen in deze chat")
            assert await t.asks() == []
            t.bot.api.blocked = {str(phone.number)}
            assert await phone.heard() == []
            (letter,) = await letters(maildir)
            assert "/lead/" in body(letter) and letter["To"].addresses[0].addr_spec == t.wise.email
            with office.store.read() as tx:
                assert tx.chats.get("telegram", str(phone.number)) is None

    asyncio.run(scene())


def test_a_reminder_comes_by_one_channel_only(
    office: Office, maildir: Mailbox, clock: StillClock
) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            phone = await t.linked()
            await t.asks()
            assert len(await phone.heard()) == 1
            for _ in range(3 * 24):
                clock.advance(timedelta(hours=1))
                await asyncio.to_thread(follow_up, office)
            (again,) = await phone.heard()
            assert "nog niet op geantwoord" in again
            assert [
                m for m in await letters(maildir) if m["To"].addresses[0].addr_spec == t.wise.email
            ] == []

    asyncio.run(scene())


def test_a_lead_that_was_taken_back_is_told_where_it_was_told(
    office: Office, maildir: Mailbox
) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            phone = await t.linked()
            await t.asks()
            await phone.heard()
            await asyncio.to_thread(t.says, "trek mijn aanvraag in")
            await asyncio.to_thread(t.says, "ja")
            assert t.lead().state == "withdrawn"
            (off,) = await phone.heard()
            assert "ingetrokken" in off and "Gemeente" not in off
            await phone.presses("Ja, dat kunnen wij")
            assert t.lead().state == "withdrawn" and "ingetrokken" in edited(t.bot)[0]

    asyncio.run(scene())


def test_who_left_the_team_answers_nothing_any_more(office: Office, maildir: Mailbox) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            owner, mate = Member(t.wise.email, (t.wise.id,)), "els@thuis.example"
            await asyncio.to_thread(change_team, office, owner, t.wise.id, mate, add=True)
            phone = await t.linked(address=mate)
            assert await t.asks()  # a letter too: the registered address has no chat
            await phone.heard()
            await asyncio.to_thread(change_team, office, owner, t.wise.id, mate, add=False)
            await phone.presses("Ja, dat kunnen wij")
            assert t.lead().state == "notified" and "niet (meer)" in edited(t.bot)[0]

    asyncio.run(scene())


def test_a_button_of_another_chat_or_made_up_opens_no_lead(
    office: Office, maildir: Mailbox
) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            phone = await t.linked()
            await t.asks()
            await phone.heard()
            data = dict(phone.keyboards()[-1])["Ja, dat kunnen wij"]
            made_up = f"{'A' * 12}0:lead:{t.lead().id}:yes".ljust(MAX_DATA, "x")
            for tried in (data, made_up):
                assert "eerder bericht" in "\n".join(await t.bot.phone(ELSE).sends_back(tried))
            # Even a true seal of a chat that is not linked opens nothing.
            own = seal_of(TOKEN).data(str(ELSE), f"lead:{t.lead().id}:yes", 0, 0)
            await t.bot.phone(ELSE).sends_back(own)
            assert t.lead().state == "notified" and "niet gekoppeld" in edited(t.bot)[0]

    asyncio.run(scene())


def test_every_button_of_a_lead_fits_and_keeps_its_value() -> None:
    id, seal = "0" * 28, seal_of(TOKEN)
    acts = [*(f"no:{reason}" for reason in DECLINE_REASONS), "yes", "show", "undo", "ask", "say"]
    for act in acts:
        data = seal.data("9" * 16, f"lead:{id}:{act}", 0, 0)
        assert len(data.encode()) <= MAX_DATA
        assert seal.read("9" * 16, data) == (f"lead:{id}:{act}", 0)


def test_unlinked_is_unlinked_by_button_by_stop_and_by_blocking(
    office: Office, maildir: Mailbox
) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            phone = await t.linked()
            assert "losgekoppeld" in await tap(phone, "Koppel los")
            await t.linked(phone)
            await phone.says("/stop")
            await t.linked(phone)
            kicked = {"status": "kicked", "user": {"id": 123456789}}
            chat = {"id": phone.number, "type": "private"}
            member = {"chat": chat, "from": phone.person(), "new_chat_member": kicked}
            raw = json.dumps({"update_id": 999, "my_chat_member": member}).encode()
            await asyncio.to_thread(t.bot.channel.webhook("s", "https://m.example").receive, raw)
            await asyncio.to_thread(handle_all, office, {"telegram": t.bot.channel.read}, "t")
            with office.store.read() as tx:
                acts = [line.act for line in tx.audit.newest()]
                assert tx.chats.of([t.wise.email]) == []
            assert acts.count("chat.link") == acts.count("chat.unlink") == 3

    asyncio.run(scene())


def test_leads_that_wait_are_leafed_through_in_place(office: Office, maildir: Mailbox) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            phone = await t.linked()
            assert "geen vraag" in (await phone.says("/leads"))[0]
            await t.asks()
            t.says = buyer(office, "another")
            await t.asks()
            await phone.heard()
            assert (await phone.says("/leads"))[0].startswith("1 van 2")
            assert (await tap(phone, "Volgende")).startswith("2 van 2")
            assert (await tap(phone, "Volgende")).startswith("1 van 2")

    asyncio.run(scene())


def test_a_chat_that_is_not_linked_is_told_how(office: Office, maildir: Mailbox) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            phone = t.bot.phone(ELSE)
            for command in ("/leads", "/queue", "/link", "/unlink"):
                (said,) = await phone.says(command)
                assert "niet gekoppeld" in said and "https://match.example/nl/login" in said

    asyncio.run(scene())


def test_the_weekly_note_tells_of_it_who_has_no_chat_yet(office: Office, maildir: Mailbox) -> None:
    async def scene() -> None:
        async with team(office, maildir) as t:
            await t.asks()
            assert await asyncio.to_thread(send_wise_notes, office) == 1
            (week,) = await letters(maildir)
            assert f"https://match.example/nl/me/{t.wise.id}" in body(week)

    asyncio.run(scene())

"""A chat is linked to somebody of a WISE's team or of the platform, by a link made on their page.

Like a session, a linked chat only says who somebody is. What they may do is looked up each time,
so that whoever leaves a team is out at once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from matchbot.core.keys import hash_key
from matchbot.flows.audit import note
from matchbot.flows.leads import KeyRefused
from matchbot.flows.login import Member, member_at
from matchbot.flows.office import Office, make_key
from matchbot.flows.people import open_key
from matchbot.flows.ports import Transaction
from matchbot.flows.records import LinkedChat

LINK_HOLDS = timedelta(minutes=15)
#: Under this name the channel keeps how the bot is called.
BOT = "telegram.bot"
_START = "https://t.me/{bot}?start=link_{word}"


def bot_name(office: Office) -> str:
    """The name of the platform's bot; "" when there is none. Reads only."""
    with office.store.read() as tx:
        return tx.memory.get(BOT) or ""


def make_chat_link(office: Office, member: Member) -> str:
    """A link that links the chat it is opened in, once, within a quarter; "" without a bot."""
    now = office.clock.now()
    with office.store.begin() as tx:
        bot = tx.memory.get(BOT)
        if not bot:
            return ""
        word = make_key(tx, office, "chat", member.address, now, holds=LINK_HOLDS)
        return _START.format(bot=bot, word=word)


def chats_of_member(office: Office, member: Member) -> list[LinkedChat]:
    """The chats that are linked to this member. Reads only."""
    with office.store.read() as tx:
        return tx.chats.of([member.address])


def unlink_all(office: Office, member: Member) -> None:
    """No chat acts for this member any more: a telephone may be lost."""
    with office.store.begin() as tx:
        for chat in tx.chats.of([member.address]):
            unlink(tx, office, chat, office.clock.now(), channel=member.channel)


def link_chat(
    tx: Transaction, office: Office, word: str, chat: LinkedChat, now: datetime
) -> LinkedChat:
    """Spend the link's word; the chat as it is linked. Raises KeyRefused, for a second use too."""
    key = open_key(tx, office, word, "chat")
    member = member_at(tx, office, key.subject)
    if not (member.wises or member.scope) or not tx.keys.spend(hash_key(word), now):
        raise KeyRefused("expired")
    linked = replace(chat, address=key.subject, linked_at=now)
    tx.chats.save(linked)
    note(tx, office, key.subject, "chat.link", key.subject, now, channel=chat.channel)
    return linked


def unlink(
    tx: Transaction, office: Office, chat: LinkedChat, now: datetime, *, channel: str = ""
) -> None:
    """The chat acts for nobody any more; leads go by letter again."""
    if tx.chats.remove(chat.channel, chat.chat):
        where = channel or chat.channel
        note(tx, office, chat.address, "chat.unlink", chat.address, now, channel=where)


def member_in(tx: Transaction, office: Office, chat: LinkedChat) -> Member:
    """Who acts in this chat, and for whom, as things stand."""
    return replace(member_at(tx, office, chat.address), channel=chat.channel)

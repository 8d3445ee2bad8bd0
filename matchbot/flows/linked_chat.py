"""What comes in a linked chat: a link to link it, commands, pressed buttons, typed words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from matchbot.core.dialogue.advance import greeting
from matchbot.core.dialogue.commands import command_of
from matchbot.core.dialogue.conversation import OfferedChoice, Turn
from matchbot.core.inbox import InboxItem
from matchbot.core.said import say
from matchbot.flows.enquiry import Busy
from matchbot.flows.leads import KeyRefused
from matchbot.flows.linked_leads import At, Said, act_on_lead, take_words, waiting_leads
from matchbot.flows.linked_queue import act_on_queue, decide_with_words
from matchbot.flows.linking import link_chat, member_in, unlink
from matchbot.flows.office import Office, WordedReply
from matchbot.flows.ports import Transaction
from matchbot.flows.records import LinkedChat
from matchbot.flows.wise_chats import post_to_chat

#: What may be typed with a slash. What a button holds begins with one of these, too.
COMMANDS = ("queue", "leads", "link", "unlink")
#: Typed words that come later than this are no answer to what was asked.
ASKED_HOLDS = timedelta(hours=1)


@dataclass(frozen=True)
class Heard:
    """A command or button's value, the word of a link, or typed words; `over` the pressed message."""

    channel: str
    chat: str
    language: str
    act: str = ""
    word: str = ""
    text: str = ""
    over: int = 0


def may_answer(turn: Turn) -> bool:
    """Typed words that are no command: "stop" is never passed on to anybody."""
    plain = turn.event == "said" and not turn.choice and not turn.text.startswith("/")
    return plain and bool(turn.text.strip()) and command_of(turn.text) is None


def words_awaited(office: Office, channel: str, chat: str) -> bool:
    """Whether the next words typed in this chat answer something. Reads only."""
    with office.store.read() as tx:
        there = tx.chats.get(channel, chat)
    return there is not None and bool(_still_asked(there, office.clock.now()))


def _still_asked(chat: LinkedChat, now: datetime) -> str:
    fresh = chat.asked_at is not None and now - chat.asked_at <= ASKED_HOLDS
    return chat.asked if fresh else ""


def take_heard(office: Office, item: InboxItem, owner: str, heard: Heard) -> None:
    """Do what was asked for, answer, and mark the inbox item. Raises Busy.

    An operator's decision has a transaction of its own before this one; done twice it finds that
    nothing waits any more.
    """
    now = office.clock.now()
    decided = _in_the_queue(office, heard, now)
    with office.store.begin() as tx:
        chat = tx.chats.get(heard.channel, heard.chat)
        said = decided or _answered(tx, office, chat, heard, item, now)
        linked = tx.chats.get(heard.channel, heard.chat)
        if linked is not None:
            asked_at = now if said.asked else None
            tx.chats.save(replace(linked, asked=said.asked, asked_at=asked_at))
        if not tx.inbox.finish(item, owner, "handled", now):
            raise Busy(heard.chat)
        there = linked or LinkedChat(heard.channel, heard.chat, "", heard.language)
        reply = replace(said.reply, over=heard.over)
        key = f"reply:{item.source}:{item.source_id}:0"
        post_to_chat(tx, office, there, reply, now, purpose="reply", dedupe_key=key)


def _in_the_queue(office: Office, heard: Heard, now: datetime) -> Said | None:
    """What an operator asks for or decides; None when it is about something else."""
    with office.store.read() as tx:
        chat = tx.chats.get(heard.channel, heard.chat)
        member = member_in(tx, office, chat) if chat else None
    if chat is None or member is None:
        return None
    asked = "" if heard.act else _still_asked(chat, now)
    if heard.act.partition(":")[0] == "queue":
        return act_on_queue(office, chat, member, heard.act)
    if asked.startswith("queue:"):
        return decide_with_words(office, chat, member, asked, heard.text)
    return None


def _answered(
    tx: Transaction,
    office: Office,
    chat: LinkedChat | None,
    heard: Heard,
    item: InboxItem,
    now: datetime,
) -> Said:
    if heard.word:
        return _linked(tx, office, heard, now)
    if chat is None:
        page = office.link(f"{heard.language}/login")
        return Said(WordedReply(_text(office, heard.language, "linked.none", link=page)))
    at = At(tx, office, chat, member_in(tx, office, chat), now,
            f"{item.source}:{item.source_id}")  # fmt: skip
    what, _, rest = heard.act.partition(":")
    if not what:
        return take_words(at, _still_asked(chat, now), heard.text)
    return ACTS[what](at, rest)


def _linked(tx: Transaction, office: Office, heard: Heard, now: datetime) -> Said:
    """The chat is linked; whoever never spoke with us hears first that a machine answers."""
    blank = LinkedChat(heard.channel, heard.chat, "", heard.language)
    talk = tx.conversations.find(heard.channel, heard.chat)
    hello = "" if talk and talk.greeted else office.wording.text(
        greeting(office.knowledge()), heard.language
    )  # fmt: skip
    try:
        chat = link_chat(tx, office, heard.word, blank, now)
    except KeyRefused:
        page = office.link(f"{heard.language}/login")
        shown = WordedReply(_text(office, heard.language, "linked.refused", link=page))
    else:
        shown = _settings(At(tx, office, chat, member_in(tx, office, chat), now))
    return Said(replace(shown, text="\n\n".join(filter(None, (hello, shown.text)))))


def _settings(at: At) -> WordedReply:
    """For whom the chat acts, what comes in it, and what may be changed."""
    catalogue = at.office.knowledge().catalogue
    names = [catalogue.wises[id].name for id in at.member.wises if id in catalogue.wises]
    lines, choices = [at.text("linked.done", email=at.chat.address)], list[tuple[str, str]]()
    if names:
        way = "linked.letters_too" if at.chat.letters else "linked.only_here"
        lines += [at.text("linked.leads_of", wises=tuple(names)), at.text(way)]
        choices = [("link:here", "linked.choose_here") if at.chat.letters
                   else ("link:both", "linked.choose_both")]  # fmt: skip
    if at.member.scope:
        lines.append(at.text("linked.queue_here"))
    labels = [*choices, ("unlink:", "linked.unlink")]
    return WordedReply("\n".join(lines), tuple(OfferedChoice(v, at.text(key)) for v, key in labels))


def _link(at: At, rest: str) -> Said:
    if rest in {"here", "both"}:
        at = replace(at, chat=replace(at.chat, letters=rest == "both"))
        at.tx.chats.save(at.chat)
    return Said(_settings(at))


def _unlink(at: At, rest: str) -> Said:
    unlink(at.tx, at.office, at.chat, at.now)
    return Said(WordedReply(at.text("linked.gone")))


def _leads(at: At, rest: str) -> Said:
    return waiting_leads(at, _number(rest))


def _lead(at: At, rest: str) -> Said:
    id, _, act = rest.partition(":")
    return act_on_lead(at, id, act)


def _number(rest: str) -> int:
    number = rest.removeprefix("next:")
    return int(number) if number.isdecimal() else 0


ACTS: dict[str, Callable[[At, str], Said]] = {
    "link": _link,
    "unlink": _unlink,
    "leads": _leads,
    "lead": _lead,
}
#: What the value of a button that acts here begins with.
BEGINNINGS = tuple(f"{name}:" for name in (*ACTS, "queue"))


def _text(office: Office, language: str, key: str, **facts: object) -> str:
    return office.wording.text(say(key, **facts), language)

"""A turn: somebody says something, or hears something, in a conversation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from time import perf_counter

from matchbot.core.addresses import same_address
from matchbot.core.dialogue.advance import advance
from matchbot.core.dialogue.conversation import (
    Advance,
    Conversation,
    Forget,
    KeepUnmet,
    OfferedChoice,
    Reply,
    Turn,
)
from matchbot.core.dialogue.pointing import pointed_line
from matchbot.core.inbox import InboxItem
from matchbot.core.lead import Contact
from matchbot.core.matching.match import Match
from matchbot.core.outbox import OutboxMessage
from matchbot.flows.effects import carry_out
from matchbot.flows.login import member_at
from matchbot.flows.mail_reply import post_answer
from matchbot.flows.office import Office, WordedReply, person_at
from matchbot.flows.ports import Transaction

#: Channels whose replies leave as chat messages through the outbox. By mail a turn has one letter
#: as its answer; on the other channels the conversation is read.
SENT_CHANNELS = frozenset({"telegram"})
MAX_KEPT = 10_000


class Busy(Exception):
    """Another turn of this conversation takes too long; nothing was changed."""


class AlreadySaid(Exception):
    """This very message was taken before; nothing was changed."""


class NoConversation(LookupError):
    """There is no conversation with this id."""


@dataclass(frozen=True)
class Answer:
    """What was answered to a turn, and what the dialogue knows after it."""

    conversation: Conversation
    replies: tuple[WordedReply, ...] = ()
    matches: tuple[Match, ...] = ()


def open_conversation(office: Office, channel: str, address: str, language: str) -> Conversation:
    """The conversation at this address, or a new one with a person of its own."""
    with office.store.read() as tx:
        if found := tx.conversations.find(channel, address):
            return found
    now = office.clock.now()
    with office.store.begin() as tx:
        if found := tx.conversations.find(channel, address):
            return found
        return _begin(tx, office, channel, address, language, now)


def _begin(
    tx: Transaction, office: Office, channel: str, address: str, language: str, now: datetime
) -> Conversation:
    person_id = person_at(tx, office, channel, address, language, now)
    # Who writes by mail has proven the address before there is a conversation.
    proven = address if channel == "mail" else ""
    made = Conversation(
        office.luck.id(), office.platform, channel, address, person_id, language=language,
        confirmed=proven, contact=Contact(email=proven),
    )  # fmt: skip
    tx.conversations.add(made, now)
    return made


def take_turn(
    office: Office,
    conversation_id: str,
    turn: Turn,
    *,
    client_id: str | None = None,
    item: InboxItem | None = None,
    item_owner: str = "",
) -> Answer:
    """Take one turn: lease, think outside any transaction, save everything in one.

    `client_id` makes a repeated post harmless (raises AlreadySaid); `item` is the inbox row this
    turn came from: it is marked handled in the same transaction. Raises Busy, NoConversation.
    """
    now, owner = office.clock.now(), office.luck.id()
    before = _lease(office, conversation_id, owner)
    before = replace(before, mail=turn.mail or before.mail)
    try:
        done = _thought(office, before, turn, now)
        replies = tuple(_worded(office, r, done.conversation) for r in done.replies)
        replies = _leafed(replies, turn)
        with office.store.begin() as tx:
            _save_said(tx, office, before, turn, client_id, now)
            after, extra = carry_out(tx, office, _with_choices(done, replies), now)
            replies = (*replies, *extra)
            if item is not None and not tx.inbox.finish(item, item_owner, "handled", now):
                raise Busy(conversation_id)
            _save_answer(tx, office, after, done, replies, owner, item, now)
            if after.channel == "mail" and after.address:
                key = f"reply:{item.source}:{item.source_id}" if item else f"reply:{owner}"
                post_answer(tx, office, after, done, extra, turn, key, now)
    except BaseException:
        _free(office, conversation_id, owner)
        raise
    return Answer(after, replies, done.matches)


def _thought(office: Office, before: Conversation, turn: Turn, now: datetime) -> Advance:
    began = perf_counter()
    done = advance(before, turn, office.knowledge(), now)
    abstained = any(isinstance(effect, KeepUnmet) for effect in done.effects)
    ranked = bool(done.matches) or abstained
    seconds = perf_counter() - began
    office.meter.turn(before.channel, seconds, ranked=ranked, abstained=abstained)
    return done


def _lease(office: Office, conversation_id: str, owner: str) -> Conversation:
    patience = office.rules.turn_patience.total_seconds()
    waited = 0.0
    while True:
        now = office.clock.now()
        with office.store.begin() as tx:
            leased = tx.conversations.lease(
                conversation_id, owner, now, now + office.rules.turn_lease
            )
            if leased is not None:
                return _as_things_stand(tx, office, leased)
            if tx.conversations.get(conversation_id) is None:
                raise NoConversation(conversation_id)
        if waited >= patience:
            raise Busy(conversation_id)
        office.wait(0.05)
        waited += 0.05


def _as_things_stand(tx: Transaction, office: Office, c: Conversation) -> Conversation:
    c = _with_leads_as_they_stand(tx, c)
    if c.aim != "offering":
        return c
    # An address that is about to prove itself counts already: nothing is made before it did.
    address = c.contact.email if c.step == "code" else c.confirmed
    wises = member_at(tx, office, same_address(address)).wises if address else ()
    return replace(c, wises=wises)


def _with_leads_as_they_stand(tx: Transaction, c: Conversation) -> Conversation:
    """The post, the clock and WISEs move leads too; the dialogue must not speak of old states."""
    now = {v.id: lead.state for v in c.leads if (lead := tx.leads.get(v.id)) is not None}
    return replace(c, leads=tuple(replace(v, state=now.get(v.id, v.state)) for v in c.leads))


def _free(office: Office, conversation_id: str, owner: str) -> None:
    with office.store.begin() as tx:
        tx.conversations.release(conversation_id, owner)


def _worded(office: Office, reply: Reply, c: Conversation) -> WordedReply:
    text = "\n".join(office.wording.text(line, c.language) for line in reply.lines)
    choices = tuple(
        OfferedChoice(ch.value, office.wording.text(ch.label, c.language)) for ch in reply.choices
    )
    return WordedReply(text, choices, c.round)


def _leafed(replies: tuple[WordedReply, ...], turn: Turn) -> tuple[WordedReply, ...]:
    """The next page of a list takes the place of the page whose button was pressed."""
    if turn.choice != "more" or len(replies) != 1 or not replies[0].choices:
        return replies
    return (replace(replies[0], over=turn.facts.get("message", 0)),)


def _with_choices(done: Advance, replies: tuple[WordedReply, ...]) -> Advance:
    """Remember the labels that were shown, so that typing one is the same as pressing it."""
    shown = tuple(choice for r in replies for choice in r.choices)
    if not shown:
        return done
    return replace(done, conversation=replace(done.conversation, choices=shown))


def _save_said(
    tx: Transaction,
    office: Office,
    c: Conversation,
    turn: Turn,
    client_id: str | None,
    now: datetime,
) -> None:
    if turn.event not in {"said", "media", "location"}:
        return
    text = turn.text or next((o.label for o in c.choices if o.value == turn.choice), turn.choice)
    if pointed := pointed_line(turn.choice, c.language, office.knowledge()):
        text = f"{pointed}\n{turn.text}".strip()
    text = text if turn.event == "said" else f"[{turn.facts.get('what', turn.event)}]"
    if not tx.conversations.utter(c.id, "person", text[:MAX_KEPT], now, client_id=client_id):
        raise AlreadySaid(client_id)


def _save_answer(
    tx: Transaction,
    office: Office,
    after: Conversation,
    done: Advance,
    replies: tuple[WordedReply, ...],
    owner: str,
    item: InboxItem | None,
    now: datetime,
) -> None:
    forgotten = any(isinstance(e, Forget) for e in done.effects)
    if not forgotten and not tx.conversations.save(after, owner, now):
        raise Busy(after.id)
    for n, reply in enumerate(replies):
        if not forgotten:
            tx.conversations.utter(
                after.id, "bot", reply.text, now, choices=reply.choices, round=reply.round
            )
        if after.channel in SENT_CHANNELS and after.address:
            cause = f"{item.source}:{item.source_id}" if item else f"{owner}"
            tx.outbox.add(_chat_message(office, after, reply, f"reply:{cause}:{n}", now))


def _chat_message(
    office: Office, c: Conversation, reply: WordedReply, dedupe_key: str, now: datetime
) -> OutboxMessage:
    return OutboxMessage(
        id=office.luck.id(),
        platform=office.platform,
        channel=c.channel,
        purpose="reply",
        dedupe_key=dedupe_key,
        recipient=c.address,
        body=reply.as_json(),
        person_id=c.person_id,
        not_before=now,
        created_at=now,
    )

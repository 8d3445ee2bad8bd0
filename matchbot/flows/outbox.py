"""The outbox in three steps: claim, pass the gate, settle. The delivery loop calls them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from matchbot.core import lead as leads
from matchbot.core import outbox as states
from matchbot.core import pace
from matchbot.core.addresses import BadAddress, same_address
from matchbot.core.outbox import Evidence, OutboxMessage, Outcome
from matchbot.flows import digest, lead_chats, lead_letters, saved_needs
from matchbot.flows.office import Office
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Task

BATCH = 20
#: A message that wants to pass the gate (None), or what its attempt came to.
Move = tuple[OutboxMessage, Outcome | None]
#: Where the replicas agree on who may send next.
_NEXT_FREE = "outbox.{channel}.next_free"
#: Since when a restored database waits for an operator; empty: it does not.
_RESTORED = "outbox.restored"
#: Only these become a task when they could not leave; the others are found in the list.
_MISSED = frozenset({"lead", "introduction", "decision", "confirmation", "follow_up", "found"})


def claim(
    office: Office, owner: str, channels: Sequence[str], limit: int = BATCH
) -> list[OutboxMessage]:
    """Messages that are due, leased to `owner`. Nothing of them has left.

    Where a rate is set, `not_before` of each is the moment at which it may leave.
    """
    now = office.clock.now()
    until = now + office.rules.post.claimed
    with office.store.begin() as tx:
        claimed: list[OutboxMessage] = []
        for channel in channels:
            rate = office.rules.rates.get(channel, 0.0)
            if rate <= 0:
                claimed += tx.outbox.claim(owner, now, until, (channel,), limit - len(claimed))
            else:
                claimed += _paced(tx, owner, now, until, channel, rate, limit - len(claimed))
        return claimed


def _paced(
    tx: Transaction,
    owner: str,
    now: datetime,
    until: datetime,
    channel: str,
    rate: float,
    limit: int,
) -> list[OutboxMessage]:
    """Claim no more than the rate allows over all replicas, and say when each may leave."""
    name = _NEXT_FREE.format(channel=channel)
    known = tx.memory.get(name)
    free = pace.places(datetime.fromisoformat(known) if known else None, now, rate, limit)
    claimed = tx.outbox.claim(owner, now, until, (channel,), len(free)) if free else []
    if claimed:
        taken = free[: len(claimed)]
        tx.memory.set(name, pace.next_free(taken, rate).isoformat())
        return [replace(m, not_before=at) for m, at in zip(claimed, taken, strict=True)]
    return []


def write(office: Office, owner: str, moves: Sequence[Move]) -> list[OutboxMessage | None]:
    """Let messages pass the gate and settle attempts, all in one transaction.

    For each move the message as it stands after it; None when it must not be sent, or when it is
    no longer ours.
    """
    now = office.clock.now()
    with office.store.begin() as tx:
        entered = _enter(tx, office, [m for m, outcome in moves if outcome is None], owner, now)
        after = [
            entered.get(m.id) if outcome is None else _settle(tx, office, m, outcome, now)
            for m, outcome in moves
        ]
    return after


def pass_gate(office: Office, message: OutboxMessage, owner: str) -> OutboxMessage | None:
    """The last look before the first byte of content leaves: still ours, still wanted?

    Returns the message in state `sending`, committed; or None when it must not be sent.
    """
    return write(office, owner, [(message, None)])[0]


def settle(office: Office, message: OutboxMessage, outcome: Outcome, owner: str) -> OutboxMessage:
    """Write down what an attempt came to, and what follows from it."""
    return write(office, owner, [(message, outcome)])[0] or message


def _enter(
    tx: Transaction,
    office: Office,
    messages: Sequence[OutboxMessage],
    owner: str,
    now: datetime,
) -> dict[str, OutboxMessage]:
    """Those that are behind the gate now, by id. Who was erased has no claimed row any more."""
    held = [m for m in messages if m.lease_until is None or now <= m.lease_until]
    why = _pointless(tx, office, held)
    for message in held:
        if why[message.id]:
            tx.outbox.save(states.cancel(message, why[message.id], now), message)
    wanted = [states.enter(m, now, office.rules.post) for m in held if not why[m.id]]
    passed = tx.outbox.enter([m.id for m in wanted], owner, now + office.rules.post.sending)
    return {m.id: m for m in wanted if m.id in passed}


def _pointless(
    tx: Transaction, office: Office, messages: Sequence[OutboxMessage]
) -> dict[str, str]:
    """Why they lost their point, by id.

    What is read here is held until the commit: whoever says stop before it, is heard.
    """
    leads = lead_letters.states_for(tx, [m for m in messages if m.purpose in states.WANTED_LEADS])
    subscriptions = digest.states_for(tx, [m for m in messages if m.purpose == "digest"])
    subscriptions |= saved_needs.states_for(tx, [m for m in messages if m.purpose == "found"])
    mailed = {m.id: _names(office, m.recipient) for m in messages if m.channel == "mail"}
    suppressed = tx.suppressions.among({name for names in mailed.values() for name in names})
    return {
        m.id: states.pointless(
            m,
            suppressed=next((why for n in mailed.get(m.id, ()) if (why := suppressed.get(n))), ""),
            subscription=subscriptions.get(m.id),
            lead=leads.get(m.id),
        )
        for m in messages
    }


def _names(office: Office, recipient: str) -> tuple[str, ...]:
    """By which names it may be suppressed. What is no address is the sender's to refuse."""
    try:
        return office.rules.secrets.all_names(same_address(recipient))
    except BadAddress:
        return ()


def _settle(
    tx: Transaction, office: Office, message: OutboxMessage, outcome: Outcome, now: datetime
) -> OutboxMessage | None:
    after = states.settle(message, outcome, now, office.rules.post)
    written = tx.outbox.save(after, message)
    doubtful = tx.outbox.get(message.id) if not written and after.state == "sent" else None
    if doubtful is not None and doubtful.state == "in_doubt":
        # A yes is proof, however late it comes.
        after = states.settle(doubtful, outcome, now, office.rules.post)
        written = tx.outbox.save(after, doubtful)
    if not written:
        return None
    _follow(tx, office, after, now)
    return after


def _follow(tx: Transaction, office: Office, message: OutboxMessage, now: datetime) -> None:
    if message.state == "sent" and message.purpose == "lead":
        _notified(tx, office, message, now)
    if message.state == "sent" and message.purpose == "digest":
        digest.told(tx, message)
    if message.state not in {"failed", "unresolved"}:
        return
    if message.channel != "mail" and message.purpose in states.LEADS_TOLD:
        lead_chats.by_letter_instead(tx, office, message, now)
    elif message.purpose in _MISSED or message.reason == "stumbled":
        text = f"{message.recipient}: {message.answer or message.reason}"
        tx.tasks.add(Task(office.luck.id(), f"letter_{message.state}", message.id, text, now))


def _notified(tx: Transaction, office: Office, message: OutboxMessage, now: datetime) -> None:
    for lead in lead_letters.leads_of(tx, message):
        # A lead that is told by letter too counts from its letter: it may still gather others.
        if lead.state == "new" and (message.channel == "mail" or not lead.letter_id):
            moved, event = leads.move(lead, "notify", now, actor="post", channel=message.channel)
            lead_letters.keep(tx, office, moved, event, "new")


def give_back(office: Office, messages: Sequence[OutboxMessage]) -> None:
    """Claimed messages that will not be tried now: they wait again, as if never claimed."""
    with office.store.begin() as tx:
        for message in messages:
            tx.outbox.save(states.recover(message, office.clock.now()), message)


def tidy(office: Office) -> int:
    """Take back what a dead process held, and resolve doubt whose waiting time is over."""
    now = office.clock.now()
    return _take_back(office, now) + _resolve(office, now)


def _take_back(office: Office, now: datetime) -> int:
    with office.store.read() as tx:
        lapsed = tx.outbox.lapsed(now)
    if not lapsed:
        return 0
    with office.store.begin() as tx:
        moved = 0
        for message in lapsed:
            after = states.recover(message, now, office.rules.post)
            moved += tx.outbox.save(after, message)
    return moved


def _resolve(office: Office, now: datetime) -> int:
    with office.store.read() as tx:
        doubtful = tx.outbox.doubtful(now)
    if not doubtful:
        return 0
    evidence = _evidence(office, doubtful)
    moved = 0
    with office.store.begin() as tx:
        for message in doubtful:
            found = evidence.get(message.id, "none")
            after = states.resolve_doubt(message, now, found, office.rules.post)
            if after.state != "in_doubt" and tx.outbox.save(after, message):
                _follow(tx, office, after, now)
                moved += 1
    return moved


def _evidence(office: Office, doubtful: Sequence[OutboxMessage]) -> dict[str, Evidence]:
    """What the journal tells of each letter; asked outside any transaction."""
    letters = [m for m in doubtful if m.channel == "mail"]
    if office.journal is None or not letters:
        return {}
    began = {m.id: (m.not_before or office.clock.now()) - office.rules.post.doubt for m in letters}
    copies = office.journal.copies(min(began.values()))
    if copies is None:
        return dict.fromkeys(began, "unclear")
    alive = _last_copied(office, copies)
    return {
        m.id: "found"
        if m.message_id in copies
        else "absent"
        if alive is not None and alive > began[m.id]
        else "unclear"
        for m in letters
    }


def _last_copied(office: Office, copies: Collection[str]) -> datetime | None:
    """When the last letter was accepted whose copy the journal has: until then it is whole."""
    with office.store.read() as tx:
        sent = tx.outbox.find(state="sent", limit=500, bodies=False)
    return max(
        (m.settled_at for m in sent if m.settled_at and m.message_id in copies), default=None
    )


def retry(office: Office, message_id: str) -> OutboxMessage | None:
    """Send a failed or unresolved message again, on an operator's word."""
    return _again(office, message_id, {"failed", "unresolved"})


def release(office: Office, message_id: str) -> OutboxMessage | None:
    """Let a held message go, on an operator's word."""
    return _again(office, message_id, {"held"})


def release_all(office: Office) -> int:
    """Let everything go that is held, and the clock's work too; how many messages there were."""
    with office.store.begin() as tx:
        tx.memory.set(_RESTORED, "")
        return tx.outbox.release(office.clock.now())


def hold(office: Office) -> int:
    """Hold whatever has not left for sure; how many messages. For a restored database."""
    with office.store.begin() as tx:
        return hold_restored(tx, office.clock.now())


def hold_restored(tx: Transaction, now: datetime) -> int:
    """Hold what has not left for sure, and the clock's work, until an operator's word.

    What a restored database says of them is old: they may have left, and its jobs may have run,
    after the copy was made.
    """
    tx.memory.set(_RESTORED, now.isoformat())
    return tx.outbox.hold()


def waits_for_release(office: Office) -> bool:
    """Whether this database was restored and nobody has released it yet."""
    with office.store.read() as tx:
        return bool(tx.memory.get(_RESTORED))


def _again(office: Office, message_id: str, states_before: set[str]) -> OutboxMessage | None:
    now = office.clock.now()
    with office.store.begin() as tx:
        message = tx.outbox.get(message_id)
        if message is None or message.state not in states_before or not message.recipient:
            return None
        again = replace(
            message, state="queued", attempts=0, not_before=now, settled_at=None, reason=""
        )
        return again if tx.outbox.save(again, message) else None

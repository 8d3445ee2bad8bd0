"""The inbox: what came in is handled once, in order per thread; poison never blocks the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from matchbot.core.dialogue.conversation import Turn
from matchbot.core.inbox import InboxItem
from matchbot.flows.enquiry import Busy, NoConversation, open_conversation, take_turn
from matchbot.flows.office import Office
from matchbot.flows.push import told
from matchbot.flows.records import Task

LEASE = timedelta(minutes=2)
#: So many items are taken at once. After a crash their chats wait until the lease is over.
AT_ONCE = 4
MAX_TRIES = 3
#: An item with which so many processes died is taken for their end.
MAX_DEATHS = 10
BUSY_WAIT = timedelta(seconds=2)


@dataclass(frozen=True)
class Incoming:
    """An outside message as a turn: on which channel, from which address, in which language."""

    channel: str
    address: str
    turn: Turn
    language: str


class Deadly(Exception):
    """Again and again a process ended while it handled this item."""

    def __init__(self, times: int) -> None:
        super().__init__(f"{times} attempts to handle this did not come back")


#: Handles an item by itself and marks it, where a turn in one conversation is not all there is to it.
Deed = Callable[[Office, InboxItem, str], None]
#: Reads the raw bytes of one source. None: nothing to answer (the item is ignored).
Reader = Callable[[InboxItem], Incoming | Deed | None]


def handle_next(office: Office, readers: Mapping[str, Reader], owner: str) -> bool:
    """Handle the next item. False when there is none."""
    return handle_all(office, readers, owner, 1) > 0


def _handled(office: Office, readers: Mapping[str, Reader], item: InboxItem, owner: str) -> None:
    """Handle one taken item, whatever comes of it."""
    try:
        if item.attempts >= MAX_DEATHS:
            raise Deadly(item.attempts)
        _handle(office, readers, item, owner)
    except Busy:
        _later(office, item, owner)
    except Exception as problem:
        _failed(office, item, owner, problem)


def _handle(office: Office, readers: Mapping[str, Reader], item: InboxItem, owner: str) -> None:
    if item.source == "event":
        conversation_id, turn = told(item)
        try:
            take_turn(office, conversation_id, turn, item=item, item_owner=owner)
        except NoConversation:
            _finish(office, item, owner, "ignored", "the conversation was erased")
        return
    incoming = readers[item.source.partition(":")[0]](item)
    if incoming is None:
        _finish(office, item, owner, "ignored", "nothing to answer")
        return
    if not isinstance(incoming, Incoming):
        incoming(office, item, owner)
        return
    c = open_conversation(office, incoming.channel, incoming.address, incoming.language)
    take_turn(office, c.id, incoming.turn, item=item, item_owner=owner)


def _finish(office: Office, item: InboxItem, owner: str, state: str, reason: str) -> None:
    with office.store.begin() as tx:
        tx.inbox.finish(item, owner, state, office.clock.now(), reason)


def _later(office: Office, item: InboxItem, owner: str) -> None:
    """Its conversation is in the middle of another turn: no fault of this item."""
    with office.store.begin() as tx:
        tx.inbox.put_back(item, owner, office.clock.now() + BUSY_WAIT)


def _failed(office: Office, item: InboxItem, owner: str, problem: Exception) -> None:
    """Try again a few times; then put it aside, where the staff sees it."""
    now = office.clock.now()
    reason = f"{type(problem).__name__}: {problem}"[:500]
    with office.store.begin() as tx:
        if item.attempts + 1 < MAX_TRIES:
            tx.inbox.put_back(item, owner)
            return
        tx.inbox.finish(item, owner, "quarantined", now, reason)
        task = Task(office.luck.id(), "quarantined", f"{item.source}:{item.source_id}", reason, now)
        tx.tasks.add(task)


def again(office: Office, item_id: int) -> bool:
    """Handle an item that was put aside once more, on an operator's word."""
    with office.store.begin() as tx:
        return tx.inbox.again(item_id)


def handle_all(office: Office, readers: Mapping[str, Reader], owner: str, limit: int = 100) -> int:
    """Handle what waits, at most `limit` items; how many were handled.

    A few are taken at once, of different threads: one commit for all of them.
    """
    handled = 0
    while handled < limit:
        now = office.clock.now()
        with office.store.begin() as tx:
            most = min(AT_ONCE, limit - handled)
            taken = tx.inbox.take_some(owner, now, now + LEASE, most)
        if not taken:
            break
        for item in taken:
            _handled(office, readers, item, owner)
        handled += len(taken)
    return handled

"""The inbox: everything is handled once and in order, and poison blocks nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cast import StillClock, buyer, posted

from matchbot.core.dialogue.conversation import Turn
from matchbot.core.inbox import InboxItem
from matchbot.flows.enquiry import AlreadySaid, NoConversation, take_turn
from matchbot.flows.inbox import Incoming, again, handle_all, handle_next
from matchbot.flows.office import Office
from matchbot.flows.push import tell

OWNER = "process-1"


def reader(item: InboxItem) -> Incoming | None:
    """Reads "poison" with a fault, "noise" as nothing, and the rest as what was said."""
    text = item.raw.decode()
    if text == "poison":
        raise ValueError("cannot read this")
    return None if text == "noise" else Incoming("telegram", item.thread, Turn(text), "nl")


READERS = {"telegram": reader}


def receive(office: Office, source_id: str, text: str, thread: str = "chat-1") -> bool:
    with office.store.begin() as tx:
        now = office.clock.now()
        return tx.inbox.receive("telegram", source_id, thread, text.encode(), now)


def counts(office: Office) -> dict[str, int]:
    with office.store.read() as tx:
        return {state: n for state, n in tx.inbox.counts().items() if n}


def heard(office: Office, address: str = "chat-1") -> list[str]:
    with office.store.read() as tx:
        c = tx.conversations.find("telegram", address)
        return [u.text for u in tx.conversations.utterances(c.id) if u.who == "person"] if c else []


def test_poison_is_put_aside_and_the_rest_goes_on(office: Office) -> None:
    receive(office, "1", "poison")
    receive(office, "2", "lunch voor 40 personen", thread="chat-2")
    receive(office, "3", "hallo")
    handle_all(office, READERS, OWNER)
    assert counts(office) == {"quarantined": 1, "handled": 2}
    assert heard(office) == ["hallo"]
    assert heard(office, "chat-2") == ["lunch voor 40 personen"]
    with office.store.read() as tx:
        (task,) = tx.tasks.open()
    assert (task.kind, task.subject) == ("quarantined", "telegram:1")
    assert "cannot read this" in task.text


def test_a_source_that_nobody_reads_is_put_aside(office: Office) -> None:
    receive(office, "1", "hallo")
    handle_all(office, {}, OWNER)
    assert counts(office) == {"quarantined": 1}


def test_a_message_waits_while_its_conversation_is_busy_and_is_not_blamed(
    office: Office, clock: StillClock
) -> None:
    receive(office, "1", "hallo")
    handle_all(office, READERS, OWNER)
    receive(office, "2", "lunch in Noord")
    now = office.clock.now()
    with office.store.begin() as tx:
        c = tx.conversations.find("telegram", "chat-1")
        assert c is not None
        tx.conversations.lease(c.id, "a process that died", now, now + timedelta(seconds=60))
    for _ in range(8):  # more often than a message may fail
        handle_all(office, READERS, OWNER)
        assert heard(office) == ["hallo"]
        clock.advance(timedelta(seconds=7))
    clock.advance(timedelta(seconds=10))
    handle_all(office, READERS, OWNER)
    assert heard(office) == ["hallo", "lunch in Noord"]


def test_a_message_with_which_process_after_process_dies_is_put_aside(
    office: Office, clock: StillClock
) -> None:
    receive(office, "1", "hallo")
    for n in range(11):
        now = office.clock.now()
        with office.store.begin() as tx:
            tx.inbox.take(f"dead-{n}", now, now + timedelta(minutes=2))
        clock.advance(timedelta(minutes=2))
    for _ in range(3):
        handle_all(office, READERS, OWNER)
    assert counts(office) == {"quarantined": 1}
    with office.store.read() as tx:
        (aside,) = tx.inbox.find(state="quarantined")
    assert "did not come back" in aside.reason


def test_what_was_put_aside_is_handled_again_on_an_operators_word(office: Office) -> None:
    receive(office, "1", "hallo")
    handle_all(office, {}, OWNER)
    with office.store.read() as tx:
        (aside,) = tx.inbox.find(state="quarantined")
    assert again(office, aside.id)
    handle_all(office, READERS, OWNER)
    assert (counts(office), heard(office)) == ({"handled": 1}, ["hallo"])
    assert not again(office, aside.id)


def test_what_needs_no_answer_is_ignored(office: Office) -> None:
    receive(office, "1", "noise")
    handle_all(office, READERS, OWNER)
    assert counts(office) == {"ignored": 1}
    assert heard(office) == []


def test_messages_of_one_thread_are_handled_in_order(office: Office) -> None:
    texts = ["lunch in Noord", "voor 40 personen", "toch 60 personen", "op 12 december"]
    for n, text in enumerate(texts):
        receive(office, str(n), text)
    handle_all(office, READERS, OWNER)
    assert heard(office) == texts
    with office.store.read() as tx:
        c = tx.conversations.find("telegram", "chat-1")
    assert c is not None
    assert c.need is not None
    assert c.need.quantity is not None
    assert c.need.quantity.value == 60


def test_a_message_that_is_being_handled_holds_back_only_its_own_thread(office: Office) -> None:
    receive(office, "1", "lunch in Noord")
    receive(office, "2", "voor 40 personen")
    receive(office, "3", "hallo", thread="chat-2")
    now = office.clock.now()
    with office.store.begin() as tx:
        assert tx.inbox.take("process-2", now, now + timedelta(minutes=2)) is not None
    handle_all(office, READERS, OWNER)
    assert (heard(office), heard(office, "chat-2")) == ([], ["hallo"])


def test_what_a_dead_process_held_is_handled_after_its_lease(
    office: Office, clock: StillClock
) -> None:
    receive(office, "1", "hallo")
    now = office.clock.now()
    with office.store.begin() as tx:
        tx.inbox.take("process-2", now, now + timedelta(minutes=2))
    assert handle_all(office, READERS, OWNER) == 0
    clock.advance(timedelta(minutes=3))
    assert handle_all(office, READERS, OWNER) == 1
    assert heard(office) == ["hallo"]


def test_the_same_message_received_twice_is_answered_once(office: Office) -> None:
    assert receive(office, "1", "hallo")
    assert not receive(office, "1", "hallo")
    handle_all(office, READERS, OWNER)
    assert heard(office) == ["hallo"]
    assert len({m.dedupe_key for m in posted(office, "reply")}) == len(posted(office, "reply")) == 2


def test_the_replies_leave_by_the_outbox_in_order(office: Office) -> None:
    receive(office, "1", "hallo")
    handle_all(office, READERS, OWNER)
    keys = [m.dedupe_key for m in reversed(posted(office, "reply"))]
    assert keys == ["reply:telegram:1:0", "reply:telegram:1:1"]


def test_an_event_is_told_once(office: Office) -> None:
    c = buyer(office)("hallo").conversation
    turn = Turn(event="confirmed", facts={"email": "anna@stad.example"})
    for _ in range(2):
        with office.store.begin() as tx:
            tell(tx, c.id, turn, "confirmed:1", office.clock.now())
    assert handle_all(office, READERS, OWNER) == 1
    with office.store.read() as tx:
        said = [u.text for u in tx.conversations.utterances(c.id)]
    assert len([text for text in said if "bevestigd" in text]) == 1


def test_an_event_for_a_conversation_that_was_erased_is_ignored(office: Office) -> None:
    with office.store.begin() as tx:
        tell(tx, "gone", Turn(event="confirmed"), "confirmed:1", office.clock.now())
    handle_all(office, READERS, OWNER)
    assert counts(office) == {"ignored": 1}


def test_an_empty_inbox_has_nothing_to_handle(office: Office) -> None:
    assert not handle_next(office, READERS, OWNER)


def test_no_more_is_handled_at_once_than_asked(office: Office) -> None:
    for n in range(5):
        receive(office, str(n), "noise", thread=f"chat-{n}")
    assert handle_all(office, READERS, OWNER, limit=3) == 3
    assert handle_all(office, READERS, OWNER, limit=3) == 2


def test_a_post_that_is_repeated_is_said_once(office: Office) -> None:
    c = buyer(office)("hallo").conversation
    take_turn(office, c.id, Turn("lunch in Noord"), client_id="page-1")
    with pytest.raises(AlreadySaid):
        take_turn(office, c.id, Turn("lunch in Noord"), client_id="page-1")
    with office.store.read() as tx:
        said = [u.text for u in tx.conversations.utterances(c.id) if u.who == "person"]
    assert said == ["hallo", "lunch in Noord"]
    buyer(office)("en toen?")  # the refused turn left no lease behind


def test_a_turn_in_no_conversation_is_refused(office: Office) -> None:
    with pytest.raises(NoConversation):
        take_turn(office, "gone", Turn("hallo"))

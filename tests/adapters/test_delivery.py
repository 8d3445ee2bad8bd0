"""Delivery: every letter leaves once, or it is known why not."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from cast import SENDER, Mailbox, StillClock, buyer, deliver_with, link_in, posted, read, subscriber

from matchbot.adapters import smtp as smtp_module
from matchbot.adapters.delivery import Delivery
from matchbot.adapters.letters import MimeLetterWriter
from matchbot.adapters.maildir import MaildirSender, letter_name, letters_in
from matchbot.adapters.smtp import Relay, SmtpSender, try_relay
from matchbot.core.outbox import OutboxMessage, Outcome
from matchbot.flows import outbox
from matchbot.flows.leads import answer_lead
from matchbot.flows.office import Office
from matchbot.flows.outbox import claim, pass_gate, retry, settle, tidy
from matchbot.flows.records import Letter

OWNER = "process-1"


@dataclass
class Sink:
    """An SMTP server that keeps what it gets; `says` answers RCPT or DATA otherwise."""

    says: dict[str, str] = field(default_factory=dict)
    letters: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    closes_after_data: bool = False
    refuses: str = ""
    lines: list[Any] = field(default_factory=list)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "RCPT" in self.says:
            return self.says["RCPT"]
        if address == self.refuses:
            return "450 4.2.1 not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def hangs_up(self) -> None:
        """Cut all connections."""
        for loop, transport in self.lines:
            loop.call_soon_threadsafe(transport.close)
        time.sleep(0.05)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        self.lines.append((asyncio.get_running_loop(), server.transport))
        self.letters.append((str(envelope.mail_from), list(envelope.rcpt_tos), content))
        if self.closes_after_data:
            server.transport.abort()
        return self.says.get("DATA", "250 2.0.0 taken")


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def relay(sink: Sink) -> Iterator[Relay]:
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield Relay("127.0.0.1", controller.port, security="none", connect_timeout=5, data_timeout=5)
    controller.stop()


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def put(office: Office, **changes: Any) -> OutboxMessage:
    """A letter in the outbox that needs no lead to be wanted."""
    body = b"Subject: x\r\nMessage-ID: <1@match.example>\r\n\r\nHallo\r\n.\r\n"
    usual = OutboxMessage(
        id="m1", platform=office.platform, channel="mail", purpose="introduction",
        dedupe_key="k1", recipient="anna@stad.example", body=body, sender="post@match.example",
        message_id="<1@match.example>", not_before=office.clock.now(),
        created_at=office.clock.now(),
    )  # fmt: skip
    message = replace(usual, **changes)
    with office.store.begin() as tx:
        assert tx.outbox.add(message)
    return message


def stored(office: Office, id: str = "m1") -> OutboxMessage:
    with office.store.read() as tx:
        found = tx.outbox.get(id)
    assert found is not None
    return found


def tasks(office: Office) -> list[str]:
    with office.store.read() as tx:
        return [task.kind for task in tx.tasks.open()]


def by_smtp(office: Office, relay: Relay) -> int:
    """Deliver what is due over SMTP, and say goodbye."""

    async def deliver() -> int:
        sender = SmtpSender(relay)
        taken = await Delivery(office, {"mail": sender}).all_due()
        await sender.close()
        return taken

    return asyncio.run(deliver())


def test_a_letter_arrives_once_as_it_was_written(office: Office, relay: Relay, sink: Sink) -> None:
    message = put(office)
    assert by_smtp(office, relay) == 1
    assert by_smtp(office, relay) == 0
    assert sink.letters == [("post@match.example", ["anna@stad.example"], message.body)]
    assert (stored(office).state, stored(office).evidence) == ("sent", "answer")


def test_many_letters_leave_over_few_connections(office: Office, relay: Relay, sink: Sink) -> None:
    for n in range(30):
        put(office, id=f"m{n}", dedupe_key=f"k{n}", recipient=f"p{n}@stad.example")
    assert by_smtp(office, relay) == 30
    assert sorted(to[0] for _, to, _ in sink.letters) == sorted(
        f"p{n}@stad.example" for n in range(30)
    )


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
def test_a_refusal_for_good_fails_and_becomes_a_task(
    office: Office, relay: Relay, sink: Sink, stage: str
) -> None:
    sink.says[stage] = "550 5.1.1 no such mailbox"
    put(office)
    by_smtp(office, relay)
    assert (stored(office).state, stored(office).attempts) == ("failed", 1)
    assert "550" in stored(office).answer
    assert tasks(office) == ["letter_failed"]


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
def test_a_refusal_for_now_is_tried_again_later(
    office: Office, relay: Relay, sink: Sink, clock: StillClock, stage: str
) -> None:
    sink.says[stage] = "451 4.7.1 greylisted, come back"
    put(office)
    by_smtp(office, relay)
    assert (stored(office).state, stored(office).attempts) == ("queued", 1)
    assert by_smtp(office, relay) == 0
    clock.advance(timedelta(minutes=1))
    sink.says.clear()
    by_smtp(office, relay)
    assert stored(office).state == "sent"
    assert tasks(office) == []


def test_an_unreachable_relay_costs_no_attempt_and_the_letter_leaves_later(
    office: Office, relay: Relay, sink: Sink, clock: StillClock
) -> None:
    put(office)
    for _ in range(12):  # more often than a letter may be refused
        by_smtp(office, replace(relay, port=free_port(), connect_timeout=1))
        clock.advance(timedelta(minutes=1))
    assert (stored(office).state, stored(office).attempts) == ("queued", 0)
    by_smtp(office, relay)
    assert stored(office).state == "sent"
    assert len(sink.letters) == 1


def test_a_line_that_dies_after_the_content_is_doubt_and_goes_once_more(
    office: Office, relay: Relay, sink: Sink, clock: StillClock
) -> None:
    sink.closes_after_data = True
    put(office)
    by_smtp(office, relay)
    assert stored(office).state == "in_doubt"
    sink.closes_after_data = False
    clock.advance(timedelta(minutes=15))
    assert tidy(office) == 1
    by_smtp(office, relay)
    assert (stored(office).state, stored(office).resends) == ("sent", 1)
    assert sink.letters[0] == sink.letters[1]


def test_a_relay_that_hung_up_while_there_was_nothing_to_do_is_called_again(
    office: Office, relay: Relay, sink: Sink
) -> None:
    async def scene() -> None:
        sender = SmtpSender(relay)
        delivery = Delivery(office, {"mail": sender}, 1)
        put(office)
        await delivery.all_due()
        sink.hangs_up()
        put(office, id="m2", dedupe_key="k2")
        await delivery.all_due()
        await sender.close()

    asyncio.run(scene())
    assert stored(office, "m2").state == "sent"
    assert stored(office, "m2").not_before == office.clock.now()  # it did not wait for that


@pytest.mark.parametrize("recipient", ["anné@stad.example", "anna@stad.example\r\nDATA", "anna"])
def test_an_address_that_cannot_be_said_fails_alone(
    office: Office, relay: Relay, sink: Sink, recipient: str
) -> None:
    put(office, recipient=recipient)
    put(office, id="m2", dedupe_key="k2")
    by_smtp(office, relay)
    assert [to for _, to, _ in sink.letters] == [["anna@stad.example"]]
    assert (stored(office).state, stored(office, "m2").state) == ("failed", "sent")


@pytest.mark.parametrize(
    ("asked", "state"), [([0.0, 1.0, 31.0], "queued"), ([0.0, 1.0, 2.0], "sent")]
)
def test_no_content_leaves_when_the_process_was_stopped_before_it(
    office: Office, relay: Relay, sink: Sink, monkeypatch: pytest.MonkeyPatch,
    asked: list[float], state: str,
) -> None:  # fmt: skip
    times = iter(asked)
    monkeypatch.setattr(smtp_module, "elapsed", lambda: next(times))
    put(office)
    by_smtp(office, relay)
    assert (stored(office).state, len(sink.letters)) == (state, int(state == "sent"))


def test_long_headers_are_whole_on_the_wire(office: Office, relay: Relay, sink: Sink) -> None:
    site = f"https://{'long.' * 40}example"
    letters = MimeLetterWriter(office.wording, office.knowledge().platform, SENDER, site)
    facts = {"aim": "leads", "code": "123456", "link": site}
    letter = Letter("confirm", "nl", "anna@stad.example", facts, unsubscribe_key="word-" * 30)
    written = letters.write(letter, office.clock.now())
    put(office, body=written.body, message_id=written.message_id)
    by_smtp(office, relay)
    ((_, _, wire),) = sink.letters
    head = wire.partition(b"\r\n\r\n")[0]
    link = f"<{site}/unsubscribe/{'word-' * 30}>".encode()
    assert b"List-Unsubscribe: " + link in head.replace(b"\r\n ", b" ").replace(b":  ", b": ")
    assert max(len(line) for line in wire.split(b"\r\n")) <= 998


def test_a_relay_can_be_tried_without_sending(relay: Relay, sink: Sink) -> None:
    assert asyncio.run(try_relay(relay))
    assert sink.letters == []


def chosen(office: Office, maildir: Mailbox) -> str:
    """A buyer chose an offering and confirmed the address; the id of the lead."""
    anna = buyer(office)
    anna("Lunch voor 40 personen in Noord op 12 december")
    anna("1")
    anna("Gemeente Amsterdam, Anna de Vries, anna@gemeente.example")
    (letter,) = maildir.deliver()
    answer = anna(str(letter["Subject"])[-6:])
    return answer.conversation.leads[0].id


def test_a_sent_lead_letter_notifies_its_lead(office: Office, maildir: Mailbox) -> None:
    lead = chosen(office, maildir)
    maildir.deliver()
    with office.store.read() as tx:
        found = tx.leads.get(lead)
        steps = [event.step for event in tx.leads.events(lead)]
    assert found is not None
    assert (found.state, steps) == ("notified", ["create", "notify"])


def test_the_letter_of_a_lead_that_was_answered_meanwhile_is_not_sent(
    office: Office, maildir: Mailbox
) -> None:
    chosen(office, maildir)
    (message,) = posted(office, "lead")
    answer_lead(office, link_in(read(message.body), "lead"), "decline")
    assert [str(m["Subject"])[:9] for m in maildir.deliver()] == ["U zei nee"]
    (message,) = posted(office, "lead")
    assert (message.state, message.reason) == ("cancelled", "lead no longer open")


def test_the_digest_of_someone_who_stopped_meanwhile_is_not_sent(
    office: Office, maildir: Mailbox
) -> None:
    subscriber(office, "s1", state="unsubscribed")
    put(office, purpose="digest", subscription_id="s1")
    assert maildir.deliver() == []
    assert (stored(office).state, stored(office).reason) == ("cancelled", "unsubscribed")


def test_a_letter_that_is_put_into_the_maildir_twice_is_one_file(
    office: Office, maildir: Mailbox
) -> None:
    message = put(office)
    maildir.deliver()
    put(office, id="m2", dedupe_key="k2", body=message.body)
    maildir.deliver()
    files = list((maildir.folder / "new").iterdir())
    assert [f.name for f in files] == [letter_name(message.message_id)]
    assert list((maildir.folder / "tmp").iterdir()) == []


def test_a_letter_in_the_maildir_can_be_read_back(office: Office, maildir: Mailbox) -> None:
    chosen(office, maildir)
    maildir.deliver()
    leads = [m for m in letters_in(maildir.folder) if m.subject.startswith("Kunt u dit doen")]
    assert len(leads) == 1
    assert "/lead/" in leads[0].text
    assert "<html" in leads[0].html


class Stumbles:
    """A sender with a fault in it, before or after the gate."""

    def __init__(self, passes: bool) -> None:
        self.passes = passes

    async def send(self, message: OutboxMessage, gate: Any) -> Outcome | None:
        if self.passes:
            await gate()
        raise RuntimeError("a fault")


@pytest.mark.parametrize(("passes", "state"), [(False, "queued"), (True, "in_doubt")])
def test_a_fault_of_ours_loses_no_letter(office: Office, passes: bool, state: str) -> None:
    put(office)
    deliver_with(office, Stumbles(passes))
    assert stored(office).state == state


def test_what_a_dead_process_claimed_leaves_after_its_lease(
    office: Office, maildir: Mailbox, clock: StillClock
) -> None:
    put(office)
    assert len(claim(office, OWNER, ["mail"])) == 1
    assert maildir.deliver() == []
    clock.advance(timedelta(minutes=11))
    assert tidy(office) == 1
    assert len(maildir.deliver()) == 1


def test_the_gate_is_closed_once_the_lease_has_run_out(office: Office, clock: StillClock) -> None:
    put(office)
    (claimed,) = claim(office, OWNER, ["mail"])
    clock.advance(timedelta(minutes=16))
    assert pass_gate(office, claimed, OWNER) is None


def test_only_one_of_two_processes_passes_the_gate(office: Office) -> None:
    put(office)
    (claimed,) = claim(office, OWNER, ["mail"])
    assert pass_gate(office, claimed, "process-2") is None
    assert pass_gate(office, claimed, OWNER) is not None
    assert pass_gate(office, claimed, OWNER) is None


def test_what_a_process_knows_by_an_old_lease_changes_nothing(
    office: Office, clock: StillClock
) -> None:
    put(office)
    (slept,) = claim(office, OWNER, ["mail"])
    clock.advance(timedelta(minutes=11))
    tidy(office)
    (again,) = claim(office, OWNER, ["mail"])
    settle(office, slept, Outcome("refused", "451"), OWNER)
    assert stored(office) == again


def test_a_late_settlement_changes_nothing_of_a_letter_that_others_took_over(
    office: Office, clock: StillClock
) -> None:
    put(office)
    (claimed,) = claim(office, OWNER, ["mail"])
    sending = pass_gate(office, claimed, OWNER)
    assert sending is not None
    clock.advance(timedelta(minutes=13))
    tidy(office)
    outbox.settle(office, sending, Outcome("refused", "550", permanent=True), OWNER)
    assert stored(office).state == "in_doubt"


def test_a_late_yes_ends_the_doubt(office: Office, clock: StillClock) -> None:
    put(office)
    (claimed,) = claim(office, OWNER, ["mail"])
    sending = pass_gate(office, claimed, OWNER)
    assert sending is not None
    clock.advance(timedelta(minutes=13))
    tidy(office)
    outbox.settle(office, sending, Outcome("accepted", "250"), OWNER)
    assert (stored(office).state, stored(office).evidence) == ("sent", "answer")


def test_an_operator_may_send_a_failed_letter_again(
    office: Office, relay: Relay, sink: Sink
) -> None:
    sink.says["RCPT"] = "550 no"
    put(office)
    by_smtp(office, relay)
    sink.says.clear()
    assert retry(office, "m1") is not None
    by_smtp(office, relay)
    assert stored(office).state == "sent"
    assert retry(office, "m1") is None


def test_a_maildir_that_cannot_be_written_keeps_the_letter(
    office: Office, maildir: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(sender: MaildirSender, message: OutboxMessage) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(MaildirSender, "_write", full)
    put(office)
    maildir.deliver()
    assert stored(office).state == "queued"
    assert "No space" in stored(office).answer

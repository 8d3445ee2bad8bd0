"""Doubt ends by evidence: copies of our own letters in a mailbox of ours."""

from __future__ import annotations

import os
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from cast import StillClock
from test_delivery import Sink, by_smtp, put, relay, sink, stored  # noqa: F401

from matchbot.adapters.journal import ImapJournal, MaildirJournal, make_journal
from matchbot.adapters.smtp import Relay
from matchbot.core.outbox import OutboxMessage, Outcome
from matchbot.flows.office import Office
from matchbot.flows.outbox import claim, pass_gate, settle, tidy

OWNER = "process-1"
JOURNAL = "journal@match.example"


@dataclass
class Box:
    """A Maildir into which a mail server puts copies."""

    folder: Path
    clock: StillClock

    def copy(self, message: OutboxMessage) -> None:
        file = self.folder / "new" / f"{message.id}.host"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"Received: x\r\nMessage-ID: %s\r\n\r\nx" % message.message_id.encode())
        at = self.clock.now().timestamp()
        os.utime(file, (at, at))


@pytest.fixture
def box(tmp_path: Path, clock: StillClock) -> Box:
    made = Box(tmp_path / "journal", clock)
    (made.folder / "new").mkdir(parents=True)
    (made.folder / "cur").mkdir()
    return made


@pytest.fixture
def journalled(office: Office, box: Box) -> Office:
    return replace(office, journal=MaildirJournal(box.folder))


def attempt(office: Office, outcome: Outcome, **facts: object) -> OutboxMessage:
    """A letter that was put to the relay, with this outcome."""
    n = facts["id"]
    put(office, dedupe_key=n, message_id=f"<{n}@match.example>", **facts)
    (claimed,) = claim(office, OWNER, ["mail"])
    sending = pass_gate(office, claimed, OWNER)
    assert sending is not None
    settle(office, sending, outcome, OWNER)
    return stored(office, str(n))


SILENCE, YES = Outcome("silent"), Outcome("accepted", "250")


def test_a_copy_proves_that_the_relay_took_it(
    journalled: Office, box: Box, clock: StillClock
) -> None:
    box.copy(attempt(journalled, SILENCE, id="m1"))
    clock.advance(timedelta(minutes=15))
    assert tidy(journalled) == 1
    assert (stored(journalled).state, stored(journalled).evidence) == ("sent", "journal")


def test_no_copy_while_a_later_letter_has_one_proves_that_it_did_not(
    journalled: Office, box: Box, clock: StillClock
) -> None:
    attempt(journalled, SILENCE, id="m1", purpose="notice")
    clock.advance(timedelta(minutes=1))
    box.copy(attempt(journalled, YES, id="m2"))
    clock.advance(timedelta(minutes=14))
    tidy(journalled)
    # Once more, though by its class alone it would not go again.
    assert (stored(journalled).state, stored(journalled).resends) == ("queued", 0)


def test_an_earlier_copy_proves_nothing(journalled: Office, box: Box, clock: StillClock) -> None:
    box.copy(attempt(journalled, YES, id="m0"))
    clock.advance(timedelta(minutes=1))
    attempt(journalled, SILENCE, id="m1", purpose="notice")
    clock.advance(timedelta(hours=2))
    assert tidy(journalled) == 0
    assert stored(journalled).state == "in_doubt"


@pytest.mark.parametrize(
    ("purpose", "state"), [("introduction", "queued"), ("notice", "unresolved")]
)
def test_a_journal_that_stays_away_is_not_waited_for_longer_than_a_day(
    office: Office, tmp_path: Path, clock: StillClock, purpose: str, state: str
) -> None:
    away = replace(office, journal=MaildirJournal(tmp_path / "nowhere"))
    attempt(away, SILENCE, id="m1", purpose=purpose)
    clock.advance(timedelta(hours=24))
    assert tidy(away) == 0
    clock.advance(timedelta(minutes=15))
    assert tidy(away) == 1
    assert stored(away).state == state


def test_every_letter_goes_to_the_journal_too(office: Office, relay: Relay, sink: Sink) -> None:  # noqa: F811
    message = put(office)
    by_smtp(office, replace(relay, journal=JOURNAL))
    assert sink.letters == [(message.sender, ["anna@stad.example", JOURNAL], message.body)]


def test_without_its_copy_a_letter_does_not_go(office: Office, relay: Relay, sink: Sink) -> None:  # noqa: F811
    sink.refuses = JOURNAL
    put(office)
    by_smtp(office, replace(relay, journal=JOURNAL))
    assert (sink.letters, stored(office).state, stored(office).attempts) == ([], "queued", 0)
    assert "journal" in stored(office).answer


@pytest.mark.parametrize(
    ("at", "journal"),
    [
        ("/var/mail/journal", MaildirJournal(Path("/var/mail/journal"))),
        (
            "imaps://me%40x:p%2Fw@mail.example/Journal",
            ImapJournal("mail.example", 993, "me@x", "p/w", "Journal"),
        ),
        ("imap://me:pw@localhost:1143", ImapJournal("localhost", 1143, "me", "pw", "INBOX", False)),
    ],
)
def test_the_place_of_a_journal_is_a_folder_or_a_mailbox(at: str, journal: object) -> None:
    assert make_journal(at) == journal


@dataclass
class Mailbox:
    """What an IMAP server was asked, and what it has."""

    asked: list[str] = field(default_factory=list)
    port: int = 0


@pytest.fixture
def imap() -> Iterator[Mailbox]:
    """A mail server with two letters, as far as the journal asks."""
    mailbox = Mailbox()

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK ready\r\n")
            for line in self.rfile:
                tag, _, command = line.decode().strip().partition(" ")
                mailbox.asked.append(command)
                self.wfile.write(_answer(command) + f"{tag} OK done\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        mailbox.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield mailbox
        server.shutdown()


def _answer(command: str) -> bytes:
    if command.startswith("CAPABILITY"):
        return b"* CAPABILITY IMAP4rev1\r\n"
    if command.startswith("UID SEARCH"):
        return b"* SEARCH 4 7\r\n"
    if command.startswith("UID FETCH"):
        return b"".join(
            b"* %d FETCH (UID %d BODY[HEADER.FIELDS (MESSAGE-ID)] {%d}\r\n%b)\r\n"
            % (n, n, len(head), head)
            for n, head in (
                (4, b"Message-ID: <1@x>\r\n\r\n"),
                (7, b"message-id:\r\n <2@x>\r\n\r\n"),
            )
        )
    return b"* BYE\r\n" if command.startswith("LOGOUT") else b""


def test_copies_are_read_by_imap_without_changing_anything(
    imap: Mailbox, clock: StillClock
) -> None:
    journal = ImapJournal("127.0.0.1", imap.port, "me", "pw", encrypted=False)
    assert journal.copies(clock.now()) == {"<1@x>", "<2@x>"}
    assert any(asked.startswith("EXAMINE") for asked in imap.asked)
    assert "UID SEARCH SINCE 22-Nov-2026" in imap.asked


def test_a_mail_server_that_is_away_tells_nothing(clock: StillClock) -> None:
    assert ImapJournal("127.0.0.1", 9, "me", "pw", encrypted=False).copies(clock.now()) is None

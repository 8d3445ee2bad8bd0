"""A mailbox over IMAP: read in order, left as it is, found again after a cut.

The server is pymap; in `make acceptance` Debian's Dovecot as well.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from imap_server import ImapServer, free_port, pymap_command

from matchbot.adapters import imap
from matchbot.adapters.imap import Account, ImapMailbox
from matchbot.flows.mailbox import MailboxProblem, take_new
from matchbot.flows.office import Office

TODAY = date.today()
DOVECOT = """
base_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = nobody
default_login_user = nobody
default_internal_group = nogroup
first_valid_uid = 1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:~/Maildir
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}/home/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


class Server(ImapServer):
    """A server with a present folder; `fill` puts a mail into it, as a mail server would."""

    folder = "INBOX"

    def fill(self, *subjects: str, at: datetime | None = None) -> None:
        with self.connected() as client:
            for subject in subjects:
                client.append(self.folder, mail(subject), msg_time=at)

    def flags(self) -> list[tuple[bytes, ...]]:
        with self.connected() as client:
            client.select_folder(self.folder, readonly=True)
            return [got[b"FLAGS"] for got in client.fetch(client.search(), ["FLAGS"]).values()]

    def new_folder(self) -> None:
        self.folder = f"folder-{uuid.uuid4().hex}"
        with self.connected() as client:
            client.create_folder(self.folder)


def pymap(port: int) -> Server:
    pytest.importorskip("pymap")
    return Server(port, *pymap_command(port))


def dovecot(port: int, folder: Path) -> Server:
    """Debian's Dovecot, with a configuration of its own."""
    if shutil.which("dovecot") is None or os.getuid() != 0:
        pytest.skip("dovecot is absent, or we may not start it")
    folder.chmod(0o755)
    home = folder / "home"
    home.mkdir()
    shutil.chown(home, "nobody", "nogroup")
    config = folder / "dovecot.conf"
    config.write_text(DOVECOT.format(folder=folder, port=port))
    return Server(port, "dovecot", "-F", "-c", str(config))


def mail(subject: str) -> bytes:
    return f"From: anna@stad.example\r\nSubject: {subject}\r\n\r\nLunch voor 40\r\n".encode()


def subjects(mails: tuple[bytes, ...]) -> list[str]:
    return [raw.decode().split("Subject: ")[1].split("\r\n")[0] for raw in mails]


@pytest.fixture(scope="module", params=["pymap", pytest.param("dovecot", marks=pytest.mark.long)])
def running(request: pytest.FixtureRequest) -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="matchbot-imap-"))
    running = pymap(free_port()) if request.param == "pymap" else dovecot(free_port(), folder)
    yield running
    running.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def server(running: Server) -> Server:
    """The server, with an empty folder for this test."""
    running.new_folder()
    return running


@pytest.fixture
def mailbox(server: Server) -> Iterator[ImapMailbox]:
    there = ImapMailbox(Account("127.0.0.1", server.port, "bot", "secret", "none", server.folder))
    yield there
    there.close()


def test_mails_are_read_once_in_order_and_left_as_they_are(
    server: Server, mailbox: ImapMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "BATCH", 2)
    server.fill("one", "two", "three")

    first = mailbox.new("", TODAY)
    second = mailbox.new(first.position, TODAY)
    nothing = mailbox.new(second.position, TODAY)

    assert subjects(first.mails) == ["one", "two"]
    assert subjects(second.mails) == ["three"]
    assert nothing.mails == () and nothing.position == second.position
    assert all(b"\\Seen" not in flags for flags in server.flags())


def test_a_mailbox_that_is_new_to_us_is_read_from_two_days_ago(
    server: Server, mailbox: ImapMailbox
) -> None:
    server.fill("years old", at=datetime.now() - timedelta(days=700))
    server.fill("fresh")

    assert subjects(mailbox.new("", TODAY).mails) == ["fresh"]


def test_a_new_mail_ends_the_waiting_at_once(server: Server, mailbox: ImapMailbox) -> None:
    position = mailbox.new("", TODAY).position
    assert not mailbox.wait(0.01)

    server.fill("hello")

    assert mailbox.wait(10)
    assert subjects(mailbox.new(position, TODAY).mails) == ["hello"]


def test_a_mail_of_too_many_bytes_comes_as_its_headers(
    server: Server, mailbox: ImapMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "LARGEST", 40)
    server.fill("far too large")

    (raw,) = mailbox.new("", TODAY).mails

    assert raw.startswith(b"From:")
    assert b"Lunch" not in raw


def test_a_mailbox_numbered_anew_brings_nothing_twice(office: Office) -> None:
    port = free_port()
    for _ in range(2):
        server = pymap(port)
        server.fill("one", "two")
        mailbox = ImapMailbox(Account("127.0.0.1", port, "bot", "secret", "none"))
        take_new(office, mailbox, lambda raw: "mail:anna")
        mailbox.close()
        server.stop()

    with office.store.read() as tx:
        assert tx.inbox.counts()["received"] == 2


@pytest.mark.parametrize("account", [
    Account("127.0.0.1", 1, "bot", "secret", "none"),
    Account("127.0.0.1", 0, "bot", "wrong", "none"),
    Account("127.0.0.1", 0, "bot", "secret", "tls"),
    Account("127.0.0.1", 0, "bot", "secret", "starttls"),
])  # fmt: skip
def test_a_mailbox_that_cannot_be_read_says_why(server: Server, account: Account) -> None:
    there = ImapMailbox(
        Account(account.host, account.port or server.port, account.username, account.password,
                account.security)
    )  # fmt: skip

    with pytest.raises(MailboxProblem, match=r"bot@127\.0\.0\.1"):
        there.new("", TODAY)

"""A Maildir read as a mailbox: every mail comes to the inbox once, whatever happens between."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from matchbot.adapters import mail_folder
from matchbot.adapters.mail_folder import MailFolder, drop_mail
from matchbot.channels.mail import MailIntake
from matchbot.flows.mailbox import MailboxProblem, take_new
from matchbot.flows.office import Office

TODAY = date(2026, 11, 23)


def letter(number: int) -> bytes:
    return f"From: n{number}@stad.example\r\n\r\nbericht {number}\r\n".encode()


def fill(folder: Path, numbers: range) -> None:
    for number in numbers:
        file = folder / "new" / f"{number:04}"
        file.write_bytes(letter(number))
        os.utime(file, (number, number))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MailFolder:
    monkeypatch.setattr(mail_folder, "BATCH", 3)
    return MailFolder(tmp_path)


def test_mails_come_in_the_order_of_their_arrival(folder: MailFolder, tmp_path: Path) -> None:
    fill(tmp_path, range(5))
    first = folder.new("", TODAY)
    second = folder.new(first.position, TODAY)
    assert [*first.mails, *second.mails] == [letter(n) for n in range(5)]
    assert folder.new(second.position, TODAY).mails == ()


def test_a_batch_that_was_not_committed_is_given_again(folder: MailFolder, tmp_path: Path) -> None:
    fill(tmp_path, range(5))
    given = folder.new("", TODAY)
    assert folder.new("", TODAY).mails == given.mails


def test_a_mail_that_comes_later_is_found_also_if_its_file_is_old(
    folder: MailFolder, tmp_path: Path
) -> None:
    fill(tmp_path, range(5, 7))
    position = folder.new("", TODAY).position
    fill(tmp_path, range(1))
    assert folder.new(position, TODAY).mails == (letter(0),)


def test_a_mail_that_was_removed_meanwhile_stops_nothing(
    folder: MailFolder, tmp_path: Path
) -> None:
    fill(tmp_path, range(5))
    position = folder.new("", TODAY).position
    (tmp_path / "new" / "0004").unlink()
    with pytest.raises(MailboxProblem):
        folder.new(position, TODAY)
    assert folder.new(position, TODAY).mails == (letter(3),)


def test_what_is_dropped_is_a_mail_like_any_other(folder: MailFolder, tmp_path: Path) -> None:
    drop_mail(tmp_path, letter(1))
    (tmp_path / "saved.eml").write_bytes(letter(2))
    assert set(folder.new("", TODAY).mails) == {letter(1), letter(2)}


def test_after_a_start_known_mails_bring_nothing_twice_and_hold_up_nothing(
    office: Office, folder: MailFolder, tmp_path: Path
) -> None:
    fill(tmp_path, range(5))
    while take_new(office, folder, lambda raw: "mail:"):
        pass
    fill(tmp_path, range(5, 6))
    # As long as there are mails, known or new, the intake does not wait.
    intake = MailIntake(office, MailFolder(tmp_path), lambda: None)
    assert [intake.take(), intake.take(), intake.take()] == [3, 3, 0]
    with office.store.read() as tx:
        assert tx.inbox.counts() == {"received": 6}

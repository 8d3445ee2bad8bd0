"""Reading mail against a folder of mails and a sheet of what is right: three figures and the misses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from matchbot.adapters.mail import MailReader
from matchbot.core.mail.incoming import MailReading

SHEET = "mails.tsv"
COLUMNS = ("file", "text", "answer", "bounced")
NOT_JUDGED = "?"
#: Reasons of a broken mail that are our fault, not the mail's.
CRASHES = ("unreadable", "reader_died", "too_slow")


class BadSheet(ValueError):
    """The sheet or a mail it names cannot be used; the text says what is wrong, and in which line."""


@dataclass(frozen=True)
class Expected:
    """One line of the sheet.

    `text` with "\\n" for a new line, `answer` "yes" or "no", `bounced` with commas between
    addresses; "?" is not judged.
    """

    file: str
    text: str
    answer: str
    bounced: str


@dataclass(frozen=True)
class Judged:
    """One question about one mail: `asked` is a column of the sheet."""

    file: str
    asked: str
    meant: str
    read: str
    right: bool


def judge_mails(folder: Path) -> Iterator[Judged]:
    """Read every mail that the sheet of the folder names. Raises BadSheet."""
    sheet = _sheet(folder / SHEET)
    with MailReader() as reader:
        for expected in sheet:
            reading = reader.read((folder / expected.file).read_bytes())
            yield from _judge(expected, reading)


def _judge(expected: Expected, reading: MailReading) -> Iterator[Judged]:
    said = {
        "text": " ".join(reading.text.split()),
        "answer": "yes" if reading.answer else "no",
        "bounced": _addresses(",".join(reading.bounced)),
    }
    meant = {
        "text": " ".join(expected.text.replace("\\n", "\n").split()),
        "answer": expected.answer,
        "bounced": _addresses(expected.bounced),
    }
    for asked, read in said.items():
        if getattr(expected, asked) != NOT_JUDGED:
            yield Judged(expected.file, asked, meant[asked], read, read == meant[asked])
    crashed = reading.reason.startswith(CRASHES)
    yield Judged(
        expected.file, "read", "whole", reading.reason if crashed else "whole", not crashed
    )


def _addresses(listed: str) -> str:
    return ",".join(sorted(address.strip().lower() for address in listed.split(",")))


def _sheet(path: Path) -> list[Expected]:
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise BadSheet(f"{path}: the first line must be {', '.join(COLUMNS)}, with tabs between")
    rows = [(n, line.split("\t")) for n, line in enumerate(lines[1:], 2) if line]
    for number, row in rows:
        if len(row) != len(COLUMNS):
            raise BadSheet(f"{path}, line {number}: {len(row)} columns instead of {len(COLUMNS)}")
        if row[2] not in {"yes", "no", NOT_JUDGED}:
            raise BadSheet(f'{path}, line {number}: answer is "yes", "no" or "?"')
        if not (path.parent / row[0]).is_file():
            raise BadSheet(f"{path}, line {number}: there is no mail {row[0]}")
    return [Expected(*row) for _, row in rows]

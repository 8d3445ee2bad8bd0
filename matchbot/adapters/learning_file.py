"""Past needs with a known code, from a file: tab-separated, with columns lang, title and cpv."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from matchbot.core.matching.learning import Lesson

_CODE = re.compile(r"\d{8}(-\d)?")
_COLUMNS = ("lang", "title", "cpv")


class LessonsUnreadable(Exception):
    """A file of past needs that cannot be learned from; the message names file, line and fault."""


def read_lessons(path: Path) -> Iterator[Lesson]:
    """The lessons of a file, row by row. Raises LessonsUnreadable, OSError."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as fault:
        raise LessonsUnreadable(f"{path}: not UTF-8 text ({fault.reason})") from fault
    header = lines[0].split("\t") if lines else []
    missing = [column for column in _COLUMNS if column not in header]
    if missing:
        raise LessonsUnreadable(f"{path}: line 1: no column {', '.join(missing)}")
    places = [header.index(column) for column in _COLUMNS]
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) <= max(places):
            raise LessonsUnreadable(f"{path}: line {number}: {len(cells)} cells, too few")
        language, title, code = (cells[place].strip() for place in places)
        if not _CODE.fullmatch(code):
            raise LessonsUnreadable(f"{path}: line {number}: {code!r} is no CPV code")
        yield Lesson(title, code, language)

"""Files as tables: bytes to text, and text to rows of cells with the line where each starts."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LARGEST_FILE = 200_000_000  # bytes
MOST_BROKEN_ROWS = 200
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SPACE = re.compile(r"[\s,]*")


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file, before it is known what the file is."""

    key: str
    line: int | None = None
    column: str = ""
    value: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


class UnreadableFile(Exception):
    """The file gives no table at all; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.key)
        self.problem = problem


@dataclass(frozen=True)
class Row:
    """The cells of one row, in the order of the header, and the line where it starts."""

    line: int
    cells: list[str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Table:
    """A header with rows; `problems` are about lines that are no row, `warnings` about the file."""

    header: list[str]
    rows: list[Row]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_table(path: Path) -> Table:
    """The table in a CSV, TSV, JSON or JSON-lines file. Raises UnreadableFile."""
    text, warnings = _decode(_read_bytes(path))
    if not text.strip():
        raise UnreadableFile(Problem("empty-file"))
    start = text.lstrip()[:1]
    if path.suffix.lower() in (".json", ".jsonl", ".ndjson") or start in "[{":
        items = _array_items(text) if start == "[" else _line_items(text)
        table = table_of_items(items)
    else:
        delimiter = _delimiter(path, text)
        table = _table_of_rows(_tsv_rows(text) if delimiter == "\t" else _csv_rows(text, delimiter))
    return Table(table.header, table.rows, table.problems, warnings)


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFile(Problem("file-too-large", facts={"most": LARGEST_FILE // 10**6}))
        raw = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(Problem("missing-file")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile(Problem("unreadable-file", facts={"reason": reason})) from None
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise UnreadableFile(Problem("office-file"))
    return raw


def _decode(raw: bytes) -> tuple[str, tuple[Problem, ...]]:
    encoding = next((name for bom, name in _BOMS if raw.startswith(bom)), "utf-8")
    try:
        return raw.decode(encoding), ()
    except UnicodeDecodeError as error:
        if encoding == "utf-16" or b"\x00" in raw:
            raise UnreadableFile(Problem("no-text")) from None
        line = raw.count(b"\n", 0, error.start) + 1
        text = _windows_text(raw)
        value = text.split("\n")[line - 1][:200]
        return text, (Problem("wrong-encoding", line, value=value),)


def _windows_text(raw: bytes) -> str:
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _delimiter(path: Path, text: str) -> str:
    """Tab by suffix, else what divides the header; Dutch and French spreadsheets write ";"."""
    if path.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    header = text.lstrip().split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _tsv_rows(text: str) -> Iterator[tuple[int, list[str] | None]]:
    # text/tab-separated-values has no quoting, so a quotation mark is a quotation mark.
    for number, line in enumerate(io.StringIO(text), start=1):
        yield number, line.rstrip("\r\n").split("\t")


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Rows with the line where they start; None for a row whose quotes are broken."""
    lines = io.StringIO(text, newline="").readlines()
    start, broken = 0, 0
    while start < len(lines) and broken <= MOST_BROKEN_ROWS:
        reader = csv.reader(itertools.islice(lines, start, None), delimiter=delimiter, strict=True)
        at = start
        try:
            for cells in reader:
                yield at + 1, cells
                at = start + reader.line_num
            return
        except csv.Error:
            # An unclosed quote swallows all that follows: report its line, go on after it.
            yield at + 1, None
            start, broken = at + 1, broken + 1


def _table_of_rows(rows: Iterable[tuple[int, list[str] | None]]) -> Table:
    header: list[str] | None = None
    good: list[Row] = []
    problems: list[Problem] = []
    for line, cells in rows:
        if cells is None:
            problems.append(Problem("broken-quotes", line))
        elif not any(cell.strip() for cell in cells):
            continue
        elif header is None:
            header = [cell.strip() for cell in cells]
        else:
            good.append(_fitted(line, cells, header))
    return Table(header or [], good, tuple(problems))


def _fitted(line: int, cells: list[str], header: list[str]) -> Row:
    """The row with as many cells as the header; too many or too few are said."""
    more, width = cells[len(header) :], len(header)
    facts = {"expected": width, "found": len(cells)}
    if any(cell.strip() for cell in more):
        value = " | ".join(cell for cell in more)
        return Row(line, cells[:width], (Problem("too-many-cells", line, "", value, facts),))
    if len(cells) < width:
        missing = Problem("too-few-cells", line, header[len(cells)], "", facts)
        return Row(line, cells + [""] * (width - len(cells)), (missing,))
    return Row(line, cells[:width])


def _line_items(text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(io.StringIO(text), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, Problem("bad-json", number, value=line)


def _array_items(text: str) -> Iterator[tuple[int, Any]]:
    decoder = json.JSONDecoder()
    position, line, seen = text.index("[") + 1, 1, 0
    while (position := _after_space(text, position)) < len(text) and text[position] != "]":
        line, seen = line + text.count("\n", seen, position), position
        try:
            item, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            yield line, Problem("bad-json", line, value=text[position : position + 200])
            return
        yield line, item
    if position >= len(text):
        yield line, Problem("bad-json", line)


def _after_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def table_of_items(items: Iterable[tuple[int, Any]]) -> Table:
    """Objects, each with its line, as a table; what is no object is a problem."""
    found = list(items)
    problems = [item for _, item in found if isinstance(item, Problem)]
    header: dict[str, None] = {}
    objects = []
    for line, item in found:
        if isinstance(item, dict):
            header.update(dict.fromkeys(item))
            objects.append((line, item))
        elif not isinstance(item, Problem):
            problems.append(Problem("no-object", line, value=str(item)[:200]))
    rows = [_row_of_object(line, item, list(header)) for line, item in objects]
    return Table(list(header), rows, tuple(problems))


def _row_of_object(line: int, item: dict[str, Any], header: list[str]) -> Row:
    cells, problems = [], []
    for column in header:
        value = item.get(column)
        cell = _cell(value)
        if cell is None:
            problems.append(Problem("nested-value", line, column, str(value)[:200]))
        cells.append(cell or "")
    return Row(line, cells, tuple(problems))


def _cell(value: Any) -> str | None:
    """A JSON value as the text of a cell; None when it is more than a value or a flat list."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and all(isinstance(v, str | int | float) for v in value):
        return ";".join(str(v) for v in value)
    return str(value) if isinstance(value, str | int | float) else None

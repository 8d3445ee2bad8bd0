"""A vocabulary file of the operator, read row by row: official CPV codes, or kinds of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from matchbot.adapters.vocabulary_file import VocabularyFileError, load_vocabulary
from matchbot.core.matching.normalise import LANGUAGES
from matchbot.core.vocabulary import CpvCode, Vocabulary

_CODE = re.compile(r"\d{8}-\d")
_SEPARATORS = {".csv": ",", ".tsv": "\t", ".txt": "\t"}


class VocabularyUnreadable(Exception):
    """A file that is no vocabulary at all; the message says why."""


@dataclass(frozen=True)
class VocabularyFinding:
    """What is wrong in one row; such a row is left out. `line` is 0 for the file as a whole."""

    line: int
    column: str
    value: str
    text: str


@dataclass(frozen=True)
class VocabularyReading:
    """The good rows of a file, how many rows there were, and what is wrong in the others."""

    file: str
    vocabulary: Vocabulary
    rows: int
    findings: tuple[VocabularyFinding, ...] = ()


def read_vocabulary_file(path: Path) -> VocabularyReading:
    """The kinds of a TOML file, or the codes of a table with columns code, parent and languages.

    Raises VocabularyUnreadable when it is neither, OSError when it cannot be opened.
    """
    if path.suffix.lower() == ".toml":
        return _read_kinds(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise VocabularyUnreadable(f"not UTF-8 text ({fault.reason})") from fault
    lines = text.splitlines()
    separator = _SEPARATORS.get(path.suffix.lower(), "\t")
    header = [name.strip() for name in lines[0].split(separator)] if lines else []
    languages = [language for language in LANGUAGES if language in header]
    if "code" not in header or not languages:
        raise VocabularyUnreadable("line 1: needs the columns code and nl, en, fr or de")
    return _read_codes(path.name, lines, header, languages, separator)


def _read_kinds(path: Path) -> VocabularyReading:
    try:
        vocabulary = load_vocabulary(path)
    except UnicodeDecodeError as fault:
        raise VocabularyUnreadable(f"not UTF-8 text ({fault.reason})") from fault
    except VocabularyFileError as faults:
        findings = tuple(_kind_finding(problem) for problem in faults.problems)
        return VocabularyReading(path.name, Vocabulary(), 0, findings)
    return VocabularyReading(path.name, vocabulary, len(vocabulary.kinds))


def _kind_finding(problem: str) -> VocabularyFinding:
    found = re.match(r"line (\d+), kind ([^,:]+),? ?(.*)", problem)
    if found is None:
        return VocabularyFinding(0, "", "", problem)
    column, _, text = found[3].lstrip(": ").partition(": ")
    return VocabularyFinding(int(found[1]), column if text else "", found[2], text or column)


def _read_codes(
    file: str, lines: list[str], header: list[str], languages: list[str], separator: str
) -> VocabularyReading:
    codes: dict[str, CpvCode] = {}
    findings: list[VocabularyFinding] = []
    rows = 0
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        rows += 1
        cells = [cell.strip() for cell in line.split(separator)]
        row = dict(zip(header, cells, strict=False))
        wrong = list(_row_findings(number, row, len(cells), len(header), codes, languages))
        if wrong:
            findings += wrong
            continue
        labels = {language: row[language] for language in languages if row[language]}
        codes[row["code"]] = CpvCode(row["code"], labels, row.get("parent", ""))
    findings += _orphans(codes)
    return VocabularyReading(file, Vocabulary(cpv=codes), rows, tuple(findings))


def _row_findings(
    line: int,
    row: dict[str, str],
    cells: int,
    columns: int,
    codes: dict[str, CpvCode],
    languages: list[str],
) -> Iterator[VocabularyFinding]:
    if cells != columns:
        yield VocabularyFinding(line, "", "", f"{cells} cells, {columns} expected")
        return
    code = row["code"]
    if not _CODE.fullmatch(code):
        yield VocabularyFinding(
            line, "code", code, "is no CPV code (eight digits, dash, one digit)"
        )
    elif code in codes:
        yield VocabularyFinding(line, "code", code, "is there twice")
    parent = row.get("parent", "")
    if parent and not _CODE.fullmatch(parent):
        yield VocabularyFinding(line, "parent", parent, "is no CPV code")
    if not any(row[language] for language in languages):
        yield VocabularyFinding(line, ", ".join(languages), "", "has no label in any language")


def _orphans(codes: dict[str, CpvCode]) -> Iterator[VocabularyFinding]:
    for code in codes.values():
        if code.parent and code.parent not in codes:
            yield VocabularyFinding(0, "parent", code.parent, f"of {code.code} is not in the file")

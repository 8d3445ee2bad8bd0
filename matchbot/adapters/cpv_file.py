"""The official CPV file: codes, their parents and labels; it enriches the vocabulary."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from matchbot.core.matching.normalise import LANGUAGES
from matchbot.core.vocabulary import CpvCode, Vocabulary

_CODE = re.compile(r"\d{8}-\d")


class CpvFileError(ValueError):
    """A file of CPV codes that cannot be used; the message names file, line and fault."""


def read_cpv(path: Path) -> dict[str, CpvCode]:
    """The codes of a tab-separated file with columns code, parent and at least one language.

    Raises CpvFileError at the first fault, OSError when the file cannot be opened.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as fault:
        raise CpvFileError(f"{path}: not UTF-8 text ({fault.reason})") from fault
    header = lines[0].split("\t") if lines else []
    languages = [language for language in LANGUAGES if language in header]
    if not {"code", "parent"} <= set(header) or not languages:
        raise CpvFileError(f"{path}: line 1: needs the columns code, parent and nl, en, fr or de")
    codes: dict[str, CpvCode] = {}
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            code = _code(dict(zip(header, line.split("\t"), strict=False)), languages)
            if not _CODE.fullmatch(code.code):
                raise CpvFileError(f"{path}: line {number}: {code.code!r} is no CPV code")
            if code.code in codes:
                raise CpvFileError(f"{path}: line {number}: {code.code} is there twice")
            codes[code.code] = code
    return codes


def enriched(vocabulary: Vocabulary, path: Path) -> Vocabulary:
    """The vocabulary with the official codes of a file."""
    return replace(vocabulary, cpv=read_cpv(path))


def _code(row: dict[str, str], languages: list[str]) -> CpvCode:
    labels = {language: row.get(language, "").strip() for language in languages}
    return CpvCode(row["code"].strip(), labels, row.get("parent", "").strip())

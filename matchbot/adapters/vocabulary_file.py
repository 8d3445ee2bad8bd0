"""The vocabulary from its TOML file, with clear words about what is wrong in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from matchbot.core.vocabulary import Kind, Vocabulary

_LANGUAGES = ("nl", "en", "fr", "de")
_KIND = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CPV = re.compile(r"\d{8}(?:-\d)?")


class VocabularyFileError(ValueError):
    """A vocabulary file with faults; `problems` lists each with line, kind and field."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        self.path, self.problems = path, problems
        super().__init__("\n".join(f"{path.name}: {problem}" for problem in problems))


def load_vocabulary(path: Path) -> Vocabulary:
    """The kinds of a vocabulary file, in its order.

    Raises VocabularyFileError with all faults at once, FileNotFoundError when there is no file.
    """
    text = path.read_text(encoding="utf-8")
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyFileError(path, [f"not valid TOML: {error}"]) from error
    problems = list(_problems(tables, _lines(text)))
    if problems:
        raise VocabularyFileError(path, problems)
    return Vocabulary({name: _kind(name, table) for name, table in tables.items()})


def _kind(name: str, table: Mapping[str, Any]) -> Kind:
    spoken = {language: table[language] for language in _LANGUAGES if language in table}
    return Kind(
        id=name,
        labels={language: words["label"] for language, words in spoken.items()},
        words={language: tuple(words.get("words", ())) for language, words in spoken.items()},
        cpv=tuple(table.get("cpv", ())),
        near=tuple(table.get("near", ())),
    )


def _lines(text: str) -> dict[str, int]:
    """The line on which each table begins."""
    headers = re.finditer(r"^\[([^\]\n]+)\]", text, re.MULTILINE)
    return {match[1].strip(): text.count("\n", 0, match.start()) + 1 for match in headers}


def _problems(tables: Mapping[str, Any], lines: Mapping[str, int]) -> Iterator[str]:
    for name, table in tables.items():
        where = f"line {lines.get(name, 1)}, kind {name}"
        if not isinstance(table, dict):
            yield f"{where}: stands outside a kind's table"
            continue
        if not _KIND.fullmatch(name):
            yield f"{where}: the name may have small letters, digits and dashes only"
        for field, value in table.items():
            if field in _LANGUAGES:
                at = f"line {lines.get(f'{name}.{field}', lines.get(name, 1))}, kind {name}.{field}"
                yield from (f"{at}, {problem}" for problem in _language_problems(value))
            else:
                yield from (f"{where}, {p}" for p in _field_problems(field, value, tables, name))


def _language_problems(value: object) -> Iterator[str]:
    if not isinstance(value, dict):
        yield "must be a table with label and words"
        return
    if not isinstance(value.get("label"), str) or not value["label"].strip():
        yield "label: missing"
    words = value.get("words", [])
    if not _are_texts(words):
        yield "words: must be a list of texts"
    for field in value.keys() - {"label", "words"}:
        yield f"{field}: unknown field"


def _field_problems(
    field: str, value: object, tables: Mapping[str, Any], name: str
) -> Iterator[str]:
    if field not in ("cpv", "near"):
        yield f"{field}: unknown field"
    elif not _are_texts(value):
        yield f"{field}: must be a list of texts"
    elif isinstance(value, list):
        for one in value:
            if field == "cpv" and not _CPV.fullmatch(one):
                yield f"cpv: {one!r} is no CPV code (eight digits, or eight and a check digit)"
            if field == "near" and (one not in tables or one == name):
                yield f"near: {one!r} is no other kind of this file"


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)

"""`matchbot understand`: texts in, what was understood of each out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, NamedTuple

import typer

from matchbot.commands.ask import shipped_knowledge
from matchbot.commands.running import FINDINGS, people, print_json
from matchbot.core.reading.as_json import reading_as_json
from matchbot.core.reading.read import read_need

_YEARS = range(2000, 2100)


class Asked(NamedTuple):
    """A text to read, when it was said, and its language if that is given."""

    text: str
    now: datetime
    language: str | None = None


def understand(
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read and print JSON lines instead of plain text.")
    ] = False,
) -> None:
    """Read needs from standard input, one a line, and print what was understood."""
    knowledge = shipped_knowledge()
    wrong = 0
    for number, line in _lines():
        try:
            asked = _asked(line) if jsonl else _plain(line)
        except ValueError as problem:
            people.print(f"line {number}: {problem}", markup=False, soft_wrap=True)
            wrong += 1
            continue
        out = reading_as_json(read_need(asked.text, knowledge, asked.now, asked.language))
        print_json(out if jsonl else {"text": asked.text, **out})
    if wrong:
        raise typer.Exit(FINDINGS)


def _lines() -> Iterator[tuple[int, bytes]]:
    """The lines of standard input that hold something, numbered; a byte order mark is left out."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        bare = line.removeprefix(b"\xef\xbb\xbf").strip()
        if bare:
            yield number, bare


def _plain(line: bytes) -> Asked:
    return Asked(line.decode("utf-8", errors="replace"), datetime.now(UTC))


def _asked(line: bytes) -> Asked:
    """What a JSON line asks. ValueError says what is wrong with it."""
    try:
        given = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError("this is no UTF-8") from None
    except (ValueError, RecursionError):
        raise ValueError("this is no JSON") from None
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise ValueError('give an object with "text"')
    language = given.get("lang")
    if language is not None and not isinstance(language, str):
        raise ValueError('"lang" is a text such as "nl"')
    # Half of a pair of surrogates can be written in JSON and nowhere else.
    text = given["text"].encode("utf-8", errors="replace").decode()
    return Asked(text, _moment(given.get("now")), language)


def _moment(given: Any) -> datetime:
    """A day or a moment as JSON gives it; the present when it is not given. Raises ValueError."""
    if given is None:
        return datetime.now(UTC)
    try:
        if len(str(given)) <= 10:
            at = datetime.combine(date.fromisoformat(str(given)), time(9), tzinfo=UTC)
        else:
            at = datetime.fromisoformat(str(given))
    except ValueError:
        raise ValueError(f"{given!r} is no date such as 2026-11-23") from None
    if at.year not in _YEARS:
        raise ValueError(f"{given!r} is not of this century")
    return at if at.tzinfo else at.replace(tzinfo=UTC)

"""`matchbot mail`: what a raw mail is taken for."""

from __future__ import annotations

import base64
import binascii
import json
import sys
from typing import Annotated, Any

import typer

from matchbot.adapters.mail import MailReader
from matchbot.commands.running import FINDINGS, fail, people, print_json
from matchbot.core.mail.incoming import MailReading

app = typer.Typer(help="Mail that comes in.", no_args_is_help=True)


@app.callback()
def mail() -> None:
    """Mail that comes in."""


@app.command()
def read(
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Read JSON lines {"file","raw_base64"} instead.')
    ] = False,
) -> None:
    """Say what a raw mail on standard input is taken for: kind, new text, bounced addresses."""
    with MailReader() as reader:
        if jsonl:
            _read_lines(reader)
            return
        raw = sys.stdin.buffer.read()
        if not raw.strip():
            raise fail("Give a raw mail on standard input: matchbot mail read < letter.eml")
        print_json(_as_json("-", reader.read(raw)))


def _read_lines(reader: MailReader) -> None:
    wrong = 0
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            file, raw = _given(line)
        except ValueError as problem:
            people.print(f"line {number}: {problem}", markup=False)
            wrong += 1
            continue
        print_json(_as_json(file, reader.read(raw)))
    if wrong:
        raise typer.Exit(FINDINGS)


def _given(line: str) -> tuple[Any, bytes]:
    try:
        given = json.loads(line)
    except ValueError:
        raise ValueError("this is no JSON") from None
    if not isinstance(given, dict) or not isinstance(given.get("raw_base64"), str):
        raise ValueError('give an object with "file" and "raw_base64"')
    try:
        return given.get("file"), base64.b64decode(given["raw_base64"], validate=True)
    except (binascii.Error, ValueError):
        raise ValueError('"raw_base64" is no base64') from None


def _as_json(file: Any, reading: MailReading) -> dict[str, Any]:
    return {
        "file": file,
        "kind": reading.kind,
        "answer": reading.answer,
        "text": reading.text,
        "bounced": list(reading.bounced),
        "reason": reading.reason,
    }

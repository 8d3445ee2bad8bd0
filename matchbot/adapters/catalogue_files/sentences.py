"""What a finding says, in plain words for the people who keep a catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SENTENCES = {
    "bad-column": "{ours} is no column of ours (asked for {theirs}).",
    "bad-country": "{item} is no country; write two capitals, such as NL.",
    "bad-cpv": "{item} is no CPV code; write eight digits, or eight with the check digit.",
    "bad-date": "This is no date; write year-month-day, such as 2026-11-23.",
    "bad-email": "This is no e-mail address.",
    "bad-id": "{item} is no id; use letters, digits and hyphens, without spaces.",
    "bad-json": "This is no valid JSON; nothing can be read here.",
    "bad-language": "{item} is no language; write its code, such as nl or en.",
    "bad-number": "This is no number; write digits, with a point before decimals.",
    "bad-platform-accent": "This is no colour; write it as #c2410c.",
    "bad-platform-colour": "This is no colour; write it as #0b5d4e.",
    "bad-platform-contact": "Write on one line who can be reached, and how.",
    "bad-platform-country": 'This is no country; write two capitals, such as "NL".',
    "bad-platform-id": "This is no id; use small letters, digits and hyphens.",
    "bad-platform-languages": 'Write a list of language codes, such as ["nl", "en"].',
    "bad-platform-name": "Write the platform's name, on one line of at most 200 characters.",
    "bad-platform-place": "Write the name of a place, on one line.",
    "bad-platform-sample": "Write true or false, without quotation marks.",
    "bad-platform-timezone": "This is no time zone; write it as Europe/Amsterdam.",
    "bad-toml": "This is no valid TOML: {reason}.",
    "bad-website": "This is no address of a website; it starts with https:// or http://.",
    "broken-quotes": "A quotation mark in this row is not closed, or stands where none may.",
    "column-twice": "Two columns have this name; only the first is read.",
    "columns-left-out": "Known columns that have no place here: {names}.",
    "control-character": "There were invisible control characters; they are left out.",
    "double-id": "Line {first} and line {second} have the same id; line {second} is left out.",
    "double-row": "Line {first} and line {second} say the same; line {second} is left out.",
    "empty-file": "The file is empty.",
    "file-too-large": "The file is larger than {most} MB.",
    "garbled-text": "The letters look garbled; the text was saved in a wrong encoding before.",
    "ids-made": "{count} rows had no id; ids were made from what they say.",
    "likely-double": "Likely the same WISE as on line {first}: name, place and postcode agree.",
    "min-above-max": "The least ({low:g}) is more than the most ({high:g}).",
    "missing-column": "This column is missing, and no row can do without. There are: {columns}.",
    "missing-file": "The file is not there.",
    "missing-setting": "This setting is missing.",
    "missing-value": "This cell is empty, and the row cannot do without.",
    "nested-value": "This is no single value and no plain list.",
    "no-object": 'This is no row; rows look like {{"name": "…", "place": "…"}}.',
    "no-rows": "The file has a header and no rows.",
    "no-such-day": "The calendar has no such day.",
    "no-text": "This is no text file that can be read; save it as CSV in UTF-8.",
    "not-whole": "This must be a whole number.",
    "office-file": "This is a document of an office program; save it as CSV in UTF-8.",
    "out-of-range": "This number must be from {low:g} to {high:g}.",
    "spreadsheet-formula": "This is a formula; write its result, or ' before it if it is text.",
    "spreadsheet-error": "This is an error of the spreadsheet; mend the formula there.",
    "too-few-cells": "The row has {found} cells instead of {expected}; the rest counts as empty.",
    "too-long": "The text has {found} characters; at most {most} are allowed.",
    "too-many-cells": "The row has {found} cells instead of {expected}; a comma without quotes?",
    "unknown-column": "This column is unknown and is not read.",
    "unknown-kind": "{item} is no kind of the vocabulary.",
    "unknown-setting": "This setting is unknown and is not read.",
    "unknown-table": "The header fits none of wises, people, labels and offerings.",
    "unknown-unit": "This is none of: {allowed}.",
    "unknown-wise": "No WISE has this id.",
    "unreadable-file": "The file cannot be read: {reason}.",
    "wise-refused": "This WISE was refused; see line {at} of the file of WISEs.",
    "wises-not-checked": "Whether these WISEs exist was not checked: the file stands alone.",
    "wrong-encoding": "The file is not in UTF-8; it was read as Windows-1252. Check é, ë and €.",
}


def sentence(key: str, facts: Mapping[str, Any]) -> str:
    """What is wrong, in plain words."""
    words = SENTENCES[key].format_map(facts)
    return f"{words} Did you mean {facts['nearest']}?" if facts.get("nearest") else words

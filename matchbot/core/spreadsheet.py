"""Tables for a spreadsheet: CSV that every program opens, and in which nothing is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

#: What a spreadsheet may take for the beginning of a formula, in wide letters too.
_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: Tells Excel that the text is UTF-8.
_MARK = "\ufeff"


def csv_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The rows under their head as CSV; None is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(map(_cell, head))
    writer.writerows([_cell(value) for value in row] for row in rows)
    return _MARK + text.getvalue()


def _cell(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return "" if value is None else value
    text = str(value).replace("\0", "")
    return f"'{text}" if text.lstrip(" ").startswith(_BEGINNINGS) else text

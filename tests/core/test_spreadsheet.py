"""A table for a spreadsheet: every cell comes back as it was, and none is a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchbot.core.spreadsheet import csv_table


def cells(text: str) -> list[str]:
    """The first row under the head, as a spreadsheet reads it."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[1]


@pytest.mark.parametrize(
    "text", ["=1+1", "+31 20", "-2", "@SUM(A1)", "\t=1", "  =1", "\uff1d1", '=HYPERLINK("x")']
)
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    assert cells(csv_table(("a",), [(text,)])) == [f"'{text}"]


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    (cell,) = cells(csv_table(("a",), [(text,)])) or [""]
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell in {text.replace("\0", ""), "'" + text.replace("\0", "")}


def test_numbers_stay_numbers_and_nothing_is_an_empty_cell() -> None:
    assert cells(csv_table(("a", "b", "c"), [(-2.5, None, 3)])) == ["-2.5", "", "3"]

"""What somebody says it costs, where only an amount is asked for: "ongeveer 2k", "450 p.p."."""

from __future__ import annotations

from dataclasses import replace

from matchbot.core.need import Budget
from matchbot.core.reading.budget import read_budget
from matchbot.core.reading.plain import read_plain

#: Before a bare number it says that money is meant.
_CUE = "prijs "


def read_price(text: str, language: str) -> Budget | None:
    """The amount, both bounds of it; None when there is none in the text."""
    plain = read_plain(text, language).plain
    found = read_budget(plain) or read_budget(_CUE + plain)
    if found is None:
        return None
    budget = found.budget
    low = budget.min if budget.min is not None else budget.max
    high = budget.max if budget.max is not None else budget.min
    return replace(budget, min=low, max=high)

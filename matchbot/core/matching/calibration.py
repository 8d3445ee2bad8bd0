"""What turns the evidence for an offering into a score that means the same for every need."""

from __future__ import annotations

from math import exp

#: From this score on an offering is called a match.
LINE = 0.5
#: Log-odds for an offering of which nothing is known, with and without a sentence embedding.
BIAS, BIAS_WITHOUT_MEANING = -6.6, -4.8


def bias(meaning: float | None) -> float:
    """The log-odds before any evidence; `meaning` None says that there is no embedding."""
    return BIAS_WITHOUT_MEANING if meaning is None else BIAS


def score(odds: float) -> float:
    """Log-odds as a score in 0–1 (logistic function)."""
    return 1 / (1 + exp(-odds))

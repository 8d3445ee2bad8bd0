"""The odds of kinds can be fitted again, and the halves stay apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchbot.bench.fitting import Example, examples, fitted, loss
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.calibration import KIND_ODDS_WITHOUT_MEANING

FOLDER = Path(__file__).parent
TITLES = """lang\ttitle\tcpv\tnotice
nl\tSchoonmaak van kantoren\t90919200-4\tone
en\tOffice cleaning\t90919200-4\ttwo
fr\tFourniture de munitions\t35330000-6\tthree
"""


def example(words: float, right: bool, *, tuned: bool = True) -> Example:
    return Example({"always": 1.0, "words": words}, right, 1.0, tuned)


def test_what_goes_with_right_kinds_gets_a_positive_weight_and_lowers_the_loss():
    some = [example(1.0, True), example(0.8, True), example(0.1, False), example(0.0, False)]
    odds = fitted(some, ["always", "words"])
    assert odds["words"] > 0 > odds["always"]
    assert loss(some, odds, tuned=True) < loss(some, {"always": 0.0, "words": 0.0}, tuned=True)


def test_the_half_kept_out_teaches_nothing():
    some = [example(1.0, True), example(0.0, False)]
    other = [example(1.0, False, tuned=False), example(0.0, True, tuned=False)] * 9
    assert fitted([*some, *other], ["always", "words"]) == fitted(some, ["always", "words"])


@pytest.mark.long
def test_the_odds_in_use_are_near_the_best_on_the_needs_we_have(
    knowledge: Knowledge, tmp_path: Path
):
    titles = tmp_path / "titles.tsv"
    titles.write_text(TITLES, encoding="utf-8")
    some = list(examples(FOLDER, titles, knowledge, embedded=False))
    anew = fitted(some, list(KIND_ODDS_WITHOUT_MEANING))
    assert loss(some, anew, tuned=True) < loss(some, KIND_ODDS_WITHOUT_MEANING, tuned=True)
    assert loss(some, KIND_ODDS_WITHOUT_MEANING, tuned=False) < 0.5

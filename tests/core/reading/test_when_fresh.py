"""Date phrases written before the grammar was seen (when_fresh.tsv): the share read right.

Rows of the set "frozen" may not be tuned on; correct one only where the sheet itself is wrong.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from matchbot.bench.reading import Judged, judge_phrases, phrases, share


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return list(judge_phrases(phrases(Path(__file__).parent)))


@pytest.mark.parametrize("lang", ["nl", "en", "fr", "de"])
@pytest.mark.parametrize(("which", "least"), [("frozen", 0.95), ("blind", 0.9), ("tuned", 0.98)])
def test_first_and_last_days_are_right(
    judged: list[Judged], lang: str, which: str, least: float
) -> None:
    of_set = [j for j in judged if j.lang == lang and j.set == which]
    assert share(j for j in of_set if j.fact == "start") >= least
    assert share(j for j in of_set if j.fact == "end") >= least - 0.01


def test_each_language_has_enough_phrases() -> None:
    rows = phrases(Path(__file__).parent)
    for lang in ("nl", "en", "fr", "de"):
        assert sum(row.lang == lang for row in rows) >= 250

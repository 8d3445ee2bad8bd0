"""What `make crash` may be told, and how it judges."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crash.plan import Plan, WrongPlan, read_plan
from crash.verdict import Verdict


def test_without_a_word_it_kills_a_hundred_times_in_ten_thousand_digests() -> None:
    plan = read_plan({"SEED": "7"})
    assert plan == Plan("digest", "sqlite", 10_000, 100, evidence=False, seed=7, sender="ours")


def test_a_run_without_a_seed_gets_one_that_can_be_given_again() -> None:
    seed = read_plan({}).seed
    assert read_plan({"SEED": str(seed)}).seed == seed


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"KIND": "spam"}, "digest, leads, telegram, inbound"),
        ({"DB": "mysql"}, "sqlite, postgres"),
        ({"LETTERS": "0"}, "LETTERS=0"),
        ({"LETTERS": "many"}, "LETTERS=many"),
        ({"KILLS": "-1"}, "KILLS=-1"),
        ({"EVIDENCE": "yes"}, "EVIDENCE=yes"),
        ({"DROPPED": "nan"}, "DROPPED=nan"),
        ({"SENDER": "naive", "KIND": "inbound"}, "SENDER"),
        ({"EVIDENCE": "1", "KIND": "telegram"}, "EVIDENCE"),
        ({"WORKERS": "3"}, "DB=postgres"),
        ({"WORKERS": "3", "DB": "postgres", "KIND": "telegram"}, "poll"),
    ],
)
def test_a_run_that_cannot_be_is_refused_in_one_line(said: dict[str, str], named: str) -> None:
    with pytest.raises(WrongPlan, match=named) as refused:
        read_plan(said)
    assert "\n" not in str(refused.value)


PLAN = Plan(kills=10)


@pytest.mark.parametrize(
    ("found", "evidence", "held"),
    [
        ({}, False, True),
        ({"lost": ["a"]}, False, False),
        ({"doubled": ["a"]}, False, False),
        ({"doubled": ["a"], "resent": ["a"]}, False, True),
        ({"faults": ["its row says queued"]}, False, False),
        ({"in_doubt": ["a"] * 40}, False, True),
        ({"in_doubt": ["a"] * 41}, False, False),
        ({"in_doubt": ["a"]}, True, False),
    ],
)
def test_what_breaks_the_promise(found: dict[str, Any], evidence: bool, held: bool) -> None:
    assert Verdict(**found).held(replace(PLAN, evidence=evidence), connections=4) is held

"""What a run shall do, as `make crash` was told by KIND=, LETTERS=, KILLS= and the like."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from crash.clock import SPEED

KINDS = ("digest", "leads", "telegram", "inbound")
DATABASES = ("sqlite", "postgres")
SENDERS = ("ours", "naive")
#: Kinds whose letters leave by SMTP.
POSTED = ("digest", "leads")
Value = TypeVar("Value")


class WrongPlan(ValueError):
    """A setting of the run that cannot be; its words say which and what may stand there."""


@dataclass(frozen=True)
class Plan:
    """One run. `dropped` is the share of letters whose 250 the relay swallows.

    `speed` is that of the workers' clock: at 120 a lease of 15 minutes lasts 7.5 seconds. The run is repeatable as far as chance goes: all dice are thrown from `seed`. What the
    machine does in the meantime is not.
    """

    kind: str = "digest"
    database: str = "sqlite"
    letters: int = 10_000
    kills: int = 100
    evidence: bool = False
    seed: int = 0
    sender: str = "ours"
    workers: int = 1
    dropped: float = 0.0
    speed: float = SPEED


def read_plan(said: Mapping[str, str]) -> Plan:
    """The plan in these variables. Raises WrongPlan."""
    plan = Plan(
        kind=_one_of(said, "KIND", KINDS),
        database=_one_of(said, "DB", DATABASES),
        letters=_number(said, "LETTERS", int, 10_000, 1, 1_000_000),
        kills=_number(said, "KILLS", int, 100, 0, 100_000),
        evidence=_one_of(said, "EVIDENCE", ("0", "1")) == "1",
        seed=_number(said, "SEED", int, random.SystemRandom().randrange(10**6), 0, 2**63),
        sender=_one_of(said, "SENDER", SENDERS),
        workers=_number(said, "WORKERS", int, 1, 1, 16),
        dropped=_number(said, "DROPPED", float, 0.0, 0.0, 0.5),
        speed=_number(said, "SPEED", float, SPEED, 1.0, 600.0),
    )
    _check_together(plan)
    return plan


def _check_together(plan: Plan) -> None:
    if plan.kind not in POSTED:
        for name, off in (("SENDER", plan.sender == "ours"), ("EVIDENCE", not plan.evidence),
                          ("DROPPED", not plan.dropped)):  # fmt: skip
            if not off:
                raise WrongPlan(f"{name} is for letters by SMTP: KIND=digest or KIND=leads.")
    if plan.workers > 1 and plan.database == "sqlite":
        raise WrongPlan("WORKERS above 1 wants DB=postgres: replicas do not share a SQLite file.")
    if plan.workers > 1 and plan.kind == "telegram":
        raise WrongPlan("WORKERS above 1 is not for KIND=telegram: only one may poll with a token.")


def _one_of(said: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = said.get(name, "").strip() or allowed[0]
    if value not in allowed:
        raise WrongPlan(f"{name}={value} is not possible: use one of {', '.join(allowed)}.")
    return value


def _number(
    said: Mapping[str, str],
    name: str,
    kind: Callable[[str], Value],
    usual: Value,
    least: float,
    most: float,
) -> Value:
    text = said.get(name, "").strip()
    try:
        value = kind(text) if text else usual
        fits = least <= value <= most  # type: ignore[operator]
    except ValueError:
        fits = False
    if not fits:
        raise WrongPlan(f"{name}={text} is not possible: use a number from {least:g} to {most:g}.")
    return value

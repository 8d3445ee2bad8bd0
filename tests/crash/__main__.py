"""`make crash`: one run as the variables say; its last line on standard output is the result."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from crash.plan import WrongPlan, read_plan

if TYPE_CHECKING:
    from crash.judge import Result

RESULTS = Path("crash-results")
BEGAN = time.monotonic()


def main() -> int:
    """Exit status: 0 the promise held, 1 it did not, 2 the run cannot be."""
    try:
        plan = read_plan(os.environ)
    except WrongPlan as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    # Heavy; and a wrong word is answered at once.
    from crash.judge import run

    result = run(plan, to_people)
    _tell(result)
    _keep(result)
    print(json.dumps(result.line()), flush=True)  # noqa: T201
    return 0 if result.held else 1


def to_people(line: str) -> None:
    """Progress, for people."""
    sys.stderr.write(f"{time.monotonic() - BEGAN:4.0f} {line}\n")


def _tell(result: Result) -> None:
    verdict = result.verdict
    for word in ("lost", "doubled", "in_doubt", "faults"):
        for one in getattr(verdict, word):
            to_people(f"{word}: {one}")
    to_people(f"{verdict.counts}; {result.seconds:.0f} s; promise held: {result.held}")


def _keep(result: Result) -> None:
    RESULTS.mkdir(exist_ok=True)
    plan = result.plan
    name = f"{plan.kind}-{plan.database}-{plan.sender}-{plan.seed}.json"
    whole = {**result.line(), "held": result.held, "seconds": round(result.seconds, 1)}
    whole |= {"plan": asdict(plan), "verdict": asdict(result.verdict)}
    (RESULTS / name).write_text(json.dumps(whole, indent=1) + "\n")
    to_people(f"the whole result: {RESULTS / name}")


def _stop(*_: object) -> None:
    """Whoever is told to end cleans up first: the processes, the database."""
    raise SystemExit(1)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stop)
    sys.exit(main())

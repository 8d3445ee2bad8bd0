"""The platform's staff: what they must look at, and that they hear of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from matchbot.flows.office import Office, post
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Letter, Task


def call_staff(
    tx: Transaction, office: Office, kind: str, subject: str, text: str, now: datetime
) -> None:
    """A task for the staff, and a letter to each of them so that somebody hears of it."""
    task = Task(office.luck.id(), kind, subject, text, now)
    tx.tasks.add(task)
    language = office.knowledge().platform.languages[0]
    for operator in office.rules.operators:
        facts: dict[str, Any] = {"kind": kind, "subject": subject, "text": text}
        letter = Letter("task", language, operator, facts)
        post(tx, office, letter, now, purpose="notice", dedupe_key=f"task:{task.id}:{operator}")

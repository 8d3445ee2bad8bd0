"""What is followed up when: one table, and what is due next for a lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from matchbot.core.lead import (
    TRANSITIONS,
    Lead,
    LeadEvent,
    LeadState,
    NotPossible,
    move,
    note,
)
from matchbot.core.working_days import WorkingDays

Side = Literal["buyer", "wise"]
Verdict = Literal["", "ask_again", "task"]
#: Steps that say how it ended; "wait" and "contact" leave it open.
FINAL_STEPS = frozenset({"win", "lose"})
_GOING_ON: frozenset[LeadState] = frozenset({"accepted", "contacted", "not_yet"})
_SOON = timedelta(days=2)


@dataclass(frozen=True)
class FollowUpTimings:
    """When follow-ups are due. The first three are working days after the WISE was told.

    The outcome is asked after the wanted date, else `outcome_after` the acceptance; once more
    `outcome_again` after an answer that leaves it open.
    """

    remind_after: int = 1
    tell_buyer_after: int = 2
    expire_after: int = 5
    outcome_after: timedelta = timedelta(days=14)
    outcome_again: timedelta = timedelta(days=14)


When = Callable[[Lead, FollowUpTimings, WorkingDays], datetime | None]


@dataclass(frozen=True)
class FollowUp:
    """One row of the table: its name, in which states it makes sense, and when it is due."""

    name: str
    states: frozenset[LeadState]
    due: When


def _remind(lead: Lead, timings: FollowUpTimings, days: WorkingDays) -> datetime | None:
    return days.after(lead.notified_at, timings.remind_after) if lead.notified_at else None


def _tell_buyer(lead: Lead, timings: FollowUpTimings, days: WorkingDays) -> datetime | None:
    return days.after(lead.notified_at, timings.tell_buyer_after) if lead.notified_at else None


def _expire(lead: Lead, timings: FollowUpTimings, days: WorkingDays) -> datetime | None:
    """Nobody loses a lead without having been reminded a working day before."""
    if lead.notified_at is None or "remind" not in lead.followed:
        return None
    planned = days.after(lead.notified_at, timings.expire_after)
    return max(planned, days.after(lead.reminded_at or lead.notified_at, 1))


def _lapse(lead: Lead, timings: FollowUpTimings, days: WorkingDays) -> datetime | None:
    """A yes after its time waits for the buyer as long as the WISE's answer was waited for."""
    return days.after(lead.decided_at, timings.expire_after) if lead.decided_at else None


def _ask_outcome(lead: Lead, timings: FollowUpTimings, days: WorkingDays) -> datetime | None:
    """The day after the wanted date, but not within two days; without a date, some days on."""
    if lead.decided_at is None:
        return None
    if lead.need.when is None:
        return days.open_at(lead.decided_at + timings.outcome_after)
    day_after = _day_after(lead.need.when.end, lead.decided_at)
    return days.open_at(max(day_after, lead.decided_at + _SOON))


def _day_after(day: date, zoned: datetime) -> datetime:
    """Nine o'clock of the next day, in the zone of another moment."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=zoned.tzinfo) + timedelta(days=1)


def _ask_again(lead: Lead, timings: FollowUpTimings, days: WorkingDays) -> datetime | None:
    """After the day that the buyer named, else some days after their answer."""
    if lead.outcome_at is None or lead.buyer_says not in {"wait", "contact"}:
        return None
    if lead.waits_until is None:
        return days.open_at(lead.outcome_at + timings.outcome_again)
    return days.open_at(_day_after(lead.waits_until, lead.outcome_at))


#: All follow-ups there are. Each is made at most once for a lead; the last once for each day named.
FOLLOW_UPS: tuple[FollowUp, ...] = (
    FollowUp("remind", frozenset({"notified"}), _remind),
    FollowUp("tell_buyer", frozenset({"notified"}), _tell_buyer),
    FollowUp("expire", frozenset({"notified"}), _expire),
    FollowUp("lapse", frozenset({"offered"}), _lapse),
    FollowUp("ask_buyer", _GOING_ON, _ask_outcome),
    FollowUp("ask_wise", _GOING_ON, _ask_outcome),
    FollowUp("ask_buyer_again", _GOING_ON, _ask_again),
)


def next_follow_up(
    lead: Lead, timings: FollowUpTimings, days: WorkingDays
) -> tuple[str, datetime] | None:
    """What is due next for this lead, and when; None when nothing is."""
    due = [
        (at, number, row.name)
        for number, row in enumerate(FOLLOW_UPS)
        if lead.state in row.states
        and row.name not in lead.followed
        and (at := row.due(lead, timings, days)) is not None
    ]
    if not due:
        return None
    at, _, name = min(due)
    return name, at


def scheduled(lead: Lead, timings: FollowUpTimings, days: WorkingDays) -> Lead:
    """The lead with the moment on which it is looked at again."""
    due = next_follow_up(lead, timings, days)
    return replace(lead, follow_up_at=due[1] if due else None)


def followed(lead: Lead, name: str, now: datetime) -> Lead:
    """The lead after this follow-up was made."""
    reminded = now if name == "remind" else lead.reminded_at
    return replace(lead, followed=(*lead.followed, name), reminded_at=reminded)


def tell_outcome(
    lead: Lead, side: Side, step: str, now: datetime, *, channel: str, **facts: object
) -> tuple[Lead, LeadEvent, Verdict]:
    """The lead after one side said what came of it, and whether the sides must be asked again.

    Who says something first decides the state. When both say the opposite it stays as it is: both
    are asked once more, then it is a task for the staff. Raises NotPossible.
    """
    if lead.state not in _GOING_ON | {"won", "lost"}:
        raise NotPossible(lead, step)
    says = {f"{side}_says": step}
    other = lead.wise_says if side == "buyer" else lead.buyer_says
    opposite = {step, other} == FINAL_STEPS
    stored = {**facts, **says}
    if not opposite and (lead.state, step) in TRANSITIONS:
        moved, event = move(lead, step, now, actor=side, channel=channel, **stored)
        return _waiting(replace(moved, outcome_at=now)), event, ""
    event = note(lead, step, now, actor=side, channel=channel, **stored)
    told = replace(lead, outcome_at=now, **says)  # type: ignore[arg-type]
    if not opposite:
        return told, event, ""
    return _disputed(told, event)


def _waiting(lead: Lead) -> Lead:
    """Who named a day may be asked once more after it."""
    if lead.state != "not_yet" or lead.waits_until is None:
        return lead
    return replace(lead, followed=tuple(f for f in lead.followed if f != "ask_buyer_again"))


def _disputed(lead: Lead, event: LeadEvent) -> tuple[Lead, LeadEvent, Verdict]:
    verdict: Verdict = "task" if "dispute" in lead.followed else "ask_again"
    mark = "dispute_task" if verdict == "task" else "dispute"
    if mark in lead.followed:
        return lead, event, ""
    return replace(lead, followed=(*lead.followed, mark)), event, verdict

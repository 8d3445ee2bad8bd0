"""Follow-ups of leads: reminder, word to the buyer, expiry, and the question what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from matchbot.core.clock import iso_week
from matchbot.core.followup import followed, next_follow_up
from matchbot.core.lead import Lead, LeadState, move, note
from matchbot.core.offering import Wise
from matchbot.flows.lead_chats import remind_in_chats
from matchbot.flows.lead_letters import keep, lead_letter, remind_by_letter, tell_withdrawn
from matchbot.flows.leads import cancel_if_gone, tell_buyer
from matchbot.flows.linking import BOT
from matchbot.flows.office import Office, post
from matchbot.flows.outcomes import ask_buyer, ask_wise
from matchbot.flows.ports import Transaction
from matchbot.flows.wise_chats import chats_of_wise

AT_ONCE = 50
WEEK = timedelta(days=6)
#: At most so many leads stand in a WISE's weekly note.
IN_A_NOTE = 10
_GOING_ON: tuple[LeadState, ...] = ("accepted", "contacted", "not_yet")


def follow_up(office: Office) -> int:
    """Make every follow-up whose time has come; how many leads that were.

    Only in working hours; safe to run at any time and any number of times: what was made is noted
    on the lead in the transaction of its letter.
    """
    done = 0
    while office.working_days().is_open(office.clock.now()):
        now = office.clock.now()
        with office.store.begin() as tx:
            due = tx.leads.due_follow_up(now, AT_ONCE)
            for lead in due:
                _follow(tx, office, lead.id, now)
        done += len(due)
        if len(due) < AT_ONCE:
            break
    return done


def _follow(tx: Transaction, office: Office, lead_id: str, now: datetime) -> None:
    """All that is due for one lead, in the order of the table."""
    lead = tx.leads.get(lead_id)
    if lead is None or cancel_if_gone(tx, office, lead, now):
        return
    while due := next_follow_up(lead, office.rules.timings, office.working_days()):
        name, at = due
        if at > now:
            break
        lead = ACTS[name](tx, office, lead, name, now)
    keep(tx, office, lead, None, lead.state)


def _remind(tx: Transaction, office: Office, lead: Lead, name: str, now: datetime) -> Lead:
    """Remind the WISE of all its leads that are due for it: in its chats, else in one letter."""
    wise = office.knowledge().catalogue.wises[lead.wise_id]
    others = [
        other
        for other in tx.leads.find(state="notified", wise_id=wise.id)
        if other.id != lead.id and _is_due(office, other, name, now)
    ]
    if not remind_in_chats(tx, office, [lead, *others], wise, now):
        remind_by_letter(tx, office, [lead, *others], wise, now)
    for other in others:
        _note(tx, office, other, name, now)
    return _note(tx, office, lead, name, now)


def _is_due(office: Office, lead: Lead, name: str, now: datetime) -> bool:
    due = next_follow_up(lead, office.rules.timings, office.working_days())
    return due is not None and due[0] == name and due[1] <= now


def _tell_buyer(tx: Transaction, office: Office, lead: Lead, name: str, now: datetime) -> Lead:
    tell_buyer(tx, office, lead, "silent", now, news="lead.silent")
    return _note(tx, office, lead, name, now)


def _expire(tx: Transaction, office: Office, lead: Lead, name: str, now: datetime) -> Lead:
    moved, event = move(lead, "expire", now, actor="clock", channel="")
    expired = followed(moved, name, now)
    keep(tx, office, expired, event, lead.state)
    tell_buyer(tx, office, expired, "expired", now, news="lead.expired")
    return expired


def _lapse(tx: Transaction, office: Office, lead: Lead, name: str, now: datetime) -> Lead:
    """The buyer said nothing to a yes that came too late; the WISE need not wait any more."""
    moved, event = move(lead, "lapse", now, actor="clock", channel="")
    lapsed = followed(moved, name, now)
    keep(tx, office, lapsed, event, lead.state)
    tell_withdrawn(tx, office, lapsed, now)
    return lapsed


def _ask_buyer(tx: Transaction, office: Office, lead: Lead, name: str, now: datetime) -> Lead:
    named = lead.waits_until if name == "ask_buyer_again" else None
    ask_buyer(tx, office, lead, f"{name}:{named}" if named else name, now)
    return _note(tx, office, lead, name, now)


def _ask_wise(tx: Transaction, office: Office, lead: Lead, name: str, now: datetime) -> Lead:
    ask_wise(tx, office, lead, name, now)
    return _note(tx, office, lead, name, now)


def _note(tx: Transaction, office: Office, lead: Lead, name: str, now: datetime) -> Lead:
    done = followed(lead, name, now)
    keep(tx, office, done, note(lead, name, now, actor="clock"), lead.state)
    return done


ACTS: dict[str, Callable[[Transaction, Office, Lead, str, datetime], Lead]] = {
    "remind": _remind,
    "tell_buyer": _tell_buyer,
    "expire": _expire,
    "lapse": _lapse,
    "ask_buyer": _ask_buyer,
    "ask_wise": _ask_wise,
    "ask_buyer_again": _ask_buyer,
}


def send_wise_notes(office: Office) -> int:
    """Each WISE's week: leads that wait for its answer, and outcomes we would like to hear.

    One letter per WISE and ISO week, none when there is nothing; how many were written.
    """
    now = office.clock.now()
    period, written = iso_week(now.date()), 0
    with office.store.read() as tx:
        concerned = tx.leads.wises_with(("notified", *_GOING_ON))
    for id in concerned:
        wise = office.knowledge().catalogue.wises.get(id)
        if wise is None or not wise.email:
            continue
        with office.store.begin() as tx:
            waiting = tx.leads.find(state="notified", wise_id=wise.id, limit=IN_A_NOTE)
            asked = _asked(tx, wise.id)
            if not waiting and not asked:
                continue
            letter = lead_letter(tx, office, "wise_week", waiting, wise, now)
            outcomes = lead_letter(tx, office, "wise_week", asked, wise, now).facts["leads"]
            letter = letter.with_facts(outcomes=outcomes, own=_to_link(tx, office, wise))
            written += post(
                tx, office, letter, now,
                purpose="digest_wise", dedupe_key=f"wise_week:{period}:{wise.id}",
                expires_at=now + WEEK,
            )  # fmt: skip
    return written


def _to_link(tx: Transaction, office: Office, wise: Wise) -> str:
    """The page where a WISE links a chat; "" when it has one, or there is no bot."""
    if not tx.memory.get(BOT) or chats_of_wise(tx, wise):
        return ""
    return office.link(f"{wise.language}/me/{wise.id}")


def _asked(tx: Transaction, wise_id: str) -> list[Lead]:
    """Leads whose outcome was asked for and that nobody has told."""
    return [
        lead
        for state in _GOING_ON
        for lead in tx.leads.find(state=state, wise_id=wise_id, limit=IN_A_NOTE)
        if "ask_wise" in lead.followed and not lead.buyer_says and not lead.wise_says
    ]

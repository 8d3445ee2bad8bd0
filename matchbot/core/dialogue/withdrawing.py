"""Taking back a lead: which one, whether really, and how it is undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.commands import plain
from matchbot.core.dialogue.conversation import (
    Advance,
    Choice,
    Conversation,
    LeadView,
    Reply,
    Turn,
    WithdrawLeads,
)
from matchbot.core.dialogue.numbers import numbers_named
from matchbot.core.knowledge import Knowledge
from matchbot.core.lead import OPEN
from matchbot.core.said import Said, say

ALL = "withdraw:all"
_ALL_WORDS = {
    "alle", "alles", "allebei", "beide", "allemaal", "all", "both", "everything", "tout", "tous",
    "toutes", "deux", "beides", "alle beide",
}  # fmt: skip


def begin_withdrawal(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """Ask which lead, or whether it really is to be taken back."""
    still_open = open_leads(c)
    if not still_open:
        key = "withdraw.too_late" if c.leads else "status.none"
        return Advance(c, (Reply((say(key),)),))
    chosen = _named(c, turn.text, k) or (still_open if len(still_open) == 1 else ())
    return _ask_sure(c, chosen, k) if chosen else _ask_which(c, still_open, k)


def take_withdrawal(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """Which lead it is: pressed, by its WISE's name, or all."""
    if turn.choice.startswith("withdraw:"):
        chosen = [v for v in open_leads(c) if turn.choice in {ALL, f"withdraw:{v.id}"}]
        return withdraw(replace(c, withdrawing=tuple(v.id for v in chosen)), k) if chosen else None
    if c.step != "withdrawing" or c.withdrawing:
        return None
    chosen = list(_named(c, turn.text, k))
    return _ask_sure(c, chosen, k) if chosen else None


def withdraw(c: Conversation, k: Knowledge) -> Advance:
    """Take back the leads in `withdrawing`, and offer to undo it."""
    gone = [v for v in open_leads(c) if v.id in c.withdrawing]
    if not gone:
        return Advance(replace(c, step="waiting"), (Reply((say("withdraw.too_late"),)),))
    ids = tuple(v.id for v in gone)
    leads = tuple(replace(v, state="withdrawn") if v.id in ids else v for v in c.leads)
    line = say("withdrawn", count=len(gone), wises=wise_names(gone, k))
    again = Choice("undo", say("choice.ask_again"))
    after = replace(c, step="waiting", withdrawing=ids, leads=leads)
    return Advance(after, (Reply((line,), (again,)),), (WithdrawLeads(ids),))


def keep(c: Conversation) -> Advance:
    """Nothing is taken back after all."""
    return Advance(replace(c, step="waiting", withdrawing=()), (Reply((say("withdraw.kept"),)),))


def taken_back(c: Conversation) -> tuple[str, ...]:
    """The offerings whose leads were taken back last."""
    return tuple(v.offering for v in c.leads if v.id in c.withdrawing and v.state == "withdrawn")


def open_leads(c: Conversation) -> list[LeadView]:
    """The leads that no WISE has answered yet."""
    return [v for v in c.leads if v.state in OPEN]


def wise_names(views: Sequence[LeadView], k: Knowledge) -> tuple[str, ...]:
    """The names of the WISEs of these leads."""
    return tuple(k.catalogue.wises[v.wise].name if v.wise in k.catalogue.wises else v.wise
                 for v in views)  # fmt: skip


def _named(c: Conversation, text: str, k: Knowledge) -> list[LeadView]:
    """The open leads a message names: all, by the WISE's name, or by number in the list shown."""
    still_open, said = open_leads(c), plain(text)
    if said in _ALL_WORDS or (set(said.split()) & _ALL_WORDS and len(said.split()) > 1):
        return still_open
    names = dict(zip((v.id for v in still_open), wise_names(still_open, k), strict=True))
    if by_name := [v for v in still_open if plain(names[v.id]) in said]:
        return by_name
    offerings = [c.shown[n - 1] for n in numbers_named(text, len(c.shown))]
    return [v for v in still_open if v.offering in offerings]


def _ask_which(c: Conversation, still_open: Sequence[LeadView], k: Knowledge) -> Advance:
    names = wise_names(still_open, k)
    choices = [
        Choice(f"withdraw:{v.id}", say("choice.withdraw", wise=name))
        for v, name in zip(still_open, names, strict=True)
    ]
    choices.append(Choice(ALL, say("choice.withdraw_all", count=len(still_open))))
    after = replace(c, step="withdrawing", withdrawing=())
    return Advance(after, (Reply((say("withdraw.which"),), tuple(choices)),))


def _ask_sure(c: Conversation, chosen: Sequence[LeadView], k: Knowledge) -> Advance:
    after = replace(c, step="withdrawing", withdrawing=tuple(v.id for v in chosen))
    line: Said = say("withdraw.sure", count=len(chosen), wises=wise_names(chosen, k))
    choices = (Choice("yes", say("choice.withdraw_yes")), Choice("no", say("choice.withdraw_no")))
    return Advance(after, (Reply((line,), choices),))

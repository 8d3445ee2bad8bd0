"""A proposed offering: what it would look like, and on which WISE's page it goes."""

from __future__ import annotations

from dataclasses import replace

from matchbot.core.dialogue.conversation import (
    Advance,
    Choice,
    Conversation,
    MakeOffering,
    Reply,
)
from matchbot.core.knowledge import Knowledge
from matchbot.core.need import Quantity, Unit
from matchbot.core.offering import Offering
from matchbot.core.said import Said, say

OTHER = "other"
#: A choice of the WISE, before its id.
OF_WISE = "wise:"
IS_IT_RIGHT = (
    Choice("yes", say("choice.right")),
    Choice(OTHER, say("choice.otherwise")),
    Choice("no", say("choice.rather_not")),
)


def show_proposal(c: Conversation, k: Knowledge) -> Advance:
    """The offering as it would be, and whether it is right."""
    lines = (*_lines(c.draft, k), say("offer.sure")) if c.draft else (say("offer.ask"),)
    return Advance(replace(c, step="offering"), (Reply(lines, IS_IT_RIGHT if c.draft else ()),))


def _lines(offering: Offering, k: Knowledge) -> tuple[Said, ...]:
    kinds = tuple(k.vocabulary.kinds[kind] for kind in offering.kinds)
    lines = [say("offer.read", title=offering.title)]
    lines.append(say("offer.kind", kinds=kinds) if kinds else say("offer.no_kind"))
    if offering.place:
        lines.append(say("offer.place", place=offering.place))
    else:
        lines.append(say("offer.own_place"))
    if (amount := _amount(offering)) is not None:
        lines.append(say("offer.amount", amount=amount))
    return tuple(lines)


def _amount(offering: Offering) -> Quantity | None:
    if offering.max_quantity is None:
        return None
    unit: Unit = offering.unit or "other"  # type: ignore[assignment]
    return Quantity(offering.max_quantity, unit, offering.min_quantity, offering.max_quantity)


def place_proposal(c: Conversation, k: Knowledge, wise: str = "") -> Advance:
    """Put the proposed offering on the page of the WISE that this person acts for."""
    wises = (wise,) if wise in c.wises else c.wises
    if not wises:
        return Advance(_done(c), (Reply((say("offer.unknown"),)),))
    if len(wises) > 1 or c.draft is None:
        return Advance(replace(c, step="offering"), (Reply((say("offer.which"),), _wises(c, k)),))
    return Advance(_done(c), (), (MakeOffering(wises[0], c.draft),))


def _wises(c: Conversation, k: Knowledge) -> tuple[Choice, ...]:
    names = ((id, k.catalogue.wises[id].name if id in k.catalogue.wises else id) for id in c.wises)
    return tuple(Choice(OF_WISE + id, say("form.plain", value=name)) for id, name in names)


def _done(c: Conversation) -> Conversation:
    return replace(
        c, step="waiting" if c.leads else "open", aim="", draft=None, wises=(), code=None
    )

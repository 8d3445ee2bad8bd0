"""What a buyer keeps for the procurement record: the need, its matches, requests and answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from matchbot.core.keys import Key
from matchbot.core.matching.match import Match
from matchbot.core.matching.rank import rank
from matchbot.core.need import Need
from matchbot.core.said import say
from matchbot.core.spreadsheet import csv_table
from matchbot.flows.leads import KeyRefused, LeadPage, lead_page
from matchbot.flows.office import Office, make_key
from matchbot.flows.people import open_key
from matchbot.flows.ports import Transaction

HOLDS = timedelta(days=30)
MATCHES = 10
COLUMNS = (
    "what", "title", "wise", "fit", "reasons", "need", "state", "asked_at", "answered_at", "price",
    "note", "reason", "outcome", "amount",
)  # fmt: skip


@dataclass(frozen=True)
class Dossier:
    """All there is to show at one moment, in the buyer's language."""

    language: str
    at: datetime
    need: Need | None
    matches: tuple[Match, ...]
    leads: tuple[LeadPage, ...]


def make_dossier_link(
    tx: Transaction, office: Office, conversation_id: str, person_id: str, now: datetime
) -> str:
    """A link that shows the buyer's matches, requests and answers, to whoever has it."""
    word = make_key(tx, office, "dossier", conversation_id, now, person_id=person_id, holds=HOLDS)
    return office.link(f"dossier/{word}")


def open_dossier(office: Office, word: str) -> Dossier:
    """What the link shows, as it stands now. Reads only. Raises KeyRefused."""
    now, k = office.clock.now(), office.knowledge()
    with office.store.read() as tx:
        key: Key = open_key(tx, office, word, "dossier")
        c = tx.conversations.get(key.subject)
        if c is None:
            raise KeyRefused("unknown")
        asked = tx.leads.of_person(c.person_id)
    today = k.platform.today(now)
    found = rank(c.need, k, now=today, limit=MATCHES).matches if c.need else ()
    pages = tuple(lead_page(office, lead) for lead in asked)
    return Dossier(c.language, now, c.need, found, pages)


def dossier_csv(office: Office, dossier: Dossier) -> str:
    """Matches and requests as one table, in the buyer's language."""

    def text(value: Any) -> str:
        return office.wording.text(say("form.plain", value=value), dossier.language)

    head = [office.wording.text(say(f"dossier.{c}"), dossier.language) for c in COLUMNS]
    rows = [*_matches(dossier, text), *_leads(dossier, text)]
    return csv_table(head, rows)


def _matches(dossier: Dossier, text: Any) -> Iterator[tuple[object, ...]]:
    for match in dossier.matches:
        yield (
            text(say("dossier.match")), match.offering.title_in(dossier.language), match.wise.name,
            round(match.score, 2), text(tuple(r.said for r in match.reasons)),
            text(dossier.need), *[None] * 8,
        )  # fmt: skip


def _leads(dossier: Dossier, text: Any) -> Iterator[tuple[object, ...]]:
    for page in dossier.leads:
        lead = page.lead
        reason = text(say(f"web.lead.reason.{lead.reason}")) if lead.reason else None
        yield (
            text(say("dossier.lead")), page.offering.title_in(dossier.language), page.wise.name,
            None, None, text(lead.need), text(say(f"state.{lead.state}")),
            _day(lead.created_at), _day(lead.decided_at), text(lead.price) if lead.price else None,
            lead.note, reason, lead.outcome_note, lead.amount,
        )  # fmt: skip


def _day(moment: datetime | None) -> str | None:
    return moment.date().isoformat() if moment else None

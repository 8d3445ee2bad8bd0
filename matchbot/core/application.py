"""A WISE that wants to join: what it says of itself, what proves it, and the states it goes through.

new → asked → new (it answered) → approved or refused. A refusal has a reason, and so has a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

ApplicationState = Literal["new", "asked", "approved", "refused"]
Move = Literal["apply", "ask", "answer", "approve", "refuse"]

#: Which step leads from which state to which.
MOVES: dict[tuple[str, str], ApplicationState] = {
    ("new", "ask"): "asked",
    ("new", "approve"): "approved",
    ("new", "refuse"): "refused",
    ("asked", "answer"): "new",
    ("asked", "approve"): "approved",
    ("asked", "refuse"): "refused",
}
#: Steps that are worth nothing without words.
NEEDS_WORDS = frozenset({"ask", "answer", "refuse"})
MOST_LABELS, LONGEST_LABEL = 3, 120
#: What a conversation asks of a WISE that wants to join, one after the other.
Asks = Literal["name", "place", "about", "proof", "offering", "sure", "email"]
_SHARE = re.compile(r"(\d{1,3})\s*(?:%|procent|percent|pour ?cent|prozent)", re.IGNORECASE)
_OF_SALES = re.compile(
    r"inkom|omzet|verko|income|sales|revenue|turnover|vente|recette|revenu|chiffre|umsatz|verkauf"
    r"|einkommen|einnahmen|erlös",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[;\n]|,\s|\.\s|\s(?:en|and|et|und)\s")
_LABEL = re.compile(r"\b[A-Z]{2,}\b|(?i:keurmerk|label|certifi|zertifi|siegel|b corp)")
OPEN: tuple[ApplicationState, ...] = ("new", "asked")


class NotNow(Exception):
    """This step does not lead anywhere from this state."""


class WordsNeeded(ValueError):
    """A question, an answer or a refusal without words."""


@dataclass(frozen=True)
class ClaimedLabel:
    """A label that the WISE says it holds, who gave it and when."""

    label: str
    source: str = ""
    given: date | None = None


@dataclass(frozen=True)
class Applied:
    """What a WISE says of itself.

    `share` is the percentage of its people who were far from the labour market, `income` the
    percentage of its income from sales; None where it does not say. `offering` is its first, in
    one sentence.
    """

    name: str
    about: str = ""
    place: str = ""
    postcode: str = ""
    website: str = ""
    share: int | None = None
    income: int | None = None
    labels: tuple[ClaimedLabel, ...] = ()
    offering: str = ""


@dataclass(frozen=True)
class Joining:
    """An application as far as it was told in a conversation, and what is asked now."""

    asks: Asks = "name"
    applied: Applied = field(default_factory=lambda: Applied(""))


@dataclass(frozen=True)
class Step:
    """One line of its history; `by` is "wise" or "operator"."""

    move: Move
    at: datetime
    by: str
    text: str = ""


@dataclass(frozen=True)
class Application:
    """An application with its history, oldest first; `wise_id` once it was approved.

    `conversation_id` is where it was told, if not by the form: there its WISE hears of it too.
    """

    id: str
    email: str
    applied: Applied
    language: str
    at: datetime
    state: ApplicationState = "new"
    steps: tuple[Step, ...] = ()
    wise_id: str = ""
    conversation_id: str = ""
    decided_at: datetime | None = None

    @property
    def last_words(self) -> str:
        """The newest question, answer or reason."""
        return next((step.text for step in reversed(self.steps) if step.text), "")


def move(application: Application, step: Move, now: datetime, text: str = "") -> Application:
    """The application after a step. Raises NotNow and WordsNeeded."""
    after = MOVES.get((application.state, step))
    if after is None:
        raise NotNow(f"{step} from {application.state}")
    words = text.strip()
    if step in NEEDS_WORDS and not words:
        raise WordsNeeded(step)
    by = "wise" if step == "answer" else "operator"
    return replace(
        application,
        state=after,
        steps=(*application.steps, Step(step, now, by, words)),
        decided_at=now if after in {"approved", "refused"} else None,
    )


def read_proof(applied: Applied, text: str) -> Applied:
    """The application with the percentages and labels that a text claims.

    A percentage in a clause that speaks of sales is that of the income. Without such words the
    first is the share of people and the second the income, in the order in which we ask.
    """
    labels = list[ClaimedLabel]()
    for clause in _CLAUSES.split(text):
        found = _SHARE.search(clause)
        if found and int(found[1]) <= 100:
            applied = _with_percentage(applied, int(found[1]), clause)
        elif not found and _LABEL.search(clause):
            labels.append(ClaimedLabel(" ".join(clause.split()).strip(".")[:LONGEST_LABEL]))
    return replace(applied, labels=(*applied.labels, *labels)[:MOST_LABELS])


def _with_percentage(applied: Applied, percentage: int, clause: str) -> Applied:
    if applied.share is None and not _OF_SALES.search(clause):
        return replace(applied, share=percentage)
    return replace(applied, income=percentage) if applied.income is None else applied

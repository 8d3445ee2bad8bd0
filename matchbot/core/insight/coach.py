"""The coach: what an offering is asked for, where it loses and why. It never rewrites a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from matchbot.core.insight.privacy import LEAST
from matchbot.core.insight.records import AskedNeed, LeadStory
from matchbot.core.knowledge import Candidate, Knowledge
from matchbot.core.lead import ANSWERED
from matchbot.core.matching.area import Ground, ground_of
from matchbot.core.matching.criteria import Case, judge_capacity, judge_lead, judge_place
from matchbot.core.matching.normalise import content_words
from matchbot.core.matching.standing import words_there
from matchbot.core.need import Need
from matchbot.core.offering import Offering, Wise

#: Why an offering loses, in the order in which they are told where as many buyers speak for them.
REASONS = ("too_far", "minimum", "maximum", "notice", "no_notice", "no_capacity", "words")
#: A reason is told when it holds for this share of the needs that could show it.
SHARE = 0.3
#: What a need must be about at least this surely, to be one that an offering of the kind is asked.
SURE = 0.5


@dataclass(frozen=True)
class Loss:
    """One reason, how many buyers it holds for and of how many it could; `words` for "words"."""

    reason: str
    buyers: int
    of: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Coaching:
    """What is known of one offering: needs of its kind, its leads, and where it loses.

    `asked` are buyers who asked for its kind; `leads`, `accepted` and `won` its own leads;
    `declined` why its WISE said no; `losses` most buyers first.
    """

    offering: Offering
    wise: Wise
    asked: int
    leads: int
    accepted: int
    won: int
    declined: Mapping[str, int] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()


def coach(
    needs: Sequence[AskedNeed], leads: Sequence[LeadStory], knowledge: Knowledge
) -> list[Coaching]:
    """What can be said of every offering whose WISE is known, in the catalogue's order.

    A reason is told from five buyers up, and only where it is plain from the need and the offering.
    """
    by_kind: dict[str, list[AskedNeed]] = {}
    for need in needs:
        for kind in _sure_kinds(need.need):
            by_kind.setdefault(kind, []).append(need)
    by_offering: dict[str, list[LeadStory]] = {}
    for lead in leads:
        by_offering.setdefault(lead.offering_id, []).append(lead)
    wises = knowledge.catalogue.wises
    return [
        _coaching(one, wises[one.wise], by_kind, by_offering.get(one.id, []), knowledge)
        for one in knowledge.catalogue.offerings.values()
        if one.wise in wises
    ]


def _sure_kinds(need: Need) -> tuple[str, ...]:
    return tuple(guess.id for guess in need.kinds[:1] if guess.score >= SURE)


def _coaching(
    offering: Offering,
    wise: Wise,
    by_kind: Mapping[str, Sequence[AskedNeed]],
    leads: Sequence[LeadStory],
    knowledge: Knowledge,
) -> Coaching:
    asked = {need.id: need for kind in offering.kinds for need in by_kind.get(kind, ())}
    declined = Counter(lead.reason or "other" for lead in leads if lead.state == "declined")
    return Coaching(
        offering,
        wise,
        len({need.person_id or need.id for need in asked.values()}),
        len(leads),
        sum(1 for lead in leads if lead.state in ANSWERED),
        sum(1 for lead in leads if lead.state == "won"),
        declined,
        losses(offering, wise, list(asked.values()), knowledge),
    )


def losses(
    offering: Offering, wise: Wise, needs: Sequence[AskedNeed], knowledge: Knowledge
) -> tuple[Loss, ...]:
    """The reasons for which an offering loses these needs of its kind."""
    ground = ground_of(offering, wise, knowledge)
    could: dict[str, set[str]] = {}
    holds: dict[str, set[str]] = {}
    for asked in needs:
        buyer = asked.person_id or asked.id
        for reason, held in _judged(asked, offering, wise, ground):
            could.setdefault(reason, set()).add(buyer)
            if held:
                holds.setdefault(reason, set()).add(buyer)
    found = [Loss(reason, len(buyers), len(could[reason])) for reason, buyers in holds.items()]
    found += _unsaid(offering, needs, knowledge)
    told = [loss for loss in found if loss.buyers >= LEAST and loss.buyers >= SHARE * loss.of]
    return tuple(sorted(told, key=lambda loss: (-loss.buyers, REASONS.index(loss.reason))))


def _judged(
    asked: AskedNeed, offering: Offering, wise: Wise, ground: Ground
) -> Iterable[tuple[str, bool]]:
    """Each reason that this need could show, and whether it holds: as the ranking judges it."""
    need = asked.need
    case = Case(need, offering, wise, Candidate(offering.id, 0.0), asked.at.date(), ground)
    if (place := judge_place(case)) is not None:
        yield "too_far", place.value < 0
    if need.quantity is not None:
        silent = offering.min_quantity is None and offering.max_quantity is None
        yield "no_capacity", silent or not offering.unit
        capacity = judge_capacity(case)
        key = capacity.said.key if capacity else ""
        yield "minimum", key == "reason.capacity.large"
        yield "maximum", key == "reason.capacity.small"
    if need.when is not None:
        yield "no_notice", offering.lead_days is None
        notice = judge_lead(case)
        yield "notice", notice is not None and notice.value <= -1


def _unsaid(offering: Offering, needs: Sequence[AskedNeed], knowledge: Knowledge) -> Iterable[Loss]:
    """Words that buyers use for this kind and the offering's text does not; only public ones.

    A word counts when the vocabulary has it: so no name or street of a buyer is ever passed on.
    """
    users: dict[tuple[str, str], set[str]] = {}
    speakers: dict[str, set[str]] = {}
    for asked in needs:
        buyer, language = asked.person_id or asked.id, asked.need.language
        speakers.setdefault(language, set()).add(buyer)
        for word in set(content_words(asked.need.what)):
            if word in knowledge.lexicon.by_word:
                users.setdefault((word, language), set()).add(buyer)
    of = len(speakers.get(offering.language, ()))
    unsaid = {
        word: buyers
        for (word, language), buyers in users.items()
        if language == offering.language
        and len(buyers) >= max(LEAST, SHARE * of)
        and not words_there((word,), language, offering)
    }
    if unsaid:
        buyers = set[str]().union(*unsaid.values())
        most = sorted(unsaid, key=lambda word: (-len(unsaid[word]), word))
        yield Loss("words", len(buyers), of, tuple(most[:3]))


#: A change is judged over at most so long before and after it, and not before so long after it.
JUDGED_OVER, NOT_BEFORE = timedelta(days=90), timedelta(days=28)


@dataclass(frozen=True)
class Effect:
    """Leads of an offering in `days` before and after it changed."""

    days: int
    before: int
    after: int


def effect(leads: Iterable[LeadStory], changed_at: datetime, now: datetime) -> Effect | None:
    """Whether a change brought leads; None while it is too early to tell."""
    span = min(now - changed_at, JUDGED_OVER)
    if span < NOT_BEFORE:
        return None
    made = [lead.created_at for lead in leads if lead.created_at is not None]
    return Effect(
        span.days,
        sum(1 for at in made if changed_at - span <= at < changed_at),
        sum(1 for at in made if changed_at <= at < changed_at + span),
    )

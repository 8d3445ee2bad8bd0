"""Showing matches for a need, explaining them, and asking the one question that matters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.conversation import (
    Advance,
    Choice,
    Conversation,
    Effect,
    KeepUnmet,
    Reply,
)
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.match import Match, Ranking
from matchbot.core.matching.rank import rank
from matchbot.core.need import Need, Place
from matchbot.core.said import Said, say

SHOWN = 3
LOOKED_AT = 10


def show_matches(
    c: Conversation, k: Knowledge, now: datetime, *, before: Sequence[Said] = (), more: bool = False
) -> Advance:
    """The best matches for the conversation's need, or an honest nothing with the nearest."""
    need = c.need or Need()
    seen = c.seen if more else ()
    ranking = rank(need, k, now=now.date(), limit=LOOKED_AT, exclude=seen)
    if more and ranking.abstained:
        return Advance(c, (Reply((say("matches.no_more"),), _pick_choices(len(c.shown))),))
    matches = ranking.matches[:SHOWN] or ranking.nearest
    shown = tuple(m.offering.id for m in matches)
    asked, question = (c.asked, None) if ranking.abstained else _question(c, need, ranking)
    after = replace(
        c,
        step="choosing" if shown else "open",
        shown=shown,
        seen=(*seen, *shown),
        picked=(),
        asked=asked,
    )
    lines = [*before, _understood(need), *_listed(need, ranking, matches, c.language)]
    lines += [question] if question else []
    return Advance(
        after, (Reply(tuple(lines), _choices(ranking, shown)),), _kept(ranking, need), matches
    )


def _understood(need: Need) -> Said:
    return say("need.understood", need=need)


def _listed(need: Need, ranking: Ranking, matches: Sequence[Match], language: str) -> list[Said]:
    if ranking.abstained and not matches:
        return [say("matches.none", what=need.what or need.text)]
    head = [say("matches.none_nearest", what=need.what or need.text)] if ranking.abstained else []
    tail = say("matches.choose_nearest" if ranking.abstained else "matches.choose")
    # What only comes nearest has no reasons worth telling.
    line = _plain_line if ranking.abstained else match_line
    return [*head, *(line(n, m, language) for n, m in enumerate(matches, 1)), tail]


def _plain_line(number: int, match: Match, language: str) -> Said:
    title = match.offering.title_in(language)
    return say("match.plain", number=number, title=title, wise=match.wise.name)


def match_line(number: int, match: Match, language: str) -> Said:
    """One match as a numbered line: title, WISE, the best reasons and the worst objection."""
    return say(
        "match.line",
        number=number,
        title=match.offering.title_in(language),
        wise=match.wise.name,
        reasons=tuple(reason.said for reason in match.best_reasons()),
    )


def _choices(ranking: Ranking, shown: Sequence[str]) -> tuple[Choice, ...]:
    if ranking.abstained:
        return (*_pick_choices(len(shown)), Choice("subscribe", say("choice.tell_me")))
    return (*_pick_choices(len(shown)), Choice("more", say("choice.more")))


def _pick_choices(count: int) -> tuple[Choice, ...]:
    return tuple(Choice(str(n), say("choice.number", number=n)) for n in range(1, count + 1))


def _kept(ranking: Ranking, need: Need) -> tuple[Effect, ...]:
    return (KeepUnmet(need),) if ranking.abstained else ()


def explain(c: Conversation, k: Knowledge, now: datetime, numbers: Sequence[int]) -> Advance:
    """All reasons, for and against, of the matches shown (or of those with these numbers)."""
    need = c.need or Need()
    ranking = rank(need, k, now=now.date(), limit=200)
    by_id = {m.offering.id: m for m in (*ranking.matches, *ranking.nearest)}
    lines: list[Said] = []
    for n, offering in enumerate(c.shown, 1):
        if (match := by_id.get(offering)) and (not numbers or n in numbers):
            lines.append(say("why.match", number=n, title=match.offering.title_in(c.language)))
            lines += [say("why.for" if r.weight > 0 else "why.against", reason=r.said)
                      for r in match.reasons]  # fmt: skip
    lines.append(say("why.how"))
    return Advance(c, (Reply(tuple(lines), _pick_choices(len(c.shown))),))


def ask_place(c: Conversation, candidates: Sequence[Place]) -> Advance:
    """The name may mean several places: ask which, with the candidates as choices."""
    choices = tuple(
        Choice(_place_choice(p), say("choice.place", place=p.name, country=p.country))
        for p in candidates[:3]
    )
    return Advance(c, (Reply((say("place.which"),), choices),))


def _place_choice(place: Place) -> str:
    return f"place:{place.lat},{place.lon},{place.radius_km},{place.country},{place.name}"


def place_of_choice(value: str) -> Place:
    """The place that a choice of `ask_place` stands for."""
    lat, lon, radius, country, name = value.removeprefix("place:").split(",", 4)
    return Place(name, float(lat), float(lon), float(radius), country)


def _question(c: Conversation, need: Need, ranking: Ranking) -> tuple[tuple[str, ...], Said | None]:
    """The first fact that is missing, was not asked before, and could change the order shown."""
    for fact, would_change in _QUESTIONS:
        if fact not in c.asked and would_change(need, ranking.matches):
            return (*c.asked, fact), say(f"ask.{fact}")
    return c.asked, None


def _quantity_matters(need: Need, matches: Sequence[Match]) -> bool:
    """Unknown, while some of the best have a minimum or maximum and others have not the same."""
    limits = {(m.offering.min_quantity, m.offering.max_quantity) for m in matches}
    return need.quantity is None and len(limits) > 1


def _date_matters(need: Need, matches: Sequence[Match]) -> bool:
    """Unknown, while some of the best need more notice than others."""
    days = {m.offering.lead_days for m in matches if m.offering.lead_days is not None}
    return need.when is None and not need.recurring and len(days) > 1 and max(days) >= 3


def _place_matters(need: Need, matches: Sequence[Match]) -> bool:
    """Unknown, while some of the best serve only a part of the platform's area."""
    local = [m.offering.radius_km is not None or bool(m.offering.areas) for m in matches]
    return need.place is None and any(local)


_QUESTIONS: tuple[tuple[str, Callable[[Need, Sequence[Match]], bool]], ...] = (
    ("place", _place_matters),
    ("quantity", _quantity_matters),
    ("when", _date_matters),
)

"""Showing matches for a need, explaining them, and asking the one question that matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.combining import TOGETHER, team_for, team_said
from matchbot.core.dialogue.conversation import (
    Advance,
    Choice,
    Conversation,
    Effect,
    KeepUnmet,
    Reply,
)
from matchbot.core.dialogue.elsewhere import elsewhere_said, found_elsewhere, pass_on_choices
from matchbot.core.dialogue.question import SHOWN, best_question
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.criteria import proof_of
from matchbot.core.matching.match import Match, Ranking
from matchbot.core.matching.rank import rank
from matchbot.core.need import Need, Place
from matchbot.core.said import Said, say

LOOKED_AT = 10
MOST_PLACES = 5
MOST_LEFT_OUT = 3


def show_matches(
    c: Conversation, k: Knowledge, now: datetime, *, before: Sequence[Said] = (), more: bool = False
) -> Advance:
    """The best matches for the conversation's need, or an honest nothing with the nearest."""
    need = c.need or Need()
    seen = c.seen if more else ()
    ranking = rank(need, k, now=k.platform.today(now), limit=LOOKED_AT, exclude=seen)
    if more and ranking.abstained:
        return Advance(c, (Reply((say("matches.no_more"),), pick_choices(c)),))
    matches = ranking.matches[:SHOWN] or ranking.nearest
    shown = tuple(m.offering.id for m in matches)
    # A list that goes on asks nothing: the answer would change the first list.
    silent = ranking.abstained or more
    asked, question = (c.asked, None) if silent else _question(c, need, ranking, k, now)
    team = None if more else team_for(need, matches, k, now)
    after = replace(
        c,
        step="choosing" if shown else "open",
        together=team.offerings if team else (),
        aim="",
        shown=shown,
        seen=(*seen, *shown),
        picked=(),
        asked=asked,
    )
    lines = [*before, _understood(need), *_listed(need, ranking, matches, c.language)]
    lines += [team_said(team, need, c.language)] if team else []
    lines += [question] if question else []
    found = found_elsewhere(need, k, now) if ranking.abstained else ()
    after = replace(after, elsewhere=tuple(match.offering.id for match in found))
    lines += elsewhere_said(found, k, c.language) if found else []
    offered = (*_choices(ranking, shown), *((TOGETHER,) if team else ()),
               *(pass_on_choices(found, k) if found else ()))  # fmt: skip
    return Advance(
        after,
        (Reply(tuple(lines), offered),),
        _kept(ranking, need),
        ranking.matches[:SHOWN],
    )


def _understood(need: Need) -> Said:
    return say("need.understood", need=need)


def left_out(ranking: Ranking) -> list[Said]:
    """Who would fit, but may not have the reserved contract that the buyer requires."""
    wises = {m.wise.id: m.wise for m in ranking.left_out}.values()
    named = [say("reserved.left_out.wise", wise=w.name, proof=proof_of(w)) for w in wises]
    if not named:
        return []
    return [say("reserved.left_out", count=len(named), wises=tuple(named[:MOST_LEFT_OUT]))]


def _listed(need: Need, ranking: Ranking, matches: Sequence[Match], language: str) -> list[Said]:
    if ranking.abstained and not matches:
        what = say("matches.none", what=need.what or need.text)
        return [what, *left_out(ranking), say("saved.ask")]
    head = [say("matches.none_nearest", what=need.what or need.text)] if ranking.abstained else []
    tail = say("matches.choose_nearest" if ranking.abstained else "matches.choose")
    line = nearest_line if ranking.abstained else match_line
    ask = [say("saved.ask")] if ranking.abstained else []
    listed = [line(n, m, language) for n, m in enumerate(matches, 1)]
    return [*head, *listed, *left_out(ranking), tail, *ask]


def nearest_line(number: int, match: Match, language: str) -> Said:
    """What only comes nearest has no reasons worth telling, but what alone keeps it from fitting."""
    title, obstacle = match.offering.title_in(language), match.obstacle()
    if obstacle is None:
        return say("match.plain", number=number, title=title, wise=match.wise.name)
    told = (obstacle.said,)
    return say("match.line", number=number, title=title, wise=match.wise.name, reasons=told)


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
        return (*_numbers(len(shown)), Choice("save", say("choice.tell_me")))
    return (*_numbers(len(shown)), Choice("more", say("choice.more")))


def pick_choices(c: Conversation) -> tuple[Choice, ...]:
    """A choice for each match that is shown now."""
    return _numbers(len(c.shown))


def _numbers(count: int) -> tuple[Choice, ...]:
    return tuple(Choice(str(n), say("choice.number", number=n)) for n in range(1, count + 1))


def _kept(ranking: Ranking, need: Need) -> tuple[Effect, ...]:
    return (KeepUnmet(need),) if ranking.abstained else ()


def explain(c: Conversation, k: Knowledge, now: datetime, numbers: Sequence[int]) -> Advance:
    """All reasons, for and against, of the matches shown (or of those with these numbers)."""
    need = c.need or Need()
    ranking = rank(need, k, now=k.platform.today(now), limit=200)
    by_id = {m.offering.id: m for m in (*ranking.matches, *ranking.nearest)}
    lines: list[Said] = []
    for n, offering in enumerate(c.shown, 1):
        if (match := by_id.get(offering)) and (not numbers or n in numbers):
            lines.append(say("why.match", number=n, title=match.offering.title_in(c.language)))
            lines += [say("why.for" if r.weight > 0 else "why.against", reason=r.said)
                      for r in match.reasons]  # fmt: skip
    lines.append(say("why.how"))
    return Advance(c, (Reply(tuple(lines), pick_choices(c)),))


def ask_place(c: Conversation, candidates: Sequence[Place], k: Knowledge, now: datetime) -> Advance:
    """The name may mean several places: ask which, with the candidates as choices.

    Places that nobody could tell apart by their names are one.
    """
    named = {_place_name(p): p for p in reversed(candidates[:MOST_PLACES])}
    if len(named) == 1:
        need = replace(c.need or Need(), place=candidates[0])
        return show_matches(replace(c, need=need), k, now)
    choices = (
        Choice(_place_choice(p), say("form.plain", value=name))
        for name, p in reversed(named.items())
    )
    after = replace(c, step="open", shown=())
    return Advance(after, (Reply((say("place.which"),), tuple(choices)),))


def _place_name(place: Place) -> str:
    return place.name if place.name.endswith(")") else f"{place.name} ({place.country})"


def _place_choice(place: Place) -> str:
    return f"place:{place.lat},{place.lon},{place.radius_km},{place.country},{place.name}"


def place_of_choice(value: str) -> Place:
    """The place that a choice of `ask_place` stands for."""
    lat, lon, radius, country, name = value.removeprefix("place:").split(",", 4)
    return Place(name, float(lat), float(lon), float(radius), country)


def _question(
    c: Conversation, need: Need, ranking: Ranking, k: Knowledge, now: datetime
) -> tuple[tuple[str, ...], Said | None]:
    """The facts asked for so far, and the one question whose answer would change the matches."""
    fact = best_question(need, c.asked, ranking.matches, k, k.platform.today(now))
    return ((*c.asked, fact), say(f"ask.{fact}")) if fact else (c.asked, None)

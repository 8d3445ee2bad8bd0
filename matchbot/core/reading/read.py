"""Reading a need: one text in, all its facts out. Pure; bad input gives an empty reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.evidence import words_scores
from matchbot.core.matching.kinds import kinds_and_likely
from matchbot.core.matching.names import wises_named
from matchbot.core.need import KindGuess, Need, Place, Reading, Talk
from matchbot.core.reading.amounts import AmountFound, read_amount
from matchbot.core.reading.budget import read_budget
from matchbot.core.reading.language import detect_language
from matchbot.core.reading.numbers import without_look_alikes
from matchbot.core.reading.plain import MOST_CHARACTERS, Plain, Span, read_plain
from matchbot.core.reading.reserved import read_reserved
from matchbot.core.reading.signature import signature_start
from matchbot.core.reading.split import split_needs
from matchbot.core.reading.talk import rule_talk, seeks, talk_of
from matchbot.core.reading.talk_meaning import meant_talk
from matchbot.core.reading.what import read_what
from matchbot.core.reading.when import read_when
from matchbot.core.reading.where import read_place
from matchbot.core.reading.without import read_without

_READ = ("nl", "en", "fr", "de")
_SURE_KIND = 0.6
_COUNTED = re.compile(
    r"(?i)\d+ ?(?:dagen|dagdelen|werkdagen|days|jours|journ[ée]es|tage)$"
    r"|\d ?(?:-|–|à|tot|to|bis) ?\d+ ?(?:uur|uren|hours|heures|stunden)$"
)
"""A stretch of time that is an amount as well: "2 dagen per week", "3 à 4 uur"."""
_EVERY = re.compile(
    r"(?i)(?:tous|toutes|om de|alle|elke|every|each|iedere|chaque|jede|binnen|over|in|within|dans"
    r"|sous|d'ici|innerhalb)\b"
)
"""What makes of days a time and no amount: "tous les 15 jours", "binnen 14 dagen"."""
_HOURS = re.compile(r"(?i)\d{1,2} ?(?:h|u)")
_EACH_TIME = re.compile(
    r"(?i) ?(?:/|(?:per|par|pro|each|every|chaque|elke|an?|die|im|la) ?(?:keer|bezoek|week|maand|dag"
    r"|visit|time|month|day|semaine|mois|jour|visite|fois|woche|monat|tag|mal|besuch)?\b)"
)
_SO_MANY_HOURS = re.compile(r"(?i).*\b\d+ ?(?:uur|uren|hours?|hrs?|heures?|stunden?|std\.?)")
"""The "for 4 hours" of "for 4 hours a week" is an amount, not how long it takes once."""
"""The "3 h" of "3 h par jour", which alone is a time of day."""


def read_need(
    text: str, knowledge: Knowledge, now: datetime, language: str | None = None
) -> Reading:
    """What a text asks for, with the span of the given text each fact came from.

    `now` says which day "volgende week" counts from; a naive time is the platform's own.
    `language` is the one to read in; without it, it is detected among the platform's. Reads the
    first MOST_CHARACTERS. Never raises on any text.
    """
    known = [code for code in knowledge.platform.languages if code in _READ] or ["en"]
    spoken = language if language in _READ else detect_language(text, known, "", knowledge)
    whole = _body(read_plain(text, spoken), spoken)
    parts = split_needs(whole, _kinds_of(knowledge, spoken), _near_of(knowledge))
    first, *rest = [whole.span(*part) for part in parts] if whole.plain else [(0, 0)]
    facts = _read_facts(text[slice(*first)], spoken, knowledge, knowledge.platform.today(now))
    kinds, perhaps = kinds_and_likely(facts.need.what, spoken, knowledge)
    score = max((guess.score for guess in (*kinds, *perhaps)), default=0.0)
    said = text[slice(*whole.span(0, len(whole.plain)))] if whole.plain else ""
    meant = partial(meant_talk, said, knowledge.embedder)
    talk = talk_of(whole.plain, score, facts.spans.keys(), facts.need.what, meant)
    # A question that has a WISE's name in it, or a name alone, asks what that WISE sells.
    if talk == "other" and wises_named(text if "?" in text else "", text, knowledge):
        talk = "need"
    if talk != "need" and (talk != "other" or rule_talk(whole.plain) or seeks(whole.plain)):
        return Reading(Need(text=text, language=spoken), talk)
    if talk == "other":  # "we move at the end of March": no need yet, but a fact of the next one
        facts, kinds, rest = replace(facts, need=replace(facts.need, what="")), (), []
        perhaps = ()
    if not kinds:
        kinds, perhaps = perhaps, ()
    reading = _reading(text, first[0], facts, kinds, talk, [text[slice(*span)] for span in rest])
    return replace(reading, perhaps=perhaps)


def _reading(
    text: str, shift: int, facts: _Facts, kinds: tuple[KindGuess, ...], talk: Talk, more: list[str]
) -> Reading:
    """The reading as a whole, its spans counted in the given text."""
    spans = {fact: (start + shift, end + shift) for fact, (start, end) in facts.spans.items()}
    need = replace(facts.need, text=text, kinds=kinds)
    return Reading(need, talk, tuple(part.strip() for part in more), spans, facts.choices)


def _kinds_of(knowledge: Knowledge, language: str) -> Callable[[str], frozenset[str]]:
    """The kinds a part of a text is plainly about, the names of places left out."""

    def kinds_of(part: str) -> frozenset[str]:
        read = read_plain(part, language)
        place = read_place(
            read, [], language, knowledge.places, knowledge.platform, knowledge.lexicon.by_word
        )
        what = read_what(read, [place.span, *place.others] if place.span else (), language)
        scores = words_scores(what, language, knowledge.lexicon) if what else {}
        best = max((scores[kind] for kind in scores if kind), default=0.0)
        return frozenset(k for k, score in scores.items() if k and score >= max(_SURE_KIND, best))

    return kinds_of


def _near_of(knowledge: Knowledge) -> Callable[[str], frozenset[str]]:
    kinds = knowledge.vocabulary.kinds

    def near_of(kind: str) -> frozenset[str]:
        near = kinds[kind].near if kind in kinds else ()
        return frozenset(near) | {other for other in kinds if kind in kinds[other].near}

    return near_of


def _body(read: Plain, language: str) -> Plain:
    end = signature_start(read.plain)
    if end == len(read.plain):
        return read
    return Plain(read.text, read.plain[:end], read.starts[:end], read.ends[:end])


@dataclass(frozen=True)
class _Facts:
    need: Need
    spans: dict[str, Span]
    choices: tuple[Place, ...]


def _read_facts(text: str, language: str, knowledge: Knowledge, today: date) -> _Facts:
    """The facts of one need; each takes its words, so that no word serves two facts."""
    read = read_plain(text, language)
    platform = knowledge.platform
    when = read_when(text[:MOST_CHARACTERS], language, today, platform.country)
    taken = list(when.taken)
    spans: dict[str, Span] = {"when": when.span} if when.span else {}
    reserved = read_reserved(read)
    for span in reserved.spans if reserved else ():  # "geen voorbehouden opdracht", "30%"
        _take("reserved", span, spans, taken)
        read = replace(read, plain=read.masked([span]))
    dates = [span for span in taken if any(c.isdigit() for c in text[slice(*span)])]
    budget = read_budget(without_look_alikes(read.masked(dates)))
    if budget:
        _take("budget", read.span(budget.start, budget.end), spans, taken)
    ordinary = knowledge.lexicon.by_word
    place = read_place(read, taken, language, knowledge.places, platform, ordinary)
    _take("place", place.span, spans, taken)
    taken += place.others
    counted = [span for span in taken if not _is_amount(text, span)]
    amount = read_amount(without_look_alikes(read.masked(counted)))
    if amount:
        _take("quantity", read.span(amount.start, amount.end), spans, taken)
    ruled_out = read_without(read)
    for span in ruled_out.spans:
        _take("without", span, spans, taken)
    need = Need(
        text=text,
        what=read_what(read, _without_nouns(read, amount, taken), language),
        place=place.place,
        when=when.period,
        recurring=when.recurring,
        quantity=amount.quantity if amount else None,
        budget=budget.budget if budget else None,
        without=ruled_out.things,
        language=language,
        reserved=reserved.wanted if reserved else None,
    )
    return _Facts(need, spans, place.choices)


def _is_amount(text: str, span: Span) -> bool:
    """Whether a stretch of time is an amount as well."""
    start, end = span
    if _COUNTED.search(text[max(0, start - 8) : end]) and not _EVERY.match(text[start:end]):
        return True
    hours = _HOURS.fullmatch(text[start:end]) or _SO_MANY_HOURS.fullmatch(text[start:end])
    return bool(hours and _EACH_TIME.match(text[end:]))


def _take(fact: str, span: Span | None, spans: dict[str, Span], taken: list[Span]) -> None:
    if span:
        spans.setdefault(fact, span)
        taken.append(span)


def _without_nouns(read: Plain, amount: AmountFound | None, taken: list[Span]) -> list[Span]:
    """What was taken, but of "500 kerstpakketten" only the number: the noun is the thing."""
    if amount is None or amount.quantity.unit not in ("pieces", "other"):
        return taken
    whole = read.span(amount.start, amount.end)
    number = read.span(amount.start, amount.number_end)
    return [number if span == whole else span for span in taken]

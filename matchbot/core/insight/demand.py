"""Unmet demand: what buyers asked for and nothing fitted, grouped by meaning, place and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from matchbot.core.insight.impact import kind_of
from matchbot.core.insight.meaning import groups_of_meaning
from matchbot.core.insight.privacy import LEAST, told
from matchbot.core.insight.records import AskedNeed
from matchbot.core.insight.town import Town
from matchbot.core.knowledge import Knowledge
from matchbot.core.offering import Offering, Wise

#: The newest needs that are looked at: the work grows with their square.
MOST = 4_000
#: How close a phrase of the vocabulary must be to name a group.
NAMED = 0.35
#: A group is of a kind when at least this share of it is.
OF_KIND = 0.5


@dataclass(frozen=True)
class Count:
    """How many of a group's needs are in a place or a month; None: too few to tell."""

    name: str
    needs: int | None


@dataclass(frozen=True)
class DemandGroup:
    """At least five buyers who asked for the same and found nothing.

    `kind` is the kind of the vocabulary that most are of, or empty; `labels` say by language what
    it is about, in words of the vocabulary, never in those of a buyer. `needs` counts every
    buyer once. Places and months with most needs first; "" is an unknown place.
    """

    kind: str
    labels: dict[str, str]
    needs: int
    parts: tuple[Count, ...]
    months: tuple[Count, ...]

    def label(self, language: str) -> str:
        """What it is about."""
        return self.labels.get(language) or next(iter(self.labels.values()), "")


@dataclass(frozen=True)
class Demand:
    """All groups, most needs first, and how much of the unmet demand they tell of."""

    groups: tuple[DemandGroup, ...]
    unmet: int | None
    grouped: int | None


def unmet_demand(needs: Sequence[AskedNeed], knowledge: Knowledge) -> Demand:
    """Group the unmet needs. Only groups of five buyers and more are told."""
    unmet = _once([need for need in needs if need.unmet])[-MOST:]
    texts = [need.need.what or need.need.text for need in unmet]
    vectors = _vectors(texts, knowledge)
    kinds = [kind_of(need.need) for need in unmet]
    languages = [need.need.language for need in unmet]
    numbers = groups_of_meaning(vectors, kinds, languages)
    town, members = Town(knowledge), _members(numbers)
    groups = []
    for rows in members:
        theirs = _each_buyer([unmet[row] for row in rows])
        if len(theirs) >= LEAST:
            centre = None if vectors is None else vectors[rows].sum(axis=0)
            groups.append(_group(theirs, centre, knowledge, town))
    groups.sort(key=lambda group: (-group.needs, group.kind, group.label("en")))
    shown, _ = told([sum(g.needs for g in groups), 0])
    return Demand(tuple(groups), told([len(unmet)])[0], shown)


def _once(needs: Iterable[AskedNeed]) -> list[AskedNeed]:
    """Every buyer's same words once: who changes a date has not asked for something else."""
    seen = {(need.person_id or need.id, need.need.what or need.id): need for need in needs}
    return sorted(seen.values(), key=lambda need: (need.at, need.id))


def _each_buyer(needs: Iterable[AskedNeed]) -> list[AskedNeed]:
    """The newest need of each buyer."""
    return list({need.person_id or need.id: need for need in needs}.values())


def _vectors(texts: Sequence[str], knowledge: Knowledge) -> Any | None:
    if knowledge.embedder is None or not texts:
        return None
    # Words that were erased leave an empty text, which is close to nothing.
    embedded = np.asarray(knowledge.embedder.embed([text or " " for text in texts]))
    embedded = embedded.astype(np.float32)
    embedded[[not text.strip() for text in texts]] = 0.0
    return embedded


def _members(numbers: Sequence[int]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for row, number in enumerate(numbers):
        groups.setdefault(number, []).append(row)
    return list(groups.values())


def _group(
    needs: Sequence[AskedNeed], centre: Any | None, knowledge: Knowledge, town: Town
) -> DemandGroup:
    kind, most = Counter(kind_of(need.need) for need in needs).most_common(1)[0]
    kind = kind if most >= OF_KIND * len(needs) else ""
    zone = ZoneInfo(knowledge.platform.timezone)
    return DemandGroup(
        kind,
        _labels(kind, centre, knowledge),
        len(needs),
        _counts(town.part(need.need.place) for need in needs),
        _counts(f"{need.at.astimezone(zone):%Y-%m}" for need in needs),
    )


def _counts(names: Iterable[str]) -> tuple[Count, ...]:
    counted = Counter(names).most_common()
    shown = told([needs for _, needs in counted])
    return tuple(Count(name, needs) for (name, _), needs in zip(counted, shown, strict=True))


def _labels(kind: str, centre: Any | None, knowledge: Knowledge) -> dict[str, str]:
    """By language: the kind's label, else the nearest phrase of the vocabulary."""
    languages = knowledge.platform.languages
    known = knowledge.vocabulary.kinds.get(kind)
    if known is not None:
        return {language: known.label(language) for language in languages}
    lexicon = knowledge.lexicon
    if centre is None or lexicon.vectors is None or not np.any(centre):
        return {}
    close = np.asarray(lexicon.vectors.closeness(centre / np.linalg.norm(centre)))
    labels = {}
    for language in languages:
        rows = [row for row, phrase in enumerate(lexicon.phrases) if phrase.language == language]
        best = max(rows, key=lambda row: close[row], default=None)
        if best is not None and close[best] >= NAMED:
            labels[language] = lexicon.phrases[best].text
    return labels


@dataclass(frozen=True)
class Widening:
    """An offering that would meet a group if it also went to a place, or also named a kind."""

    offering: Offering
    wise: Wise
    group: DemandGroup
    part: str
    kind: str


def widenings(demand: Demand, knowledge: Knowledge) -> list[Widening]:
    """For each WISE the offerings whose kinds are near what buyers asked for in vain.

    One offering of a WISE for a group and a place: of the same kind, else of a kind that is near.
    """
    found, town = list[Widening](), Town(knowledge)
    for group in demand.groups:
        for part in (count.name for count in group.parts if count.name and count.needs):
            chosen = _nearest(group, part, knowledge, town)
            found += [
                Widening(one, knowledge.catalogue.wises[one.wise], group, part, group.kind)
                for one in chosen.values()
            ]
    return found


def _nearest(
    group: DemandGroup, part: str, knowledge: Knowledge, town: Town
) -> dict[str, Offering]:
    """By WISE its offering nearest to a group, unless one serves that place already."""
    kind = knowledge.vocabulary.kinds.get(group.kind)
    if kind is None:
        return {}
    nearest: dict[str, Offering] = {}
    serving = set[str]()
    for one in sorted(knowledge.catalogue.offerings.values(), key=lambda one: one.id):
        same, near = kind.id in one.kinds, bool(set(kind.near) & set(one.kinds))
        if one.wise not in knowledge.catalogue.wises or not (same or near):
            continue
        if same and part in (*one.areas, town.part_of_wise(one.wise)):
            serving.add(one.wise)
        held = nearest.get(one.wise)
        if held is None or (same and kind.id not in held.kinds):
            nearest[one.wise] = one
    return {wise: one for wise, one in nearest.items() if wise not in serving}


def widened(offering: Offering, part: str, kind: str) -> Offering:
    """The offering, also in that place and under that kind; all else in it stays as it was."""
    areas = offering.areas if part in offering.areas else (*offering.areas, part)
    kinds = offering.kinds if kind in offering.kinds else (*offering.kinds, kind)
    return replace(offering, areas=areas, kinds=kinds)

"""Learning from past needs: a table that counts which words went with which CPV code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from matchbot.core.matching.normalise import content_words, stem

#: Words that begin alike are counted together too: Dutch and German glue words at the end.
BEGINNING = 6


@dataclass(frozen=True)
class Lesson:
    """One past need whose kind is known: the buyer's words and the code it was bought under."""

    title: str
    cpv: str
    language: str = "nl"


@dataclass(frozen=True)
class Learned:
    """How often a feature went with a CPV code (`counts[feature][code]`), and needs per code.

    A feature is a stem ("clean") or the beginning of a word ("reinig*"). `titles` counts whole
    titles in the same way: the nearest in meaning vote. The table is all there is: it can be
    read, edited and subtracted from.
    """

    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def learn(learned: Learned, lessons: Iterable[Lesson], *, times: int = 1) -> Learned:
    """The table after `lessons`; with `times=-1` they are unlearned, as if never seen."""
    counts = {feature: Counter(codes) for feature, codes in learned.counts.items()}
    titles = {title: Counter(codes) for title, codes in learned.titles.items()}
    seen = Counter(learned.seen)
    for lesson in lessons:
        seen[lesson.cpv] += times
        titles.setdefault(lesson.title, Counter())[lesson.cpv] += times
        for feature in features(content_words(lesson.title), lesson.language):
            counts.setdefault(feature, Counter())[lesson.cpv] += times
    return Learned(_known(counts), _positive(seen), _known(titles))


def features(words: Iterable[str], language: str) -> list[str]:
    """What is counted of the words of a need: each stem and each beginning, once."""
    kept = list(words)
    return list(
        dict.fromkeys(
            [stem(word, language) for word in kept]
            + [word[:BEGINNING] + "*" for word in kept if len(word) >= BEGINNING]
        )
    )


def _known(table: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    kept = {key: _positive(codes) for key, codes in table.items()}
    return {key: codes for key, codes in kept.items() if codes}


def _positive(counts: Mapping[str, int]) -> dict[str, int]:
    return {key: count for key, count in counts.items() if count > 0}

"""Several needs in one message: cut where a further need begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from matchbot.core.reading.plain import Plain
from matchbot.core.reading.talk import seeks

_FURTHER = re.compile(
    r",? (?:en )?(?:ook|daarnaast|verder|bovendien|tevens|eveneens|additionally|and also|also"
    r"|as well as|plus|besides|in addition|aussi|egalement|et aussi|ainsi que|en plus"
    r"|par ailleurs|ausserdem|und auch|zudem|daruber hinaus|ebenso|sowie|zusatzlich)(?=["
    r" ,:])[,:]?\s*"
    r"|\n+\s*(?:[-*]|\d{1,2}[.)])\s*"
)
_SENTENCE = re.compile(
    r"(?<=[.!?;])\s+|\n+\s*"
    r"|,? (?P<and>en|and|et|und) (?=(?:we |wij |ik |i |nous |wir |ich )?(?:zoeken|zoek|hebben|need"
    r"|want|are looking|cherchons|voudrions|brauchen|suchen|benotigen)\b)"
)
_ABBREVIATION = re.compile(
    r"\b(?:ca|max|min|pers|nr|no|tel|excl|incl|inkl|exkl|zzgl|bzw|evtl|dr|mr|mw|dhr|mevr|st|ex|bv"
    r"|approx|env|evt|o\.a|z\.b|p\.p|e\.g|i\.e|m|mme|mrs|ms|hr|fr|std|stk)\.$"
)
_LEAST, _MOST_PARTS = 8, 12

KindsOf = Callable[[str], frozenset[str]]


@dataclass(frozen=True)
class _Part:
    """A stretch of the plain text; `further` when a word or list sign says that it is one more."""

    start: int
    end: int
    further: bool


def split_needs(read: Plain, kinds_of: KindsOf, near_of: KindsOf) -> list[tuple[int, int]]:
    """Spans of the plain text, one for each need; a part without a kind of its own stays put.

    `kinds_of` names the kinds a part is plainly about, `near_of` those that are near a kind.
    "Lunch voor 20. Met koffie." is one need; "... Ook graag schoonmaak." begins another.
    """
    parts = list(_parts(read))
    needs: list[tuple[int, int]] = []
    seen: set[str] = set()
    near: set[str] = set()
    for part in parts if len(parts) > 1 else []:
        words = read.plain[part.start : part.end]
        kinds = kinds_of(words)
        asked_alike = not needs or seeks(words) == seeks(read.plain[slice(*needs[0])])
        apart = not kinds & seen and (part.further or (asked_alike and not kinds & near))
        if kinds and apart:
            needs.append((part.start if needs else 0, part.end))
            seen |= kinds
            near |= {other for kind in kinds for other in near_of(kind)}
        elif needs:
            needs[-1] = (needs[-1][0], part.end)
    return needs if len(needs) > 1 else [(0, len(read.plain))]


def _parts(read: Plain) -> Iterator[_Part]:
    """The text cut at sentences, lists and words like "daarnaast"; a few parts at most."""
    plain, start, count, further = read.plain, 0, 1, False
    borders = [*_FURTHER.finditer(plain), *_SENTENCE.finditer(plain)]
    for match in sorted(borders, key=lambda m: (m.start(), m.re is not _FURTHER)):
        says_more = match.re is _FURTHER
        if match.start() < start or not (says_more or _ends_a_sentence(read, match)):
            continue
        if match.start() - start < _LEAST and match.start() > start:
            further = further or says_more
            continue
        if len(plain) - match.end() < _LEAST or count == _MOST_PARTS:
            break
        if match.start() > start:
            yield _Part(start, match.start(), further)
            count += 1
        start, further = match.end(), says_more
    yield _Part(start, len(plain), further)


def _ends_a_sentence(read: Plain, match: re.Match[str]) -> bool:
    if match["and"]:
        return True
    if match.end() >= len(read.plain) or _ABBREVIATION.search(read.plain[: match.start()][-12:]):
        return False
    following = read.text[read.starts[match.end()]]
    return not following.islower() or "\n" in match[0]

"""WISEs by name: which enterprise a text speaks of, also misspelt or by a part of its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from matchbot.core.matching.lexicon import WRAPPING
from matchbot.core.matching.normalise import STOPWORDS, content_words, words
from matchbot.core.matching.spelling import Spelling, build_spelling
from matchbot.core.offering import Wise

if TYPE_CHECKING:
    from matchbot.core.knowledge import Knowledge

#: What part of a name, its rare words counting most, must be in a text that says other things too.
WHOLE = 0.8
#: A text of little else may name a WISE by less: what part of the text, and of the name.
NEARLY_ALL, PART = 0.8, 0.25
#: Words that lie further apart than this many others are not one name.
APART = 2

#: A question of so few words is likely to be about a name that is in it.
SHORT = 4
BEFORE_A_NAME = frozenset("van bij door from by at chez avec par von bei mit".split())

_HELD: dict[str, tuple[Mapping[str, Wise], Names]] = {}


@dataclass(frozen=True, repr=False)
class Names:
    """The telling words of every WISE's name, how rare each is, and who has it."""

    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rarity: Mapping[str, float] = field(default_factory=dict)
    spelling: Spelling = field(default_factory=Spelling)

    def weight(self, some: Iterable[str]) -> float:
        """How much words tell together; one that is in no name as much as the rarest."""
        rarest = log(1 + len(self.words))
        return sum(self.rarity.get(word, rarest) for word in some)


def build_names(wises: Iterable[Wise]) -> Names:
    """The names of these WISEs; of a name of nothing but small words all of them count."""
    telling = {wise.id: frozenset(_telling(wise.name)) for wise in wises}
    seen = Counter(word for some in telling.values() for word in some)
    holders: dict[str, list[str]] = {}
    for wise, some in telling.items():
        for word in some:
            holders.setdefault(word, []).append(wise)
    rarity = {word: log(1 + len(telling) / count) for word, count in seen.items()}
    every = {word: tuple(theirs) for word, theirs in holders.items()}
    return Names(telling, every, rarity, build_spelling(seen.elements()))


def wises_named(text: str, what: str, knowledge: Knowledge) -> dict[str, float]:
    """How sure it is (0–1) that a text names each WISE, the likeliest first; others are left out.

    `what` is the thing looked for, as it was read from `text`.
    """
    wises = knowledge.catalogue.wises
    held = _HELD.get("names")
    if held is None or held[0] is not wises:
        held = _HELD["names"] = (wises, build_names(wises.values()))
    return named(text, what, held[1], knowledge.lexicon.by_word)


def named(
    text: str, what: str, names: Names, ordinary: Container[str] = frozenset()
) -> dict[str, float]:
    """As `wises_named`, among any names; `ordinary` words by themselves name nobody.

    A whole name may stand anywhere in `text`, but one of a single word only where a word like
    "from" or a capital shows it; a part of a name only where `what` says little else.
    """
    said = [_known(word, names) for word in words(text)]
    asked = {_known(word, names) for word in content_words(what)}
    found: list[tuple[float, float, str]] = []
    for wise in {wise for word in {*said, *asked} for wise in names.holders.get(word, ())}:
        theirs = names.words[wise]
        whole, part = _together(said, theirs), theirs & asked
        sure = names.weight(whole) / names.weight(theirs)
        if sure < WHOLE or not _introduced(whole, text, ordinary):
            whole, sure = part, _by_a_part(part, theirs, asked, names, ordinary)
        if sure:
            found.append((sure * names.weight(whole), sure, wise))
    found.sort(key=lambda one: (-one[0], one[2]))
    return {wise: sure for _, sure, wise in found}


def _by_a_part(
    part: frozenset[str],
    theirs: frozenset[str],
    asked: set[str],
    names: Names,
    ordinary: Container[str],
) -> float:
    """How sure a part of a name is, where little else is asked for; 0: not at all."""
    if all(word in ordinary or word in WRAPPING for word in part):
        return 0.0
    of_name = names.weight(part) / names.weight(theirs)
    of_text = names.weight(part) / names.weight(asked)
    return (of_name + of_text) / 2 if of_text >= NEARLY_ALL and of_name >= PART else 0.0


def _introduced(whole: frozenset[str], text: str, ordinary: Container[str]) -> bool:
    """Whether a name of one word is plainly meant as one: after "from", or a capital in a question.

    A name of several words needs no such sign.
    """
    if len(whole) > 1:
        return True
    written = words(text)
    if any(two in whole and one in BEFORE_A_NAME for one, two in pairwise(written)):
        return True
    if len(written) > SHORT or any(word in ordinary or word in WRAPPING for word in whole):
        return False
    capital = (part for part in text.split() if part[:1].isupper())
    return any(word in whole for part in capital for word in words(part))


def _telling(name: str) -> list[str]:
    every = words(name)
    return [word for word in every if word not in STOPWORDS] or every


def _known(word: str, names: Names) -> str:
    return word if word in names.rarity else names.spelling.meant(word)


def _together(said: Sequence[str], theirs: frozenset[str]) -> frozenset[str]:
    """The words of a name that stand together in a text: the longest run of them."""
    best: set[str] = set()
    run: set[str] = set()
    last = -1
    for place, word in enumerate(said):
        if word not in theirs:
            continue
        run = {*run, word} if run and place - last <= APART + 1 else {word}
        last = place
        best = max(best, run, key=len)
    return frozenset(best)

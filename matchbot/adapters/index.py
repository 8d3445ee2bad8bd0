"""The candidate index: our own arrays of words, meanings and codes; quick to ask and to change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain

import numpy as np

from matchbot.adapters.bags import CAREFUL_TEXT, offering_words, past_words, vocabulary_words
from matchbot.adapters.codes import CodeIndex, build_codes
from matchbot.adapters.examples import known_examples
from matchbot.adapters.search import COMPANY, Asked, in_company, ordered, search
from matchbot.adapters.segment import Means, Segment, build_segment
from matchbot.core.knowledge import Candidate, Embedder, Query
from matchbot.core.matching.learning import Learned
from matchbot.core.matching.spelling import Spelling, build_spelling
from matchbot.core.matching.vectors import EXACT_ROWS, careful_of
from matchbot.core.offering import Catalogue, Offering
from matchbot.core.vocabulary import Vocabulary

#: So many changes are kept apart before they are put together into one segment.
MANY_SEGMENTS = 8


@dataclass(frozen=True, repr=False)
class ArrayIndex:
    """Offerings in a main segment and, after changes, small ones. Never changed in place."""

    segments: tuple[Segment, ...]
    means: Means
    spelling: Spelling

    def meant(self, word: str) -> str:
        """The word of the catalogue or vocabulary that a misspelt one stands for."""
        return self.spelling.meant(word)

    def candidates(self, query: Query, limit: int) -> Sequence[Candidate]:
        """The best offerings by words, meaning and kinds together, the likeliest first."""
        return self._candidates(query, limit)

    def exactly(self, query: Query, limit: int) -> Sequence[Candidate]:
        """Like `candidates`, by looking at every offering exactly: slow, to compare with."""
        return self._candidates(query, limit, exactly=True)

    def _candidates(
        self, query: Query, limit: int, *, exactly: bool = False
    ) -> Sequence[Candidate]:
        asked = self._asked(query)
        most = max(limit, COMPANY)
        filled = (segment for segment in self.segments if segment.offerings)
        each = [search(segment, asked, most, exactly=exactly) for segment in filled]
        found = ordered([one for some in each for one in some])[:most]
        first = in_company(found[:COMPANY], limit)
        return [*first, *(one.candidate for one in found[COMPANY:])][:limit]

    def only(self, ids: Collection[str], *, quick: bool = False) -> ArrayIndex:
        """An index that finds only these offerings; words weigh as they do in the whole."""
        others = ({o.id for o in segment.offerings if o.id not in ids} for segment in self.segments)
        kept = zip(self.segments, others, strict=True)
        some = [segment.without(gone) for segment, gone in kept]
        if quick:
            some = [replace(segment, careful=None) for segment in some]
        return replace(self, segments=tuple(some))

    def changed(self, offerings: Iterable[Offering], removed: Iterable[str] = ()) -> ArrayIndex:
        """An index with these offerings added or replaced and those ids removed.

        When many changes have gathered, they are put together; the main segment stays as it is.
        """
        fresh = {offering.id: offering for offering in offerings}
        touched = {*fresh, *removed}
        main, *later = (segment.without(touched) for segment in self.segments)
        if not fresh:
            return replace(self, segments=(main, *later))
        spelling = self.spelling.also(chain(*(offering_words(one) for one in fresh.values())))
        if len(later) >= MANY_SEGMENTS:
            fresh = {o.id: o for segment in later for o in segment.left()} | fresh
            later = []
        segment = build_segment(list(fresh.values()), self.means, main)
        return replace(self, segments=(main, *later, segment), spelling=spelling)

    def _asked(self, query: Query) -> Asked:
        means = self.means
        evidence = means.codes.evidence(query) if means.codes.codes else np.zeros(0)
        named = [query.kinds.get(kind, 0.0) for kind in means.vocabulary.kinds]
        votes = careful = None
        if query.vector is not None and any(segment.votes for segment in self.segments):
            votes = [some.votes(query.vector[None])[0] * some.weight for some in means.examples()]
        if query.text.strip() and any(s.careful is not None for s in self.segments):
            assert means.careful is not None
            careful = means.careful.embed([query.text[:CAREFUL_TEXT]])[0]
        return Asked(query, evidence, named, votes or (), careful)


def build_index(
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    embedder: Embedder | None = None,
    learned: Learned | None = None,
    *,
    codes: CodeIndex | None = None,
) -> ArrayIndex:
    """An index over all offerings, with the words of their kinds and of their CPV codes.

    `codes` saves the work of building the part that does not depend on the catalogue. Catalogues
    of more than EXACT_ROWS are read by the quick embedder alone.
    """
    offerings = list(catalogue.offerings.values())
    learned = learned or Learned()
    if codes is None:
        also = (code for offering in offerings for code in offering.cpv)
        codes = build_codes(vocabulary, learned, embedder, also)
    means = Means(vocabulary, codes, embedder)
    if embedder is not None and len(offerings) <= EXACT_ROWS:
        examples = cache(partial(known_examples, vocabulary, learned, embedder))
        means = replace(means, careful=careful_of(embedder), examples=examples)
    known = chain(
        vocabulary_words(vocabulary),
        past_words(learned),
        *(offering_words(offering) for offering in offerings),
    )
    return ArrayIndex((build_segment(offerings, means),), means, build_spelling(known))

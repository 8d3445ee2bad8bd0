"""Everything the core needs to know to answer, frozen; swapped whole when the catalogue changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from matchbot.core.matching.lexicon import Lexicon
from matchbot.core.offering import Catalogue, Offering
from matchbot.core.platform import Platform
from matchbot.core.vocabulary import Vocabulary

if TYPE_CHECKING:
    from matchbot.core.matching.declines import Decline
    from matchbot.core.places import Places


@dataclass(frozen=True)
class Query:
    """What the index is asked: folded words with their weight, the language, kinds, the meaning.

    `vector` is the embedding of the need, or None when the matcher works without one; `weights`
    say how much words, meaning and kind count when candidates are chosen; `text` is the need as
    it was written, for an index that looks at the best candidates once more.
    """

    words: Mapping[str, float]
    language: str = "nl"
    kinds: Mapping[str, float] = field(default_factory=dict)
    vector: Any | None = None
    weights: tuple[float, float, float] = (1.0, 1.0, 1.0)
    text: str = ""


@dataclass(frozen=True)
class Candidate:
    """An offering worth judging: how well its words, meaning and kinds agree (each 0–1).

    `matched` are the query's words that were found in it, `meaning` is None without embedding.
    `company` says how well the offerings like it do beside the other candidates (-1 to 1).
    """

    offering: str
    words: float
    meaning: float | None = None
    kind: float = 0.0
    matched: tuple[str, ...] = ()
    company: float = 0.0


class CandidateIndex(Protocol):
    """Finds the offerings worth judging. Engines live in adapters."""

    def candidates(self, query: Query, limit: int) -> Sequence[Candidate]:
        """Up to `limit` offerings, the likeliest first."""
        ...

    def meant(self, word: str) -> str:
        """The known word that a misspelt one stands for; any other word as it is."""
        ...

    def only(self, ids: Collection[str], *, quick: bool = False) -> CandidateIndex:
        """The same index as if there were no other offerings than these.

        `quick` is for very many needs at once: without a slower second look at the best.
        """
        ...

    def changed(self, offerings: Iterable[Offering], removed: Iterable[str] = ()) -> CandidateIndex:
        """The index after these offerings were added or replaced and those ids removed."""
        ...


class Embedder(Protocol):
    """Turns texts into unit vectors whose dot product is closeness in meaning."""

    def embed(self, texts: Sequence[str]) -> Any:
        """A float32 array of shape (len(texts), dimensions), rows of length 1."""
        ...


@dataclass(frozen=True)
class Offer:
    """An offering of a sister platform: whose it is, where their staff read mail, its page there."""

    sister: str
    platform: str
    desk: str
    title: str
    wise: str
    url: str


@dataclass(frozen=True, repr=False)
class Elsewhere:
    """What sister platforms offer, under ids that are none of ours; an offer for each offering."""

    catalogue: Catalogue
    index: CandidateIndex
    offers: Mapping[str, Offer]


# Without a repr, as are its parts: a traceback that shows one would print for minutes.
@dataclass(frozen=True, repr=False)
class Knowledge:
    """Vocabulary, places, catalogue, candidate index, embedder (None: works without), platform.

    `lexicon` is the vocabulary made ready for guessing kinds; `declines` are what WISEs said no to
    lately, by WISE; `elsewhere` is what sister platforms offer. What was learned from past needs is
    in the index.
    """

    platform: Platform
    vocabulary: Vocabulary
    places: Places
    catalogue: Catalogue
    index: CandidateIndex
    embedder: Embedder | None = None
    rotation: bool = True
    lexicon: Lexicon = field(default_factory=Lexicon)
    declines: Mapping[str, Sequence[Decline]] = field(default_factory=dict)
    elsewhere: Elsewhere | None = None

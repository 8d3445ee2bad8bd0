"""The Python interface: read a need, rank offerings. Loads the defaults by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from matchbot.adapters.knowledge import build_knowledge, make_embedder
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.match import Match
from matchbot.core.matching.rank import rank
from matchbot.core.need import Need, Reading
from matchbot.core.offering import Catalogue, Offering, Wise
from matchbot.core.platform import Platform
from matchbot.core.reading.read import read_need as read_with

_PLATFORM = Platform(languages=("nl", "en", "fr", "de"))


@lru_cache(maxsize=1)
def _defaults() -> Knowledge:
    return build_knowledge(_PLATFORM, Catalogue(), embedder=make_embedder())


def read_need(text: str, *, now: datetime | None = None, language: str | None = None) -> Reading:
    """What is understood of `text`: what, where, when, how many, for how much.

    `now` (default: the present) is what dates are counted from; `language` is found when not
    given.
    """
    return read_with(text, _defaults(), now or datetime.now(UTC), language)


class Matcher:
    """Ranks offerings for a need; no database, no rotation unless asked."""

    def __init__(
        self, offerings: Iterable[Offering], wises: Iterable[Wise] = (), *, rotation: bool = False
    ) -> None:
        by_id = {o.id: o for o in offerings}
        known = {w.id: w for w in wises}
        for offering in by_id.values():
            known.setdefault(offering.wise, Wise(offering.wise, offering.wise))
        self._knowledge = build_knowledge(
            _PLATFORM, Catalogue(known, by_id), embedder=make_embedder(), rotation=rotation
        )

    def rank(
        self, need: Reading | Need | str, *, limit: int = 10, now: datetime | None = None
    ) -> list[Match]:
        """The matches, best first; empty when nothing fits."""
        moment = now or datetime.now(UTC)
        if isinstance(need, str):
            need = read_with(need, self._knowledge, moment, None)
        asked = need.need if isinstance(need, Reading) else need
        return list(rank(asked, self._knowledge, now=moment.date(), limit=limit).matches)

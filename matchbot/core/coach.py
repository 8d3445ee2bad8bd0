"""What would help buyers find an offering, and judge it: said beside the form, never enforced."""

from __future__ import annotations

from matchbot.core.matching.normalise import fold
from matchbot.core.offering import Offering
from matchbot.core.said import Said, say
from matchbot.core.vocabulary import Vocabulary

SHORT = 60
#: So many of a kind's everyday words are looked at, most typical first, and so many are named.
LOOKED_AT, NAMED = 12, 4


def advice(offering: Offering, vocabulary: Vocabulary) -> tuple[Said, ...]:
    """What is missing, the most useful first."""
    found = [
        say("coach.kind") if not offering.kinds else None,
        _words(offering, vocabulary),
        say("coach.short") if len(offering.description) < SHORT else None,
        say("coach.capacity") if _without_capacity(offering) else None,
        say("coach.unit") if not _without_capacity(offering) and not offering.unit else None,
        say("coach.lead_days") if offering.lead_days is None else None,
        say("coach.price") if offering.price_from is None else None,
        say("coach.price_unit") if offering.price_from and not offering.price_unit else None,
        say("coach.reach") if not offering.radius_km and not offering.areas else None,
    ]
    return tuple(said for said in found if said is not None)


def _without_capacity(offering: Offering) -> bool:
    return offering.min_quantity is None and offering.max_quantity is None


def _words(offering: Offering, vocabulary: Vocabulary) -> Said | None:
    """Everyday words of its kinds that buyers type and that do not stand in it."""
    text = fold(f"{offering.title} {offering.description}")
    known = (vocabulary.kinds[kind] for kind in offering.kinds if kind in vocabulary.kinds)
    typed = [word for kind in known for word in kind.words.get(offering.language, ())[:LOOKED_AT]]
    if not typed or any(fold(word) in text for word in typed[:3]):
        return None
    missing = tuple(word for word in typed if fold(word) not in text)[:NAMED]
    return say("coach.words", words=missing) if missing else None

"""Fair rotation: among equal matches the first place goes round, for one need the same all day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b

from matchbot.core.offering import Catalogue, Wise

NOISE = 0.03
NEW_SHARE = 0.3
#: Small: half of the average WISE of Amsterdam in 2015 (about 3,000 people in about 60 WISEs).
NEW_WISE_DAYS, SMALL_WISE_PEOPLE = 365, 25


def lot(need: str, day: date, wise: str) -> float:
    """A draw in 0–1 for a WISE, the same for one need text on one day."""
    seed = f"{' '.join(need.casefold().split())}|{day.isoformat()}|{wise}"
    return int.from_bytes(blake2b(seed.encode("utf-8", "replace"), digest_size=6).digest()) / 2**48


def boost(need: str, day: date, wise: str, *, small_or_new: bool) -> float:
    """What rotation adds to a score: at most NOISE; small and new WISEs draw a better lot."""
    draw = lot(need, day, wise)
    return NOISE * (NEW_SHARE + (1 - NEW_SHARE) * draw if small_or_new else draw)


def small_or_new(wise: Wise, people: int | None, now: date) -> bool:
    """Whether a WISE is helped to its first orders: new here, or with few people at work."""
    if wise.joined is not None and (now - wise.joined).days <= NEW_WISE_DAYS:
        return True
    return people is not None and people <= SMALL_WISE_PEOPLE


def latest_people(catalogue: Catalogue) -> dict[str, int]:
    """For each WISE how many people worked there in the last year that is known."""
    latest = {f.wise: f for f in sorted(catalogue.people, key=lambda f: f.year)}
    return {wise: f.paid + f.volunteer + f.daytime for wise, f in latest.items()}


def gini(shares: Sequence[float]) -> float:
    """How unequally shares are divided: 0 all the same, towards 1 all to one."""
    ordered = sorted(shares)
    total, count = sum(ordered), len(ordered)
    if not total:
        return 0.0
    weighted = sum(position * share for position, share in enumerate(ordered, 1))
    return 2 * weighted / (count * total) - (count + 1) / count

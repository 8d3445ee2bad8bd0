"""What a WISE said no to, and which needs are like that: they come a little later in its list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from matchbot.core.matching.area import km_between
from matchbot.core.need import Need, Place

#: A WISE that was too busy is asked again after so many days.
BUSY_DAYS = 14
#: So many refusals of like needs count in full.
CERTAIN = 3


@dataclass(frozen=True)
class Decline:
    """A no of a WISE: for which offering, why, to which need, on which day."""

    offering: str
    reason: str
    need: Need
    on: date


@dataclass(frozen=True)
class _Asked:
    need: Need
    offering: str
    spot: Place | None
    now: date


def like_declines(
    need: Need, offering: str, spot: Place | None, declines: Sequence[Decline], now: date
) -> int:
    """How many of these refusals speak against asking `need` for this offering, made at `spot`."""
    asked = _Asked(need, offering, spot, now)
    return sum(1 for no in declines if no.reason in _LIKE and _LIKE[no.reason](no, asked))


def _as_far(no: Decline, asked: _Asked) -> bool:
    """Too far is too far for whatever is no nearer."""
    there, here = no.need.place, asked.need.place
    if there is None or here is None or asked.spot is None:
        return False
    return km_between(here, asked.spot) >= 0.9 * km_between(there, asked.spot) > 0


def _as_small(no: Decline, asked: _Asked) -> bool:
    sizes = _sizes(no, asked)
    return sizes is not None and sizes[1] <= sizes[0]


def _as_large(no: Decline, asked: _Asked) -> bool:
    sizes = _sizes(no, asked)
    return sizes is not None and sizes[1] >= sizes[0]


def _sizes(no: Decline, asked: _Asked) -> tuple[float, float] | None:
    before, now = no.need.quantity, asked.need.quantity
    alike = before and now and before.unit == now.unit and no.offering == asked.offering
    return (before.value, now.value) if alike and before and now else None


def _as_soon(no: Decline, asked: _Asked) -> bool:
    if no.need.when is None or asked.need.when is None or no.offering != asked.offering:
        return False
    return (asked.need.when.start - asked.now).days <= (no.need.when.start - no.on).days


def _busy(no: Decline, asked: _Asked) -> bool:
    return 0 <= (asked.now - no.on).days <= BUSY_DAYS


def _not_theirs(no: Decline, asked: _Asked) -> bool:
    if no.offering != asked.offering or not no.need.kinds or not asked.need.kinds:
        return False
    return no.need.kinds[0].id == asked.need.kinds[0].id


_LIKE: dict[str, Callable[[Decline, _Asked], bool]] = {
    "too_far": _as_far,
    "too_small": _as_small,
    "too_large": _as_large,
    "too_soon": _as_soon,
    "too_busy": _busy,
    "not_ours": _not_theirs,
}
